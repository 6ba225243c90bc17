"""Atom 1.0, read back by feedparser and lxml: ids stay, entries change in place, hostile words stay words."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import feedparser
from hypothesis import given, strategies as st
from lxml import etree

from monitor.feedsout import Publication, atom_feed
from monitor.model import Incident
from tests.alert.makers import NOW, facts
from tests.feedsout.makers import BASES, HERE, hostile_incidents, story, told, words

NS = {"a": "http://www.w3.org/2005/Atom"}
NOWHERE = Publication()


def read(body: bytes) -> Any:
    """What a feed reader makes of it; it must not find fault."""
    feed = feedparser.parse(body, response_headers={"content-type": "application/atom+xml; charset=utf-8"})
    assert not feed.bozo, feed.bozo_exception
    return feed


def faults(body: bytes) -> list[str]:
    """In what a feed differs from RFC 4287, sections 4.1.1 and 4.1.2: elements that must stand there, and once."""
    feed = etree.fromstring(body)
    assert feed.tag == "{http://www.w3.org/2005/Atom}feed"
    found = []
    for name, element in [("feed", feed), *(("entry", entry) for entry in feed.findall("a:entry", NS))]:
        found += [f"{name} has {count} {child}" for child in ("id", "title", "updated")
                  if (count := len(element.findall(f"a:{child}", NS))) != 1]
        found += [f"{name} has too many {child}" for child in ("published", "summary", "content", "subtitle", "generator")
                  if len(element.findall(f"a:{child}", NS)) > 1]
        alternates = [link.get("type") for link in element.findall("a:link[@rel='alternate']", NS)]
        found += [f"{name} has two alternates of a kind"] if len(alternates) != len(set(alternates)) else []
        found += [f"{name} has no title"] if not (element.findtext("a:title", "", NS)).strip() else []
    ids = [entry.findtext("a:id", "", NS) for entry in feed.findall("a:entry", NS)]
    return found + (["two entries have one id"] if len(ids) != len(set(ids)) else []) + (
        ["nobody wrote it"] if feed.find("a:author/a:name", NS) is None else [])


def test_a_reader_sees_what_happened_when_and_who_says_so() -> None:
    """Title, times, content, the page of the incident, its sources, its place."""
    feed = read(atom_feed([story()[1]], HERE, NOW, BASES))
    (entry,) = feed.entries
    assert (feed.feed.title, feed.version, feed.feed.updated) == ("Attacks on military bases", "atom10", "2026-03-01T12:00:00.000Z")
    assert entry.title == "Rocket attack: Ain al-Asad air base, Iraq 🇮🇶"
    assert (entry.published, entry.updated) == ("2026-03-01T11:00:00.000Z", "2026-03-01T12:00:00.000Z")
    assert entry.link == "https://alerts.example.org/incident/20260301-k3x9a"
    assert [link.href for link in entry.links if link.rel == "related"] == ["https://north.example/a1", "https://east.example/b1?a=1&b=2"]
    assert {tag.term for tag in entry.tags} == {"rocket", "Iraq", "corroborated"}
    assert entry.where["coordinates"] == (42.4282, 33.7724)
    assert "1 dead, 2 wounded" in entry.summary
    assert "<b>Rocket attack: Ain al-Asad air base, Iraq</b>" in entry.content[0].value


def test_an_incident_keeps_its_id_and_moves_its_updated() -> None:
    """From the first revision to the withdrawal, and in any other feed."""
    entries = [read(atom_feed([revision], where, NOW)).entries[0] for revision in story() for where in (HERE, NOWHERE)]
    assert len({entry.id for entry in entries}) == 1
    assert [entry.updated for entry in entries[::2]] == sorted({entry.updated for entry in entries})
    assert entries[-1].title.startswith("WITHDRAWN: Rocket attack")


def test_the_same_incidents_make_the_same_bytes_whenever_they_are_asked_for() -> None:
    """``now`` dates an empty feed only."""
    later = NOW + timedelta(days=9)
    assert atom_feed(story()[:1], HERE, NOW) == atom_feed(story()[:1], HERE, later)
    assert read(atom_feed([], HERE, later)).feed.updated == "2026-03-10T12:00:00.000Z"
    assert faults(atom_feed([], HERE, NOW)) == []


def test_two_revisions_of_one_second_differ() -> None:
    """By milliseconds."""
    first, second = (read(atom_feed([told(updated_at=NOW + timedelta(milliseconds=ms))], HERE, NOW)).entries[0] for ms in (0, 1))
    assert first.updated < second.updated


def test_the_last_changed_stand_first_and_the_feed_is_cut_behind_them() -> None:
    """What was held is left out."""
    many = [told(id=f"i{n}", updated_at=NOW + timedelta(minutes=n)) for n in range(5)]
    held = told(id="held", alerted=False, updated_at=NOW + timedelta(days=1))
    feed = read(atom_feed([held, *many], HERE, NOW, most=3))
    assert [entry.link.rpartition("/")[2] for entry in feed.entries] == ["i4", "i3", "i2"]


def test_without_pages_a_reader_opens_the_first_source() -> None:
    """And the feed names no address of its own."""
    feed = read(atom_feed([told()], NOWHERE, NOW))
    assert (feed.entries[0].link, feed.feed.get("links", [])) == ("https://north.example/a1", [])


def test_a_merged_incident_leads_to_where_it_is_told_now() -> None:
    """In title, link and content."""
    (entry,) = read(atom_feed([replace(told(), merged_into="20260301-zzzzz", members=())], HERE, NOW)).entries
    assert entry.title.startswith("MERGED into 20260301-zzzzz: ")
    assert entry.link == "https://alerts.example.org/incident/20260301-zzzzz"
    assert entry.content[0].value.startswith("Told together with 20260301-zzzzz.")


def test_a_feed_without_coordinates_names_no_point() -> None:
    """No place is guessed."""
    assert b"georss:point" not in atom_feed([told(facts=facts(base_id=""))], HERE, NOW, BASES)


@given(st.lists(hostile_incidents, max_size=4, unique_by=lambda i: i.id), words)
def test_hostile_words_break_no_feed(incidents: list[Incident], title: str) -> None:
    """A reader finds no fault, no script, no address but those of the web, no control or override character."""
    alerted = [replace(i, alerted=True, id=f"{n}{i.id}") for n, i in enumerate(incidents)]
    body = atom_feed(alerted, replace(HERE, title=f"x{title}"), NOW, BASES)
    assert faults(body) == []
    feed = read(body)
    assert len(feed.entries) == len(incidents)
    assert {link.href.partition(":")[0] for entry in feed.entries for link in entry.links} <= {"http", "https"}
    text = body.decode()
    assert not set(text) & set("\x00\x1b\u202a\u202b\u202d\u202e\u2066\u2067\ufffe\r")
    for content in etree.fromstring(body).findall(".//a:content", NS):
        inner = (content.text or "").lower()
        assert "<script" not in inner
        assert 'href="javascript' not in inner
