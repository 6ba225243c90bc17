"""Feed documents to entries, dates and plain text included."""

import json
from datetime import UTC, datetime, timedelta

import feedparser.mixin
import feedparser.urls
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collect.dates import published_at
from monitor.collect.feeds import parse_feed
from monitor.collect.plain import one_line, plain_text
from monitor.model import DateQuality, Entry, Failed, FailureKind, ParsedFeed
from tests.collect.fakes import FEED, NOW, body


def _entries(items: str) -> tuple[Entry, ...]:
    document = f'<rss version="2.0"><channel><title>T</title><ttl>15</ttl>{items}</channel></rss>'
    parsed = parse_feed(body(document.encode()), FEED, NOW)
    assert isinstance(parsed, ParsedFeed)
    assert parsed.ttl == timedelta(minutes=15)
    return parsed.entries


@pytest.mark.parametrize(("written", "expected", "quality"), [
    ("Mon, 02 Feb 2026 10:00:00 GMT", 10, DateQuality.EXACT),
    ("Mon, 02 Feb 2026 10:00:00 CET", 9, DateQuality.EXACT),
    ("Mon, 02 Feb 2026 10:00:00 BST", 9, DateQuality.EXACT),
    ("Mon, 02 Feb 2026 10:00:00 +0300", 7, DateQuality.EXACT),
    ("Mon, 02 Feb 2026 10:00:00", 10, DateQuality.ASSUMED_ZONE),
    ("2026-02-02T10:00:00Z", 10, DateQuality.EXACT), ("2026-02-02T10:00:00+02:00", 8, DateQuality.EXACT),
    ("2026-02-02 10:00:00", 10, DateQuality.ASSUMED_ZONE), ("20260202T100000Z", 10, DateQuality.EXACT),
    ("2026-02-02", 0, DateQuality.DAY), ("1770026400", 10, DateQuality.EXACT),
])
def test_dates_are_read_with_their_zone(written: str, expected: int, quality: DateQuality) -> None:
    """What feedparser gets wrong included."""
    assert published_at(written, None, NOW) == (datetime(2026, 2, 2, expected, tzinfo=UTC), quality)


@pytest.mark.parametrize(("written", "quality"), [
    ("", DateQuality.MISSING), ("soon", DateQuality.MISSING), ("1970-01-01T00:00:00Z", DateQuality.MISSING),
    ("2099-01-01T00:00:00Z", DateQuality.FUTURE),
])
def test_a_date_that_cannot_be_gives_the_time_of_first_sight(written: str, quality: DateQuality) -> None:
    """Missing, unreadable, epoch zero, far future."""
    assert published_at(written, None, NOW) == (NOW, quality)


@given(st.text(max_size=80))
def test_no_date_text_raises_or_lies_ahead(written: str) -> None:
    """Any text gives a time not after now."""
    assert published_at(written, None, NOW)[0] <= NOW


@pytest.mark.parametrize(("markup", "expected"), [
    ("<p>a<b>b</b></p><p>c &amp; d</p><script>x</script>", "ab\nc & d"),
    ("AT&amp;amp;T", "AT&T"), ("&lt;p&gt;one&lt;/p&gt;", "one"), ("5 < 6", "5 < 6"),
    ("at\u200btack \u202egnp", "attack gnp"), ("a\x1b[31m\x00", "a[31m"),
])
def test_markup_becomes_what_a_reader_sees(markup: str, expected: str) -> None:
    """Tags, scripts, double escapes, zero-width, bidi and control characters are gone."""
    assert plain_text(markup) == expected


