"""The facts of an incident by name: for JSON lines, CSV, GeoJSON and the extension of JSON Feed."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from types import MappingProxyType
from typing import Any

import orjson

from monitor.feedsout.fitting import address, fit, line
from monitor.feedsout.publication import position
from monitor.model import Base, Incident

COLUMNS = ("incident", "status", "revision", "opened_at", "start", "end", "precision", "place", "country", "lat", "lon",
           "base_id", "weapon", "rounds", "killed", "wounded", "outcome", "damage", "claimed_by", "blamed_on",
           "denied_by", "outlets", "origins", "alerted", "urls", "updated_at", "merged_into")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def record(incident: Incident, bases: Mapping[str, Base] = MappingProxyType({})) -> dict[str, Any]:
    """The facts under the names of :data:`COLUMNS`; None where nobody says, times in ISO 8601 with offset."""
    f = incident.facts
    where = position(incident, bases)
    values: tuple[Any, ...] = (
        line(incident.id), incident.status.value, incident.revision, incident.opened_at.isoformat(),
        f.when.start.isoformat() if f.when.start else None, f.when.end.isoformat() if f.when.end else None,
        f.when.precision.value, line(f.place), line(f.country), where[0] if where else None, where[1] if where else None,
        line(f.base_id), f.weapon.value, f.rounds, f.killed, f.wounded, f.outcome.value, line(f.damage), line(f.claimed_by),
        line(f.blamed_on), line(f.denied_by), [line(outlet) for outlet in incident.outlets], len(incident.origins),
        incident.alerted, _urls(incident), incident.updated_at.isoformat(), line(incident.merged_into),
    )
    return dict(zip(COLUMNS, values, strict=True))


def _urls(incident: Incident) -> list[str]:
    """Where every article about it lies, in their order; reactions too."""
    return list(dict.fromkeys(url for member in incident.members if (url := address(member.url))))


def csv_table(incidents: Iterable[Incident], bases: Mapping[str, Base] = MappingProxyType({})) -> str:
    """One row an incident under a line of names; a cell that a spreadsheet takes for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    writer.writerows(_row(record(incident, bases)) for incident in incidents)
    return out.getvalue()


def _row(values: Mapping[str, Any]) -> list[object]:
    joined = values | {"outlets": "; ".join(values["outlets"]), "urls": " ".join(values["urls"])}  # type: ignore[operator]
    return [f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell for cell in joined.values()]


def as_line(incident: Incident) -> bytes:
    """One incident with its ledger and sources, as one JSON line."""
    values = asdict(incident)
    for member in values["members"]:
        del member["signature"]  # how we recognise copies is of no use to others
    return orjson.dumps(_fitted(values), option=orjson.OPT_APPEND_NEWLINE)


def _fitted(value: Any) -> Any:
    """The same value, every text in it fit for a document."""
    if isinstance(value, str):
        return fit(str(value))
    if isinstance(value, dict):
        return {key: _fitted(held) for key, held in value.items()}
    return [_fitted(held) for held in value] if isinstance(value, list | tuple) else value
