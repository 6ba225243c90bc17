"""Incidents of our own writing, revisions of one, and incidents that hostile sources wrote."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import strategies as st

from monitor.feedsout import Publication
from monitor.model import Base, Facts, Incident, Outcome, Precision, Status, Weapon, When
from tests.alert.makers import NOW, facts, incident, member

HERE = Publication(home="https://alerts.example.org/", sender="alerts@example.org")
ASAD = Base(id="ain-al-asad", name="Ain al-Asad air base", country="Iraq", lat=33.7724, lon=42.4282, timezone="Asia/Baghdad",
            kind="air base")
BASES = {ASAD.id: ASAD}


def told(**changes: object) -> Incident:
    """An incident that a channel was told, its place known."""
    return incident(**({"id": "20260301-k3x9a", "alerted": True, "facts": facts(lat=33.7724, lon=42.4282)} | changes))


def story() -> tuple[Incident, ...]:
    """Four revisions: one source, a second one and a death, closed, withdrawn."""
    first = told()
    second = replace(
        first, revision=2, updated_at=NOW, status=Status.CORROBORATED, facts=replace(first.facts, killed=1),
        members=(*first.members, member("b1", outlet="East Post", url="https://east.example/b1?a=1&b=2")))
    closed = replace(second, revision=3, status=Status.CLOSED, updated_at=NOW + timedelta(hours=80))
    withdrawn = replace(closed, revision=4, status=Status.WITHDRAWN, updated_at=NOW + timedelta(hours=90))
    return first, second, closed, withdrawn


TRICKS = ("]]>", "<script>alert(1)</script>", "\x00\x1b[31m", "\u202egnirts", "\ud800", "\ufffe", "javascript:alert(1)", "&amp;", "=1+1",
          "\u2066", "\U000e0041", "\r\n", "\u2028", "عين الأسد", "קטיושה", "<!--", "<![CDATA[", "a" * 5000, "\"'", "%", "{{x}}")
words = st.lists(st.one_of(st.sampled_from(TRICKS), st.text(max_size=20)), max_size=4).map("".join)
urls = st.one_of(
    st.sampled_from((
        "javascript:alert(1)", "https://x.example/a b", "https://x.example/]]>?q=<b>&z=\"'", "http://[::1", "http://u:p@x.example/",
        "https://пример.example/путь?q=سلام", "data:text/html,<b>", "https://x.example/%zz#a#b", "//x.example", "https://" + "ü" * 300,
        "https://x.example/[1]", "https://x.example:99999999/", "")),
    words.map("https://x.example/".__add__), words)
moments = st.integers(-5000, 5000).map(lambda minutes: NOW + timedelta(minutes=minutes))
counts = st.one_of(st.none(), st.integers(0, 40))
degrees = st.one_of(st.none(), st.floats(-200, 200), st.sampled_from((float("nan"), float("inf"), 0.0, -0.0, 1e-9)))


@st.composite
def whens(draw: st.DrawFn) -> When:
    """A time as exactly as any account has it."""
    start = draw(st.one_of(st.none(), moments))
    end = start + timedelta(hours=draw(st.integers(1, 900))) if start else None
    return When(start=start, end=end, precision=draw(st.sampled_from(Precision)))


hostile_facts = st.builds(
    Facts, place=words, country=words, lat=degrees, lon=degrees, base_id=st.one_of(words, st.just(ASAD.id)), base_named=st.booleans(),
    when=whens(), weapon=st.sampled_from(Weapon), rounds=counts, killed=counts, wounded=counts, outcome=st.sampled_from(Outcome),
    damage=words, claimed_by=words, blamed_on=words, denied_by=words,
)
hostile_members = st.builds(
    member, key=words, outlet=words, url=urls, title=words, withdrawn=st.booleans(), link_only=st.booleans(), summary_only=st.booleans())
hostile_incidents = st.builds(
    incident, id=words, facts=hostile_facts, members=st.lists(hostile_members, max_size=4).map(tuple), opened_at=moments,
    updated_at=moments, revision=st.integers(1, 9), status=st.sampled_from(Status), alerted=st.booleans(),
    merged_into=st.one_of(st.just(""), words),
)
