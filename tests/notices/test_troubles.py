"""Which conditions stand, which are over, and of which nothing can be said."""

from datetime import timedelta
from typing import Any

import pytest

from monitor.model import FeedCondition
from monitor.notices.troubles import assess
from tests.notices.makers import HOUR, NOW, failing, feed, seen


def answer(key: str, **changes: Any) -> str:
    """``stands``, ``doubtful`` or ``over``."""
    found = assess(seen(**changes))
    if key in {trouble.key for trouble in found.troubles}:
        return "stands"
    return "doubtful" if key in found.doubtful else "over"


def test_a_monitor_that_is_well_has_no_troubles() -> None:
    """And nothing is doubtful."""
    assert (assess(seen()).troubles, assess(seen()).doubtful) == ((), frozenset())


@pytest.mark.parametrize(("changes", "expected"), [
    ({"condition": FeedCondition.OK}, "over"), ({"condition": FeedCondition.PAUSED}, "over"), ({"condition": FeedCondition.NEW}, "doubtful"),
    ({"condition": FeedCondition.RETIRED}, "stands"), ({"condition": FeedCondition.SILENT}, "stands"),
    ({"condition": FeedCondition.SILENT, "last_new_entry": None}, "stands"),
    ({"condition": FeedCondition.FAILING, "last_success": NOW - 5 * HOUR, "failures": 20}, "doubtful"),
    ({"condition": FeedCondition.FAILING, "last_success": NOW - 6 * HOUR, "failures": 20}, "stands"),
    ({"condition": FeedCondition.FAILING, "last_success": None, "failures": 4}, "doubtful"),
    ({"condition": FeedCondition.FAILING, "last_success": None, "failures": 5}, "stands"),
])
def test_a_feed_is_told_when_nothing_comes_through_it_for_long(changes: dict[str, Any], expected: str) -> None:
    """Six hours without an answer; retired and silent ones at once."""
    assert answer("feed:East", feeds=(feed("East", **changes), feed())) == expected


def test_a_feed_without_any_entry_has_its_time_after_the_start() -> None:
    """Its line of health calls it silent at once."""
    empty = feed("East", FeedCondition.SILENT, last_new_entry=None)
    assert answer("feed:East", feeds=(empty,), started_at=NOW - HOUR) == "doubtful"


def test_a_feed_is_not_blamed_for_a_time_at_which_the_monitor_stood_still() -> None:
    """After a long stop it is asked first, and has its six hours."""
    start = NOW - HOUR
    assert answer("feed:East", feeds=(feed("East", FeedCondition.SILENT, last_success=NOW - 90 * HOUR),), started_at=start) == "doubtful"
    assert answer("feed:East", feeds=(feed("East", FeedCondition.SILENT, last_success=NOW - HOUR / 2),), started_at=start) == "stands"
    assert answer("feed:East", feeds=(failing("East", 90), feed(), feed("b")), started_at=start) == "doubtful"


def test_a_feed_that_was_removed_is_over() -> None:
    """It is named nowhere."""
    assert answer("feed:Gone") == "over"


def test_where_half_of_the_feeds_are_down_it_is_one_trouble() -> None:
    """Not one for each; told after half an hour, before that nobody knows."""
    many = tuple(failing(f"f{n}", 7) for n in range(4))
    found = assess(seen(feeds=(*many, feed("a"), feed("b"))))
    assert [trouble.key for trouble in found.troubles] == ["feeds"]
    assert found.troubles[0].what == "4 of 6 do not answer; is this machine on the network?"
    assert found.doubtful == {"feed:f0", "feed:f1", "feed:f2", "feed:f3"}
    assert answer("feeds", feeds=tuple(failing(f"f{n}", 0.2) for n in range(4))) == "doubtful"
    assert answer("feeds", feeds=(*many, *(feed(f"ok{n}") for n in range(5)))) == "over"
    assert answer("feeds", feeds=many[:3]) == "over"


def test_many_feeds_that_fail_for_long_are_one_trouble() -> None:
    """After an outage hundreds of a thousand feeds can have failed for six hours, though never half of them at once."""
    well = tuple(feed(f"ok{n}") for n in range(30))
    found = assess(seen(feeds=(*(failing(f"f{n}", 7) for n in range(12)), *well)))
    assert [trouble.key for trouble in found.troubles] == ["many"]
    assert found.troubles[0].what == "12 of 42 feeds fail for long: f0, f1, f2 and 9 more; see monitor feeds health"
    assert found.doubtful == {f"feed:f{n}" for n in range(12)}
    few = assess(seen(feeds=(*(failing(f"f{n}", 7) for n in range(9)), failing("young", 1), *well)))
    assert [trouble.key for trouble in few.troubles] == [f"feed:f{n}" for n in range(9)]
    assert "many" not in few.doubtful
    assert answer("many", feeds=tuple(failing(f"f{n}", 7) for n in range(12))) == "doubtful"


@pytest.mark.parametrize(("judged", "started", "expected"), [
    (NOW - HOUR, NOW - 50 * HOUR, "over"), (NOW - 12 * HOUR, NOW - 50 * HOUR, "stands"), (None, NOW - 13 * HOUR, "stands"),
    (None, NOW - HOUR, "doubtful"), (NOW - 90 * HOUR, NOW - HOUR, "doubtful"),
])
def test_nothing_judged_counts_from_the_last_verdict_or_the_start(judged: Any, started: Any, expected: str) -> None:
    """After a long sleep the monitor is not blamed at once, nor is it well at once."""
    assert answer("judged", last_judged=judged, started_at=started) == expected


@pytest.mark.parametrize(("free", "expected"), [
    (499_999_999, "stands"), (500_000_000, "doubtful"), (999_999_999, "doubtful"), (1_000_000_000, "over"), (None, "over"),
])
def test_the_disk_has_two_marks(free: int | None, expected: str) -> None:
    """Between them nothing changes."""
    assert answer("disk", disk_free=free) == expected


def test_model_configuration_and_clock_stand_as_long_as_they_are_seen() -> None:
    """Each with its sentence."""
    found = assess(seen(model_problem="is damaged", config_problem="line 3", clock_jump=timedelta(minutes=-90)))
    assert {t.key: t.what for t in found.troubles} == {
        "model": "is damaged", "config": "line 3", "clock": "was set back by 90 minutes; times around it are wrong"}
    assert [t.what for t in assess(seen(clock_jump=2 * HOUR)).troubles] == ["leapt 120 minutes ahead, or the machine slept"]


def test_a_channel_is_well_only_once_it_took_something() -> None:
    """After a restart nobody knows; that it did not refuse yet is no proof."""
    assert answer("channel:chat", closed=(("chat", "bot was kicked"),), taking=frozenset()) == "stands"
    assert answer("channel:chat", taking=frozenset()) == "doubtful"
    assert answer("channel:chat") == "over"
    assert answer("channel:chat", channels=()) == "over"