@pytest.mark.parametrize("piece", ["<a/", "<a ", "<!--", '<a b="', "<div>", "&", "<?"])
def test_hostile_markup_is_read_in_linear_time(piece: str) -> None:
    """200 kB of each; the standard library's parser needs minutes for the first."""
    assert isinstance(plain_text(piece * (200_000 // len(piece))), str)


def test_an_author_without_end_is_read_in_linear_time() -> None:
    """An address of e-mail is looked for in it: 46 s for 140 kB, most of an hour for a million letters."""
    (entry,) = _entries(f"<item><title>a</title><author>{'a' * 1_000_000}</author></item>")
    assert entry.byline == "a" * 200


def test_an_author_is_named_without_markup_or_loss() -> None:
    """As feedparser gives it: the address stays beside the name."""
    (entry,) = _entries("<item><title>a</title><author>desk@a.example (The Desk)</author></item>")
    assert entry.byline == "desk@a.example (The Desk)"


@given(st.text(max_size=200))
def test_titles_stay_on_one_line_and_can_be_stored(markup: str) -> None:
    """No line break, control character or lone surrogate passes."""
    line = one_line(markup)
    assert line.encode().decode() == line
    assert all(c.isprintable() or ord(c) > 0x9F for c in line)


def test_links_are_absolute_and_of_the_web() -> None:
    """A relative link is joined, a javascript: link dropped."""
    first, second = _entries("<item><title>a</title><link>/x</link></item>"
                             "<item><title>b</title><link>javascript:alert(1)</link></item>")
    assert (first.url, second.url) == ("http://a.example/x", "")


def test_an_empty_entry_is_skipped_and_the_others_stand() -> None:
    """It is counted with its reason."""
    document = b'<rss version="2.0"><channel><item/><item><title>a</title></item></channel></rss>'
    parsed = parse_feed(body(document), FEED, NOW)
    assert isinstance(parsed, ParsedFeed)
    assert (parsed.count, len(parsed.entries), len(parsed.skipped)) == (2, 1, 1)


@pytest.mark.parametrize("content", [b"", b"<html><body>Error</body></html>", b"{}", b"{broken", b"\x00\xff"])
def test_what_is_no_feed_is_said_to_be_none(content: bytes) -> None:
    """Feedparser itself reports no error for these."""
    failed = parse_feed(body(content), FEED, NOW)
    assert isinstance(failed, Failed)
    assert failed.kind is FailureKind.NOT_A_FEED


def test_json_feeds_are_read_too() -> None:
    """Version 1.1, items of other shapes left aside."""
    document = {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [
        {"id": 7, "url": "/x", "title": "One", "content_html": "<p>Two</p>", "date_published": "2026-02-02T10:00:00Z"}]}
    parsed = parse_feed(body(json.dumps(document).encode()), FEED, NOW)
    assert isinstance(parsed, ParsedFeed)
    entry = parsed.entries[0]
    assert (entry.url, entry.title, entry.guid, entry.published.hour) == ("http://a.example/x", "One", "7", 10)


@given(st.binary(max_size=300))
def test_no_bytes_raise(content: bytes) -> None:
    """Whatever follows the head of a feed."""
    head = b'<rss version="2.0"><channel><item><title>a</title>'
    assert isinstance(parse_feed(body(head + content), FEED, NOW), ParsedFeed | Failed)


@pytest.mark.parametrize(("content", "title"), [
    ('<?xml version="1.0" encoding="utf-16"?><rss version="2.0"><channel><item><title>غارة</title></item></channel></rss>'
     .encode("utf-16"), "غارة"),
    (b'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><item><title>caf\xe9</title></item></channel></rss>',
     "café"),
    (b'<rss version="2.0"><channel><item><title>a&nbsp;b &eacute; &nosuch;</title></item></channel></rss>', "a b é &nosuch;"),
    (b'<rss version="2.0"><channel><item><title>whole</title></item><item><title>cut of', "whole"),
    (b'<rss version="2.0"><channel><item><title><![CDATA[<b>bold</b> &amp; more]]></title></item></channel></rss>',
     "bold & more"),
])
def test_damaged_documents_give_what_can_be_read(content: bytes, title: str) -> None:
    """UTF-16, a wrong declaration, undefined entities, a truncated body, markup in titles."""
    parsed = parse_feed(body(content), FEED, NOW)
    assert isinstance(parsed, ParsedFeed)
    assert parsed.entries[0].title == title


def test_an_entity_bomb_does_not_grow() -> None:
    """A billion laughs: the document is read or refused, and no field is large."""
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    content = (f'<!DOCTYPE rss [<!ENTITY l0 "laugh">{levels}]><rss version="2.0"><channel><item><title>a &l9;</title>'
               "<description>&l9;</description></item></channel></rss>")
    parsed = parse_feed(body(content.encode()), FEED, NOW)
    assert isinstance(parsed, Failed) or all(len(e.title) + len(e.summary) < 1_000 for e in parsed.entries)


def test_a_file_is_never_opened_by_an_outer_entity() -> None:
    """SYSTEM entities stay unread."""
    content = (b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0"><channel><item>'
               b"<title>a &x;</title></item></channel></rss>")
    parsed = parse_feed(body(content), FEED, NOW)
    assert "root:" not in repr(parsed)


def test_odd_items_of_a_json_feed_cost_no_other() -> None:
    """Items of every other shape are skipped, the good one stands."""
    odd: list[object] = [None, 7, "x", [], {}, {"title": ["a"], "content_html": {}}, {"id": {"a": 1}, "authors": [7]},
           {"title": "good", "authors": [{"name": 7}], "date_published": 5, "url": "javascript:alert(1)"}]
    document = {"version": "https://jsonfeed.org/version/1", "items": odd}
    parsed = parse_feed(body(json.dumps(document).encode()), FEED, NOW)
    assert isinstance(parsed, ParsedFeed)
    assert [(e.title, e.url, e.published) for e in parsed.entries] == [("good", "", NOW)]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[bad", "//", "ftp://a/"])
def test_links_that_lead_nowhere_safe_are_dropped(link: str) -> None:
    """The entry stands without them."""
    entry, = _entries(f"<item><title>a</title><link>{link}</link></item>")
    assert entry.url in {"", "http://a.example/feed"}


def test_deep_markup_keeps_its_text() -> None:
    """2,000 tags inside each other; libxml2 alone stops at 256."""
    assert plain_text("<b>" * 2_000 + "hello") == "hello"


def test_a_flood_of_entries_is_read_whole() -> None:
    """10,000 items in one document."""
    content = b'<rss version="2.0"><channel>' + b"<item><title>a</title></item>" * 10_000 + b"</channel></rss>"
    parsed = parse_feed(body(content), FEED, NOW)
    assert isinstance(parsed, ParsedFeed)
    assert parsed.count == 10_000


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("declared", ["", ' encoding="utf-16"', ' encoding="utf-8"', " encoding='x'"])
@pytest.mark.parametrize("content_type", ["", "text/xml; charset=utf-8", "application/xml; charset=utf-16"])
def test_a_document_in_utf_16_is_read_whatever_is_said_of_it(encoding: str, declared: str, content_type: str) -> None:
    """Its first bytes decide; words outside ASCII come through."""
    document = f'<?xml version="1.0"{declared}?><rss version="2.0"><channel><item><title>قاعدة 🚀</title></item></channel></rss>'
    parsed = parse_feed(body(document.encode(encoding), content_type=content_type), FEED, NOW)
    assert isinstance(parsed, ParsedFeed)
    assert [entry.title for entry in parsed.entries] == ["قاعدة 🚀"]
    assert parsed.whole


@pytest.mark.parametrize("edge", ["\x02\t", " \n", "\x1f", "\x00"])
def test_control_characters_at_the_ends_of_a_link_are_no_part_of_it(edge: str) -> None:
    """A browser drops them too; found by flipping bits of real feeds."""
    items = [{"id": "1", "title": "t", "url": f"{edge}https://a.example/1{edge}"}]
    document = json.dumps({"version": "https://jsonfeed.org/version/1", "items": items}).encode()
    parsed = parse_feed(body(document), FEED, NOW)
    assert isinstance(parsed, ParsedFeed)
    assert parsed.entries[0].url == "https://a.example/1"


def test_addresses_are_joined_as_feedparser_joins_them() -> None:
    """What is remembered instead of being joined again is what feedparser's own function says, for short and for endless ones."""
    bases = ("", "http://a.example/feed", "http://a.example/feed/", "javascript:x", "//a.example", "http://[", "http://a.example/" + "x" * 5_000)
    relatives = (None, "", "x", "/x", "../x", "http://b.example/", "https:///b.example", "javascript:x", "//b.example/x", "y" * 5_000)
    pairs = [(base, relative) for base in bases for relative in relatives] * 2
    assert [feedparser.mixin.make_safe_absolute_uri(*pair) for pair in pairs] == [feedparser.urls.make_safe_absolute_uri(*pair) for pair in pairs]
    assert feedparser.mixin.make_safe_absolute_uri is not feedparser.urls.make_safe_absolute_uri


def test_a_base_of_an_element_holds_within_it() -> None:
    """Links below an ``xml:base`` are joined with it, those after it with the document's own address."""
    document = ('<feed xmlns="http://www.w3.org/2005/Atom" xml:base="/news/"><title>t</title>'
                '<entry xml:base="one/"><id>1</id><title>a</title><link href="x"/></entry>'
                '<entry><id>2</id><title>b</title><link href="x"/></entry></feed>')
    parsed = parse_feed(body(document.encode()), FEED, NOW)
    assert isinstance(parsed, ParsedFeed)
    assert [entry.url for entry in parsed.entries] == ["http://a.example/news/one/x", "http://a.example/news/x"]
