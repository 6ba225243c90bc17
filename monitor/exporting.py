"""Incidents for other programs: JSON lines and CSV. Pure."""

from dataclasses import asdict

import orjson

from monitor.model import Incident

COLUMNS = ("incident", "status", "revision", "opened_at", "start", "end", "precision", "place", "country", "lat", "lon",
           "base_id", "weapon", "rounds", "killed", "wounded", "outcome", "damage", "claimed_by", "blamed_on",
           "denied_by", "outlets", "origins", "alerted", "urls")


def as_line(incident: Incident) -> bytes:
    """One incident with its ledger and sources, as one JSON line."""
    values = asdict(incident)
    for member in values["members"]:
        del member["signature"]  # how we recognise copies is of no use to others
    return orjson.dumps(values, option=orjson.OPT_APPEND_NEWLINE)


def as_row(incident: Incident) -> tuple[object, ...]:
    """One incident as a CSV row; a cell that a spreadsheet would take for a formula is quoted with an apostrophe."""
    f = incident.facts
    row = (
        incident.id, incident.status.value, incident.revision, incident.opened_at.isoformat(),
        f.when.start.isoformat() if f.when.start else "", f.when.end.isoformat() if f.when.end else "",
        f.when.precision.value, f.place, f.country, f.lat, f.lon, f.base_id, f.weapon.value, f.rounds, f.killed,
        f.wounded, f.outcome.value, f.damage, f.claimed_by, f.blamed_on, f.denied_by, "; ".join(incident.outlets),
        len(incident.origins), incident.alerted, " ".join(m.url for m in incident.members),
    )
    return tuple(f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell for cell in row)
