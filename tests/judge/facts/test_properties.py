"""What holds for every text."""

import re
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.judge.facts.document import lay_out
from monitor.judge.facts.sentences import Section, split_sentences
from tests.judge.facts.reading_aloud import gazetteer, read

_WORDS = st.sampled_from(
    "rockets hit the a US base in Iraq , killing wounding two 5 soldiers and no one was hurt . after drone strike on Monday "
    "coalition said ; another near Erbil dozens of Taliban claimed responsibility death toll rises to four between 12:30 pm "
    "Ain al-Asad Syria while shot down three days earlier 8 January 2020 \" ' - ( ) \n U.S. contractor killed".split(" ")
)
_PROSE = st.lists(_WORDS, max_size=60).map(" ".join)


@given(st.text(max_size=400), st.text(max_size=400), _PROSE)
@settings(max_examples=150, deadline=None)
def test_no_text_makes_it_fail(title: str, summary: str, text: str) -> None:
    """Any text gives reports, none or some."""
    for report in read(title, summary, text):
        assert report.sentence


@given(_PROSE)
@settings(max_examples=150, deadline=None)
def test_no_number_comes_out_of_thin_air(text: str) -> None:
    """Without a number above one in the text no count is above the count of its words; with no number at all, none is."""
    bare = re.sub(r"\d|\b(two|three|four|five|dozens?)\b", "", text)
    nouns = len(re.findall(r"soldiers?|contractor|one|another|\ba\b", bare))
    for report in read(bare):
        for count in (report.killed, report.wounded, report.rounds):
            assert count is None or count <= nouns


@given(_PROSE)
@settings(max_examples=100, deadline=None)
def test_intervals_have_a_length_and_reading_twice_gives_the_same(text: str) -> None:
    """A time begins before it ends; the reading depends on nothing but the article."""
    first = read(text)
    assert first == read(text)
    for report in first:
        assert report.when.start is None or (report.when.end is not None and report.when.start < report.when.end)


def test_a_hundred_kilobytes_cost_less_than_a_second() -> None:
    """Junk of 100 kB, in one sentence or in many, is read within the time of a poll."""
    gazetteer()
    for piece in ("rocket base killed two ", "Rockets hit a US base in Iraq. ", "a" * 50 + " ", "(((( ", "1,", "U.S.", "?!", '."'):
        text = piece * (100_000 // len(piece))
        began = time.process_time()
        read("", text=text)
        assert time.process_time() - began < 1.0, piece


def test_every_sentence_lies_within_the_text() -> None:
    """The layout covers title, summary and text in order."""
    from datetime import UTC, datetime

    from monitor.model import Article

    at = datetime(2022, 1, 6, tzinfo=UTC)
    document = lay_out(Article(key="k", feed="", outlet="", url="", title="One. Two", summary="Three.", text="Four. Five.",
                               published=at, seen_at=at), gazetteer())
    assert [document.text[s.start:s.end] for s, _, _ in document.sentences] == ["One. Two", "Three.", "Four.", "Five."]


def test_an_attack_of_last_week_stays_apart() -> None:
    """What was hit on Monday and what was hit the week before are two attacks, the older one recalled."""
    text = "No one was hurt, officials said. The base was also hit last week, when two rockets fell on its perimeter."
    reports = read("Ten rockets hit Ain al-Asad air base in Iraq on Monday", text=text, published="2024-01-30")
    assert [(r.rounds, r.background) for r in reports] == [(10, False), (2, True)]
    assert {r.base_id for r in reports} == {"ain-al-asad-air-base"}


def test_marks_without_end_are_looked_at_once() -> None:
    """From each of them to the last would be minutes for this many."""
    assert len(split_sentences("…" * 400_000, 0, 400_000, Section.TEXT)) >= 400_000 // 1_500
