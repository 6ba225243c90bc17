"""A day from what the store holds of it. Pure."""

import statistics
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from monitor.errors import InputError
from monitor.model import Digest, DigestSettings, FeedTrouble, HeldCount, Incident, NearMiss, Outcome

ENOUGH_DAYS = 7
"""Days of history before anything is called usual."""


def day_span(day: date, timezone: str) -> tuple[datetime, datetime]:
    """The local day as a half-open span in UTC: 23, 24 or 25 hours long. Raises InputError at the calendar's ends."""
    zone = ZoneInfo(timezone)
    try:
        start = datetime.combine(day, time(0), tzinfo=zone).astimezone(UTC)
        end = datetime.combine(day + timedelta(days=1), time(0), tzinfo=zone).astimezone(UTC)
    except OverflowError as error:
        raise InputError(f"{day}: no calendar goes so far; name a day like 2026-01-31") from error
    return start, end


def due_day(settings: DigestSettings, now: datetime) -> date:
    """The last day whose digest is due: yesterday from the configured local time on, else the day before.

    Counted in local calendar days, so a night with a clock change neither repeats nor skips a day. A time that the
    clock leaps over is reached with the leap, one that comes twice is reached the first time and stays so.
    """
    zone = ZoneInfo(settings.timezone)
    local = now.astimezone(zone)
    first = datetime.combine(local.date(), settings.at, tzinfo=zone)
    reached = local.time() >= settings.at or now >= first.astimezone(UTC)
    return local.date() - timedelta(days=1 if reached else 2)


def build(
    day: date, timezone: str, opened: Sequence[Incident], updated: Sequence[Incident], entries: int,
    held: Sequence[HeldCount], near_misses: Sequence[NearMiss], troubles: Sequence[FeedTrouble],
    day_counts: Sequence[int], unjudged: Sequence[NearMiss] = (),
) -> Digest:
    """The digest of a day; ``day_counts``: incidents on each of the days before it, for what is usual."""
    start, end = day_span(day, timezone)
    known = {incident.id for incident in opened}
    return Digest(
        day=day, timezone=timezone, start=start, end=end,
        incidents=tuple(sorted((i for i in opened if not i.merged_into), key=_weight, reverse=True)),
        updated=tuple(i for i in updated if i.id not in known and not i.merged_into),
        entries=entries, held=tuple(held), near_misses=tuple(near_misses), troubles=tuple(troubles),
        unjudged=tuple(unjudged),
        usual=statistics.median(day_counts) if len(day_counts) >= ENOUGH_DAYS else None,
    )


def _weight(incident: Incident) -> tuple[bool, int, int, bool, int, datetime]:
    """Alerted before held; then dead, wounded, hit, independent origins, time."""
    facts = incident.facts
    return (incident.alerted, facts.killed or 0, facts.wounded or 0, facts.outcome is Outcome.HIT,
            len(incident.origins), incident.opened_at)
