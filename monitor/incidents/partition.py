"""Which accounts tell of one attack, decided for all of them together. Pure.

The groups follow from the set of accounts alone. They are taken in one order, those that say most first (base named,
weapon said, time exact, then publication and key), and each joins the group that speaks for it most, or opens one. So
an account without a name finds all named ones already there, whichever came first in the world, and no account can
chain two groups together: a veto of a single member keeps it out, and the mean over the members must carry it in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from monitor.incidents.weapons import UNSAID
from monitor.incidents.weighing import Weighing, conflict, evidence
from monitor.model import AlertPolicy, Member, Precision, Report

REPRESENTATIVES = 12
"""Members of a group that are weighed one by one, those that say most; bounds the cost of a story told by hundreds."""

_FINENESS = {precision: place for place, precision in enumerate(Precision)}

Rank = tuple[bool, bool, int, datetime, str, str]


@dataclass(slots=True)
class Group:
    """Accounts of one attack, growing while the partition is made; ``fixed`` where a reader began it."""

    members: list[Member]
    fixed: bool = False
    reasons: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """Why each member joined, by :func:`identity`; empty for the first."""


def rank(member: Member) -> Rank:
    """The order in which accounts are placed: those that say most come first; no two differ only in arrival."""
    report = member.report or Report()
    return (
        not report.base_named, report.weapon in UNSAID, _FINENESS[report.when.precision], member.published,
        member.article, report.sentence,
    )


def identity(member: Member) -> str:
    """One account of one article."""
    return f"{member.article}\n{member.report.sentence if member.report else ''}"


def partition(members: Iterable[Member], fixed: Sequence[Sequence[Member]], policy: AlertPolicy) -> tuple[Group, ...]:
    """Group the accounts; ``fixed``: groups a reader made, which can gain members but neither lose nor join others."""
    groups = [Group(members=sorted(group, key=rank), fixed=True) for group in fixed if group]
    groups.sort(key=lambda group: rank(group.members[0]))
    for member in sorted(members, key=rank):
        assign(member, groups, policy)
    return tuple(groups)


def insert(member: Member, groups: Sequence[Sequence[Member]], policy: AlertPolicy) -> tuple[tuple[Group, ...], Group]:
    """A partition with one more account in it, and that account's group.

    ``groups``: the partition without it. Accounts that come before the new one in the order of placing stay where they
    are, because what decided them has not changed; those that come after are placed anew.
    """
    place = rank(member)
    made, later = [], []
    for group in groups:
        pinned = sorted((m for m in group if m.pinned), key=rank)
        loose = sorted((m for m in group if not m.pinned), key=rank)
        later += [m for m in loose if rank(m) > place]
        if kept := pinned + [m for m in loose if rank(m) <= place]:
            made.append(Group(members=kept, fixed=bool(pinned)))
    made.sort(key=lambda group: (not group.fixed, rank(group.members[0])))
    home = assign(member, made, policy)
    for other in sorted(later, key=rank):
        assign(other, made, policy)
    return tuple(made), home


def assign(member: Member, groups: list[Group], policy: AlertPolicy) -> Group:
    """Put one account where it belongs, opening a group where none carries it; that group is returned."""
    found = best(member, groups, policy)
    if found is None:
        group = Group(members=[member])
        groups.append(group)
        return group
    group, weighing = found
    group.members.append(member)
    group.reasons[identity(member)] = weighing.reasons
    return group


def best(member: Member, groups: Sequence[Group], policy: AlertPolicy) -> tuple[Group, Weighing] | None:
    """The group that speaks for an account most, if one carries it; of equal ones the earliest made."""
    chosen: tuple[Group, Weighing] | None = None
    for group in groups:
        weighing = against_group(member, group.members, policy.window)
        if weighing is not None and weighing.score >= policy.join and (chosen is None or weighing.score > chosen[1].score):
            chosen = group, weighing
    return chosen


def against_group(member: Member, members: Sequence[Member], window: timedelta) -> Weighing | None:
    """The mean of what the group's members say, with the reasons of the strongest.

    None where one of them vetoes, or more of them doubt the day than agree on it.
    """
    if any(conflict(member, other, window) for other in members):
        return None
    weighed = [evidence(member, other) for other in members[:REPRESENTATIVES]]
    if sum(bool(w.doubt) for w in weighed) > sum(w.same_day for w in weighed):
        return None
    mean = round(sum(w.score for w in weighed) / len(weighed), 6)
    return Weighing(score=mean, parts=max(weighed, key=lambda w: w.score).parts)
