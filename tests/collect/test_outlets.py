"""Whose article it is, by its addresses."""

from dataclasses import replace

import pytest

from monitor.collect.feeds import parse_feed
from monitor.model import ParsedFeed
from monitor.outlets import host_of, is_carrier, outlet_by
from tests.collect.fakes import FEED, NOW, body


@pytest.mark.parametrize(("address", "host"), [
    ("https://feeds.bbci.co.uk/news/rss.xml", "bbci.co.uk"), ("https://www.north.example/feed", "north.example"),
    ("http://rss.example/", "rss.example"), ("https://[broken", ""), ("no address", ""),
])
def test_the_host_of_feeds_is_that_of_their_outlet(address: str, host: str) -> None:
    """What stands before it for the feeds' sake goes, a name of two parts stays."""
    assert host_of(address) == host


@pytest.mark.parametrize(("host", "carries"), [
    ("news.google.com", True), ("de.news.google.com", True), ("google.com", False), ("at.co", False), ("t.co", True), ("", False),
])
def test_a_carrier_is_its_host_and_what_stands_below_it(host: str, carries: bool) -> None:
    """Whole names only: the end of a name is no name."""
    assert is_carrier(host) is carries


@pytest.mark.parametrize(("feed", "link", "outlet"), [
    ("feedburner.com", "https://www.north.example/a", "north.example"), ("feedburner.com", "https://t.co/a", "feedburner.com"),
    ("feedburner.com", "", "feedburner.com"), ("south.example", "https://north.example/a", "south.example"),
])
def test_a_carrier_is_no_outlet_where_the_link_names_one(feed: str, link: str, outlet: str) -> None:
    """A feed of its own host keeps its outlet, wherever it links to."""
    assert outlet_by(feed, link) == outlet


@pytest.mark.parametrize(("source", "outlet"), [('<source url="https://east.example/">East Post</source>', "East Post"), ("", "north.example")])
def test_an_entry_of_a_carrier_is_its_outlets(source: str, outlet: str) -> None:
    """RSS source names it, or the link."""
    document = f'<rss version="2.0"><channel><item><title>x</title><link>https://north.example/1</link>{source}</item></channel></rss>'
    parsed = parse_feed(body(document.encode()), replace(FEED, outlet="news.google.com"), NOW)
    assert isinstance(parsed, ParsedFeed)
    assert parsed.entries[0].outlet == outlet
