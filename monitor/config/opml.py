"""OPML 2.0 in and out (lxml), so that feeds can come from and go to any reader."""

from collections.abc import Iterable, Sequence
from pathlib import Path
from urllib.parse import urlsplit

from lxml import etree

from monitor.config.editing import NewFeed
from monitor.errors import InputError
from monitor.model import Feed


def read_opml(path: Path) -> Sequence[NewFeed]:
    """The feeds of an OPML file, in order, however its outlines are nested."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    try:
        root = etree.fromstring(path.read_bytes(), parser)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); name an OPML file") from error
    except etree.XMLSyntaxError:
        root = None
    if root is None or root.tag != "opml":
        raise InputError(f"{path}:1: is no OPML file; export one from your feed reader")
    return tuple(_feeds(root.iter("outline")))


def _feeds(outlines: Iterable[etree._Element]) -> Iterable[NewFeed]:
    for outline in outlines:
        url = (outline.get("xmlUrl") or "").strip()
        parts = urlsplit(url)
        if parts.scheme in {"http", "https"} and parts.hostname:
            name = " ".join((outline.get("title") or outline.get("text") or parts.hostname).split())[:80]
            yield NewFeed(name=name, url=url)


def write_opml(feeds: Sequence[Feed]) -> str:
    """The feeds as an OPML document."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "basewatch feeds"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        etree.SubElement(body, "outline", type="rss", text=feed.name, title=feed.name, xmlUrl=feed.url)
    return str(etree.tostring(root, pretty_print=True, encoding="unicode"))
