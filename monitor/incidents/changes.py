"""What is different between two revisions of an incident, as a reader would say it. Pure."""

from collections.abc import Iterable

from monitor.incidents.weapons import UNSAID
from monitor.model import Change, ChangeKind, Claim, Facts, Incident, Outcome, Status

_OFFICIAL_FIELDS = frozenset({"place", "when", "weapon", "rounds", "killed", "wounded", "outcome", "damage"})


def changes_between(before: Incident | None, after: Incident) -> tuple[Change, ...]:
    """The changes from one revision to the next; ``before`` is None for one just opened.

    Two equal incidents have none. What a change is worth (a message, a reply, nothing) is for the alert policy to say.
    """
    if before is None:
        return (Change(kind=ChangeKind.OPENED, after=after.facts.place or after.facts.country),)
    found = (
        *_tolls(before, after), *_facts(before.facts, after.facts), *_voices(before, after), *_sources(before, after),
    )
    return tuple(dict.fromkeys(found))


def _tolls(before: Incident, after: Incident) -> Iterable[Change]:
    for field, kind in (("killed", ChangeKind.DEATHS), ("wounded", ChangeKind.WOUNDED)):
        was: int | None = getattr(before.facts, field)
        now: int | None = getattr(after.facts, field)
        if now is not None and now != was:
            lower = was is not None and now < was
            yield Change(kind=ChangeKind.CORRECTION if lower else kind, before=_number(was, field if lower else ""),
                         after=_number(now, field if lower else ""))
        else:
            yield from _higher_claims(before, after, field, kind)


def _number(value: int | None, field: str) -> str:
    return "" if value is None else f"{value} {field}".strip()


def _higher_claims(before: Incident, after: Incident, field: str, kind: ChangeKind) -> Iterable[Change]:
    """A higher number that somebody now claims, though a better source says less: worth knowing, marked as disputed."""
    shown: int = getattr(after.facts, field) or 0
    known = _highest(before, field)
    highest = max((c for c in after.claims if c.field == field), key=lambda c: int(c.value), default=None)
    if highest is not None and int(highest.value) > max(known, shown):
        yield Change(kind=kind, before=_number(getattr(after.facts, field), ""),
                     after=f"{highest.value} ({', '.join(highest.speakers)})")


def _highest(incident: Incident, field: str) -> int:
    return max((int(c.value) for c in incident.claims if c.field == field), default=-1)


def _facts(before: Facts, after: Facts) -> Iterable[Change]:
    if after.weapon not in UNSAID and before.weapon != after.weapon:
        was = "" if before.weapon in UNSAID else str(before.weapon)
        yield Change(kind=ChangeKind.WEAPON, before=was, after=after.weapon)
    if after.base_named and (before.base_id, before.place) != (after.base_id, after.place):
        yield Change(kind=ChangeKind.PLACE, before=before.place, after=after.place)
    if after.outcome is not Outcome.UNKNOWN and before.outcome != after.outcome:
        was = "" if before.outcome is Outcome.UNKNOWN else str(before.outcome)
        yield Change(kind=ChangeKind.OUTCOME, before=was, after=after.outcome)
    if after.damage and before.damage != after.damage:
        yield Change(kind=ChangeKind.DAMAGE, before=before.damage, after=after.damage)
    if after.rounds is not None and before.rounds != after.rounds:
        was = "" if before.rounds is None else f"{before.rounds} rounds"
        yield Change(kind=ChangeKind.OTHER, before=was, after=f"{after.rounds} rounds")


def _voices(before: Incident, after: Incident) -> Iterable[Change]:
    for field, kind in (("denied_by", ChangeKind.DENIAL), ("claimed_by", ChangeKind.CLAIM)):
        known = _values(before, field)
        yield from (Change(kind=kind, after=c.value) for c in after.claims if c.field == field and c.value not in known)
    if _official(after) and not _official(before):
        first = min(_official(after), key=lambda c: (c.first_at, c.field, c.value))
        cited = [name for name in first.speakers if name not in after.outlets]  # an outlet that says the same is no official
        yield Change(kind=ChangeKind.OFFICIAL, after=", ".join(cited or first.speakers))
    if after.status is Status.CORRECTED and before.status is not Status.CORRECTED:
        yield Change(kind=ChangeKind.CORRECTION, before=before.status, after=after.status)


def _values(incident: Incident, field: str) -> set[str]:
    return {c.value for c in incident.claims if c.field == field}


def _official(incident: Incident) -> list[Claim]:
    return [c for c in incident.claims if c.official and c.field in _OFFICIAL_FIELDS]


def _sources(before: Incident, after: Incident) -> Iterable[Change]:
    known = set(before.outlets)
    yield from (Change(kind=ChangeKind.NEW_SOURCE, after=o) for o in after.outlets if o not in known)
    still = {m.outlet for m in after.members if not m.link_only and not m.withdrawn}
    moved = {m.outlet for m in after.members if m.withdrawn}
    for outlet in dict.fromkeys(m.outlet for m in before.members if not m.link_only and not m.withdrawn):
        if outlet in moved and outlet not in still:
            yield Change(kind=ChangeKind.WITHDRAWN, before=outlet)
    links = {m.article for m in before.members if m.link_only}
    yield from (Change(kind=ChangeKind.LINK, after=m.outlet) for m in after.members
                if m.link_only and m.article not in links)
