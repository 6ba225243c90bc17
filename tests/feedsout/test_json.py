"""JSON Feed 1.1, GeoJSON and JSON lines: the rules of each, whatever the sources wrote."""

import re
from dataclasses import replace
from typing import Any

import orjson
from hypothesis import given, strategies as st

from monitor.feedsout import Publication, as_line, geojson, json_feed
from monitor.model import Incident
from tests.alert.makers import facts
from tests.feedsout.makers import BASES, HERE, hostile_incidents, story, told

_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def feed_faults(feed: dict[str, Any]) -> list[str]:
    """In what a feed differs from jsonfeed.org/version/1.1: what must stand there, and of which type."""
    found = [] if feed["version"] == "https://jsonfeed.org/version/1.1" and isinstance(feed["title"], str) else ["head"]
    found += [key for key in ("home_page_url", "feed_url") if key in feed and not feed[key].startswith("https://")]
    for item in feed["items"]:
        found += ["id"] if not isinstance(item["id"], str) or not item["id"] else []
        found += ["no content"] if not {"content_html", "content_text"} & item.keys() else []
        found += [key for key in ("date_published", "date_modified") if not _RFC3339.fullmatch(item[key])]
        found += [key for key in ("url", "external_url") if not item.get(key, "https://").startswith(("http://", "https://"))]
        found += ["tags"] if not all(isinstance(tag, str) for tag in item["tags"]) else []
        found += ["extension"] if not isinstance(item["_basewatch"], dict) else []
    ids = [item["id"] for item in feed["items"]]
    return found + (["two items have one id"] if len(ids) != len(set(ids)) else [])


def geojson_faults(value: dict[str, Any]) -> list[str]:
    """In what a document differs from RFC 7946: feature by feature."""
    found = [] if value.keys() == {"type", "features"} and value["type"] == "FeatureCollection" else ["collection"]
    for feature in value["features"]:
        found += [] if feature.keys() == {"type", "id", "geometry", "properties"} and feature["type"] == "Feature" else ["feature"]
        found += [] if isinstance(feature["properties"], dict) and isinstance(feature["id"], str | int) else ["properties"]
        shape = feature["geometry"]
        if shape is not None:
            lon, lat = shape["coordinates"]
            found += [] if shape["type"] == "Point" and abs(lon) <= 180 and abs(lat) <= 90 else ["point"]
    return found


def test_an_item_keeps_its_id_and_moves_its_date() -> None:
    """Also from one feed to the other: Atom and JSON Feed name an incident alike."""
    items = [orjson.loads(json_feed([revision], HERE))["items"][0] for revision in story()]
    assert len({item["id"] for item in items}) == 1
    assert [item["date_modified"] for item in items] == sorted({item["date_modified"] for item in items})
    assert items[-1]["title"].startswith("WITHDRAWN: ")
    assert items[1]["_basewatch"]["killed"] == 1


def test_an_item_links_to_its_page_and_to_its_first_source() -> None:
    """Without pages to the source alone."""
    (item,) = orjson.loads(json_feed([told()], HERE))["items"]
    assert (item["url"], item["external_url"]) == ("https://alerts.example.org/incident/20260301-k3x9a", "https://north.example/a1")
    alone = orjson.loads(json_feed([told()], Publication()))
    assert (alone["items"][0]["url"], "feed_url" in alone, "external_url" in alone["items"][0]) == ("https://north.example/a1", False, False)


def test_what_was_held_is_in_no_feed_and_on_every_map() -> None:
    """With a property that says so."""
    held = told(alerted=False)
    assert orjson.loads(json_feed([held], HERE))["items"] == []
    assert orjson.loads(geojson([held]))["features"][0]["properties"]["alerted"] is False


def test_longitude_stands_before_latitude() -> None:
    """As RFC 7946 has it, and against the habit of speech."""
    (feature,) = orjson.loads(geojson([told()]))["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [42.4282, 33.7724]}
    assert (feature["id"], feature["properties"]["place"]) == ("20260301-k3x9a", "Ain al-Asad air base")


def test_the_gazetteer_goes_before_what_the_incident_was_stored_with() -> None:
    """A corrected row corrects the map."""
    moved = {"ain-al-asad": replace(BASES["ain-al-asad"], lat=1.5, lon=2.5)}
    assert orjson.loads(geojson([told()], moved))["features"][0]["geometry"]["coordinates"] == [2.5, 1.5]


def test_what_has_no_place_has_no_geometry() -> None:
    """Null, as the RFC says, never a point at zero; nor has a place off the globe."""
    for lat, lon in ((None, None), (12.0, None), (float("nan"), 3.0), (91.0, 3.0), (3.0, 181.0)):
        (feature,) = orjson.loads(geojson([told(facts=facts(base_id="", lat=lat, lon=lon))], BASES))["features"]
        assert feature["geometry"] is None


def test_zero_is_a_coordinate() -> None:
    """The meridian runs through land."""
    (feature,) = orjson.loads(geojson([told(facts=facts(base_id="", lat=5.6, lon=0.0))]))["features"]
    assert feature["geometry"]["coordinates"] == [0.0, 5.6]


@given(st.lists(hostile_incidents, max_size=4))
def test_hostile_words_break_no_document(incidents: list[Incident]) -> None:
    """Each is read back and has the form of its standard."""
    alerted = [replace(i, alerted=True, id=f"{n}{i.id}") for n, i in enumerate(incidents)]
    feed = orjson.loads(json_feed(alerted, HERE, BASES))
    assert (feed_faults(feed), len(feed["items"])) == ([], len(incidents))
    assert not any('href="javascript' in item["content_html"].lower() or "<script" in item["content_html"].lower() for item in feed["items"])
    assert geojson_faults(orjson.loads(geojson(incidents, BASES))) == []
    for incident in incidents:
        line = as_line(incident)
        assert line.count(b"\n") == 1
        assert "members" in orjson.loads(line)
