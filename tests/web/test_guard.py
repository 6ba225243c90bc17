"""Names, sessions and tries, decided on values alone; tiles in their place."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.config import read_config
from monitor.web.address import known_host, own_path, same_origin
from monitor.web.sessions import LASTS, SPAN, TRIES, TRIES_IN_ALL, Tries, form_code, is_form_code, is_session, is_token, new_session
from monitor.web.tiles import Pin, origin_of, tile_map
from tests.config.texts import with_lines

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
CONFIG = read_config(with_lines("web_url: https://watch.example.org\n"))
TEMPLATE = "https://tiles.example.org/{z}/{x}/{y}.png"


@pytest.mark.parametrize(("host", "ours"), [
    ("127.0.0.1:8787", True), ("[::1]:8787", True), ("localhost", True), ("LOCALHOST:80", True), ("192.168.1.7", True),
    ("watch.example.org", True), ("watch.example.org.:443", True), ("evil.example", False), ("", False), ("localhost.evil.example", False),
    ("127.0.0.1.evil.example", False), ("[::1", False), ("a b", False), ("evil.example@127.0.0.1:x", False), ("127.0.0.1:99999", False),
])
def test_only_our_own_names_are_ours(host: str, *, ours: bool) -> None:
    """A bare address cannot be pointed at us by somebody else; a name can."""
    assert known_host(host, CONFIG) is ours


@pytest.mark.parametrize("path", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", "", "/a\r\nSet-Cookie: x", "x"])
def test_no_form_leads_to_another_site(path: str) -> None:
    """It leads home instead."""
    assert own_path(path) == "/"
    assert own_path("/queue?days=3#item-1") == "/queue?days=3#item-1"


def test_an_origin_is_the_address_that_was_asked_or_the_one_configured() -> None:
    """No other, whatever it begins with."""
    assert same_origin("http://127.0.0.1:8787", "127.0.0.1:8787", CONFIG)
    assert same_origin("https://watch.example.org", "127.0.0.1:8787", CONFIG)
    assert not any(same_origin(o, "127.0.0.1:8787", CONFIG) for o in ("null", "http://127.0.0.1", "https://watch.example.org.evil.example"))


def test_a_session_ends_by_itself_and_with_the_token() -> None:
    """It holds no token, and cannot be stretched or made up."""
    session = new_session("token", NOW, "ab")
    end, rest = session.split(".", 1)
    assert "token" not in session
    assert is_session(session, "token", NOW + LASTS - timedelta(seconds=1))
    assert not is_session(session, "token", NOW + LASTS)
    assert not is_session(session, "another", NOW)
    assert not any(is_session(made, "token", NOW) for made in ("", ".", "..", f"{int(end) + 9}.{rest}", f"{session}0", "é.é.é"))


def test_a_token_is_compared_whole() -> None:
    """Nothing that is only like it."""
    assert is_token("tökén", "tökén")
    assert not any(is_token(given, "token") for given in ("", "toke", "tokens", "Token", "token\ud800"))


def test_a_form_belongs_to_its_process_and_its_session() -> None:
    """One of another is refused."""
    code = form_code(b"key", "session")
    assert is_form_code(code, b"key", "session")
    assert not any((is_form_code(code, b"other", "session"), is_form_code(code, b"key", ""), is_form_code("", b"key", "session")))


def test_wrong_tokens_are_counted_by_address_and_in_all() -> None:
    """A /64 is one address; after a quarter of an hour it begins anew; what is kept has a bound."""
    tries = Tries()
    for n in range(TRIES):
        assert tries.may(f"2001:db8::{n}", NOW)
        tries.failed(f"2001:db8::{n}", NOW)
    assert not tries.may("2001:db8::ffff", NOW)
    assert tries.may("2001:db8:1::1", NOW)
    assert tries.may("2001:db8::1", NOW + SPAN)
    for n in range(TRIES_IN_ALL):
        tries.failed(f"10.0.0.{n}", NOW + SPAN)
    assert not tries.may("10.1.0.1", NOW + SPAN)


def test_a_place_stands_on_its_tile() -> None:
    """At zoom 9 Baghdad lies on tile 319, 205 (by the formula of Web Mercator); its pin in the middle of the frame."""
    drawn = tile_map([Pin(number=1, name="Camp <x>", lat=33.31, lon=44.36)], TEMPLATE)
    assert 'href="https://tiles.example.org/9/319/205.png"' in drawn
    assert '<circle cx="368.0" cy="240.0"' in drawn
    assert "<x>" not in drawn
    assert origin_of(TEMPLATE) == "https://tiles.example.org"


def test_far_places_are_all_in_the_frame() -> None:
    """The zoom gives way; no tile beyond the edge of the earth is asked for."""
    drawn = tile_map([Pin(number=1, name="a", lat=71.0, lon=-156.0), Pin(number=2, name="b", lat=-89.0, lon=179.0)], TEMPLATE)
    assert drawn.count("<circle") == 2
    assert "/1/0/0.png" in drawn
    assert "/1/0/2.png" not in drawn
    assert tile_map([], TEMPLATE) == ""
