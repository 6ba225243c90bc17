"""The page of one incident: facts, the ledger behind them, sources, revisions, messages; and what a reader can do to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from aiohttp import web

from monitor.alert import wording
from monitor.alert.changes import change_in_words
from monitor.alert.rendering import DISPUTED_FIELDS
from monitor.digest.rows import row
from monitor.incidents.changes import changes_between
from monitor.model import Claim, Incident, Member, Parcel
from monitor.model.stored import ReaderVerdict
from monitor.store import Store
from monitor.web.guard import form_of
from monitor.web.maps import allow_tiles, incident_map
from monitor.web.site import site
from monitor.web.templates import page

NEIGHBOURS = timedelta(days=4)
"""Incidents opened so long before or after can be merged with it from its page."""
SENTENCES_SHOWN = 4
FIELDS = ("place", "when", "weapon", "rounds", "killed", "wounded", "outcome", "damage", "claimed_by", "blamed_on", "denied_by")
_NAMES = {**DISPUTED_FIELDS, "place": "place", "when": "when", "rounds": "rounds", "denied_by": "who denies it"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What the store holds of one incident."""

    incident: Incident
    revisions: tuple[Incident, ...]
    parcels: tuple[Parcel, ...]
    verdicts: tuple[ReaderVerdict, ...]
    neighbours: tuple[Incident, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """One value of one fact, who says so, and where that can be read."""

    field: str
    value: str
    claim: Claim
    sentences: tuple[Member, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RevisionRow:
    """One revision and what it changed."""

    number: int
    at: datetime
    status: str
    changes: tuple[str, ...]


async def incident(request: web.Request) -> web.Response:
    """The page."""
    here = site(request)
    held: Held = await here.on_store(held_of, here.store, request.match_info["id"])
    one = held.incident
    drawn = await incident_map(here, one)
    told_by = tuple(m for m in one.members if not m.link_only)
    answer = page(
        request, "incident.html", wording.headline(one.facts), form_of(request), "/", i=one, r=row(one),
        facts=facts_shown(one), ledger=ledger_of(one), members=told_by, origins=_origins(told_by),
        links=tuple(m for m in one.members if m.link_only), revisions=revisions_of(held.revisions), parcels=held.parcels,
        verdicts=held.verdicts, neighbours=[(n, wording.headline(n.facts)) for n in held.neighbours],
        map=drawn.map, opened_day=_day_of(one, here.config().digest.timezone),
    )
    allow_tiles(answer, drawn)
    return answer


def held_of(store: Store, incident_id: str) -> Held:
    """Everything of one incident; 404 where there is none."""
    one = store.incident(incident_id)
    if one is None:
        raise web.HTTPNotFound(text="There is no such incident.")
    near = store.incidents_between(one.opened_at - NEIGHBOURS, one.opened_at + NEIGHBOURS)
    return Held(
        incident=one, revisions=store.incident_revisions(one.id), parcels=store.parcels_of(one.id),
        verdicts=store.reader_verdicts_of([one.id]), neighbours=tuple(n for n in near if n.id != one.id))


def facts_shown(one: Incident) -> list[tuple[str, str]]:
    """The facts that are known, by the names readers know them under."""
    facts = one.facts
    return [(name, value) for name, value in (
        ("What", wording.WEAPONS[facts.weapon][1]), ("Where", wording.where(facts)), ("When", wording.when_and_where(facts)),
        ("Casualties", wording.tolls(facts)), ("Outcome", wording.OUTCOMES[facts.outcome]), ("Fired", wording.rounds(facts)),
        ("Damage", wording.damage(facts)), ("Claimed by", facts.claimed_by), ("Blamed on", facts.blamed_on),
        ("Denied by", facts.denied_by), ("Standing", wording.standing(one)),
    ) if value]


def ledger_of(one: Incident) -> list[LedgerRow]:
    """Every value that was ever told, in the order of the facts; the values of one fact side by side."""
    place = {field: n for n, field in enumerate(FIELDS)}
    claims = sorted(one.claims, key=lambda c: (place.get(c.field, len(place)), c.field, not c.official, c.first_at))
    return [
        LedgerRow(field=_NAMES.get(c.field, c.field.replace("_", " ")), value=wording.claimed(c.field, c.value), claim=c,
                  sentences=_said(one.members, c))
        for c in claims
    ]


def _said(members: Sequence[Member], claim: Claim) -> tuple[Member, ...]:
    """The accounts a claim rests on that have a sentence to show; of copies the first alone."""
    return tuple(m for m in members if m.article in claim.origins and m.report and m.report.sentence)[:SENTENCES_SHOWN]


def revisions_of(revisions: Sequence[Incident]) -> list[RevisionRow]:
    """Newest first, each with what it changed in words."""
    steps = [(None, revisions[0])] if revisions else []
    rows = [
        RevisionRow(number=after.revision, at=after.updated_at, status=wording.STATUSES[after.status], changes=_changes(before, after))
        for before, after in [*steps, *pairwise(revisions)]
    ]
    return rows[::-1]


def _changes(before: Incident | None, after: Incident) -> tuple[str, ...]:
    if after.merged_into:
        return (f"merged into {after.merged_into}",)
    return tuple(dict.fromkeys(change_in_words(change) for change in changes_between(before, after)))


def _origins(members: Sequence[Member]) -> dict[str, str]:
    """Of every article its outlet, to say of what a copy is one."""
    return {m.article: m.outlet for m in members}


def _day_of(one: Incident, timezone: str) -> str:
    return one.opened_at.astimezone(ZoneInfo(timezone)).date().isoformat()
