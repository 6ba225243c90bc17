"""Forms of dates that are rarer in feeds."""

from datetime import UTC, datetime

import pytest

from monitor.collect.dates import published_at
from monitor.model import DateQuality
from tests.collect.fakes import NOW


@pytest.mark.parametrize(("written", "hour", "quality"), [
    ("2026-02-02 10:00:00 UTC", 10, DateQuality.EXACT), ("2026-02-02 11:00:00 CET", 10, DateQuality.EXACT),
    ("2026/02/02 10:00:00", 10, DateQuality.ASSUMED_ZONE), ("2026/02/02", 0, DateQuality.DAY),
    ("Monday, February 2, 2026 - 10:00", 10, DateQuality.ASSUMED_ZONE), ("February 2, 2026", 0, DateQuality.DAY),
    ("Mon, 02 Feb 2026", 0, DateQuality.DAY), ("2 February 2026", 0, DateQuality.DAY),
    ("Mon, 2 Feb 26 10:00:00 GMT", 10, DateQuality.EXACT), ("2026-02-02T10:00:00.123456789Z", 10, DateQuality.EXACT),
    ("Mon, 02 Feb 2026 10:00:00 IST", 4, DateQuality.EXACT), ("1770026400000", 10, DateQuality.EXACT),
    ("2026-02-02T10:00:00 +0200", 8, DateQuality.EXACT), ("Mon Feb  2 10:00:00 2026", 10, DateQuality.ASSUMED_ZONE),
    ("Mon, 02 Feb 2026 10:00:00 XYZ", 10, DateQuality.ASSUMED_ZONE),
])
def test_rarer_forms_are_read(written: str, hour: int, quality: DateQuality) -> None:
    """Ruby, Drupal, days alone, two-digit years, milliseconds, zones nobody knows."""
    moment, found = published_at(written, None, NOW)
    assert (moment.day, moment.hour, found) == (2, hour, quality)


@pytest.mark.parametrize("written", [
    "02/02/2026 10:00", "٢ فبراير 2026", "Pzt, 02 Şub 2026 10:00:00 +0300", "2026-02-30T00:00:00Z", "0000-00-00",
    "Mon, 02 Feb 2026 10:00:00 +99:99", "99999-01-01", "-1", "1e9", "Mon, 99 Feb 2026 10:00:00 GMT",
])
def test_what_cannot_be_read_for_sure_falls_back(written: str) -> None:
    """Day and month in doubt, month names of other languages, days that do not exist: first sight, or feedparser's."""
    assert published_at(written, None, NOW) == (NOW, DateQuality.MISSING)
    theirs = datetime(2026, 2, 2, 7, tzinfo=UTC)
    assert published_at(written, theirs.timetuple(), NOW) == (theirs, DateQuality.ASSUMED_ZONE)


def test_a_clock_that_runs_ahead_by_minutes_is_no_future() -> None:
    """Ten minutes ahead is now; an hour ahead is the future."""
    assert published_at("2026-02-02T12:10:00Z", None, NOW) == (NOW, DateQuality.EXACT)
    assert published_at("2026-02-02T13:00:00Z", None, NOW) == (NOW, DateQuality.FUTURE)


@pytest.mark.parametrize(("whose", "month", "hour"), [
    ("", "Feb", 4), ("www.thenational.example News", "Feb", 4), ("news.example.co.il", "Feb", 8), ("rss.example The Israel Post", "Feb", 8),
    ("news.example.co.il", "Jul", 7), ("www.example.ie", "Jul", 9), ("feeds.example Irish Times", "Feb", 10), ("www.ilex.example", "Feb", 4),
])
def test_ist_is_the_clock_of_the_outlets_country(whose: str, month: str, hour: int) -> None:
    """India's, where nothing speaks for Israel or Ireland; both keep summer time."""
    later = datetime(2026, 12, 1, tzinfo=UTC)
    moment, quality = published_at(f"Mon, 02 {month} 2026 10:00:00 IST", None, later, whose)
    assert (moment.hour, quality) == (hour, DateQuality.EXACT)
