"""From groups of accounts back to incidents that already have ids, messages and links. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import blake2b

from monitor.incidents.members import same_account
from monitor.incidents.origins import in_order
from monitor.incidents.partition import Group, identity
from monitor.incidents.weighing import JOIN, weigh
from monitor.model import Facts, Incident, Member, Status


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouped:
    """The incidents of the neighbourhood after the partition, not yet settled."""

    incidents: tuple[Incident, ...]
    """With members as they are now; those that lost all to another have ``merged_into``."""
    ids: tuple[str, ...]
    """The incident of each group, in the order of the groups."""


def new_id(member: Member, taken: Iterable[str], left: Incident | None = None) -> str:
    """An id from the account that opens an incident: its day and five letters ("20220105-k3x9a").

    Of the attack's day where the account says it, else of publication, in UTC. ``left``: the incident that the account was
    parted from. It is part of the id, because the account may have opened an incident before, which was joined with that one
    and stays stored under its own id.
    """
    start = member.report.when.start if member.report else None
    day = f"{start or member.published:%Y%m%d}"
    used = set(taken)
    origin = identity(member) + (f"\n{left.id} {left.revision}" if left else "")
    for attempt in range(len(used) + 1):
        letters = int.from_bytes(blake2b(f"{attempt}\n{origin}".encode(), digest_size=5).digest(), "big")
        name = f"{day}-{_letters(letters)}"
        if name not in used:
            return name
    raise AssertionError("more names tried than are taken")


_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""Without letters that are taken for digits."""


def _letters(number: int) -> str:
    found = ""
    for _ in range(5):
        number, place = divmod(number, len(_ALPHABET))
        found += _ALPHABET[place]
    return found


def regroup(groups: Sequence[Group], near: Sequence[Incident], window: Sequence[Incident], now: datetime) -> Regrouped:
    """Give each group its incident: the one most of its members come from, or a new one."""
    ids = _ids(groups, near, {i.id for i in window})
    old = {i.id: i for i in near}
    homes = dict(zip(ids, groups, strict=True))
    moved = {i.id: _goes_to(i, groups, ids) for i in near if i.id not in homes}
    rest = _rest(near, moved)
    incidents = [
        _with_members(old.get(id_) or _opened(id_, group.members[0], now), (*group.members, *rest.get(id_, ())),
                      [old[a] for a, b in moved.items() if b == id_])
        for id_, group in homes.items()
    ]
    emptied = [_emptied(old[id_], target) for id_, target in moved.items()]
    return Regrouped(incidents=tuple(incidents + emptied), ids=ids)


def _ids(groups: Sequence[Group], near: Sequence[Incident], taken: set[str]) -> tuple[str, ...]:
    came_from = {identity(m): i.id for i in near for m in i.members if not m.withdrawn and not m.link_only}
    claims = []
    for place, group in enumerate(groups):
        counts = Counter(
            home for m in group.members if (home := came_from.get(identity(m)) or _left_by_older_version(m, near))
        )
        claims += [(place, id_, count) for id_, count in counts.items()]
    old = {i.id: i for i in near}
    pinned = {i.id: {identity(m) for m in i.members if m.pinned and not m.withdrawn} for i in near}
    claims.sort(key=lambda c: (
        not any(identity(m) in pinned[c[1]] for m in groups[c[0]].members), not old[c[1]].alerted, -c[2],
        old[c[1]].opened_at, c[1], c[0],
    ))
    given: dict[int, str] = {}
    for place, id_, _ in claims:
        if place not in given and id_ not in given.values():
            given[place] = id_
    for place, group in enumerate(groups):
        if place not in given:
            left = next((i for i in near if any(m.article == group.members[0].article for m in i.members)), None)
            given[place] = new_id(group.members[0], taken | set(given.values()), left)
    return tuple(given[place] for place in range(len(groups)))


def _left_by_older_version(member: Member, near: Sequence[Incident]) -> str:
    """The incident in which an older version of the article told what this one still tells, or nothing."""
    for incident in near:
        for old in incident.members:
            if old.withdrawn and old.article == member.article and old.content_hash != member.content_hash:
                weighing = weigh(old, member, timedelta.max)
                if not weighing.veto and weighing.score >= JOIN:
                    return incident.id
    return ""


def _goes_to(incident: Incident, groups: Sequence[Group], ids: Sequence[str]) -> str:
    """Where most of an emptied incident's accounts went; itself where it had none left (all withdrawn)."""
    own = {identity(m) for m in incident.members if not m.withdrawn and not m.link_only}
    counts = [sum(identity(m) in own for m in group.members) for group in groups]
    most = max(counts, default=0)
    return ids[counts.index(most)] if most else incident.id


def _rest(near: Sequence[Incident], moved: dict[str, str]) -> dict[str, tuple[Member, ...]]:
    """Links and withdrawn accounts by the incident they stay with."""
    found: dict[str, tuple[Member, ...]] = {}
    for incident in near:
        target = moved.get(incident.id, incident.id)
        kept = tuple(m for m in incident.members if m.link_only or m.withdrawn)
        found[target] = found.get(target, ()) + kept
    return found


def _with_members(incident: Incident, members: Sequence[Member], merged: Sequence[Incident]) -> Incident:
    live = [m for m in members if not m.withdrawn]
    kept = [m for m in members if not m.withdrawn or not any(same_account(m, other) for other in live)]
    sources = (incident, *merged)
    return replace(
        incident, members=in_order(kept), opened_at=min(i.opened_at for i in sources),
        alerted=any(i.alerted for i in sources),
        channels=tuple(dict.fromkeys(c for i in sources for c in i.channels)),
        watches=tuple(dict.fromkeys(w for i in sources for w in i.watches)),
    )


def _opened(id_: str, member: Member, now: datetime) -> Incident:
    return Incident(id=id_, opened_at=now, updated_at=now, revision=1, status=Status.REPORTED, facts=Facts(),
                    members=(member,))


def _emptied(incident: Incident, target: str) -> Incident:
    if target == incident.id:
        return incident
    return replace(incident, members=(), merged_into=target)
