"""From the bytes of a feed document to entries (feedparser; JSON Feed by its own few lines, since feedparser has none).

feedparser is given bytes only: a string it would open as a file or fetch. Its HTML sanitising and relative-link
resolving are off, together 72 % of its time (measured): every field becomes plain text here and links are joined here.
What of it costs out of proportion all the same is mended in ``parser.py``.
"""

import io
import json
import re
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b
from time import struct_time
from typing import Any
from urllib.parse import urljoin, urlsplit

import feedparser

from monitor.collect.dates import published_at
from monitor.collect.encodings import in_utf8
from monitor.collect.parser import mend
from monitor.collect.plain import one_line, plain_text
from monitor.model import Body, Entry, Failed, FailureKind, Feed, ParsedFeed, Skipped
from monitor.outlets import is_carrier, outlet_by

TITLE_LIMIT = 500
SUMMARY_LIMIT = 5_000
NAME_LIMIT = 2_048
"""Characters of a link or guid. No server answers to a longer link; a longer guid is kept as a digest of itself."""
_REFERENCE = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,40})|([0-9]{1,40}));?")
_CLOSED = re.compile(rb"</\s{0,9}(?:[\w.-]{1,40}:)?(?:rss|feed|rdf)\s{0,9}>", re.IGNORECASE)
"""How a feed document ends; every one of 428 real ones has it in its last ``TAIL`` bytes."""
TAIL = 8_192
_LAST_CHARACTER, _SURROGATES = 0x10FFFF, range(0xD800, 0xE000)
_BREAKS = (ValueError, LookupError, TypeError, AttributeError, AssertionError, RecursionError)
"""What feedparser lets out over a document (each met by tests/fuzz, or raised in its source)."""
_EDGES = "".join(map(chr, range(33)))
"""What a browser drops at the ends of a link: control characters and the space."""
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}


mend()


def parse_feed(body: Body, feed: Feed, now: datetime) -> ParsedFeed | Failed:
    """Every entry of a feed document; one that cannot be read is skipped with its reason, the others stand."""
    if body.content.lstrip()[:1] == b"{":
        return _json_feed(body, feed, now)
    content, content_type = in_utf8(body.content, body.content_type)
    headers = {"content-type": content_type, "content-location": body.url}
    try:
        document = feedparser.parse(io.BytesIO(_REFERENCE.sub(_possible, content)), response_headers=headers,
                                    sanitize_html=False, resolve_relative_uris=False)
    except _BREAKS as error:
        return Failed(url=body.url, kind=FailureKind.NOT_A_FEED, detail=f"the parser gave up ({type(error).__name__})")
    if not document.entries and not document.get("version"):
        return Failed(url=body.url, kind=FailureKind.NOT_A_FEED,
                      detail="the answer is no feed (an error page, or empty); check the address")
    channel = document.feed
    language = feed.language or _language(_string(channel, "language"))
    found = _collected(document.entries, body, feed, now, language, _string(channel, "title"), _ttl(channel))
    return replace(found, whole=_closed(content))


def _closed(content: bytes) -> bool:
    """Whether the document's end is there: neither gzip nor a connection closed early tells of a cut."""
    return _CLOSED.search(content[-TAIL:]) is not None


def _possible(reference: re.Match[bytes]) -> bytes:
    """A character reference, or the sign for what is none: one that names no character ends feedparser's whole reading."""
    number = int(reference[1], 16) if reference[1] else int(reference[2])
    return reference[0] if number <= _LAST_CHARACTER and number not in _SURROGATES else b"&#65533;"


def _collected(
    raw: list[Any], body: Body, feed: Feed, now: datetime, language: str, title: str, ttl: timedelta | None,
) -> ParsedFeed:
    entries, skipped = [], []
    for position, item in enumerate(raw):
        try:
            entry = _entry(item, body, feed, now, language)
        except (ValueError, TypeError, AttributeError, KeyError, OverflowError) as error:
            # feedparser hands out whatever the stranger wrote: one odd entry must not cost the others.
            skipped.append(Skipped(position=position, reason=f"{type(error).__name__}: {error}"[:200]))
            continue
        if entry.title or entry.summary or entry.content:
            entries.append(entry)
        else:
            skipped.append(Skipped(position=position, reason="it has neither title nor text"))
    return ParsedFeed(title=one_line(title), language=language, entries=tuple(entries), skipped=tuple(skipped),
                      ttl=ttl, count=len(raw))


