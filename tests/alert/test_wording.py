"""Times, numbers and places in words."""

from datetime import UTC, datetime, timedelta

import pytest

from monitor.alert import wording
from monitor.alert.changes import change_in_words
from monitor.alert.rendering import disputes
from monitor.alert.text import cut, isolated, link, one_line, piece, utf16_length, web_address
from monitor.model import Change, ChangeKind, Claim, Precision, When
from tests.alert.makers import NOW, facts, incident


def span(start: datetime, hours: float, precision: Precision) -> When:
    """A span in UTC."""
    return When(start=start, end=start + timedelta(hours=hours), precision=precision)


@pytest.mark.parametrize(("when", "zone", "text"), [
    (span(datetime(2020, 1, 7, 22, 30, tzinfo=UTC), 1, Precision.HOUR), "Asia/Baghdad",
     "Wed 8 Jan 2020, 01:30 local time (22:30 UTC, 7 Jan)"),
    (span(datetime(2020, 1, 8, 9, 0, tzinfo=UTC), 1, Precision.HOUR), "Asia/Baghdad",
     "Wed 8 Jan 2020, 12:00 local time (09:00 UTC)"),
    (span(datetime(2026, 3, 29, 0, 30, tzinfo=UTC), 1, Precision.HOUR), "Europe/Berlin",
     "Sun 29 Mar 2026, 01:30 local time (00:30 UTC)"),
    (span(datetime(2026, 3, 29, 1, 30, tzinfo=UTC), 1, Precision.HOUR), "Europe/Berlin",
     "Sun 29 Mar 2026, 03:30 local time (01:30 UTC)"),
    (span(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), 1, Precision.HOUR), "Europe/Berlin",
     "Sun 25 Oct 2026, 02:30 local time (00:30 UTC)"),
    (span(datetime(2026, 10, 25, 1, 30, tzinfo=UTC), 1, Precision.HOUR), "Europe/Berlin",
     "Sun 25 Oct 2026, 02:30 local time (01:30 UTC)"),
    (span(datetime(2026, 3, 1, 5, 0, tzinfo=UTC), 1, Precision.HOUR), "UTC", "Sun 1 Mar 2026, 05:00 UTC"),
    (span(datetime(2026, 3, 1, 20, 30, tzinfo=UTC), 1, Precision.HOUR), "Asia/Kabul",
     "Mon 2 Mar 2026, 01:00 local time (20:30 UTC, 1 Mar)"),
    (span(datetime(2026, 2, 28, 18, 0, tzinfo=UTC), 8, Precision.PART_OF_DAY), "Asia/Baghdad",
     "Sat 28 Feb 2026, night local time (18:00–02:00 UTC)"),
    (span(datetime(2026, 2, 28, 3, 0, tzinfo=UTC), 6, Precision.PART_OF_DAY), "Asia/Baghdad",
     "Sat 28 Feb 2026, morning local time (03:00–09:00 UTC)"),
    (span(datetime(2026, 2, 28, 14, 0, tzinfo=UTC), 4, Precision.PART_OF_DAY), "Asia/Baghdad",
     "Sat 28 Feb 2026, evening local time (14:00–18:00 UTC)"),
    (span(datetime(2026, 2, 27, 21, 0, tzinfo=UTC), 24, Precision.DAY), "Asia/Baghdad", "Sat 28 Feb 2026"),
    (span(datetime(2026, 2, 25, 21, 0, tzinfo=UTC), 72, Precision.DAYS), "Asia/Baghdad",
     "Thu 26 Feb 2026 to Sat 28 Feb 2026"),
    (span(datetime(2026, 1, 31, 21, 0, tzinfo=UTC), 672, Precision.MONTH), "Asia/Baghdad", "February 2026"),
    (span(datetime(2025, 12, 31, 21, 0, tzinfo=UTC), 8760, Precision.YEAR), "Asia/Baghdad", "2026"),
    (When(), "Asia/Baghdad", "time not stated"),
])
def test_a_time_is_told_as_exactly_as_it_is_known(when: When, zone: str, text: str) -> None:
    """By the base's clock and by UTC, also over midnight and clock changes."""
    assert wording.local_and_utc(when, zone) == text


def test_the_clock_of_the_country_serves_where_the_facts_have_none() -> None:
    """Facts without a zone are told by the country's clock; a country of several zones by UTC."""
    assert "local time" in wording.when_and_where(facts(country="Iraq"))
    assert wording.when_and_where(facts(country="United States")).endswith(":00 UTC")


