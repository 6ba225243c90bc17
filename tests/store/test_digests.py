"""Digest claims and counts, the instance lease, readers' verdicts."""

from dataclasses import replace

import pytest

from monitor.model import HeldCount, HeldReason, NearMiss, Plan
from monitor.model.stored import DigestDay, ReaderVerdict
from monitor.store import Store
from tests.store.makers import DAY, HOUR, MINUTE, NOW, decision, judged


def test_a_digest_of_a_day_is_claimed_once(store: Store) -> None:
    """The first who asks makes it; another name or day is another digest."""
    today = NOW.date()
    assert store.claim_digest("daily", today, NOW)
    assert not store.claim_digest("daily", today, NOW + HOUR)
    assert store.claim_digest("weekly", today, NOW)
    assert store.claim_digest("daily", today + DAY, NOW)
    assert store.digest_days() == (
        DigestDay(name="daily", day=today, claimed_at=NOW), DigestDay(name="weekly", day=today, claimed_at=NOW),
        DigestDay(name="daily", day=today + DAY, claimed_at=NOW),
    )


def test_entries_and_silences_of_a_span_are_counted(store: Store) -> None:
    """Counts are by first sight within a half open span, the most frequent reason first."""
    store.commit(Plan(decisions=(
        decision("a"), decision("b"), decision("c", reason=HeldReason.STALE), decision("d", reason=None),
        decision("e", seen_at=NOW + DAY), decision("f", seen_at=NOW - MINUTE),
    )))
    assert store.entry_count(NOW, NOW + DAY) == 4
    assert store.held_counts(NOW, NOW + DAY) == (
        HeldCount(reason=HeldReason.NO_WATCH, count=2), HeldCount(reason=HeldReason.STALE, count=1),
    )


def test_near_misses_are_the_most_probable_silences(store: Store) -> None:
    """Judged articles just short of an alert, best first; what was held for its age is no near miss."""
    store.commit(Plan(decisions=(
        judged("low", 0.1, HeldReason.NOT_ATTACK), judged("high", 0.6, HeldReason.BELOW_THRESHOLD),
        judged("old", 0.9, HeldReason.STALE), judged("mid", 0.4, HeldReason.FEW_ORIGINS), decision("gate"),
    )))
    found = store.near_misses(NOW, NOW + DAY, 2)
    assert found[0] == NearMiss(article="high", url="https://north.example/high", outlet="North Post", title="Title high",
                                probability=0.6, reason=HeldReason.BELOW_THRESHOLD)
    assert [miss.article for miss in found] == ["high", "mid"]


def test_a_second_instance_is_refused_until_the_first_lets_go_or_dies(store: Store) -> None:
    """One owner at a time: renewed by itself, refused to others, free after release or expiry."""
    assert store.hold_instance("one", NOW, MINUTE)
    assert store.hold_instance("one", NOW, 2 * MINUTE)
    assert not store.hold_instance("two", NOW + MINUTE, MINUTE)
    store.release_instance("two")
    assert not store.hold_instance("two", NOW + MINUTE, MINUTE)
    assert store.hold_instance("two", NOW + 2 * MINUTE, MINUTE)
    store.release_instance("two")
    assert store.hold_instance("three", NOW + 2 * MINUTE, MINUTE)


def test_readers_verdicts_are_all_kept(store: Store) -> None:
    """Who says two things is heard twice."""
    said = ReaderVerdict(incident="i1", kind="right", who="u1", at=NOW, comment="seen it")
    for verdict in (said, replace(said, kind="wrong"), replace(said, incident="", article="a1", who="u2")):
        store.add_reader_verdict(incident=verdict.incident, article=verdict.article, kind=verdict.kind, who=verdict.who,
                                 at=verdict.at, comment=verdict.comment)
    assert [verdict.kind for verdict in store.reader_verdicts()] == ["right", "wrong", "right"]
    assert store.reader_verdicts()[0] == said


def test_a_verdict_about_nothing_is_refused(store: Store) -> None:
    """A verdict names an incident or an article."""
    with pytest.raises(ValueError, match="one of both"):
        store.add_reader_verdict(kind="right", who="u1", at=NOW)
