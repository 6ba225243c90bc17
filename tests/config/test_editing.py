"""Feeds added and removed by command: every other line of config.yaml stays as it was."""

from pathlib import Path

import pytest

from monitor.config import load_config
from monitor.config.editing import NewFeed, add_feeds, remove_feed
from monitor.config.opml import read_opml, write_opml
from monitor.errors import InputError
from tests.config.texts import GOOD
from tests.shared import ROOT

EAST = NewFeed(name='East: a & "b"', url="https://east.example/rss?a=1#x", language="fa")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A config.yaml of our own."""
    file = tmp_path / "config.yaml"
    file.write_text(GOOD, encoding="utf-8")
    return file


def test_a_feed_is_added_behind_the_last_and_nothing_else_changes(path: Path) -> None:
    """Comments and blank lines stay where they were."""
    assert add_feeds(path, [EAST]) == (EAST.name,)
    before, after = GOOD.splitlines(), path.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == [after[7]]
    assert after[:7] + after[8:] == before
    assert load_config(path).feeds[2].name == EAST.name


@pytest.mark.parametrize(("name", "gone"), [("North", slice(2, 5)), ("South", slice(6, 7))])
def test_a_feed_is_removed_with_its_lines_alone(path: Path, name: str, gone: slice) -> None:
    """The comments around it stay."""
    remove_feed(path, name)
    left = GOOD.splitlines()
    del left[gone]
    assert path.read_text(encoding="utf-8").splitlines() == left


def test_the_shipped_file_survives_an_edit_and_its_undoing(tmp_path: Path) -> None:
    """To the byte."""
    file = tmp_path / "config.yaml"
    file.write_bytes((ROOT / "config.yaml").read_bytes())
    add_feeds(file, [EAST])
    assert len(load_config(file).feeds) == len(load_config(ROOT / "config.yaml").feeds) + 1
    remove_feed(file, EAST.name)
    assert file.read_bytes() == (ROOT / "config.yaml").read_bytes()


def test_known_names_and_addresses_are_left_alone(path: Path) -> None:
    """Nothing is written at all."""
    same = [NewFeed(name="North", url="https://new.example/"), NewFeed(name="New", url="https://south.example/rss")]
    assert add_feeds(path, same) == ()
    assert path.read_text(encoding="utf-8") == GOOD


def test_line_ends_rights_and_a_missing_last_line_end_are_kept(path: Path) -> None:
    """What an editor wrote stays as that editor wants it."""
    path.write_bytes(GOOD.replace("\n", "\r\n").encode())
    path.chmod(0o600)
    add_feeds(path, [EAST])
    assert b"\n" not in path.read_bytes().replace(b"\r\n", b"")
    assert path.stat().st_mode & 0o777 == 0o600
    last = "watches: [{name: w, keywords: [a]}]\nchannels: [{name: c, kind: console}]\nfeeds:\n- name: A\n  url: https://a.example/"
    path.write_text(last, encoding="utf-8")
    add_feeds(path, [EAST])
    assert len(load_config(path).feeds) == 2


def test_a_dash_on_a_line_of_its_own_goes_with_its_feed(path: Path) -> None:
    """YAML allows it."""
    path.write_text(GOOD.replace("  - name: North   # our own\n", "  -\n    name: North\n"), encoding="utf-8")
    remove_feed(path, "North")
    assert [feed.name for feed in load_config(path).feeds] == ["South"]


@pytest.mark.parametrize("feed", [NewFeed(name="x", url="javascript:alert(1)"), NewFeed(name="", url="https://e.example/")])
def test_an_edit_that_would_break_the_file_is_refused(path: Path, feed: NewFeed) -> None:
    """And the file stays as it was."""
    with pytest.raises(InputError):
        add_feeds(path, [feed])
    assert path.read_text(encoding="utf-8") == GOOD


def test_the_last_feed_unknown_feeds_and_lists_in_brackets_are_refused(path: Path) -> None:
    """Each with its own sentence."""
    with pytest.raises(InputError, match="monitor feeds list"):
        remove_feed(path, "West")
    path.write_text("feeds: [{name: A, url: 'https://a.example/'}]\n" + GOOD[GOOD.index("watches:"):], encoding="utf-8")
    with pytest.raises(InputError, match="brackets"):
        add_feeds(path, [EAST])
    path.write_text(GOOD, encoding="utf-8")
    remove_feed(path, "North")
    with pytest.raises(InputError, match="at least one"):
        remove_feed(path, "South")


def test_feeds_survive_a_round_trip_through_opml(path: Path) -> None:
    """Name, address and language."""
    add_feeds(path, [EAST])
    feeds = load_config(path).feeds
    found = read_opml(write_opml(feeds).encode(), "feeds.opml")
    assert [(f.name, f.url, f.language) for f in found] == [(f.name, f.url, f.language) for f in feeds]


def test_opml_of_any_nesting_is_read_and_odd_rows_are_left_out() -> None:
    """Names are made fit and told apart."""
    text = ('<opml version="1.0"><body><outline text="World"><outline text=" News \n one" xmlUrl="https://a.example/"/>'
            '<outline title="News one" xmlUrl="http://b.example/x"/></outline><outline xmlUrl="javascript:x"/>'
            '<outline xmlUrl="http://["/><outline text="no address"/><outline xmlUrl="https://c.example/"/>'
            f'<outline text="{"n" * 200}" xmlUrl="https://d.example/"/></body></opml>')
    found = read_opml(text.encode(), "f.opml")
    assert [f.name for f in found] == ["News one", "News one 2", "c.example", "n" * 80]


@pytest.mark.parametrize("content", [
    b"", b"no xml", b"<html/>", b"\x00\xff" * 90,
    (b'<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
     b'<opml><body><outline text="&c;" xmlUrl="https://a.example/"/></body></opml>'),
    b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]><opml><body><outline text="&x;" xmlUrl="https://a.example/"/></body></opml>',
    '<!DOCTYPE opml [<!ENTITY a "b">]><opml/>'.encode("utf-16"),
])
def test_hostile_or_foreign_opml_is_refused(content: bytes) -> None:
    """Entity bombs and outside files do not even reach the parser."""
    with pytest.raises(InputError, match="f.opml:1: is no OPML file"):
        read_opml(content, "f.opml")