@pytest.mark.parametrize(("killed", "wounded", "text"), [
    (None, None, "casualties not stated"), (0, 0, "no casualties"), (0, None, "no dead"), (3, 0, "3 dead, no wounded"),
    (None, 1, "1 wounded"), (1, 6, "1 dead, 6 wounded"),
])
def test_silence_about_casualties_is_not_none(killed: int | None, wounded: int | None, text: str) -> None:
    """Zero is said, unknown is said to be unknown."""
    assert wording.tolls(facts(killed=killed, wounded=wounded)) == text


def test_a_cut_ends_at_a_word_and_never_splits_a_pair() -> None:
    """At most so many units, ellipsis included."""
    assert cut("one two three", 9) == "one two…"
    assert cut("🚀🚀🚀", 4) == "🚀…"
    assert utf16_length(cut("word " * 99, 50)) <= 50


def test_hidden_characters_go_and_joiners_stay() -> None:
    """Overrides hide what is read; joiners are spelling."""
    assert one_line("a\u202eb\u200fc\x00 \n d") == "abc d"
    assert one_line("می\u200cرسند") == "می\u200cرسند"


def test_right_to_left_text_stands_in_an_isolate() -> None:
    """And stays there after it was cut."""
    assert isolated("نص") == "\u2068نص\u2069"
    assert piece("قاعدة " * 90, 40).endswith("\u2069")


@pytest.mark.parametrize("url", [
    "javascript:alert(1)", "JaVaScRiPt:x", "data:text/html,x", "http://[", "//a.example", "", "https://", "ftp://a.example",
    "https://a.example/a b", "https://a.example/\nb", "https://a.example/" + "x" * 3_000,
])
def test_no_odd_address_is_ever_linked(url: str) -> None:
    """The text stands there bare."""
    assert web_address(url) == ""
    assert link(url, "<x>") == "&lt;x&gt;"


@pytest.mark.parametrize(("place", "country", "shown"), [
    ("base", "Syria", "unnamed base in Syria"), ("Base", "", "unnamed base"), ("a base in eastern Syria", "Syria", "a base in eastern Syria"),
    ("Ain al-Asad", "Iraq", "Ain al-Asad, Iraq"), ("", "Iraq", "base not named, Iraq"),
])
def test_a_bare_noun_is_not_shown_as_a_name(place: str, country: str, shown: str) -> None:
    """Woken at three, "base, Syria" reads like a place called Base."""
    assert wording.where(facts(place=place, country=country)) == shown


def test_two_wordings_of_one_side_are_no_dispute() -> None:
    """Proxies, militias and fighters that Iran backs are one; Iran itself is another, and so is any other group."""
    names = ("Iran proxy forces", "Iranian-backed militias", "pro-Iranian forces", "Iran-backed fighters")
    assert len({wording.side(name) for name in names}) == 1
    assert len({wording.side(name) for name in ("Iran", "Iran proxy forces", "Kataib Hezbollah", "Islamic State")}) == 4
    assert wording.side("Hezbollah  Kataib") == wording.side("kataib hezbollah")
    one = incident(claims=tuple(claim_of("blamed_on", name) for name in names))
    assert not list(disputes(one))
    assert list(disputes(incident(claims=(*one.claims, claim_of("blamed_on", "Iran")))))


def claim_of(field: str, value: str) -> Claim:
    """What one speaker says."""
    return Claim(field=field, value=value, speakers=(f"speaker of {value}",), official=False, origins=("a1",), first_at=NOW, last_at=NOW)


@pytest.mark.parametrize(("before", "after", "said"), [
    ("", "0", "no dead"), ("2", "0", "no dead (was 2)"), ("", "0 (Pentagon)", "no dead (Pentagon)"), ("1", "2", "dead: 2 (was 1)"),
])
def test_nobody_dead_is_said_so(before: str, after: str, said: str) -> None:
    """The word "dead" with a number stands for deaths alone."""
    assert change_in_words(Change(kind=ChangeKind.DEATHS, before=before, after=after)) == said


@pytest.mark.parametrize(("field", "value", "text"), [
    ("when", "2026-09-09T21:00Z/2026-09-11T21:00Z", "Wed 9 Sep 2026, 21:00 to Fri 11 Sep 2026, 21:00 UTC"),
    ("when", "2026-09-09T18:00Z/2026-09-09T21:00Z", "Wed 9 Sep 2026, 18:00 to 21:00 UTC"),
    ("when", "2026-09-09T18:00Z/2026-09-09T18:00Z", "Wed 9 Sep 2026, 18:00 UTC"),
    ("when", "last night", "last night"), ("outcome", "near_miss", "landed near the base, not in it"), ("weapon", "indirect_fire", "indirect fire"),
])
def test_what_was_claimed_is_told_in_words(field: str, value: str, text: str) -> None:
    """Neither ISO 8601 nor the names of our own values are for readers."""
    assert wording.claimed(field, value) == text
