"""config.yaml: what is right is taken as meant; what is wrong is told with file, line, key and remedy."""

from datetime import time, timedelta
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.config import load_config, read_config, shipped_config
from monitor.errors import ConfigError
from monitor.model import ChannelKind
from monitor.wiring import administrators
from tests.config.texts import GOOD, with_lines
from tests.shared import ROOT


def problems(text: str) -> list[str]:
    """What is said about a configuration that is wrong."""
    with pytest.raises(ConfigError) as caught:
        read_config(text, "c.yaml")
    return str(caught.value).splitlines()


def test_the_shipped_configuration_is_right() -> None:
    """With about thirty feeds and every watch on every channel."""
    config = load_config(ROOT / "config.yaml")
    assert len(config.feeds) >= 30
    assert all(watch.channels == ("alerts",) for watch in config.watches)
    assert config == shipped_config()


def test_defaults_are_those_of_the_values() -> None:
    """What is not written has a meaning."""
    config = read_config(GOOD)
    assert config.feeds[0].interval == timedelta(minutes=5)
    assert config.feeds[1].outlet == "south.example"
    assert config.channels[0].kind is ChannelKind.CONSOLE
    assert config.digest.channels == config.watches[0].channels == ("console",)
    assert config.digest.at == time(7, 0)


@pytest.mark.parametrize(("written", "at"), [
    ("07:00", time(7)), ('"07:00"', time(7)), ("17:30", time(17, 30)), ("7:05", time(7, 5)), ("0:30", time(0, 30)),
])
def test_a_time_of_day_needs_no_quotes(written: str, at: time) -> None:
    """YAML reads 17:30 as a number to base 60; we do not."""
    assert read_config(with_lines(f"digest: {{at: {written}}}\n")).digest.at == at


