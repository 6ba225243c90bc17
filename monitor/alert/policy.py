"""Whether a change to an incident is told, how loudly, or why not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.model import (
    AlertKind, AlertPolicy, Article, Change, ChangeKind, Held, HeldReason, Incident, Placement, Report,
)

_CORRECTIONS = frozenset({ChangeKind.CORRECTION, ChangeKind.WITHDRAWN})
_DAY = timedelta(days=1)
DROWNING = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Tell:
    """A decision to speak."""

    kind: AlertKind
    loud: tuple[Change, ...] = ()
    """Changes worth a short reply of their own, because an edit notifies nobody."""


def decide(placement: Placement, article: Article, origins_wanted: int, policy: AlertPolicy) -> Tell | Held:
    """Speak or stay silent about one placement. ``origins_wanted``: origins before the first word."""
    incident = placement.incident
    if not incident.alerted:
        if len(incident.origins) < origins_wanted:
            have = f"{len(incident.origins)} of {origins_wanted}"
            return Held(article=article.key, reason=HeldReason.FEW_ORIGINS, detail=have)
        return Tell(kind=AlertKind.NEW)
    if not placement.changes:
        return Held(article=article.key, reason=HeldReason.REPEAT, detail=f"incident {incident.id}")
    loud = tuple(change for change in placement.changes if change.kind in policy.material)
    corrects = any(change.kind in _CORRECTIONS for change in placement.changes)
    return Tell(kind=AlertKind.CORRECTION if corrects else AlertKind.UPDATE, loud=loud)


def too_late(article: Article, report: Report, now: datetime, policy: AlertPolicy) -> Held | None:
    """Hold what is only recalled, what was published long ago, and what happened long ago."""
    if report.background:
        return Held(article=article.key, reason=HeldReason.BACKGROUND, detail=report.sentence[:200])
    if now - article.published > policy.stale_after:
        return _stale(article, "published", article.published)
    if report.when.end is not None and now - report.when.end > policy.stale_after:
        return _stale(article, "happened by", report.when.end)
    return None


def _stale(article: Article, what: str, when: datetime) -> Held:
    return Held(article=article.key, reason=HeldReason.STALE, detail=f"{what} {when:%Y-%m-%d %H:%M} UTC")


def drowns(article: Article, window: Sequence[Incident], now: datetime, policy: AlertPolicy) -> Held | None:
    """Hold an article before it is placed, where its outlet alone opened ten times as many incidents as may be told of it.

    Placing costs more with every account there is; a feed that invents thousands must not slow down the others' for days.
    An article that is part of an incident already is placed again, because its edit may take back what it said.
    """
    alone = [i for i in window if i.outlets == (article.outlet,) and now - i.opened_at < _DAY]
    if len(alone) < DROWNING * policy.incidents_per_source_per_day or any(m.article == article.key for i in window for m in i.members):
        return None
    detail = f"{article.outlet}: {len(alone)} incidents that nobody else tells of within a day; not looked at further"
    return Held(article=article.key, reason=HeldReason.RATE_LIMITED, detail=detail)


def floods(
    article: Article, incident: Incident, window: Sequence[Incident], now: datetime, policy: AlertPolicy,
) -> Held | None:
    """Hold an incident that one source alone tells of, where it alone had more told within a day than config allows.

    An invented or broken feed; a second account by the same source does not help, one by another source does.
    """
    if len(incident.outlets) != 1:
        return None
    alone = [i for i in window if i.alerted and i.outlets == incident.outlets and now - i.opened_at < _DAY]
    if len(alone) < policy.incidents_per_source_per_day:
        return None
    detail = f"{incident.outlets[0]}: {len(alone)} incidents of its own told within a day"
    return Held(article=article.key, reason=HeldReason.RATE_LIMITED, detail=detail)
