"""What is told when: once, once a day, and its end once; kept in parcels alone."""

from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from hypothesis import given, strategies as st

from monitor.alert.text import MESSAGE_UNITS, shown_length
from monitor.model import AlertKind, Parcel, ParcelKind
from monitor.model.notices import ADMIN_CHANNEL, Assessment, Notice, NoticeKind, Standing, Trouble
from monitor.notices.telling import decide
from monitor.notices.wording import message, parcel, told_before
from tests.alert.makers import parcel as alert_parcel
from tests.notices.makers import HOUR, NOW

MINUTE = timedelta(minutes=1)
WELL = Assessment()
DOUBT = Assessment(doubtful=frozenset({"disk"}))
LOW = Assessment(troubles=(Trouble(key="disk", what="90 MB are free"),))


def told(*looks: tuple[float, Assessment]) -> list[tuple[float, str]]:
    """What is told at which hour, by a monitor that remembers."""
    known: tuple[Standing, ...] = ()
    said = []
    for hour, seen in looks:
        notices, known = decide(known, seen, NOW + hour * HOUR)
        said += [(hour, notice.kind.value) for notice in notices]
    return said


def hourly(seen: Assessment, start: int, end: int) -> list[tuple[float, Assessment]]:
    """The same look each hour."""
    return [(hour, seen) for hour in range(start, end)]


def test_a_condition_is_told_once_and_its_end_once() -> None:
    """However often it is looked at."""
    assert told(*hourly(LOW, 0, 10), *hourly(WELL, 10, 20)) == [(0, "first"), (11, "all-clear")]


def test_while_it_stands_it_is_repeated_once_a_day() -> None:
    """By the hour of the last word about it."""
    assert told(*hourly(LOW, 0, 50)) == [(0, "first"), (24, "reminder"), (48, "reminder")]


def test_a_condition_that_comes_and_goes_within_minutes_is_no_news_each_time() -> None:
    """It has to be over for a quarter of an hour."""
    looks = [(n / 10, WELL if n % 2 else LOW) for n in range(40)]
    assert told(*looks, (4.0, WELL), (4.2, WELL), (4.3, WELL)) == [(0, "first"), (4.2, "all-clear")]


def test_while_nobody_knows_nothing_is_said() -> None:
    """No alarm, no reminder, no all-clear."""
    assert told(*hourly(DOUBT, 0, 5)) == []
    assert told((0, LOW), *hourly(DOUBT, 1, 60), *hourly(WELL, 60, 63)) == [(0, "first"), (61, "all-clear")]


def test_doubt_does_not_interrupt_a_recovery() -> None:
    """What was over and is now unclear still counts from when it was over."""
    assert told((0, LOW), (1, WELL), (1.1, DOUBT), (1.3, WELL)) == [(0, "first"), (1.3, "all-clear")]


def test_a_second_time_is_a_first_time() -> None:
    """Under a thread of its own."""
    assert [kind for _, kind in told(*hourly(LOW, 0, 2), *hourly(WELL, 2, 5), *hourly(LOW, 5, 7))] == ["first", "all-clear", "first"]


def test_a_clock_that_is_set_back_neither_repeats_nor_forgets() -> None:
    """The all-clear comes a quarter of an hour after the clock runs again."""
    assert told((0, LOW), (30, LOW), (-50, LOW), (-49, WELL), (-90, WELL), (-89, WELL)) == [
        (0, "first"), (30, "reminder"), (-89, "all-clear")]


def test_conditions_do_not_disturb_each_other() -> None:
    """Each has its own day."""
    both = Assessment(troubles=(*LOW.troubles, Trouble(key="feed:a:b", what="x")))
    assert told((0, LOW), (1, both), (24, both), (25, LOW), (26, LOW)) == [
        (0, "first"), (1, "first"), (24, "reminder"), (26, "all-clear")]


keys = st.sampled_from(("disk", "feed:BBC: World", "feed:", "channel:x", "clock"))
looks = st.lists(st.tuples(st.integers(1, 60), st.sets(keys), st.sets(keys), st.booleans()), max_size=40)


@given(looks)
def test_a_restart_at_any_time_tells_nothing_twice(steps: list[tuple[int, set[str], set[str], bool]]) -> None:
    """The outbox is memory enough: per condition first and all-clear alternate, and two words are a day apart but for the end."""
    outbox: list[Parcel] = []
    known: tuple[Standing, ...] = ()
    now = NOW
    for minutes, standing, doubtful, restarted in steps:
        now += 10 * minutes * MINUTE
        known = told_before(outbox) if restarted else known
        seen = Assessment(troubles=tuple(Trouble(key=key, what="x") for key in sorted(standing)), doubtful=frozenset(doubtful - standing))
        notices, known = decide(known, seen, now)
        outbox += [parcel(notice, now) for notice in notices]
        assert {(one.key, one.since, one.told_at, one.times) for one in known} == {
            (one.key, one.since, one.told_at, one.times) for one in told_before(outbox)}
    assert len({one.dedup_key for one in outbox}) == len(outbox)
    threads: dict[str, list[Parcel]] = {}
    for one in outbox:
        threads.setdefault(one.thread, []).append(one)
    for parcels in threads.values():
        assert [one.kind for one in parcels] == [ParcelKind.SEND, *[ParcelKind.REPLY] * (len(parcels) - 1)]
        assert all(not one.dedup_key.endswith(":clear") for one in parcels[:-1])
        alarms = [one.created_at for one in parcels if not one.dedup_key.endswith(":clear")]
        assert all(later - earlier >= timedelta(days=1) for earlier, later in pairwise(alarms))


def test_a_notice_goes_to_the_admin_chat_and_makes_a_sound_once() -> None:
    """Reminder and all-clear reply to it in silence."""
    one = Standing(key="feed:North", since=NOW, told_at=NOW)
    first = parcel(Notice(kind=NoticeKind.FIRST, standing=one, what="failed 9 times"), NOW)
    again = parcel(Notice(kind=NoticeKind.REMINDER, standing=replace(one, times=2), what="failed 40 times"), NOW + 25 * HOUR)
    clear = parcel(Notice(kind=NoticeKind.ALL_CLEAR, standing=one), NOW + 90 * MINUTE)
    assert {(p.channel, p.about, p.thread) for p in (first, again, clear)} == {(ADMIN_CHANNEL, AlertKind.NOTICE, first.thread)}
    assert [p.message.plain for p in (first, again, clear)] == [
        "⚠️ Feed North: failed 9 times", "⏳ Feed North: failed 40 times (still so after 25 hours)", "✅ Feed North: all clear after 90 minutes"]
    assert [(p.kind, p.message.silent) for p in (first, again, clear)] == [("send", False), ("reply", True), ("reply", True)]
    assert first.message.html == "⚠️ <b>Feed North:</b> failed 9 times"


@given(st.text(), st.text())
def test_hostile_words_fit_into_a_notice(name: str, what: str) -> None:
    """An error's text comes from a stranger's server."""
    said = message(Notice(kind=NoticeKind.FIRST, standing=Standing(key=f"feed:{name}", since=NOW, told_at=NOW), what=what * 50), NOW)
    assert shown_length(said.html) <= MESSAGE_UNITS
    assert said.html.count("<") == 2
    assert "\u202e" not in said.plain


def test_other_parcels_are_no_notices() -> None:
    """Whatever their thread."""
    assert told_before([alert_parcel(), alert_parcel(thread="notice:disk"), alert_parcel(thread="disk:20260301T120000000000Z")]) == ()
