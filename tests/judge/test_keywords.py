"""Watches: keywords of config.yaml against text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.judge.keywords import WatchMatcher, model_only
from monitor.model import Watch, WatchHit, WatchMode


def words_found(keyword: str, title: str) -> tuple[str, ...]:
    hits = WatchMatcher([Watch(name="w", keywords=(keyword,))]).match(title, "")
    return hits[0].words if hits else ()


@pytest.mark.parametrize(("keyword", "title"), [
    ("al-Asad", "Rockets at Al Asad again"),
    ("Al Asad", "AL-ASAD: two hurt"),
    ("Incirlik", "İncirlik Üssü"),
    ("base", "the base's gate"),
    ("rocket attack", "A rocket-attack, they say"),
    ("Qa'im", "a convoy near Qaim"),
    ("القاعدة", "بالقاعدة"),
    ("القاعدة", "هجوم للقاعدة"),
    ("قاعدة", "هجوم بقاعدة جوية"),
    ("قاعدة", "والقاعدة"),
    ("בסיס", "תקיפה בבסיס"),
    ("US", "US troops"),
    ("U.S.", "the U.S. army"),
])
def test_a_keyword_is_found_however_it_is_written(keyword: str, title: str) -> None:
    """Case, hyphens, diacritics, apostrophes and attached prefixes hide no keyword; it is told as in the config."""
    assert words_found(keyword, title) == (keyword,)


@pytest.mark.parametrize(("keyword", "title"), [
    ("base", "baseball season"),
    ("base", "database"),
    ("bases", "the base"),
    ("US", "he told us"),
    ("rocket attack", "rocket and attack"),
    ("قاعدة", "متقاعدة"),
    ("Irak", "Irakien"),
])
def test_a_keyword_is_not_found_within_other_words(keyword: str, title: str) -> None:
    """Word borders hold, plurals are not guessed, and two capitals are no small word."""
    assert words_found(keyword, title) == ()


def test_a_phrase_does_not_reach_from_title_into_summary() -> None:
    """The end of the title and the start of the summary make no phrase."""
    watch = WatchMatcher([Watch(name="w", keywords=("air base",))])
    assert watch.match("In the air", "Base jumpers meet") == ()
    assert watch.match("", "", "An air base") != ()


def test_an_exclusion_wins_over_all_keywords_of_its_watch() -> None:
    """The hit says which exclusion vetoed it, and the other watch is left alone."""
    watches = WatchMatcher([
        Watch(name="a", keywords=("base", "rocket"), exclude=("exercise",)), Watch(name="b", keywords=("rocket",)),
    ])
    assert watches.match("Rocket hits base", "It was an exercise") == (
        WatchHit(watch="a", words=("base", "rocket"), excluded_by="exercise"), WatchHit(watch="b", words=("rocket",)),
    )


def test_together_with_asks_for_a_second_word() -> None:
    """Without one of its partners a keyword opens nothing."""
    watches = WatchMatcher([Watch(name="a", keywords=("base",), together_with=("rocket", "drone"))])
    assert watches.match("A base", "") == ()
    assert watches.match("A base", "and a drone")[0].words == ("base", "drone")


def test_a_watch_reads_its_own_languages_only() -> None:
    """A region is ignored, and a text of unknown language is for every watch."""
    watches = WatchMatcher([Watch(name="a", keywords=("base",), languages=("en",))])
    assert watches.match("base", "", language="fr") == ()
    assert watches.match("base", "", language="en-GB") != ()
    assert watches.match("base", "") != ()


def test_a_model_only_watch_always_matches() -> None:
    """Its gate is open for every text, and its exclusion still vetoes."""
    watch = Watch(name="m", mode=WatchMode.MODEL_ONLY, exclude=("football",))
    matcher = WatchMatcher([watch])
    assert model_only(watch)
    assert matcher.match("Anything", "") == (WatchHit(watch="m", words=()),)
    assert matcher.match("Football", "")[0].excluded_by == "football"


def test_no_watches_and_empty_keywords_match_nothing() -> None:
    """A watch without words is silent and breaks nothing."""
    assert WatchMatcher([]).match("base", "") == ()
    assert WatchMatcher([Watch(name="w", keywords=("", "-"))]).match("- base", "") == ()


@given(st.lists(st.sampled_from(["base", "Camp", "drone strike", "al-Asad"]), min_size=1, unique=True), st.data())
def test_every_keyword_between_other_words_is_found(keywords: list[str], data: st.DataObject) -> None:
    """Whatever stands around them, the keywords that were put in are those that are told."""
    put_in = data.draw(st.lists(st.sampled_from(keywords), min_size=1, unique=True))
    filling = data.draw(st.lists(st.sampled_from(["the", "xbase", "news,", "–"]), min_size=len(put_in)))
    text = " ".join(f"{fill} {word.upper()}." for fill, word in zip(filling, put_in, strict=False))
    (hit,) = WatchMatcher([Watch(name="w", keywords=tuple(keywords))]).match(text, "")
    assert set(hit.words) == set(put_in)


def test_a_star_stands_for_any_ending() -> None:
    """A keyword that ends with a star finds every word that begins like it, and no word that merely contains it."""
    matcher = WatchMatcher([Watch(name="w", keywords=("attack*",))])
    assert matcher.match("Base attacked at dawn", "")[0].words == ("attack*",)
    assert matcher.match("Two attackers held", "")
    assert not matcher.match("A counterattack", "")
