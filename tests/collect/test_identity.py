"""Identity of articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collect.identity import _canonical, article_key, canonical_url, content_hash

_URLS = st.text(alphabet="abAB:/?#&=%.@[]12 \tüİ_", max_size=40).map(lambda tail: "https://" + tail)


@pytest.mark.parametrize(("given_", "expected"), [
    ("https://A.example:443/News/1?utm_source=x&at_medium=RSS&CMP=y#frag", "https://a.example/News/1"),
    ("http://a.example/p?b=2&a=1", "http://a.example/p?a=1&b=2"),
    ("http://a.example/p?12345", "http://a.example/p?12345"),
    ("http://a.example/p?q=%E9%C7", "http://a.example/p?q=%E9%C7"),
    ("http://a.example/p?ref=rss", "http://a.example/p"),
    ("http://a.example/p?ref=4711", "http://a.example/p?ref=4711"),
    ("http://user:pw@a.example/p", "http://a.example/p"),
    ("javascript:alert(1)", ""), ("", ""), ("http://[bad/", ""),
])
def test_canonical_url_drops_what_only_tracks(given_: str, expected: str) -> None:
    """Trackers, fragments, default ports and user names go; whatever selects a page stays as written."""
    assert canonical_url(given_) == expected


@given(_URLS)
def test_canonical_url_is_idempotent(url: str) -> None:
    """Applied twice it is applied once."""
    assert canonical_url(canonical_url(url)) == canonical_url(url)


_PIECES = st.sampled_from([
    "https://", "http://", "HTTPS://", "a.example", "A.example", "1.2.3.4", ":80", ":443", ":x", "user@", "[::1]", ".", "/", "//", "?", "#", "&", ";",
    "=", "utm_source=x", "ref=rss", "ref=4711", "%75tm_a=1", "b=2", "a=1", "+", "%20", " ", "\\", "\t", "\x7f", "é", "..",
])


@given(st.lists(_PIECES, max_size=12).map("".join), st.sampled_from(["", "https://a.example/", "http://news.a.example/x?"]))
def test_an_address_written_as_usual_is_read_as_every_other_is(pieces: str, start: str) -> None:
    """The short way comes to what the whole one comes to."""
    try:
        whole = _canonical((start + pieces).strip())
    except ValueError:
        whole = ""
    assert canonical_url(start + pieces) == whole


def test_new_guids_make_no_new_articles() -> None:
    """One URL is one article, whatever its guid, scheme or trackers."""
    first = article_key("guid-1", "http://a.example/1", "T")
    assert first == article_key("guid-2", "https://a.example/1?utm_medium=rss", "T, changed")


def test_entries_that_all_link_to_the_front_page_stay_apart() -> None:
    """The guid tells them apart, else the title."""
    home = "https://a.example/"
    assert len({article_key(g, home, t) for g, t in (("1", "x"), ("2", "x"), ("", "x"), ("", "y"))}) == 4


def test_without_a_link_the_guid_serves_and_then_the_title() -> None:
    """A permalink guid is the URL."""
    assert article_key("https://a.example/1#x", "", "T") == article_key("", "https://a.example/1", "U")
    assert article_key("tag:1", "", "T") == article_key("tag:1", "", "U")
    assert article_key("", "", "A  title") == article_key("", "", "a title")


def test_content_hash_ignores_white_space_only() -> None:
    """An edit changes it, reflowed text does not."""
    assert content_hash("a b", "c", "") == content_hash(" a\n b", "c ", "")
    assert content_hash("a", "b", "") != content_hash("a", "", "b")
