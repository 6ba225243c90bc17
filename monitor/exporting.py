"""Incidents for other programs, in the format asked for. Pure; the formats are those of :mod:`monitor.feedsout`."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from monitor.feedsout import Publication, as_line, atom_feed, cap_messages, csv_table, geojson, json_feed
from monitor.model import Base, Incident


class Format(StrEnum):
    """What ``monitor export --format`` takes."""

    JSONL = "jsonl"
    CSV = "csv"
    GEOJSON = "geojson"
    ATOM = "atom"
    JSON_FEED = "jsonfeed"
    CAP = "cap"


def exported(
    form: Format, incidents: Sequence[Incident], revisions: Callable[[str], Sequence[Incident]],
    bases: Mapping[str, Base], publication: Publication, now: datetime,
) -> Iterator[bytes]:
    """The whole output in pieces; ``revisions``: every revision of the incident of that id, asked for by CAP alone."""
    match form:
        case Format.JSONL:
            yield from (as_line(incident) for incident in incidents)
        case Format.CSV:
            yield csv_table(incidents, bases).encode()
        case Format.GEOJSON:
            yield geojson(incidents, bases)
        case Format.ATOM:
            yield atom_feed(incidents, publication, now, bases, most=len(incidents))
        case Format.JSON_FEED:
            yield json_feed(incidents, publication, bases, most=len(incidents))
        case Format.CAP:
            for incident in incidents:
                yield from (message.body for message in cap_messages(revisions(incident.id), publication, bases))
