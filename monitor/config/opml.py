"""OPML 2.0 in and out (lxml), so that feeds can come from and go to any reader."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from lxml import etree

from monitor.config.editing import NewFeed
from monitor.errors import InputError
from monitor.model import Feed

NAME_LENGTH = 80
MOST_BYTES = 20_000_000
"""An OPML file of 100,000 feeds has about as much."""


def read_opml(content: bytes, name: str) -> Sequence[NewFeed]:
    """The feeds of an OPML file, in order, however its outlines are nested; no two of one name. ``name`` stands in messages."""
    root = _root(content)
    if root is None or root.tag != "opml":
        raise InputError(f"{name}:1: is no OPML file; export one from your feed reader")
    return tuple(_distinct(_feeds(root.iter("outline"))))


def _root(content: bytes) -> etree._Element | None:
    # A document type is where entity bombs and outside files come in; OPML needs none.
    if len(content) > MOST_BYTES or re.search(rb"<!(DOCTYPE|ENTITY)|<\x00!\x00D|\x00<\x00!\x00D", content):
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return None


def _feeds(outlines: Iterable[etree._Element]) -> Iterator[NewFeed]:
    for outline in outlines:
        url = (outline.get("xmlUrl") or "").strip()
        host = _host(url)
        if host:
            words = outline.get("title") or outline.get("text") or host
            name = " ".join("".join(c if c.isprintable() else " " for c in words).split())[:NAME_LENGTH].strip()
            language = (outline.get("language") or "").lower()
            known = language if re.fullmatch("[a-z]{2,3}", language) else ""
            yield NewFeed(name=name or host[:NAME_LENGTH], url=url, language=known)


def _host(url: str) -> str:
    try:
        parts = urlsplit(url)
        usable = parts.scheme in {"http", "https"} and parts.port != 0 and url.isprintable() and " " not in url
    except ValueError:
        return ""
    return (parts.hostname or "") if usable else ""


def _distinct(feeds: Iterable[NewFeed]) -> Iterator[NewFeed]:
    """A reader can hold two feeds named News; config.yaml cannot."""
    taken: set[str] = set()
    for feed in feeds:
        name, number = feed.name, 1
        while name in taken:
            number += 1
            name = f"{feed.name[:NAME_LENGTH - 6]} {number}"
        taken.add(name)
        yield replace(feed, name=name)


def write_opml(feeds: Sequence[Feed]) -> str:
    """The feeds as an OPML document."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "basewatch feeds"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        outline = etree.SubElement(body, "outline", type="rss", text=feed.name, title=feed.name, xmlUrl=feed.url)
        if feed.language:
            outline.set("language", feed.language)
    return str(etree.tostring(root, pretty_print=True, encoding="unicode"))
