"""Where one report belongs among the incidents of the window. Pure.

::

    report ─► member ─► known? ─► older version out ─► partition of its neighbourhood ─► incidents again ─► settle

The neighbourhood (incidents of the same country and window) is partitioned anew with the new account in it, so the
outcome is that of all accounts together in whatever order they came (``tests/incidents/test_order.py``). Where the new
account moves another one, both incidents are returned: :attr:`~monitor.model.Placement.others` is stored beside the
first. A recalled attack joins a known incident as a link and never opens one; an article without a report is linked to
the incident it speaks of.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.incidents.changes import changes_between
from monitor.incidents.claims import settle
from monitor.incidents.counting import counted_in
from monitor.incidents.linking import link, recall
from monitor.incidents.members import member_of, same_report, without_old_versions
from monitor.incidents.origins import in_order
from monitor.incidents.partition import Group, identity, insert, partition
from monitor.incidents.regrouping import Regrouped, regroup
from monitor.model import AlertPolicy, Article, Change, ChangeKind, DateQuality, Incident, Member, Placement, Report, Status


MANY = 120
"""Characters of title and text from which the same words are the same news."""
ANEW = timedelta(days=1)
"""The same words with a date so much later tell of something new."""


def place(
    article: Article, report: Report | None, window: Sequence[Incident], now: datetime, policy: AlertPolicy,
) -> Placement | None:
    """Place one report of an article; None where it is only recalled or linked and nothing known fits.

    ``window``: incidents that can still gain reports, ``now``: the clock of the decision. Placing the same report of
    the same content again changes nothing. A changed article (same key, other ``content_hash``) takes back what its
    older version said: that account stays in the ledger as withdrawn.
    """
    open_ones = tuple(i for i in window if not i.merged_into and i.status is not Status.CLOSED)
    member = member_of(article, report)
    if known := _known(member, open_ones):
        return Placement(incident=known, opened=False, changes=(), reasons=("told already",))
    if again := _again(article, member, open_ones):
        # Touched, so that a feed which gives it again for a week finds it again for a week.
        return Placement(incident=replace(again, updated_at=max(now, again.updated_at)), opened=False, changes=(),
                         reasons=("the same words by the same outlet",))
    current, stale = without_old_versions(member, open_ones)
    if report is None or report.background:
        placed = link(member, current, now) if report is None else recall(member, current, now, policy)
        return _beside(placed, open_ones, current, stale, now)
    if report.found_later and (attack := counted_in(member, current, policy.window)) is not None:
        return _counted(member, attack, open_ones, now)
    return _among(member, open_ones, current, stale, now, policy)


def _counted(member: Member, attack: Incident, window: Sequence[Incident], now: datetime) -> Placement:
    """A later count in the attack it belongs to; pinned, for nothing else in it says where it belongs."""
    before = next(i for i in window if i.id == attack.id)
    after = _revised(replace(attack, members=in_order((*attack.members, replace(member, pinned=True)))), now)
    return Placement(incident=after, opened=False, changes=changes_between(before, after) or _merely_joined(before, member),
                     reasons=("a later count of an attack told before",))


def _known(member: Member, window: Sequence[Incident]) -> Incident | None:
    for incident in window:
        for other in incident.members:
            told = (other.article, other.content_hash) == (member.article, member.content_hash) and not other.withdrawn
            if told and same_report(other.report, member.report):
                return incident
    return None


def _beside(
    placed: Placement | None, window: Sequence[Incident], current: Sequence[Incident], stale: frozenset[str],
    now: datetime,
) -> Placement | None:
    """A link, together with the incidents that lost the older version of its article."""
    taken = placed.incident.id if placed else ""
    settled = [_revised(i, now) for i in current if i.id in stale and i.id != taken]
    if placed is None and not settled:
        return None
    if placed is None:
        before = next(i for i in window if i.id == settled[0].id)
        changes = changes_between(before, settled[0])
        return Placement(incident=settled[0], opened=False, changes=changes, others=tuple(settled[1:]),
                         reasons=("the article no longer tells of it",))
    return replace(placed, others=tuple(settled))


def _again(article: Article, member: Member, window: Sequence[Incident]) -> Incident | None:
    """The incident in which the same outlet told this in the same words under another name: link or guid changed, not the news.

    A few words can be true of two attacks, and so can any words that are dated anew; such an account is placed like every other.
    """
    if not member.content_hash or len(article.title) + len(article.summary) + len(article.text) < MANY:
        return None
    dated = article.date_quality not in {DateQuality.MISSING, DateQuality.FUTURE}
    for incident in window:
        for other in incident.telling:
            same = (other.outlet, other.content_hash) == (member.outlet, member.content_hash) and other.article != member.article
            if same and other.report and member.report and other.report.sentence == member.report.sentence and not (
                    dated and member.published - other.published > ANEW):
                return incident
    return None


def _revised(incident: Incident, now: datetime) -> Incident:
    return replace(settle(incident), updated_at=now, revision=incident.revision + 1)


def _among(
    member: Member, window: Sequence[Incident], current: Sequence[Incident], stale: frozenset[str], now: datetime,
    policy: AlertPolicy,
) -> Placement:
    near = _neighbourhood(member, current)
    groups, home = _grouped(member, near, bool(stale), policy)
    regrouped = regroup(groups, near, window, now)
    before = {incident.id: incident for incident in window}
    changed = _changed(regrouped, before, current, stale, now)
    incident = next(i for i in changed if i.id == regrouped.ids[groups.index(home)])
    was = before.get(incident.id)
    return Placement(
        incident=incident, opened=was is None, changes=changes_between(was, incident) or _merely_joined(was, member),
        reasons=home.reasons.get(identity(member), ("no incident of the window carries it",)),
        others=tuple(i for i in changed if i.id != incident.id),
    )


def _merely_joined(was: Incident | None, member: Member) -> tuple[Change, ...]:
    return () if was is None else (Change(kind=ChangeKind.OTHER, after=member.outlet),)


def _neighbourhood(member: Member, incidents: Sequence[Incident]) -> tuple[Incident, ...]:
    """Incidents that the new account can touch, directly or through others: those of its country or of none said."""
    countries = {member.report.country if member.report else ""}
    reached: tuple[Incident, ...] = ()
    while True:
        wider = tuple(i for i in incidents if _shares_country(i, countries))
        if len(wider) == len(reached):
            return reached
        reached = wider
        countries |= {c for i in reached for c in _countries(i)}


def _shares_country(incident: Incident, countries: set[str]) -> bool:
    own = _countries(incident)
    return "" in own or "" in countries or bool(own & countries)


def _countries(incident: Incident) -> set[str]:
    return {m.report.country for m in incident.members if m.report and not m.link_only}


def _grouped(
    member: Member, near: Sequence[Incident], recompute: bool, policy: AlertPolicy,
) -> tuple[tuple[Group, ...], Group]:
    """The groups with the new account in them, and its own; all anew where an older version was taken out."""
    live = {i.id: [m for m in i.members if not m.link_only and not m.withdrawn] for i in near}
    if not recompute:
        return insert(member, tuple(live.values()), policy)
    fixed = [[m for m in members if m.pinned] for members in live.values()]
    loose = [m for members in live.values() for m in members if not m.pinned]
    made = partition([*loose, member], fixed, policy)
    return made, next(group for group in made if any(m is member for m in group.members))


def _changed(
    regrouped: Regrouped, before: dict[str, Incident], current: Sequence[Incident], stale: frozenset[str],
    now: datetime,
) -> tuple[Incident, ...]:
    """Every incident that is not as it was, settled and with a new revision."""
    ids = {i.id for i in regrouped.incidents}
    rest = [i for i in current if i.id in stale and i.id not in ids]
    return tuple(
        _revised(i, now) if i.id in before else settle(i)
        for i in (*regrouped.incidents, *rest) if before.get(i.id) is None or before[i.id] != i
    )
