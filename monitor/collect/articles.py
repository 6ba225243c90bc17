"""From the bytes of a web page to its article (trafilatura). Runs inside a worker process: see ``workers``.

Measured choices (research, trafilatura 2.3.1): fast mode, and the thorough one once where it gives little; its date is
a day it guesses on pages that name none, so a time the page states itself goes first.
"""

import re
from datetime import UTC, datetime

import trafilatura

from monitor.collect.dates import published_at
from monitor.collect.plain import one_line
from monitor.model import DateQuality, Page, Unreadable

LITTLE = 250
"""Characters under which the thorough mode is tried too."""
TEXT_LIMIT = 100_000
HEAD = 300_000
"""Bytes in which a page's own date is looked for."""
_STATED = (
    re.compile(rb'"datePublished"\s{0,9}:\s{0,9}"([^"<>]{8,40})"'),
    re.compile(rb'property=["\']article:published_time["\']\s{1,9}content=["\']([^"\'<>]{8,40})["\']'),
    re.compile(rb'content=["\']([^"\'<>]{8,40})["\']\s{1,9}property=["\']article:published_time["\']'),
    re.compile(rb'itemprop=["\']datePublished["\']\s{1,9}(?:content|datetime)=["\']([^"\'<>]{8,40})["\']'),
)
_HTML_LANGUAGE = re.compile(rb'<html[^>]{0,400}?\blang=["\']?([A-Za-z]{2,3})', re.IGNORECASE)
_FAR_FUTURE = datetime(9000, 1, 1, tzinfo=UTC)


def extract_page(html: bytes, url: str) -> Page | Unreadable:
    """The article of a page: text, title, date, language, byline."""
    document = _extracted(html, url, fast=True)
    if document is None or len(document.text or "") < LITTLE:
        thorough = _extracted(html, url, fast=False)
        if thorough is not None and len(thorough.text or "") > len(document.text or "" if document else ""):
            document = thorough
    if document is None or not document.text:
        return Unreadable(url=url, reason="no article text was found on the page")
    published, quality = _date(html, document.date)
    return Page(
        url=url, title=one_line(document.title or ""), text=document.text[:TEXT_LIMIT], published=published,
        date_quality=quality, language=_language(html, document.text), byline=one_line(document.author or "")[:200],
    )


def _extracted(html: bytes, url: str, *, fast: bool) -> trafilatura.settings.Document | None:
    document = trafilatura.bare_extraction(
        html, url=url, fast=fast, include_comments=False, include_tables=False, with_metadata=True)
    return document if isinstance(document, trafilatura.settings.Document) else None


def _date(html: bytes, guessed: str | None) -> tuple[datetime | None, DateQuality]:
    for pattern in _STATED:
        match = pattern.search(html, 0, HEAD)
        if match:
            moment, quality = published_at(match[1].decode("ascii", "replace"), None, _FAR_FUTURE)
            if quality is not DateQuality.MISSING:
                return moment, quality
    moment, quality = published_at(guessed or "", None, _FAR_FUTURE)
    return (None, DateQuality.MISSING) if quality is DateQuality.MISSING else (moment, DateQuality.DAY)


def _language(html: bytes, text: str) -> str:
    match = _HTML_LANGUAGE.search(html, 0, 5_000)
    if match:
        return match[1].decode("ascii").lower()
    import py3langid

    return str(py3langid.classify(text[:2_000])[0])
