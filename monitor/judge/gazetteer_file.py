"""Reads models/gazetteer/*.csv into a :class:`~monitor.judge.gazetteer.Gazetteer`. An edge: the file system."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TypeVar

from monitor.errors import ModelFileError
from monitor.judge.folding import fold
from monitor.judge.gazetteer import Area, Gazetteer
from monitor.model import Base, UserPlace

_T = TypeVar("_T", Base, Area)


def load_gazetteer(directory: Path, extra: tuple[UserPlace, ...] = ()) -> Gazetteer:
    """The gazetteer of ``directory`` (bases.csv, areas.csv) with the user's own places.

    A place of the user with the name of a listed base takes its place, so that a user can correct a row.

    Raises ModelFileError where a file is missing or a row cannot be read; the message names file and line.
    """
    bases = _rows(directory / "bases.csv", _base)
    areas = _rows(directory / "areas.csv", _area)
    own = {fold(place.name): _own(place) for place in extra}
    return Gazetteer([*(base for base in bases if fold(base.name) not in own), *own.values()], areas)


def _rows(path: Path, read: Callable[[Mapping[str, str]], _T]) -> list[_T]:
    try:
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file)
            return [_row(f"{path}:{reader.line_num}", row, read) for row in reader]
    except OSError as error:
        raise ModelFileError(f"{path}: cannot be read ({error.strerror}); restore it from the repository") from error


def _row(where: str, row: Mapping[str, str], read: Callable[[Mapping[str, str]], _T]) -> _T:
    try:
        return read(row)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise ModelFileError(
            f"{where}: this row cannot be read ({error}); see docs/gazetteer.md for the columns"
        ) from error


def _base(row: Mapping[str, str]) -> Base:
    return Base(
        id=row["id"], name=row["name"], country=row["country"], lat=float(row["lat"]), lon=float(row["lon"]),
        timezone=row["timezone"], kind=row["kind"], forces=_list(row["forces"]), aliases=_list(row["aliases"]),
        ambiguous=_list(row["ambiguous"]), years=row["years"], sources=_list(row["sources"]),
        hosts_coalition=_yes(row["hosts_coalition"]),
    )


def _area(row: Mapping[str, str]) -> Area:
    return Area(
        id=row["id"], name=row["name"], country=row["country"], kind=row["kind"],
        lat=float(row["lat"]) if row["lat"] else None, lon=float(row["lon"]) if row["lon"] else None,
        timezone=row["timezone"], aliases=_list(row["aliases"]), demonyms=_list(row["demonyms"]),
        ambiguous=_list(row["ambiguous"]),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _yes(cell: str) -> bool:
    return {"yes": True, "no": False}[cell]


def _own(place: UserPlace) -> Base:
    return Base(
        id="user-" + fold(place.name).replace(" ", "-"), name=place.name, country=place.country, lat=place.lat,
        lon=place.lon, timezone=place.timezone, kind="base", aliases=place.aliases, sources=("config.yaml",),
    )
