"""Incidents for other programs: Atom, JSON Feed, CAP 1.2, GeoJSON, CSV, JSON lines. Pure: values in, bytes out.

How the web room calls it, with what the store gives::

    from monitor.feedsout import ATOM, CAP, GEOJSON, JSON_FEED, Publication, atom_feed, cap_messages, geojson, json_feed

    publication = Publication(home="http://127.0.0.1:8787/")     # the address under which the page is reached
    now = clock()
    incidents = store.incidents_between(now - timedelta(days=30), now)

    /feeds/incidents.atom     Response(body=atom_feed(incidents, publication, now), headers={"Content-Type": ATOM})
    /feeds/incidents.json     Response(body=json_feed(incidents, publication), headers={"Content-Type": JSON_FEED})
    /feeds/incidents.geojson  Response(body=geojson(incidents), headers={"Content-Type": GEOJSON})
    /feeds/cap/{incident}     cap_messages(store.incident_revisions(incident), publication)[-1].body, Content-Type CAP;
                              no message (an incident that was never told): 404

The names of the feeds and of an incident's page are :attr:`Publication.atom_path`, ``json_path`` and ``page_path``: they
are written into the feeds as the addresses to come back to. ``bases`` (id to :class:`monitor.model.Base`) may be given
everywhere; its coordinates go before those that an incident was stored with. Atom, JSON Feed and CAP tell what the channels
were told and nothing else; CSV, GeoJSON and JSON lines hold every incident given, with the column ``alerted``.

The body is the same for the same incidents (``now`` shows only in an Atom feed without entries), so an ETag can be made of
its hash. The rules, with their reasons: docs/feeds-out.md.
"""

from monitor.feedsout.atom import atom_feed
from monitor.feedsout.cap import CapMessage, cap_messages
from monitor.feedsout.geojson import geojson
from monitor.feedsout.jsonfeed import json_feed
from monitor.feedsout.publication import ATOM, CAP, CSV, GEOJSON, JSON_FEED, JSON_LINES, MOST_ENTRIES, Publication
from monitor.feedsout.tables import COLUMNS, as_line, csv_table

__all__ = [
    "ATOM", "CAP", "COLUMNS", "CSV", "GEOJSON", "JSON_FEED", "JSON_LINES", "MOST_ENTRIES", "CapMessage", "Publication",
    "as_line", "atom_feed", "cap_messages", "csv_table", "geojson", "json_feed",
]
