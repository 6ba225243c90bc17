"""Local days, weeks and months, and which of them is due. Pure.

Counted in local calendar days, so a night with a clock change neither repeats nor skips one. A week is the seven days
before the weekday on which it is told; a month is a calendar month.
"""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.errors import InputError
from monitor.model import DigestSettings
from monitor.model.digests import DigestKind, Period

DAY = timedelta(days=1)
WEEK = 7


def day_span(day: date, timezone: str) -> tuple[datetime, datetime]:
    """The local day as a half-open span in UTC: 23, 24 or 25 hours long. Raises InputError at the calendar's ends."""
    zone = ZoneInfo(timezone)
    try:
        start = datetime.combine(day, time(0), tzinfo=zone).astimezone(UTC)
        end = datetime.combine(day + DAY, time(0), tzinfo=zone).astimezone(UTC)
    except OverflowError as error:
        raise InputError(f"{day}: no calendar goes so far; name a day like 2026-01-31") from error
    return start, end


def due_period(kind: DigestKind, settings: DigestSettings, now: datetime) -> Period:
    """The last period of that kind whose digest is due: of days yesterday from the configured local time on, else the day before.

    A time that the clock leaps over is reached with the leap, one that comes twice is reached the first time and stays so.
    """
    period = period_of(kind, now.astimezone(ZoneInfo(settings.timezone)).date(), settings)
    while period.due > now:
        period = before(period, settings)
    return period


def period_of(kind: DigestKind, day: date, settings: DigestSettings) -> Period:
    """The period of that kind in which a local day lies. Raises InputError at the calendar's ends."""
    try:
        first, last = _days(kind, day, settings)
        due = _reached(_told_on(kind, last, settings), settings.at, ZoneInfo(settings.timezone))
    except (OverflowError, ValueError) as error:
        raise InputError(f"{day}: no calendar goes so far; name a day like 2026-01-31") from error
    start, end = day_span(first, settings.timezone)[0], day_span(last, settings.timezone)[1]
    return Period(kind=kind, first=first, last=last, timezone=settings.timezone, start=start, end=end, due=max(due, end))


def before(period: Period, settings: DigestSettings) -> Period:
    """The period of its kind before it. Raises InputError at the calendar's ends."""
    try:
        day = period.first - DAY
    except OverflowError as error:
        raise InputError(f"{period.first}: no calendar goes so far back; name a day like 2026-01-31") from error
    return period_of(period.kind, day, settings)


def kinds_wanted(settings: DigestSettings) -> tuple[DigestKind, ...]:
    """The digests that config.yaml asks for."""
    chosen = ((DigestKind.DAILY, True), (DigestKind.WEEKLY, settings.weekly is not None),
              (DigestKind.MONTHLY, settings.monthly is not None))
    return tuple(kind for kind, on in chosen if on and settings.enabled)


def _days(kind: DigestKind, day: date, settings: DigestSettings) -> tuple[date, date]:
    match kind:
        case DigestKind.DAILY:
            return day, day
        case DigestKind.WEEKLY:
            first = day - timedelta(days=(day.weekday() - (settings.weekly or 0)) % WEEK)
            return first, first + timedelta(days=WEEK - 1)
        case DigestKind.MONTHLY:
            first = day.replace(day=1)
            return first, (first + timedelta(days=31)).replace(day=1) - DAY


def _told_on(kind: DigestKind, last: date, settings: DigestSettings) -> date:
    later = settings.monthly - 1 if kind is DigestKind.MONTHLY and settings.monthly else 0
    return last + timedelta(days=1 + later)


def _reached(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The first moment of a local day, in UTC, at which its clock shows ``at`` or later."""
    local = datetime.combine(day, at, tzinfo=zone)
    first, second = local.astimezone(UTC), local.replace(fold=1).astimezone(UTC)
    if first <= second:
        return first
    # The clock leaps over it: by the old offset it is too late, by the new one too early, the leap is between.
    while first - second > timedelta(seconds=1):
        middle = second + (first - second) / 2
        if middle.astimezone(zone).utcoffset() == first.astimezone(zone).utcoffset():
            first = middle
        else:
            second = middle
    return first.replace(microsecond=0)
