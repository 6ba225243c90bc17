"""When: words of time in a sentence, resolved against the day of publication and the days told before. Pure.

All reckoning is in local time of the place; :func:`in_utc` turns the result into UTC at the end.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.model import Precision, When


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open interval of local time."""

    start: datetime
    """Naive: local time of the place."""
    end: datetime
    precision: Precision

    @property
    def day(self) -> date:
        """The local day it begins on."""
        return self.start.date()

    def overlaps(self, other: "Span") -> bool:
        """Whether both can be the same moment."""
        return self.start < other.end and other.start < self.end


PARTS: dict[str, tuple[float, float]] = {
    "morning": (4, 12), "early": (0, 9), "dawn": (3, 8), "predawn": (0, 6), "noon": (11, 14), "midday": (11, 14),
    "afternoon": (12, 18), "evening": (17, 24), "night": (18, 30), "late": (17, 24), "midnight": (23, 25),
    "overnight": (-6, 9), "daybreak": (3, 8), "early morning": (0, 9), "late afternoon": (15, 19),
    "late evening": (19, 24), "late night": (20, 30), "dusk": (16, 20), "sunrise": (3, 8),
}
"""Hours of the local day, half-open; "overnight" begins the evening before, "night" ends next morning."""


def whole_day(day: date) -> Span:
    """That day from midnight to midnight."""
    start = datetime.combine(day, time())
    return Span(start, start + timedelta(days=1), Precision.DAY)


def part_of(day: date, part: str) -> Span:
    """A part of that day by its name; the whole day where the name is not known."""
    if part not in PARTS:
        return whole_day(day)
    first, last = PARTS[part]
    start = datetime.combine(day, time())
    return Span(start + timedelta(hours=first), start + timedelta(hours=last), Precision.PART_OF_DAY)


def at_clock(day: date, hour: int, minute: int) -> Span:
    """The hour around that clock time."""
    start = datetime.combine(day, time()) + timedelta(hours=hour, minutes=minute)
    return Span(start - timedelta(minutes=30), start + timedelta(minutes=30), Precision.HOUR)


def month_of(year: int, month: int) -> Span:
    """That month."""
    start = datetime(year, month, 1)
    return Span(start, (start + timedelta(days=32)).replace(day=1), Precision.MONTH)


def year_of(year: int) -> Span:
    """That year."""
    return Span(datetime(year, 1, 1), datetime(year, 12, 31) + timedelta(days=1), Precision.YEAR)


def days_of(first: date, last: date) -> Span:
    """From the first of those days to the end of the last."""
    return Span(whole_day(first).start, whole_day(last).end, Precision.DAYS)


def zone(name: str) -> ZoneInfo:
    """The time zone of that name; UTC where there is none."""
    try:
        return ZoneInfo(name or "UTC")
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo("UTC")


def local(moment: datetime, timezone: str) -> datetime:
    """A moment as naive local time."""
    return moment.astimezone(zone(timezone)).replace(tzinfo=None)


def in_utc(span: Span | None, timezone: str) -> When:
    """The interval in UTC; unknown for None."""
    if span is None:
        return When()
    there = zone(timezone)
    start, end = (moment.replace(tzinfo=there).astimezone(UTC) for moment in (span.start, span.end))
    return When(start=start, end=end, precision=span.precision)