def _entry(item: Any, body: Body, feed: Feed, now: datetime, language: str) -> Entry:
    written = _string(item, "published") or _string(item, "updated") or _string(item, "created")
    parsed = item.get("published_parsed") or item.get("updated_parsed") or item.get("created_parsed")
    published, quality = published_at(written, parsed if isinstance(parsed, struct_time) else None, now,
                                      f"{urlsplit(body.url).hostname} {feed.outlet}")
    summary = plain_text(_string(item, "summary"))
    content = plain_text(max((_string(part, "value") for part in item.get("content") or ()), key=len, default=""))
    guid = _string(item, "id")
    link = _link(_string(item, "link") or guid, body.url)
    return Entry(
        feed=feed.name, outlet=_outlet(item, feed, link), guid=guid if len(guid) <= NAME_LIMIT else _digest(guid), url=link,
        title=one_line(_string(item, "title"))[:TITLE_LIMIT], summary=summary[:SUMMARY_LIMIT],
        content=content if len(content) > len(summary) else "", published=published, date_quality=quality,
        language=language, byline=_byline(item), seen_at=now,
    )


def _string(item: Any, key: str) -> str:
    value = item.get(key)
    return value if isinstance(value, str) else ""


def _link(link: str, base: str) -> str:
    if len(link) > NAME_LIMIT:
        return ""
    link = link.strip(_EDGES)
    absolute = urljoin(base, link) if link else ""
    try:
        parts = urlsplit(absolute)
    except ValueError:
        return ""
    return absolute if parts.scheme in {"http", "https"} and parts.netloc else ""


def _digest(guid: str) -> str:
    return blake2b(guid.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _byline(item: Any) -> str:
    return _origin(item) or one_line(_string(item, "author"))[:200]


def _origin(item: Any) -> str:
    """The outlet that RSS ``source`` names: an entry taken over from another feed."""
    source = item.get("source")
    return one_line(_string(source, "title"))[:200] if isinstance(source, dict) else ""


def _outlet(item: Any, feed: Feed, link: str) -> str:
    """Who publishes an entry: its feed's outlet; where that is but a carrier, the outlet that the entry names or links to."""
    return (_origin(item) or outlet_by(feed.outlet, link)) if is_carrier(feed.outlet) else feed.outlet


def _language(written: str) -> str:
    code = written.strip().lower().replace("_", "-").split("-")[0]
    return code if code.isascii() and code.isalpha() and len(code) in {2, 3} else ""


def _ttl(channel: Any) -> timedelta | None:
    minutes = _string(channel, "ttl").strip()
    if minutes.isascii() and minutes.isdigit():
        return timedelta(minutes=min(int(minutes[:6]), 525_600))
    period = _PERIODS.get(_string(channel, "sy_updateperiod").strip().lower())
    frequency = _string(channel, "sy_updatefrequency").strip()
    if period is None:
        return None
    times = int(frequency[:4]) if frequency.isascii() and frequency.isdigit() else 1
    return timedelta(minutes=period / max(times, 1))


def _json_feed(body: Body, feed: Feed, now: datetime) -> ParsedFeed | Failed:
    """JSON Feed 1.1 (jsonfeed.org): the same fields under other names."""
    try:
        document = json.loads(body.content)
    except (ValueError, RecursionError):
        document = None
    items = document.get("items") if isinstance(document, dict) else None
    if not isinstance(items, list) or not str(document.get("version", "")).startswith("https://jsonfeed.org/"):
        return Failed(url=body.url, kind=FailureKind.NOT_A_FEED, detail="the answer is JSON, but no JSON Feed")
    raw = [_as_feedparser(item) for item in items if isinstance(item, dict)]
    language = feed.language or _language(_string(document, "language"))
    return _collected(raw, body, feed, now, language, _string(document, "title"), None)


def _as_feedparser(item: dict[str, Any]) -> dict[str, Any]:
    authors = item.get("authors")
    author = authors[0] if isinstance(authors, list) and authors and isinstance(authors[0], dict) else {}
    text = _string(item, "content_html") or _string(item, "content_text")
    return {
        "id": str(item.get("id", "")), "link": item.get("url") or item.get("external_url"), "title": item.get("title"),
        "summary": item.get("summary") or text, "content": [{"value": text}],
        "published": item.get("date_published") or item.get("date_modified"), "author": author.get("name"),
    }
