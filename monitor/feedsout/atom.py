"""Atom 1.0 (RFC 4287): an entry per incident, changed in place: its id stays, ``updated`` is that of its revision."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from monitor.feedsout.fitting import line
from monitor.feedsout.publication import (
    MOST_ENTRIES, NOT_OFFICIAL, PROGRAM, Publication, feed_urn, headline, instant, page, position, sources, tags, told, urn,
)
from monitor.feedsout.words import as_html, summary
from monitor.feedsout.xml import Element, child, document, root
from monitor.model import Base, Incident

_ATOM = "http://www.w3.org/2005/Atom"
_GEORSS = "http://www.georss.org/georss"


def atom_feed(
    incidents: Iterable[Incident], publication: Publication, now: datetime,
    bases: Mapping[str, Base] = MappingProxyType({}), most: int = MOST_ENTRIES,
) -> bytes:
    """The told incidents, those changed last first; ``now`` dates a feed that has none."""
    shown = told(incidents, most)
    feed = root(_ATOM, "feed", georss=_GEORSS)
    feed.set("{http://www.w3.org/XML/1998/namespace}lang", "en")
    child(feed, "id", feed_urn(publication))
    child(feed, "title", line(publication.title) or PROGRAM)
    child(feed, "subtitle", NOT_OFFICIAL)
    child(feed, "updated", instant(shown[0].updated_at if shown else now))
    child(child(feed, "author"), "name", PROGRAM)
    child(feed, "generator", PROGRAM)
    if publication.home:
        child(feed, "link", rel="self", type="application/atom+xml", href=publication.home + publication.atom_path)
        child(feed, "link", rel="alternate", type="text/html", href=publication.home)
    for incident in shown:
        _entry(feed, incident, publication, bases)
    return document(feed)


def _entry(feed: Element, incident: Incident, publication: Publication, bases: Mapping[str, Base]) -> None:
    entry = child(feed, "entry")
    child(entry, "id", urn("incident", incident.id))
    child(entry, "title", headline(incident))
    child(entry, "published", instant(incident.opened_at))
    child(entry, "updated", instant(incident.updated_at))
    for tag in tags(incident):
        child(entry, "category", term=tag)
    _links(entry, incident, publication)
    if where := position(incident, bases):
        child(entry, f"{{{_GEORSS}}}point", f"{where[0]} {where[1]}")
    child(entry, "summary", summary(incident))
    child(entry, "content", as_html(incident), type="html")


def _links(entry: Element, incident: Incident, publication: Publication) -> None:
    """The page of the incident, else its first source, is what a reader opens; every source is named as related."""
    told_by = sources(incident)
    own = page(publication, incident.merged_into or incident.id) or next((url for _, url in told_by), "")
    if own:
        child(entry, "link", rel="alternate", type="text/html", href=own)
    for outlet, url in told_by:
        child(entry, "link", rel="related", title=outlet, href=url)