WRONG = [
    ("", "c.yaml:1: file: is empty; start with feeds:, watches: and channels:"),
    ("- a\n- b\n", "c.yaml:1: file: is no table of keys; start with"),
    ("just words", "c.yaml:1: file: is no table of keys"),
    ("a: [1\nb: 2\n", "c.yaml:2: file: not valid YAML"),
    ("a: 1\nchat: @base_alerts\n", "c.yaml:2: file: a value that begins with @ needs quotes; write '@...'"),
    ("c: {kind: telegram, chat: @x}\n", "c.yaml:1: file: a value that begins with @ needs quotes"),
    ("k:\n  - *\n", "c.yaml:2: file: a value that begins with * needs quotes"),
    ("k: [Iraq, *rocket]\n", "c.yaml:1: file: a value that begins with * needs quotes"),
    ("k: 'a@b\n", "c.yaml:2: file: not valid YAML"),
    ("feeds:\n\t- name: x\n", "c.yaml:2: file: a tab stands here"),
    ("feeds: \x07\n", "c.yaml:1: file: a control character stands here"),
    (with_lines("fetsch: {}\n"), "c.yaml:16: fetsch: unknown key; did you mean fetch?"),
    (with_lines("zzz: 1\n"), "c.yaml:16: zzz: unknown key; possible here: feeds, watches"),
    (with_lines("fetch:\n  timeout: 30s\n  hostgap: 1s\n"), "c.yaml:18: fetch.hostgap: unknown key; did you mean host_gap?"),
    (with_lines("store: sqlite:///a\nstore: sqlite:///b\n"), "c.yaml:17: store: this key stands on line 16 already"),
    (GOOD.replace("url: https://north.example/rss", "url: north.example"), "c.yaml:4: feeds.0.url: 'north.example' is no web address"),
    (GOOD.replace("https://north.example/rss", "'http://['"), "c.yaml:4: feeds.0.url: 'http://[' is no web address; write it whole"),
    (GOOD.replace("https://north.example/rss", "ftp://north.example/"), "c.yaml:4: feeds.0.url: 'ftp://north.example/' is no web"),
    (GOOD.replace("    url: https://north.example/rss\n", ""), "c.yaml:3: feeds.0.url: is missing; add it"),
    (GOOD.replace("name: South", "name: North"), "c.yaml:7: feeds.1.name: 'North' stands on line 3 already; remove one of the two"),
    (GOOD.replace("south.example", "north.example"), "c.yaml:7: feeds.1.url: 'https://north.example/rss' stands on line 4 already"),
    (GOOD.replace("language: en", "language: no"), "c.yaml:5: feeds.0.language: false is no text; put it in quotes"),
    (GOOD.replace("language: en", "language: English"), "c.yaml:5: feeds.0.language: 'English' is no language code"),
    (GOOD.replace("language: en", "interval: 5"), "c.yaml:5: feeds.0.interval: 5 is no length of time; write a number and a unit"),
    (GOOD.replace("language: en", "enabled: 1"), "c.yaml:5: feeds.0.enabled: 1 is no yes or no; write true or false"),
    (GOOD.replace("[Iraq, Syria]", "Iraq"), "c.yaml:12: watches.0.keywords: 'Iraq' is no list; write each item on a line"),
    (GOOD.replace("[Iraq, Syria]", "[Iraq, 5]"), "c.yaml:12: watches.0.keywords.1: 5 is no text; put it in quotes"),
    (GOOD.replace("[Iraq, Syria]", "[Iraq, '--']"), "c.yaml:12: watches.0.keywords.1: '--' is no keyword"),
    (GOOD.replace("[Iraq, Syria]", "[]"), "c.yaml:11: watches.0.keywords: is empty; add keywords, or write mode: model only"),
    (GOOD.replace("keywords: [Iraq, Syria]", "keywords: [Iraq]\n    threshold: 2"), "c.yaml:13: watches.0.threshold: 2 is out of bounds; write at most 1"),
    (GOOD.replace("keywords: [Iraq, Syria]", "keywords: [Iraq]\n    threshold: '0.5'"), "c.yaml:13: watches.0.threshold: '0.5' is no number"),
    (GOOD.replace("keywords: [Iraq, Syria]", "keywords: [Iraq]\n    threshold: yes"), "c.yaml:13: watches.0.threshold: true is no number"),
    (GOOD.replace("keywords: [Iraq, Syria]", "keywords: [Iraq]\n    min_origins: 0"), "c.yaml:13: watches.0.min_origins: 0 is out of bounds; write at least 1"),
    (GOOD.replace("keywords: [Iraq, Syria]", "keywords: [Iraq]\n    mode: both"), "c.yaml:13: watches.0.mode: 'both' is not possible here; write 'keywords and model'"),
    (GOOD.replace("keywords: [Iraq, Syria]", "keywords: [Iraq]\n    channels: [tv]"), "c.yaml:13: watches.0.channels: there is no channel 'tv'; there are: console"),
    (with_lines("digest: {channels: [tv]}\n"), "c.yaml:16: digest.channels: there is no channel 'tv'"),
    (with_lines("digest: {timezone: Mars/Olympus}\n"), "c.yaml:16: digest.timezone: 'Mars/Olympus' is no time zone"),
    (with_lines("digest: {at: 7}\n"), "c.yaml:16: digest.at: 7 is no time of day; write hours and minutes"),
    (with_lines("digest: {at: '25:00'}\n"), "c.yaml:16: digest.at: '25:00' is no time of day"),
    (with_lines("digest: now\n"), "c.yaml:16: digest: 'now' is no table; write keys and values below it"),
    (with_lines("web: 0.0.0.0:80\n"), "c.yaml:16: web: '0.0.0.0:80' is no loopback address with a port"),
    (with_lines("web: 127.0.0.1:99999\n"), "c.yaml:16: web: '127.0.0.1:99999' is no loopback address"),
    (with_lines("store: mysql://x\n"), "c.yaml:16: store: this is no store; write sqlite:///path"),
    (with_lines("fetch: {feed_max_size: big}\n"), "c.yaml:16: fetch.feed_max_size: 'big' is no size"),
    (with_lines('fetch: {user_agent: "a\\nb"}\n'), "is no name to give to a server"),
    (with_lines("alerts: {miss_cost: 0}\n"), "c.yaml:16: alerts.miss_cost: 0 is out of bounds; write more than 0"),
    (with_lines("alerts: {material: [rumour]}\n"), "c.yaml:16: alerts.material.0: 'rumour' is not possible here; write 'opened'"),
    (with_lines("places: [{name: A, country: Iraq, lat: 99, lon: 1, timezone: UTC}]\n"), "c.yaml:16: places.0.lat: 99 is out of bounds"),
    (GOOD.replace("kind: console", "kind: fax"), "c.yaml:14: channels.0.kind: 'fax' is not possible here; write 'console', 'telegram', 'apprise', 'slack', 'discord', 'matrix', 'email' or 'webhook'"),
    (GOOD.replace("kind: console", "kind: telegram"), "c.yaml:14: channels.0.token: is missing; write env:NAME"),
    (GOOD.replace("kind: console", "kind: telegram, token: 'env:T'"), "c.yaml:14: channels.0.chat: is missing"),
    (GOOD.replace("  - {name: console, kind: console}", "  []"), "c.yaml:13: channels: is empty; add at least one"),
    (GOOD.replace("name: bases", "name: !!python/name:os.system x"), "c.yaml:11: watches.0.name: this value cannot be read"),
]


