"""The outlines of the countries, read from models/outlines/world.json when a picture is first drawn."""

from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import orjson

from monitor.errors import ModelFileError


class Place(Protocol):
    """What an atlas asks of a row of areas.csv (:class:`monitor.judge.places.Area`)."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def country(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def lat(self) -> float | None: ...  # noqa: D102
    @property
    def lon(self) -> float | None: ...  # noqa: D102
    @property
    def timezone(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """Points of a line or ring: longitude and latitude in turn, degrees; east of 180 longitudes go on."""

    points: "array[float]"
    west: float
    south: float
    east: float
    north: float
    border: bool = False
    """True for a line between two countries, False for a coast."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """One country and its rings: islands, exclaves, holes."""

    name: str
    rings: tuple[Course, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Town:
    """A city that helps to see where one is."""

    name: str
    lat: float
    lon: float
    chief: bool
    """It gives its name to its country's time zone: mostly the largest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """All outlines."""

    countries: tuple[Country, ...]
    lines: tuple[Course, ...]


class Atlas:
    """Outlines and towns; nothing is read before it is asked for (0.1 s, 3 MB)."""

    def __init__(self, path: Path, places: Iterable[Place] = ()) -> None:
        self._path = path
        self._places = tuple(places)

    @cached_property
    def world(self) -> World:
        """The outlines. Raises :class:`monitor.errors.ModelFileError` where the file is not usable."""
        try:
            return _world(orjson.loads(self._path.read_bytes()))
        except (OSError, ValueError, KeyError, TypeError, IndexError) as error:
            raise ModelFileError(f"{self._path}: no outlines: {error}") from error

    @cached_property
    def towns(self) -> tuple[Town, ...]:
        """The cities of the gazetteer."""
        zones = {place.timezone.rpartition("/")[2].replace("_", " ") for place in self._places}
        return tuple(Town(name=p.name, lat=p.lat, lon=p.lon, chief=p.name in zones) for p in self._places
                     if p.kind == "city" and p.lat is not None and p.lon is not None)

    def country(self, name: str) -> Country | None:
        """The country of that English short name, or None."""
        return next((country for country in self.world.countries if country.name == name), None)


def load_atlas(folder: Path, places: Iterable[Place] = ()) -> Atlas:
    """The atlas of ``models/outlines``; ``places``: rows of areas.csv, for the names of towns."""
    return Atlas(folder / "world.json", places)


def _world(data: dict[str, Any]) -> World:
    grid = data["grid"]
    arcs = [_degrees(steps, grid) for steps in data["arcs"]]
    used = Counter(index if index >= 0 else ~index for _, rings in data["countries"] for ring in rings for index in ring)
    return World(
        countries=tuple(
            Country(name=name, rings=tuple(_course(_closed(_unrolled(_joined(ring, arcs)))) for ring in rings))
            for name, rings in data["countries"]
        ),
        lines=tuple(_course(_unrolled(arc[:]), border=used[index] > 1) for index, arc in enumerate(arcs) if index in used),
    )


def _degrees(steps: Sequence[int], grid: int) -> "array[float]":
    points, x, y = array("f"), 0, 0
    for i in range(0, len(steps), 2):
        x, y = x + steps[i], y + steps[i + 1]
        points.append(x / grid)
        points.append(y / grid)
    return points


def _joined(ring: Sequence[int], arcs: "Sequence[array[float]]") -> "array[float]":
    """The arcs of a ring one after another; ``~index`` stands for an arc walked backwards (TopoJSON)."""
    points = array("f")
    for index in ring:
        arc = arcs[index] if index >= 0 else _backwards(arcs[~index])
        points.extend(arc[2:] if points else arc)
    return points


def _backwards(arc: "array[float]") -> "array[float]":
    return array("f", [value for i in range(len(arc) - 2, -1, -2) for value in arc[i:i + 2]])


def _unrolled(points: "array[float]") -> "array[float]":
    """Longitudes that go on beyond 180 where the file leaps to the other side of the map."""
    turn, before = 0.0, points[0]
    for i in range(0, len(points), 2):
        step = points[i] - before
        before = points[i]
        turn -= 360.0 * round(step / 360)
        points[i] += turn
    return points


def _closed(ring: "array[float]") -> "array[float]":
    """A ring around the pole (Antarctica) is closed along it."""
    if abs(ring[-2] - ring[0]) > 180:
        ring.extend((ring[-2], -90.0, ring[0], -90.0))
    return ring


def _course(points: "array[float]", *, border: bool = False) -> Course:
    longitudes, latitudes = points[0::2], points[1::2]
    return Course(points=points, border=border, west=min(longitudes), east=max(longitudes), south=min(latitudes),
                  north=max(latitudes))
