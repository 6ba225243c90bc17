"""The gazetteer: places found in text."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.judge.gazetteer import Gazetteer, PlaceKind, PlaceMatch
from monitor.judge.gazetteer_file import load_gazetteer
from tests.shared import ROOT


@cache
def shipped() -> Gazetteer:
    return load_gazetteer(ROOT / "models" / "gazetteer")


def ids(text: str) -> list[str]:
    """The ids of bases, the names of other places, in order."""
    return [match.base.id if match.base else match.name for match in shipped().find(text)]


@pytest.mark.parametrize(("text", "found"), [
    ("Rockets at Iraq's Ain al-Asad air base in Anbar", ["Iraq", "ain-al-asad-air-base", "Anbar"]),
    ("AIN AL ASAD HIT", ["ain-al-asad-air-base"]),
    ("قصف قاعدة عين الأسد في الأنبار", ["ain-al-asad-air-base", "Anbar"]),
    ("حمله به پایگاه عین‌الاسد در عراق", ["ain-al-asad-air-base", "Iraq"]),
    ("Irak'taki Ayn el-Esed Üssü'ne saldırı", ["Iraq", "ain-al-asad-air-base"]),
    ("attaque contre la base d'Aïn al-Assad en Irak", ["ain-al-asad-air-base", "Iraq"]),
    ("תקיפה בבסיס אל-תנף בסוריה", ["al-tanf-garrison", "Syria"]),
    ("Drones over İncirlik", ["incirlik-air-base"]),
    ("Camp Victory near Baghdad airport",
     ["baghdad-diplomatic-support-center", "baghdad-diplomatic-support-center"]),
    ("King Khalid airbase in Saudi Arabia", ["king-khalid-air-base", "Saudi Arabia"]),
    ("An Iraqi general in Deir Ezzor", ["Iraq", "Deir ez-Zor"]),
])
def test_names_are_found_in_every_spelling(text: str, found: list[str]) -> None:
    """Scripts, transliterations, hyphens, apostrophes and attached prefixes lead to one row, the longest name first."""
    assert ids(text) == found


@pytest.mark.parametrize(("text", "found"), [
    ("Rockets hit Balad", ["Balad"]),
    ("Rockets hit Balad base", ["balad-air-base"]),
    ("Two wounded at Camp Taji", ["camp-taji"]),
    ("A bus in Taji, Iraq", ["Taji", "Iraq"]),
    ("The EIA published oil figures", []),
    ("Rockets land near EIA in Iraq", ["erbil-air-base", "Iraq"]),
    ("No masks in the green zone", []),
    ("Green Zone of Baghdad shelled", ["baghdad-green-zone", "Baghdad"]),
    ("Rockets strike the Green Zone in Kabul", ["kabul-green-zone", "Kabul"]),
    ("A warrior, base instincts", []),
    ("Shells on Khamis Mushait, Saudi Arabia", ["Khamis Mushait", "Saudi Arabia"]),
    ("A US base in Erbil", ["United States", "Erbil"]),
])
def test_an_ambiguous_alias_counts_only_in_context(text: str, found: list[str]) -> None:
    """A base word beside it settles it; an abbreviation or phrase is settled by its country too, a town's name not."""
    assert ids(text) == found


@pytest.mark.parametrize(("text", "found"), [
    ("He told us so", []),
    ("US troops", ["United States"]),
    ("Roast turkey with polish", []),
    ("They scored a hit", []),
    ("drones over iraq", ["Iraq"]),
    ("The woman of Jordanstown", []),
])
def test_a_name_needs_its_capitals_and_borders(text: str, found: list[str]) -> None:
    """Small words are no places, unless the whole text is in small letters."""
    assert ids(text) == found


@pytest.mark.parametrize(("text", "words"), [
    ("A drone fell on FOB Eagle Nest today", "FOB Eagle Nest"),
    ("Soldiers at Camp Roberts said", "Camp Roberts"),
    ("Forward Operating Base Zeta was shelled", "Forward Operating Base Zeta"),
    ("near the Al Foo air base yesterday", "Al Foo air base"),
    ("Rockets Hit Al-Foo Air Base In Desert", "Al-Foo Air Base"),
])
def test_a_base_that_no_row_knows_is_named_by_its_words(text: str, words: str) -> None:
    """It is a base without row, country or coordinates."""
    (match,) = shipped().find(text)
    assert match == PlaceMatch(
        start=text.index(words), end=text.index(words) + len(words), text=words, kind=PlaceKind.BASE, name=words,
    )


@pytest.mark.parametrize("text", [
    "Rockets Hit Air Base, Camp Attack Kills Two", "COP26 President speaks", "COP President resigns", "the air base",
    "An American-built Air Base", "refugees in the camp Tuesday", "Camp David talks",
])
def test_headline_words_make_no_base(text: str) -> None:
    """Words that only happen to stand beside "camp" or "air base" are no name."""
    assert [m for m in shipped().find(text) if m.kind is PlaceKind.BASE] == []


def test_people_are_told_from_countries() -> None:
    """The word "Iraqi" stands for Iraq and is flagged."""
    people, country = shipped().find("Iraqi sources in Iraq")
    assert (people.name, people.demonym, people.kind) == ("Iraq", True, PlaceKind.COUNTRY)
    assert not country.demonym


def test_rows_and_time_zones_can_be_asked_for() -> None:
    """By id and by country; what is not known is None or empty."""
    base = shipped().base("al-tanf-garrison")
    assert base is not None
    assert base.country == "Syria"
    assert shipped().base("nowhere") is None
    assert shipped().timezone_of("Jordan") == "Asia/Amman"
    assert shipped().timezone_of("Atlantis") == ""


PIECES = st.sampled_from([
    "Balad", "base", "in", "Iraq", "Iraqi", "Camp", "FOB", "Al-Asad", "Eagle", "air base", "“", "’s", "النتف", "قاعدة",
    "التنف", "ß", "\u200d", "US", "Green Zone", ", ", ". ", "  ",
])


@given(st.lists(PIECES, max_size=25).map(" ".join))
def test_matches_lie_in_order_within_the_text(text: str) -> None:
    """Spans are those of the words, never overlap, and come in the order of the text."""
    reached = 0
    for match in shipped().find(text):
        assert reached <= match.start < match.end <= len(text)
        assert text[match.start:match.end] == match.text
        reached = match.end


@pytest.mark.parametrize(("text", "found"), [
    ("Gunmen who came at night attacked Camp Saleno near the border", "fob-salerno"), ("A drone over Camp Buerhing in Kuwait", "camp-buehring"),
    ("A drone over Camp Buhring in Kuwait", "camp-buehring"), ("Fire at Camp Roberts", ""), ("Singers at Camp Salermos", ""),
])
def test_a_base_with_one_letter_wrong_is_still_that_base(text: str, found: str) -> None:
    """Left out, added, taken for another or changed places; two letters are another name."""
    bases = [m.base.id if m.base else "" for m in shipped().find(text) if m.kind == "base"]
    assert bases == [found], bases
