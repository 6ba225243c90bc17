"""CAP messages: the standard's form, the chain of one incident, and what hostile words can do to it (nothing)."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, strategies as st
from lxml import etree

from monitor.feedsout import Publication, cap_messages
from monitor.model import Incident
from tests.alert.makers import NOW, facts
from tests.feedsout.cap_standard import NAMESPACE, problems, text_of
from tests.feedsout.makers import BASES, HERE, hostile_incidents, story, told, words


def test_a_story_is_alert_update_update_cancel_in_the_form_of_the_standard() -> None:
    """One message per revision; the last one takes the incident back."""
    messages = cap_messages(story(), HERE, BASES)
    assert [m.kind for m in messages] == ["Alert", "Update", "Update", "Cancel"]
    assert [problems(m.body) for m in messages] == [[]] * 4
    assert [text_of(m.body, "msgType") for m in messages] == ["Alert", "Update", "Update", "Cancel"]
    assert [m.identifier for m in messages] == [f"20260301-k3x9a.{n}" for n in (1, 2, 3, 4)]
    assert {(text_of(m.body, "status"), text_of(m.body, "scope"), text_of(m.body, "info/category")) for m in messages} == {
        ("Actual", "Public", "Security")}


def test_every_later_message_refers_to_all_earlier_ones() -> None:
    """As sender, identifier, sent; in any order of the revisions given."""
    messages = cap_messages(reversed(story()), HERE)
    names = [f"alerts@example.org,{m.identifier},{m.sent}" for m in messages]
    assert [text_of(m.body, "references") for m in messages] == [None, *(" ".join(names[:n]) for n in (1, 2, 3))]


def test_sent_is_the_time_of_the_revision_with_an_offset_in_digits() -> None:
    """The standard allows no Z."""
    assert text_of(cap_messages([told(updated_at=NOW)], HERE)[0].body, "sent") == "2026-03-01T12:00:00+00:00"


def test_the_message_of_a_revision_never_changes() -> None:
    """What was sent once is sent so again, whatever came after it."""
    whole = cap_messages(story(), HERE, BASES)
    assert cap_messages(story()[:2], HERE, BASES) == whole[:2]


def test_a_circle_stands_around_a_known_base_and_none_around_a_guess() -> None:
    """Latitude first, in kilometres; without a base the words alone."""
    assert text_of(cap_messages([told()], HERE, BASES)[0].body, "info/area/circle") == "33.772400,42.428200 8"
    nowhere = told(facts=facts(place="a base in eastern Syria", country="Syria", base_id="", base_named=False))
    (message,) = cap_messages([nowhere], HERE, BASES)
    assert text_of(message.body, "info/area/circle") is None
    assert text_of(message.body, "info/area/areaDesc") == "a base in eastern Syria"


def test_what_was_never_told_has_no_message() -> None:
    """A held incident, and one that was withdrawn before anybody heard of it."""
    assert cap_messages([told(alerted=False)], HERE) == ()
    assert cap_messages([story()[3]], HERE) == ()


def test_revisions_before_the_first_telling_are_left_out() -> None:
    """The first told revision is the Alert, whatever its number."""
    first, second, *_ = story()
    (message,) = cap_messages([replace(first, alerted=False), second], HERE)
    assert (message.kind, message.identifier) == ("Alert", "20260301-k3x9a.2")


def test_an_incident_told_together_with_another_is_cancelled_and_says_where_it_went() -> None:
    """In the note."""
    gone = replace(told(), revision=2, members=(), merged_into="20260301-zzzzz")
    last = cap_messages([told(), gone], HERE)[-1]
    assert (last.kind, problems(last.body)) == ("Cancel", [])
    assert (text_of(last.body, "note") or "").startswith("Told together with 20260301-zzzzz from now on.")


def test_what_comes_back_after_a_cancel_is_an_update() -> None:
    """It refers to all, the cancel among them."""
    back = replace(story()[1], revision=5, updated_at=NOW + timedelta(hours=100))
    *_, cancel, last = cap_messages([*story(), back], HERE)
    assert (cancel.kind, last.kind) == ("Cancel", "Update")
    assert cancel.identifier in (text_of(last.body, "references") or "")


def test_each_message_is_one_line() -> None:
    """So that a stream of them can be cut at line feeds; the lines of the description come back whole."""
    bodies = [m.body for m in cap_messages(story(), HERE)]
    assert all(body.endswith(b"\n") and body.count(b"\n") == 1 for body in bodies)
    assert len((text_of(bodies[0], "info/description") or "").split("\n")) > 3


def test_the_headline_fits_a_small_display() -> None:
    """160 characters, as the standard advises."""
    long = told(facts=facts(place="a base " * 40))
    assert len(text_of(cap_messages([long], HERE)[0].body, "info/headline") or "") <= 160


@given(st.lists(hostile_incidents, min_size=1, max_size=3), words, st.booleans())
def test_hostile_words_break_no_message(revisions: list[Incident], sender: str, known: bool) -> None:
    """Whatever sources and configuration hold, each message has the form of the standard, and nothing of theirs is markup."""
    publication = Publication(home="https://alerts.example.org/", sender=sender)
    for message in cap_messages([replace(r, alerted=True) for r in revisions], publication, BASES if known else {}):
        assert problems(message.body) == []
        assert {etree.QName(e).namespace for e in etree.fromstring(message.body).iter()} == {NAMESPACE}
        assert not (text_of(message.body, "info/web") or "https:").startswith("javascript")


@given(st.lists(hostile_incidents, max_size=6))
def test_only_the_first_message_is_an_alert(revisions: list[Incident]) -> None:
    """And each later one refers to exactly those before it."""
    messages = cap_messages(revisions, HERE)
    assert [m.kind == "Alert" for m in messages] == [n == 0 for n in range(len(messages))]
    assert [len((text_of(m.body, "references") or "").split()) for m in messages] == list(range(len(messages)))
