"""Values of reading: one attack as one article tells it."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a time is known."""

    HOUR = "hour"
    PART_OF_DAY = "part_of_day"
    DAY = "day"
    DAYS = "days"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """A half-open interval in UTC within which the attack took place."""

    start: datetime | None = None
    end: datetime | None = None
    precision: Precision = Precision.UNKNOWN


class Weapon(StrEnum):
    """The weapon families of the labelled data; ``UNKNOWN`` where the text does not say."""

    ROCKET = "rocket"
    MORTAR = "mortar"
    DRONE = "drone"
    MISSILE = "missile"
    SHELL = "shell"
    INDIRECT_FIRE = "indirect fire"
    CAR_BOMB = "car bomb"
    SUICIDE = "suicide"
    GUNFIRE = "gunfire"
    GRENADE = "grenade"
    INSIDER = "insider"
    BOMB = "bomb"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Outcome(StrEnum):
    """What became of the attack."""

    HIT = "hit"
    NEAR_MISS = "near_miss"
    INTERCEPTED = "intercepted"
    FOILED = "foiled"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Base:
    """One row of the gazetteer."""

    id: str
    name: str
    country: str
    """English short name."""
    lat: float
    lon: float
    timezone: str
    kind: str
    """air base, camp, outpost, airport, headquarters, oil field, compound, area ..."""
    forces: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    """Aliases that count only where the country or another base word stands nearby."""
    years: str = ""
    """Of use by those forces, as ``2003-2011;2016-2020``; empty: not known."""
    sources: tuple[str, ...] = ()
    hosts_coalition: bool = True

    def used_in(self, year: int) -> bool:
        """Whether its forces were there in ``year``; a year is given on either side, and what is not known counts as yes."""
        spans = [span.partition("-") for span in self.years.split(";") if span]
        return not spans or any(int(first) - 1 <= year <= int(last or first) + 1 for first, _, last in spans)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says one field of a report."""

    field: str
    who: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One attack as one article tells it.

    Numbers are None where the text is silent, 0 only where it says none. ``place`` is the base's name where it is
    named (``base_named``), else the words of the text ("a base in eastern Syria"): never guessed.
    """

    place: str = ""
    country: str = ""
    lat: float | None = None
    lon: float | None = None
    base_id: str = ""
    base_named: bool = False
    when: When = When()
    weapon: Weapon = Weapon.UNKNOWN
    rounds: int | None = None
    killed: int | None = None
    wounded: int | None = None
    outcome: Outcome = Outcome.UNKNOWN
    damage: str = ""
    """none, minor, yes, major ... or empty where nothing is said."""
    claimed_by: str = ""
    blamed_on: str = ""
    denied_by: str = ""
    attribution: tuple[Attribution, ...] = ()
    background: bool = False
    """Only recalled by an article whose news is something else."""
    sentence: str = ""
    """The sentence it rests on."""
    timezone: str = "UTC"
    """The clock of the base, where it is known; a country can have several."""
    found_later: bool = False
    """Only injuries that are found in the days after an attack are told, without its base and time."""
