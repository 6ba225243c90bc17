"""The alert in words: golden pairs, and what holds whatever the sources wrote."""

import html
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.alert.changes import reply_message
from monitor.alert.rendering import alert_message
from monitor.alert.text import MESSAGE_UNITS, shown_length, utf16_length
from monitor.model import Change, ChangeKind, Claim, Incident, Outcome, Status, Weapon
from tests.alert.botapi import entities_problem
from tests.alert.golden_files import CASES, FOLDER, message_of
from tests.alert.makers import NOW, facts, incident, member

TAGS = re.compile(r'</?(?:b|i|s|code|a)>|<a href="https?://[^"<>]*">')


@pytest.mark.parametrize("case", CASES)
def test_an_incident_reads_as_its_golden_message(case: str) -> None:
    """Both forms of the message are what was read and approved."""
    made = message_of(case)
    assert made.html + "\n" == (FOLDER / f"{case}.html").read_text(encoding="utf-8")
    assert made.plain + "\n" == (FOLDER / f"{case}.txt").read_text(encoding="utf-8")


def test_every_weapon_outcome_and_status_has_a_golden_message() -> None:
    """A new value without a golden message is noticed."""
    wanted = {f"weapon_{w.value.replace(' ', '_')}" for w in Weapon} | {f"outcome_{o.value}" for o in Outcome}
    assert wanted | {f"status_{s.value}" for s in Status} <= set(CASES)


foreign = st.text(max_size=60) | st.sampled_from([
    "<b>", "</a>", "&amp;", "\u202eabc", '<a href="javascript:x">', "قاعدة " * 60, "🚀" * 400, "word " * 900,
    "x" * 5_000, "\u2067", "a\nb\x00c", "]]>", "&#60;script&#62;",
])
urls = st.sampled_from(["https://a.example/x", "javascript:alert(1)", "http://[", "https://a.example/" + "y" * 4_000,
                        'https://a.example/"><script>', "", "ftp://a.example/", "https://a.example/a b"]) | foreign


@st.composite
def incidents(draw: st.DrawFn) -> Incident:
    """An incident whose every foreign word is hostile."""
    text = foreign
    members = tuple(
        member(f"k{i}", outlet=draw(text), url=draw(urls), title=draw(text), link_only=draw(st.booleans()),
               withdrawn=draw(st.booleans()), summary_only=draw(st.booleans()))
        for i in range(draw(st.integers(1, 12))))
    claims = tuple(
        Claim(field=field, value=draw(text) + str(n), speakers=tuple(draw(st.lists(text, max_size=3))), official=False,
              origins=("k0",), first_at=NOW, last_at=NOW)
        for field in ("killed", "wounded", "weapon", "damage", "claimed_by", "blamed_on") for n in range(draw(st.integers(0, 5))))
    told = facts(place=draw(text), damage=draw(text), claimed_by=draw(text), blamed_on=draw(text), denied_by=draw(text),
                 killed=draw(st.none() | st.integers(0, 10**9)))
    return incident(members=members, claims=claims, facts=told, status=draw(st.sampled_from(Status)), revision=99)


@settings(max_examples=150, deadline=None)
@given(incidents())
def test_an_alert_always_fits_and_holds_no_foreign_mark_up(about: Incident) -> None:
    """At most 4,096 UTF-16 units, tags balanced, nothing but our own tags."""
    made = alert_message(about, NOW)
    assert shown_length(made.html) <= MESSAGE_UNITS
    assert entities_problem(made.html) == ""
    assert "<" not in TAGS.sub("", made.html)
    assert "javascript:" not in re.findall(r'href="([^"]*)"', made.html)


def test_an_alert_at_its_longest_fits() -> None:
    """The sum of all bounds stays below Telegram's."""
    long = "🚀ع " * 2_000
    members = tuple(member(f"k{i}", outlet=f"{i}{long}", title=long, url="https://a.example/" + "y" * 2_000,
                           link_only=i > 8, withdrawn=i < 9, summary_only=True) for i in range(12))
    claims = tuple(Claim(field=field, value=f"{n}{long}", speakers=(f"{n}{field}{long}", long), official=True, origins=("k0",),
                         first_at=NOW, last_at=NOW) for field in ("killed", "weapon", "damage") for n in range(9))
    told = facts(place=long, damage=long, claimed_by=long, blamed_on=long, denied_by=long, killed=10**6, wounded=10**6)
    made = alert_message(incident(members=members, claims=claims, facts=told, status=Status.WITHDRAWN), NOW)
    assert 3_000 < shown_length(made.html) <= MESSAGE_UNITS


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(ChangeKind), foreign, foreign), max_size=12), foreign)
def test_a_reply_is_short_and_clean(changes: list[tuple[ChangeKind, str, str]], place: str) -> None:
    """Whatever changed, in whatever words."""
    said = [Change(kind=kind, before=before, after=after) for kind, before, after in changes]
    made = reply_message(incident(facts=facts(place=place)), said)
    assert shown_length(made.html) <= MESSAGE_UNITS
    assert entities_problem(made.html) == ""
    assert html.unescape(re.sub(r"</?b>", "", made.html)) == made.plain
    assert not made.silent


@pytest.mark.parametrize(("outcome", "killed", "silent"), [
    (Outcome.INTERCEPTED, None, True), (Outcome.FOILED, 0, True), (Outcome.INTERCEPTED, 1, False),
    (Outcome.HIT, 0, False), (Outcome.UNKNOWN, None, False),
])
def test_only_a_stopped_attack_without_victims_is_silent(outcome: Outcome, killed: int | None, silent: bool) -> None:
    """Everything else makes a sound."""
    told = facts(outcome=outcome, killed=killed, wounded=None)
    assert alert_message(incident(facts=told), NOW).silent is silent


def test_the_last_line_says_when_it_was_updated() -> None:
    """A later revision carries its number and time."""
    later = alert_message(incident(revision=3), NOW + timedelta(hours=2))
    assert "updated 14:00 UTC, 1 Mar (rev 3)" in later.plain


def test_numbers_count_in_utf16_units() -> None:
    """Ten rockets are twenty units, as Telegram counts."""
    assert utf16_length("🚀" * 10) == 20


def test_a_withdrawn_incident_is_struck_through() -> None:
    """Nobody takes it for news."""
    made = alert_message(replace(incident(), status=Status.WITHDRAWN), NOW)
    assert made.html.startswith("❌ <b>WITHDRAWN</b> <s>")
    assert not made.silent


def test_a_vaguer_name_beside_the_exact_one_is_left_out() -> None:
    """Beside "coalition official" a bare "official" says nothing; another speaker stays."""
    names = ("coalition official", "official", "US Central Command")
    said = incident(claims=(Claim(field="killed", value="1", speakers=names, official=True, origins=("a1",),
                                   first_at=NOW, last_at=NOW),))
    line = next(line for line in alert_message(said, NOW).plain.splitlines() if line.startswith("According to"))
    assert line == "According to: coalition official, US Central Command"
