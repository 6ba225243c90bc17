"""What an incident's members amount to: claims, the facts shown first, and its status. Pure.

Everything here follows from the members alone; their order of arrival plays no part (``tests/incidents/test_claims.py``
holds it). Withdrawn accounts stay in the ledger but carry no fact while another account stands; links carry none.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.incidents.choosing import choose, choose_toll, contested_toll
from monitor.incidents.counting import LATE
from monitor.incidents.ledger import claims_of, value_of, when_text
from monitor.incidents.origins import order, with_origins
from monitor.incidents.places import is_located
from monitor.incidents.speakers import is_official
from monitor.incidents.weapons import compatible
from monitor.model import (
    AlertPolicy, Claim, Facts, Incident, Member, Outcome, Precision, Report, Status, Weapon, When,
)

TOLLS = ("killed", "wounded")


def settle(incident: Incident) -> Incident:
    """The incident with origins, claims, facts and status as its members have them; closed stays closed."""
    members = with_origins(incident.members)
    whole = replace(incident, members=members)
    said = [m for m in members if m.report is not None and not m.link_only]
    telling = [m for m in whole.telling if m.report is not None]
    claims = claims_of(telling)
    facts = _facts(telling, claims)
    status = incident.status if incident.status is Status.CLOSED else _status(whole, said, claims)
    return replace(whole, claims=claims_of(said), facts=facts, status=status)


def close_if_quiet(incident: Incident, now: datetime, policy: AlertPolicy) -> Incident:
    """The incident, closed where it can gain no more reports; when it was last changed stays what it was."""
    if incident.status in {Status.CLOSED, Status.WITHDRAWN} or now - incident.updated_at <= max(LATE, policy.window):
        return incident
    return replace(incident, status=Status.CLOSED, revision=incident.revision + 1)


def _facts(members: Sequence[Member], claims: Sequence[Claim]) -> Facts:
    if not members:
        return Facts()
    where = _place_report(members)
    weapon, outcome = choose(claims, "weapon"), choose(claims, "outcome")
    killed, wounded = choose_toll(members, claims, "killed"), choose_toll(members, claims, "wounded")
    return Facts(
        place=where.place, country=where.country, lat=where.lat, lon=where.lon, base_id=where.base_id,
        base_named=where.base_named, timezone=where.timezone, when=_when(members),
        weapon=Weapon(weapon) if weapon else Weapon.UNKNOWN, outcome=Outcome(outcome) if outcome else Outcome.UNKNOWN,
        rounds=int(rounds) if (rounds := choose(claims, "rounds")) else None, killed=killed, wounded=wounded,
        damage=choose(claims, "damage"), claimed_by=choose(claims, "claimed_by"), blamed_on=choose(claims, "blamed_on"),
        denied_by=choose(claims, "denied_by"),
    )


def _place_report(members: Sequence[Member]) -> Report:
    """The report whose place is shown: a named base, else one with its whereabouts, else any base, else a country.

    Of equal ones the official, that of most origins, the first.
    """
    support: dict[tuple[bool, str, str], set[str]] = {}
    official: dict[tuple[bool, str, str], bool] = {}
    for member in members:
        key = _place_key(member)
        support.setdefault(key, set()).add(member.origin)
        official[key] = official.get(key, False) or _speaks_officially(member)
    best = min(members, key=lambda m: (
        _vagueness(m.report or Report()), not official[_place_key(m)], -len(support[_place_key(m)]), order(m)))
    return best.report or Report()


def _vagueness(report: Report) -> int:
    says = (report.base_named, is_located(report), bool(report.place), bool(report.country))
    return next((i for i, said in enumerate(says) if said), len(says))


def _place_key(member: Member) -> tuple[bool, str, str]:
    report = member.report or Report()
    return report.base_named, report.base_id, "" if report.base_id else report.place


def _speaks_officially(member: Member) -> bool:
    report = member.report or Report()
    return any(is_official(who) for said in report.attribution for who in said.who)


_FINENESS = {precision: place for place, precision in enumerate(Precision)}


def _when(members: Sequence[Member]) -> When:
    """The most exact time said; of equal ones the one of most origins, then the earliest."""
    support: dict[str, set[str]] = {}
    timed = [(m, m.report.when) for m in members if m.report and m.report.when.start is not None]
    for member, when in timed:
        support.setdefault(when_text(when), set()).add(member.origin)
    if not timed:
        return When()
    return min(timed, key=lambda t: (
        _FINENESS[t[1].precision], -len(support[when_text(t[1])]), when_text(t[1]), order(t[0]),
    ))[1]


def _status(incident: Incident, said: Sequence[Member], claims: Sequence[Claim]) -> Status:
    if said and all(m.withdrawn for m in said):
        return Status.WITHDRAWN
    if _disputed(incident.telling, claims):
        return Status.DISPUTED
    if _corrected(said):
        return Status.CORRECTED
    if any(claim.official for claim in claims):
        return Status.OFFICIAL
    return Status.CORROBORATED if len(incident.origins) > 1 else Status.REPORTED


def _disputed(members: Sequence[Member], claims: Sequence[Claim]) -> bool:
    if any(claim.field == "denied_by" for claim in claims):
        return True
    if any(contested_toll(members, claims, name) for name in TOLLS):
        return True
    weapons = [Weapon(claim.value) for claim in claims if claim.field == "weapon"]
    return any(not compatible(a, b) for a in weapons for b in weapons)


def _corrected(said: Sequence[Member]) -> bool:
    """Whether an outlet's newer version takes back a value of its older one; a toll that only rose is no correction."""
    older = [m for m in said if m.withdrawn]
    newer = {m.article: m for m in said if not m.withdrawn}
    return any(_takes_back(m, newer[m.article]) for m in older if m.article in newer)


def _takes_back(older: Member, newer: Member) -> bool:
    before, after = older.report or Report(), newer.report or Report()
    for name in ("place", "weapon", "outcome"):
        said, says = value_of(before, name), value_of(after, name)
        if said and says and said != says:
            return True
    return any(
        (said := getattr(before, name)) is not None and (says := getattr(after, name)) is not None and says < said
        for name in TOLLS
    )
