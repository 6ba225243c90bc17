"""Who publishes, and what all feeds say alike: names, words, addresses, places."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from urllib.parse import quote
from uuid import UUID, uuid5

from monitor.alert import wording
from monitor.alert.flags import flag
from monitor.alert.sources import shown_sources
from monitor.alert.text import cut
from monitor.feedsout.fitting import address, fit, line
from monitor.model import Base, Incident, Status, Weapon

ATOM = "application/atom+xml; charset=utf-8"
JSON_FEED = "application/feed+json; charset=utf-8"
CAP = "application/cap+xml; charset=utf-8"
GEOJSON = "application/geo+json"
CSV = "text/csv; charset=utf-8"
JSON_LINES = "application/jsonl; charset=utf-8"

MOST_ENTRIES = 200
"""Entries of one feed; the incidents changed last stand in it."""
TITLE_UNITS = 200
PROGRAM = "basewatch"
NOT_OFFICIAL = "Compiled automatically from news reports. Not an official warning."
_NAMESPACE = UUID("6f0d9c2e-52c7-4d0e-9a5b-3c1a7f2b8e41")
"""Drawn once. Every id is made of it: another value would make every incident new to every reader."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """Who publishes, and where."""

    title: str = "Attacks on military bases"
    home: str = ""
    """Where the pages are reached, ending with a slash; empty where nothing is served: links then go to the sources."""
    sender: str = "basewatch@localhost"
    """Who sends the CAP messages: a name that is unique in the world, such as ``alerts@example.org``."""
    atom_path: str = "feeds/incidents.atom"
    json_path: str = "feeds/incidents.json"
    page_path: str = "incident/"
    """What stands between ``home`` and the id in the address of an incident's page."""


def told(incidents: Iterable[Incident], most: int) -> tuple[Incident, ...]:
    """The incidents that a channel was told, those changed last first, at most so many."""
    newest = sorted((i for i in incidents if i.alerted), key=lambda i: (i.updated_at, i.id), reverse=True)
    return tuple(newest[:most])


def urn(kind: str, name: str) -> str:
    """An id that stays: the same for the same incident in every feed, on every machine, at every revision."""
    return uuid5(_NAMESPACE, f"{kind}:{fit(name)}").urn


def feed_urn(publication: Publication) -> str:
    """The id of the feed itself: of where it is served, else of who sends it."""
    return urn("feed", publication.home or publication.sender)


def page(publication: Publication, incident_id: str) -> str:
    """The address of an incident's page; empty where none is served."""
    return f"{publication.home}{publication.page_path}{quote(fit(incident_id), safe='')}" if publication.home else ""


def sources(incident: Incident) -> tuple[tuple[str, str], ...]:
    """Outlet and address of each account that a browser may open."""
    found = ((line(m.outlet), address(m.url)) for m in shown_sources(incident))
    return tuple((outlet, url) for outlet, url in found if url)


def headline(incident: Incident) -> str:
    """What and where; what is no longer held says so first."""
    text = line(wording.headline(incident.facts))
    if incident.merged_into:
        text = f"MERGED into {line(incident.merged_into)}: {text}"
    elif incident.status is Status.WITHDRAWN:
        text = f"WITHDRAWN: {text}"
    return f"{cut(text, TITLE_UNITS)} {flag(incident.facts.country)}".rstrip()


def tags(incident: Incident) -> tuple[str, ...]:
    """Words to filter by: weapon, country, status."""
    facts = incident.facts
    weapon = "" if facts.weapon is Weapon.UNKNOWN else facts.weapon.value
    return tuple(dict.fromkeys(tag for tag in (weapon, line(facts.country), incident.status.value) if tag))


def position(incident: Incident, bases: Mapping[str, Base]) -> tuple[float, float] | None:
    """Latitude and longitude of the base in degrees (WGS 84); None where no base is known: never a guess."""
    base = bases.get(incident.facts.base_id)
    lat, lon = (base.lat, base.lon) if base else (incident.facts.lat, incident.facts.lon)
    if lat is None or lon is None or not (math.isfinite(lat) and math.isfinite(lon)):
        return None
    return (lat, lon) if abs(lat) <= 90 and abs(lon) <= 180 else None


def instant(moment: datetime) -> str:
    """RFC 3339 in UTC with milliseconds, so that two revisions of one second differ."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='milliseconds')}Z"