@pytest.mark.parametrize(("text", "said"), WRONG, ids=range(len(WRONG)))
def test_what_is_wrong_is_told_with_line_key_and_remedy(text: str, said: str) -> None:
    """The sentence a person can act on."""
    assert any(said in line for line in problems(text)), problems(text)


def test_everything_wrong_is_told_at_once() -> None:
    """One round of mending is enough."""
    assert len(problems(with_lines("web: x\ndigest: {at: 7}\nnonsense: 1\n"))) == 3


SECRET = "123456789:AAHsecretsecretsecretsecretsecret00"


@pytest.mark.parametrize("channel", [
    f"kind: telegram, chat: '@a', token: '{SECRET}'", f"kind: telegram, chat: '@a', token: [{SECRET}]",
    f"kind: telegram, chat: '@a', bot: '{SECRET}'", f"kind: '{SECRET}'", f"kind: telegram, api_url: '{SECRET}'",
])
def test_a_secret_written_into_the_file_is_never_repeated(channel: str) -> None:
    """Wherever it was put."""
    assert SECRET not in "".join(problems(GOOD.replace("kind: console", channel)))


def test_a_password_in_the_store_address_is_never_repeated() -> None:
    """The line is named; the value is not."""
    assert "hunter2" not in "".join(problems(with_lines("store: postgres://me:hunter2@host/db\n")))
    assert SECRET not in "".join(problems(GOOD.replace("- {name: console, kind: console}", f"- {SECRET}")))
    assert "hunter2" not in "".join(problems(GOOD.replace("https://north.example/rss", "ftp://me:hunter2@north.example/")))


def test_a_byte_order_mark_and_windows_lines_are_no_problem(tmp_path: Path) -> None:
    """Editors write them."""
    path = tmp_path / "config.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode())
    assert len(load_config(path).feeds) == 2


def test_a_file_that_is_no_text_or_not_there_is_told(tmp_path: Path) -> None:
    """With what to do."""
    path = tmp_path / "config.yaml"
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(path)
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="not UTF-8"):
        load_config(path)
    with pytest.raises(ConfigError, match="cannot be read"):
        load_config(tmp_path)


def test_a_large_file_is_read_and_its_last_line_is_still_named() -> None:
    """100 kB of feeds."""
    feeds = "".join(f"  - {{name: Feed {i}, url: 'https://f{i}.example/rss', language: en}}\n" for i in range(1_500))
    text = GOOD.replace("  # the second\n", feeds)
    assert len(text) > 90_000
    assert len(read_config(text).feeds) == 1_502
    assert problems(text + "web: here\n")[0].startswith(f"c.yaml:{text.count(chr(10)) + 1}: web:")


def test_aliases_serve_and_a_bomb_of_them_is_refused() -> None:
    """A list can be named once; a file that unfolds without end cannot."""
    named = GOOD.replace("[Iraq, Syria]", "&k [Iraq, Syria]\n    together_with: *k")
    assert read_config(named).watches[0].together_with == ("Iraq", "Syria")
    bomb = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 9))
    assert "holds too much" in problems(bomb)[0]
    assert "holds too much" in problems("feeds: &f [*f]\n")[0]
    assert problems("[" * 5_000)


@settings(max_examples=60, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
                    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(
                        st.sampled_from(["feeds", "watches", "channels", "name", "url", "fetch", "digest", "token", "at"]), inner, max_size=4)))
def test_whatever_is_written_it_is_a_configuration_or_an_explained_error(data: object) -> None:
    """Never a traceback; every line names the file."""
    try:
        read_config(yaml.safe_dump(data, allow_unicode=True), "c.yaml")
    except ConfigError as error:
        assert all(line.startswith("c.yaml:") for line in str(error).split("\n"))


def test_administrators_stand_in_the_file_or_in_the_environment() -> None:
    """Numbers beside names of variables; what is neither is told with what would be right."""
    config = read_config(with_lines("admins: [12, 'env:TELEGRAM_ADMINS']\n"))
    assert (config.admins, config.admins_from) == (frozenset({12}), ("env:TELEGRAM_ADMINS",))
    assert administrators(config, {"TELEGRAM_ADMINS": "34, 56 @me -7"}) == {12, 34, 56}
    assert administrators(config, {}) == {12}
    for wrong in ("[0]", "[true]", "['@me']", "['12']", "[1.5]"):
        (said,) = problems(with_lines(f"admins: {wrong}\n"))
        assert "is no Telegram number of a person" in said
