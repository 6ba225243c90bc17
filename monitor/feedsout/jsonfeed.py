"""JSON Feed 1.1: an item per incident, changed in place: its id stays, ``date_modified`` is that of its revision."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

import orjson

from monitor.feedsout.fitting import line
from monitor.feedsout.publication import (
    MOST_ENTRIES, NOT_OFFICIAL, PROGRAM, Publication, headline, instant, page, sources, tags, told, urn,
)
from monitor.feedsout.tables import record
from monitor.feedsout.words import as_html, as_plain, summary
from monitor.model import Base, Incident


def json_feed(
    incidents: Iterable[Incident], publication: Publication, bases: Mapping[str, Base] = MappingProxyType({}),
    most: int = MOST_ENTRIES,
) -> bytes:
    """The told incidents, those changed last first; the facts stand in the extension ``_basewatch`` of each item."""
    feed: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1", "title": line(publication.title) or PROGRAM, "description": NOT_OFFICIAL,
        "language": "en", "authors": [{"name": PROGRAM}],
    }
    if publication.home:
        feed |= {"home_page_url": publication.home, "feed_url": publication.home + publication.json_path}
    feed["items"] = [_item(incident, publication, bases) for incident in told(incidents, most)]
    return orjson.dumps(feed, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _item(incident: Incident, publication: Publication, bases: Mapping[str, Base]) -> dict[str, Any]:
    item: dict[str, Any] = {
        "id": urn("incident", incident.id), "title": headline(incident), "summary": summary(incident),
        "content_html": as_html(incident), "content_text": as_plain(incident),
        "date_published": instant(incident.opened_at), "date_modified": instant(incident.updated_at),
        "tags": list(tags(incident)),
    }
    own, first = page(publication, incident.merged_into or incident.id), next((url for _, url in sources(incident)), "")
    item |= {key: url for key, url in (("url", own or first), ("external_url", first if own else "")) if url}
    return item | {"_basewatch": record(incident, bases)}
