"""Values of grouping: what happened in the world, and who says so."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from monitor.model.reports import Outcome, Report, Weapon, When


class Status(StrEnum):
    """The life of an incident."""

    REPORTED = "reported"
    CORROBORATED = "corroborated"
    OFFICIAL = "official"
    DISPUTED = "disputed"
    CORRECTED = "corrected"
    WITHDRAWN = "withdrawn"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """What is kept of an article's words, to find copies and retellings of it later."""

    minhash: bytes = b""
    """MinHash of word 3-shingles, little-endian uint32; empty for a text too short to tell."""
    terms: tuple[str, ...] = ()
    """The words that carry its meaning, most telling first, capped."""
    counts: tuple[int, ...] = ()
    """How often each of the terms stands in the text, in their order."""
    names: tuple[str, ...] = ()
    """Words and pairs of words written with capitals, in order of appearance."""
    said_in: tuple[int, ...] = ()
    """For each of the names a number of the sentence that says it first; empty where it was not kept."""
    numbers: tuple[str, ...] = ()
    shingles: int = 0
    """How many different word 3-shingles the text has: with it a copy that was cut short is recognised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """One article in one incident: a source the reader can follow."""

    article: str
    outlet: str
    url: str
    title: str
    published: datetime
    seen_at: datetime
    origin: str
    """The article key of the first text of which this is a copy; its own key if it stands by itself."""
    byline: str = ""
    signature: Signature = Signature()
    report: Report | None = None
    """None for a follow-up that is only linked."""
    content_hash: str = ""
    link_only: bool = False
    summary_only: bool = False
    withdrawn: bool = False
    """Its source changed or deleted this account; kept for the ledger, no longer counted as a source."""
    pinned: bool = False
    """A reader put it here: it is not moved again, and two pinned members of one incident stay together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One value of one fact, with everyone who said it and when."""

    field: str
    value: str
    """The value as text; numbers in digits."""
    speakers: tuple[str, ...]
    """Who is quoted; the outlet's name where nobody is."""
    official: bool
    origins: tuple[str, ...]
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The values shown first: for each field the most reliable claim, never an average."""

    place: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    base_id: str = ""
    base_named: bool = False
    timezone: str = "UTC"
    when: When = When()
    weapon: Weapon = Weapon.UNKNOWN
    rounds: int | None = None
    killed: int | None = None
    wounded: int | None = None
    outcome: Outcome = Outcome.UNKNOWN
    damage: str = ""
    claimed_by: str = ""
    blamed_on: str = ""
    denied_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One attack in the world.

    ``facts``, ``claims``, ``status``, ``outlets`` and ``origins`` follow from ``members`` alone
    (:func:`monitor.incidents.claims.settle`), so that the order of arrival cannot change them.
    """

    id: str
    opened_at: datetime
    """When we first heard of it."""
    updated_at: datetime
    revision: int
    status: Status
    facts: Facts
    members: tuple[Member, ...]
    claims: tuple[Claim, ...] = ()
    watches: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    alerted: bool = False
    """Whether a message about it was ever queued."""
    merged_into: str = ""

    @property
    def telling(self) -> tuple[Member, ...]:
        """The members that tell of it: no links, nothing withdrawn unless everything is."""
        own = tuple(m for m in self.members if not m.link_only)
        return tuple(m for m in own if not m.withdrawn) or own

    @property
    def outlets(self) -> tuple[str, ...]:
        """Names of the outlets that tell of it, first published first; links and withdrawn accounts excepted."""
        return tuple(dict.fromkeys(m.outlet for m in self.telling))

    @property
    def origins(self) -> tuple[str, ...]:
        """Independent origins: the first origin of each outlet, copies counted once; never more than outlets."""
        first: dict[str, str] = {}
        for m in self.telling:
            first.setdefault(m.outlet, m.origin)
        return tuple(dict.fromkeys(first.values()))


class ChangeKind(StrEnum):
    """What can change between two revisions of an incident."""

    OPENED = "opened"
    NEW_SOURCE = "new_source"
    DEATHS = "deaths"
    WOUNDED = "wounded"
    WEAPON = "weapon"
    PLACE = "place"
    OUTCOME = "outcome"
    DAMAGE = "damage"
    DENIAL = "denial"
    CLAIM = "claim"
    OFFICIAL = "official"
    CORRECTION = "correction"
    WITHDRAWN = "withdrawn"
    LINK = "link"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One difference between two revisions."""

    kind: ChangeKind
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where one report belongs: the incident after it joined, and what that changed."""

    incident: Incident
    opened: bool
    changes: tuple[Change, ...]
    reasons: tuple[str, ...] = ()
    """Why it joined or opened: the weights in words."""
    others: tuple[Incident, ...] = ()
    """Further incidents this changed, to be stored with it: members moved, a source withdrawn, one merged into it."""
