"""A digest from what the store holds of its period. Pure."""

import statistics
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from monitor.digest.periods import before
from monitor.incidents.changes import changes_between
from monitor.model import DigestSettings, Incident, Outcome, Status
from monitor.model.digests import Digest, DigestKind, FollowUp, Material, Period, Revised, Update, Usual

LOOKED_AT = {DigestKind.DAILY: 28, DigestKind.WEEKLY: 4, DigestKind.MONTHLY: 6}
"""How many periods before this one say what is usual: the days and weeks of four weeks, the months of half a year."""
ENOUGH = {DigestKind.DAILY: 7, DigestKind.WEEKLY: 3, DigestKind.MONTHLY: 3}
"""Fewer whole periods of history than these, and nothing is called usual."""
TIMELINE = timedelta(days=30)


def build(period: Period, as_of: datetime, found: Material, settings: DigestSettings) -> Digest:
    """The digest of a period; ``as_of`` is the moment to which ``found`` belongs."""
    opened = [incident for incident in found.opened if not incident.merged_into]
    known = {incident.id for incident in opened}
    earlier = [one for one in found.revised if one.standing.id not in known and not one.standing.merged_into]
    return Digest(
        period=period, as_of=as_of, incidents=tuple(sorted(opened, key=weight, reverse=True)),
        updated=tuple(_updates(earlier)), follow_ups=tuple(_follow_ups(opened, earlier, period)),
        entries=found.entries, held=found.held, near_misses=found.near_misses, unjudged=found.unjudged, unseen=found.unseen,
        usual=usual(period, found.earlier, found.watched_since, settings), precision=found.precision,
        since=tuple(_updates(found.changed_since)),
        recent=tuple(i for i in (*found.earlier, *opened) if counts(i) and i.opened_at >= period.end - TIMELINE),
    )


def weight(incident: Incident) -> tuple[bool, bool, int, int, bool, bool, int, datetime]:
    """What is told first is the greatest.

    Told to readers, not withdrawn; dead; wounded; a hit on a named base; a hit anywhere; origins; the later one.
    """
    facts = incident.facts
    hit = facts.outcome is Outcome.HIT
    return (incident.alerted, incident.status is not Status.WITHDRAWN, facts.killed or 0, facts.wounded or 0,
            hit and facts.base_named, hit, len(incident.origins), incident.opened_at)


def counts(incident: Incident) -> bool:
    """Whether it is one of the attacks of the headline: readers were told, and no source took it back."""
    return incident.alerted and not incident.merged_into and incident.status is not Status.WITHDRAWN


def usual(
    period: Period, earlier: Sequence[Incident], watched_since: datetime | None, settings: DigestSettings,
) -> Usual:
    """The median of the periods before, those left out in which nobody watched from the start."""
    moments = [incident.opened_at for incident in earlier if counts(incident)]
    numbers = []
    for earlier_period in periods_before(period, settings):
        if watched_since is None or earlier_period.start < watched_since:
            break
        numbers.append(sum(earlier_period.start <= moment < earlier_period.end for moment in moments))
    enough = len(numbers) >= ENOUGH[period.kind]
    return Usual(periods=len(numbers), median=statistics.median(numbers) if enough else None)


def periods_before(period: Period, settings: DigestSettings) -> Iterator[Period]:
    """The periods that say what is usual, the last first."""
    for _ in range(LOOKED_AT[period.kind]):
        period = before(period, settings)
        yield period


def _updates(revised: Iterable[Revised]) -> Iterator[Update]:
    """Those that changed in a way a reader would notice, heaviest first."""
    for one in sorted(revised, key=lambda one: weight(one.standing), reverse=True):
        changes = changes_between(one.before, one.after) if one.before is not None else ()
        if changes:
            yield Update(incident=one.standing, changes=changes)


def _follow_ups(opened: Iterable[Incident], revised: Iterable[Revised], period: Period) -> Iterator[FollowUp]:
    """Reactions that were first seen within the period, in the order of their incidents."""
    incidents = sorted((*opened, *(one.standing for one in revised)), key=weight, reverse=True)
    for incident in incidents:
        for member in incident.members:
            if member.link_only and period.start <= member.seen_at < period.end:
                yield FollowUp(incident=incident, member=member)
