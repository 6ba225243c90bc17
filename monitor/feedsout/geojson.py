"""GeoJSON (RFC 7946): a feature per incident; longitude stands before latitude, and no known base is no geometry."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import orjson

from monitor.feedsout.fitting import fit
from monitor.feedsout.publication import headline, position
from monitor.feedsout.tables import record
from monitor.model import Base, Incident


def geojson(incidents: Iterable[Incident], bases: Mapping[str, Base] = MappingProxyType({})) -> bytes:
    """A FeatureCollection in WGS 84, in the order given."""
    features = [_feature(incident, bases) for incident in incidents]
    return orjson.dumps({"type": "FeatureCollection", "features": features}, option=orjson.OPT_APPEND_NEWLINE)


def _feature(incident: Incident, bases: Mapping[str, Base]) -> dict[str, Any]:
    where = position(incident, bases)
    geometry = {"type": "Point", "coordinates": [where[1], where[0]]} if where else None
    return {
        "type": "Feature", "id": fit(incident.id), "geometry": geometry,
        "properties": {"title": headline(incident), **record(incident, bases)},
    }
