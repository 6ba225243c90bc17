"""Reactions and recollections: articles that speak of a known incident without telling of a new one. Pure."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.incidents.claims import settle
from monitor.incidents.origins import in_order
from monitor.incidents.partition import Group, best
from monitor.incidents.similarity import likeness
from monitor.incidents.words import stem, tokens
from monitor.model import AlertPolicy, Change, ChangeKind, Incident, Member, Placement

SURE = 0.25
"""Likeness to the nearest of an incident's texts from which a reaction speaks of it without naming its place."""
SURE_WITH_PLACE = 0.12
"""The same where it names the base."""
CLEAR = 0.05
"""By how much the best incident must lead the second one."""


def link(member: Member, window: Sequence[Incident], now: datetime) -> Placement | None:
    """Attach an article without a report to the incident it speaks of, if that is clear; else None."""
    scored = sorted(((_nearness(member, i), i.id, i) for i in window if i.telling), reverse=True, key=lambda s: s[:2])
    if not scored or scored[0][0] <= 0.0:
        return None
    if len(scored) > 1 and scored[0][0] - scored[1][0] < CLEAR:
        return None
    return _attached(scored[0][2], member, now, (f"speaks of it: {scored[0][0]:.2f} like",))


def _nearness(member: Member, incident: Incident) -> float:
    """Likeness above what is needed to be sure, 0 where it is not."""
    alike = max(likeness(member.signature, m.signature) for m in incident.telling)
    place = {stem(word) for word in tokens(incident.facts.place)} if incident.facts.base_named else set()
    said = {*member.signature.terms, *member.signature.names, *map(stem, tokens(member.title))}
    named = bool(place & said & _rare(place))
    if alike < (SURE_WITH_PLACE if named else SURE):
        return 0.0
    return alike + (0.2 if named else 0.0)


_PLACE_FURNITURE = frozenset("al air base camp airport field oil garrison outpost fob site support mission".split())


def _rare(words: set[str]) -> set[str]:
    return words - _PLACE_FURNITURE


def recall(member: Member, window: Sequence[Incident], now: datetime, policy: AlertPolicy) -> Placement | None:
    """Attach an account that only recalls an attack to the incident of that attack, if it is known; else None."""
    groups = {i.id: Group(members=list(i.telling)) for i in window if i.telling}
    found = best(member, list(groups.values()), policy)
    if found is None:
        return None
    incident = next(i for i in window if groups.get(i.id) is found[0])
    return _attached(incident, member, now, found[1].reasons)


def _attached(incident: Incident, member: Member, now: datetime, reasons: tuple[str, ...]) -> Placement:
    joined = settle(replace(incident, members=in_order((*incident.members, member))))
    return Placement(
        incident=replace(joined, updated_at=now, revision=incident.revision + 1), opened=False,
        changes=(Change(kind=ChangeKind.LINK, after=member.outlet),), reasons=reasons,
    )
