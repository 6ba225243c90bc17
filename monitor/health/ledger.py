"""Which outlet tells of attacks first, and how far behind it the others are. Pure.

Only incidents that at least two outlets tell of count: alone, nobody is first. An outlet's time in an incident is when its
first account was published; a publication time we had to guess (it is then our time of first sight) cannot be told from a
true one in a stored incident, so that an outlet without dates looks later than it is.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median

from monitor.model import Incident


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """One outlet over all incidents looked at."""

    outlet: str
    incidents: int
    """Incidents it tells of, alone or with others."""
    shared: int
    """Those of them that another outlet tells of too."""
    first: int
    """Shared ones it told before every other; a dead heat counts for each."""
    alone: int
    """Incidents nobody else tells of."""
    median_lag: timedelta | None
    """Behind the first outlet, over shared incidents it was not first in; None where there is none."""
    median_sight: timedelta | None
    """From its publication to our first sight of it, over all its accounts."""


def ledger(incidents: Iterable[Incident]) -> tuple[SourceLine, ...]:
    """A line per outlet: most often first, then the smallest lag, then by name."""
    told: defaultdict[str, list[timedelta | None]] = defaultdict(list)
    sights: defaultdict[str, list[timedelta]] = defaultdict(list)
    for incident in incidents:
        times = _first_times(incident)
        start = min(times.values(), default=None)
        for outlet, at in times.items():
            told[outlet].append(at - start if start is not None and len(times) > 1 else None)
        for member in incident.telling:
            sights[member.outlet].append(max(member.seen_at - member.published, timedelta(0)))
    return tuple(sorted((_line(outlet, lags, sights[outlet]) for outlet, lags in told.items()), key=_order))


def _first_times(incident: Incident) -> dict[str, datetime]:
    times: dict[str, datetime] = {}
    for member in incident.telling:
        times[member.outlet] = min(member.published, times.get(member.outlet, member.published))
    return times


def _line(outlet: str, lags: list[timedelta | None], sights: list[timedelta]) -> SourceLine:
    shared = [lag for lag in lags if lag is not None]
    behind = [lag for lag in shared if lag]
    return SourceLine(
        outlet=outlet, incidents=len(lags), shared=len(shared), first=len(shared) - len(behind), alone=len(lags) - len(shared),
        median_lag=_median(behind), median_sight=_median(sights),
    )


def _median(spans: list[timedelta]) -> timedelta | None:
    return timedelta(seconds=median(span.total_seconds() for span in spans)) if spans else None


def _order(line: SourceLine) -> tuple[int, timedelta, str]:
    return -line.first, line.median_lag or timedelta(0), line.outlet
