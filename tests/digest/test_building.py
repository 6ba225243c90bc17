"""Which day is due, how long it is, and what stands first."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.digest.periods import day_span, due_period
from monitor.errors import InputError
from monitor.model import DigestSettings, Outcome
from monitor.model.digests import DigestKind
from tests.alert.makers import facts, incident
from tests.digest.makers import START, days, digest, revised

ZONES = ("Europe/Berlin", "Asia/Baghdad", "America/New_York", "Asia/Kolkata", "UTC", "Australia/Lord_Howe", "Africa/Cairo")


def utc(*parts: int) -> datetime:
    """A moment in UTC."""
    return datetime(*parts, tzinfo=UTC)


@pytest.mark.parametrize(("zone", "at", "now", "due"), [
    # The night of 29 March 2026 in Berlin has no 02:30: it is reached with the leap from 02:00 to 03:00 (01:00 UTC).
    ("Europe/Berlin", time(2, 30), utc(2026, 3, 29, 0, 59), date(2026, 3, 27)),
    ("Europe/Berlin", time(2, 30), utc(2026, 3, 29, 1, 0), date(2026, 3, 28)),
    ("Europe/Berlin", time(2, 30), utc(2026, 3, 29, 23, 0), date(2026, 3, 28)),
    ("Europe/Berlin", time(2, 30), utc(2026, 3, 30, 0, 30), date(2026, 3, 29)),
    # The night of 25 October 2026 has 02:30 twice: it is due from the first (00:30 UTC) and stays due.
    ("Europe/Berlin", time(2, 30), utc(2026, 10, 25, 0, 29), date(2026, 10, 23)),
    ("Europe/Berlin", time(2, 30), utc(2026, 10, 25, 0, 30), date(2026, 10, 24)),
    ("Europe/Berlin", time(2, 30), utc(2026, 10, 25, 1, 5), date(2026, 10, 24)),
    ("Europe/Berlin", time(2, 30), utc(2026, 10, 25, 1, 45), date(2026, 10, 24)),
    ("Asia/Baghdad", time(7, 0), utc(2026, 3, 1, 3, 59), date(2026, 2, 27)),
    ("Asia/Baghdad", time(7, 0), utc(2026, 3, 1, 4, 0), date(2026, 2, 28)),
    ("America/New_York", time(7, 0), utc(2026, 3, 8, 10, 59), date(2026, 3, 6)),
    ("America/New_York", time(7, 0), utc(2026, 3, 8, 11, 0), date(2026, 3, 7)),
    ("America/New_York", time(7, 0), utc(2026, 11, 1, 12, 0), date(2026, 10, 31)),
    ("Asia/Kolkata", time(7, 0), utc(2026, 3, 1, 1, 29), date(2026, 2, 27)),
    ("Asia/Kolkata", time(7, 0), utc(2026, 3, 1, 1, 30), date(2026, 2, 28)),
    ("Europe/Berlin", time(0, 0), utc(2026, 3, 28, 22, 59), date(2026, 3, 27)),
    ("Europe/Berlin", time(0, 0), utc(2026, 3, 28, 23, 0), date(2026, 3, 28)),
])
def test_a_day_is_due_from_its_local_time_on(zone: str, at: time, now: datetime, due: date) -> None:
    """Over every kind of clock change."""
    assert due_period(DigestKind.DAILY, DigestSettings(at=at, timezone=zone), now).last == due


@given(st.sampled_from(ZONES), st.times(), st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1)), st.integers(0, 60 * 50))
def test_days_come_due_one_by_one(zone: str, at: time, naive: datetime, minutes: int) -> None:
    """Time going on never takes a due day back, and never skips one."""
    settings = DigestSettings(at=at, timezone=zone)
    now = naive.replace(tzinfo=UTC)
    earlier, later = (due_period(DigestKind.DAILY, settings, moment).last for moment in (now, now + timedelta(minutes=minutes)))
    assert earlier <= later <= earlier + timedelta(days=minutes // (22 * 60) + 1)


@pytest.mark.parametrize(("day", "zone", "hours"), [
    (date(2026, 3, 29), "Europe/Berlin", 23), (date(2026, 10, 25), "Europe/Berlin", 25), (date(2026, 3, 1), "Asia/Baghdad", 24),
    (date(2026, 3, 8), "America/New_York", 23), (date(2026, 11, 1), "America/New_York", 25), (date(2026, 3, 1), "Asia/Kolkata", 24),
])
def test_a_local_day_is_as_long_as_it_is(day: date, zone: str, hours: int) -> None:
    """23, 24 or 25 hours."""
    start, end = day_span(day, zone)
    assert end - start == timedelta(hours=hours)
    assert start.astimezone(ZoneInfo(zone)).date() == day


@given(st.sampled_from(ZONES), st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_days_follow_each_other_without_gap(zone: str, day: date) -> None:
    """The end of one is the start of the next."""
    assert day_span(day, zone)[1] == day_span(day + timedelta(days=1), zone)[0]


@pytest.mark.parametrize(("day", "zone"), [(date.max, "UTC"), (date.min, "Asia/Baghdad")])
def test_the_ends_of_the_calendar_are_refused(day: date, zone: str) -> None:
    """With a sentence."""
    with pytest.raises(InputError, match="no calendar"):
        day_span(day, zone)


def test_the_heaviest_comes_first() -> None:
    """Alerted, then dead, wounded, hit."""
    held = incident(id="held", facts=facts(killed=9))
    dead = incident(id="dead", alerted=True, facts=facts(killed=1))
    hit = incident(id="hit", alerted=True, facts=facts(killed=0, wounded=0))
    missed = incident(id="missed", alerted=True, facts=facts(killed=0, wounded=0, outcome=Outcome.NEAR_MISS))
    assert [i.id for i in digest(missed, held, hit, dead).incidents] == ["dead", "hit", "missed", "held"]


def test_what_was_merged_away_is_not_told() -> None:
    """And what was opened on this day is not told as changed too."""
    one, gone = incident(id="one", alerted=True), incident(id="gone", merged_into="one")
    made = digest(one, gone, revised=(revised(one), revised(gone), revised(incident(id="old", alerted=True))))
    assert ([i.id for i in made.incidents], [u.incident.id for u in made.updated]) == (["one"], ["old"])


def test_nothing_is_usual_before_a_week_has_passed() -> None:
    """Then it is the median."""
    few = digest(earlier=days(1, 2, 3), watched_since=START - timedelta(days=3))
    assert (few.usual.median, digest().usual.median) == (None, 1)
