"""Values of the gazetteer: areas, and places found in a text. Bases are :class:`monitor.model.Base`."""

from dataclasses import dataclass
from enum import StrEnum

from monitor.model import Base


class PlaceKind(StrEnum):
    """What a name in the text stands for."""

    BASE = "base"
    AREA = "area"
    """A province, city, region or island."""
    COUNTRY = "country"
    """A country, or its people ("Iraqi")."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One row of areas.csv."""

    id: str
    name: str
    country: str
    """English short name; for a country its own."""
    kind: str
    """country, province, city, region or island."""
    lat: float | None = None
    lon: float | None = None
    timezone: str = ""
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    """Iraqi, Iraqis, عراقي ...: the people and things of a country."""
    ambiguous: tuple[str, ...] = ()
    """Aliases that count only where the country is named in the text by another name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceMatch:
    """One place named in a text."""

    start: int
    end: int
    """Half-open, in characters of the text given."""
    text: str
    """The words as they stand there."""
    kind: PlaceKind
    name: str
    """Of the row; for a base that no row knows, the words of the text."""
    country: str = ""
    """English short name; empty for a base that no row knows."""
    base: Base | None = None
    area: Area | None = None
    demonym: bool = False
    """True for "Iraqi" and the like."""
