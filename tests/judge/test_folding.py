"""Folding: one spelling for many."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.judge.folding import fold, fold_with_offsets, spellings

LETTERS = st.text(alphabet="aBzİıßéş -'’—  \t\u200d\u200c\u0301عأةىکـَ١אֱ“”.U", max_size=40)


@pytest.mark.parametrize(("written", "folded"), [
    ("al-Asad", "al asad"),
    ("Al  Asad", "al asad"),
    ("AL’ASAD", "al asad"),
    ("‘Ayn al‑Asad", "ayn al asad"),
    ("Şırnak İncirlik DIYARBAKIR", "sirnak incirlik diyarbakir"),
    ("Qa'im\u200b", "qa im"),
    ("عَيْن الأســد", "عين الاسد"),
    ("مصطفى قاعدة", "مصطفي قاعده"),
    ("پایگاه عین‌الاسد", "پايگاه عين الاسد"),
    ("کردستان", "كردستان"),
    ("٢٢ ۲۲", "22 22"),
    ("בָּסִיס אל־תנף", "בסיס אל תנף"),
    ("Großbritannien", "grossbritannien"),
    ("  (U.S.)  ", "(u.s.)"),
    ("", ""),
])
def test_spellings_of_one_name_fold_alike(written: str, folded: str) -> None:
    """Case, diacritics, hyphens, apostrophes, vowel signs and letter variants do not matter."""
    assert fold(written) == folded


@given(LETTERS)
def test_folding_is_settled_at_once(text: str) -> None:
    """Folding folded text changes nothing, and leaves no space at the ends and no two together."""
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == folded.strip(" ")
    assert "  " not in folded


@given(LETTERS)
def test_every_folded_letter_has_its_place_in_the_text(text: str) -> None:
    """With offsets the folded text is the same, and each letter comes from a character that folds to it."""
    folded, offsets = fold_with_offsets(text)
    assert folded == fold(text)
    for place, letter in enumerate(folded):
        start, end = offsets.span(place, place + 1)
        assert end == start + 1
        assert letter == " " or letter in fold(text[start:end])


def test_a_span_leads_back_to_the_words_as_written() -> None:
    """A folded span names the original characters, also behind characters that folding removes or lengthens."""
    text = "Straße\u200d zu  ‘Ayn al-Asad’"
    folded, offsets = fold_with_offsets(text)
    start = folded.index("ayn al asad")
    begin, stop = offsets.span(start, start + len("ayn al asad"))
    assert text[begin:stop] == "Ayn al-Asad"


def test_a_name_is_looked_for_with_and_without_its_apostrophe() -> None:
    """Qa'im is found as Qaim too, and al- also where li- swallows its alef."""
    assert spellings("al-Qa’im") == {"al qa im", "al qaim"}
    assert spellings("القائم") == {"القايم", "للقايم"}
    assert spellings("--") == frozenset()
