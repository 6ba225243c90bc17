"""Feed documents: any bytes, with a head and a content type that lead to each reader."""

from datetime import timedelta

from monitor.collect.feeds import SUMMARY_LIMIT, TITLE_LIMIT, parse_feed
from monitor.collect.identity import article_key, content_hash
from monitor.collect.polling import after_poll
from monitor.model import Failed, FetchSettings, ParsedFeed
from monitor.pipeline import article_from
from tests.collect.fakes import FEED, NOW, STATE, body

HEADS = (b"", b'<rss version="2.0"><channel><item><title>', b'<feed xmlns="http://www.w3.org/2005/Atom"><entry>',
         b'{"version": "https://jsonfeed.org/version/1", "items": [{"title": ', b"<rdf:RDF><item><title>",
         '<?xml version="1.0" encoding="utf-16"?>'.encode("utf-16"))
TYPES = ("", "text/xml", "application/rss+xml; charset=utf-7", "text/html; charset=koi8-r", "application/json",
         "text/plain; charset=\u202eutf-16")
SETTINGS = FetchSettings(user_agent="fuzz")


def fuzz(data: bytes) -> None:
    """The first two bytes choose the head and the type; the rest follows the head."""
    choice = data[:2].ljust(2, b"\0")
    read(HEADS[choice[0] % len(HEADS)] + data[2:], TYPES[choice[1] % len(TYPES)])


def read(content: bytes, content_type: str = "") -> ParsedFeed | Failed:
    """Parse one document and hold what is promised of every entry."""
    answer = body(content, content_type=content_type)
    parsed = parse_feed(answer, FEED, NOW)
    found = parsed if isinstance(parsed, ParsedFeed) else None
    after = after_poll(FEED, STATE, answer if found else parsed, found, NOW, 1.0, SETTINGS)  # type: ignore[arg-type]
    assert after.next_due is not None
    assert timedelta(minutes=1) <= after.next_due - NOW <= timedelta(hours=26.5)
    for entry in found.entries if found else ():
        assert entry.published <= NOW
        assert len(entry.title) <= TITLE_LIMIT
        assert len(entry.summary) <= SUMMARY_LIMIT
        assert "\n" not in entry.title
        assert entry.url == "" or entry.url.lower().startswith(("http://", "https://"))  # a scheme may be written anyhow
        for text in (entry.title, entry.summary, entry.content, entry.byline, entry.guid, entry.url):
            text.encode()
            assert "\0" not in text
        assert article_key(entry.guid, entry.url, entry.title)
        assert content_hash(entry.title, entry.summary, entry.content)
        article_from(entry)
    return parsed
