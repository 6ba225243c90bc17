"""Whether to speak, how loudly, what goes into the outbox, and how fast."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.alert.pacing import CHAT, GROUP, OVERALL, Pace
from monitor.alert.parcels import parcels_for
from monitor.alert.policy import Tell, decide, drowns, floods, too_late
from monitor.model import (
    AlertKind, AlertPolicy, Change, ChangeKind, Held, HeldReason, Incident, ParcelKind, Placement, Report, When,
)
from tests.alert.makers import HOUR, NOW, article, incident, member

POLICY = AlertPolicy(material=(ChangeKind.DEATHS, ChangeKind.CORRECTION, ChangeKind.WITHDRAWN))


def placed(about: Incident, *kinds: ChangeKind) -> Placement:
    """A placement with these changes."""
    return Placement(incident=about, opened=not about.alerted, changes=tuple(Change(kind=kind) for kind in kinds))


def test_a_new_incident_is_told() -> None:
    """At once where one origin is enough."""
    assert decide(placed(incident(), ChangeKind.OPENED), article(), 1, POLICY) == Tell(kind=AlertKind.NEW)


def test_a_watch_can_ask_for_more_origins() -> None:
    """The first word waits until they are there; copies count once."""
    copies = incident(members=(member("a"), member("b", outlet="Copy Post", origin="a")))
    held = decide(placed(copies, ChangeKind.OPENED), article(), 2, POLICY)
    assert isinstance(held, Held)
    assert (held.reason, held.detail) == (HeldReason.FEW_ORIGINS, "1 of 2")
    two = incident(members=(member("a"), member("b", outlet="Own Post")))
    assert decide(placed(two), article(), 2, POLICY) == Tell(kind=AlertKind.NEW)


def test_what_adds_nothing_is_a_repeat() -> None:
    """And says of what."""
    held = decide(placed(incident(alerted=True)), article(), 1, POLICY)
    assert isinstance(held, Held)
    assert (held.reason, "i7q2" in held.detail) == (HeldReason.REPEAT, True)


@pytest.mark.parametrize(("kinds", "about", "loud"), [
    ((ChangeKind.NEW_SOURCE,), AlertKind.UPDATE, 0), ((ChangeKind.NEW_SOURCE, ChangeKind.DEATHS), AlertKind.UPDATE, 1),
    ((ChangeKind.CORRECTION,), AlertKind.CORRECTION, 1), ((ChangeKind.WITHDRAWN, ChangeKind.LINK), AlertKind.CORRECTION, 1),
])
def test_material_changes_are_loud(kinds: tuple[ChangeKind, ...], about: AlertKind, loud: int) -> None:
    """An edit for everything, a reply for what matters."""
    told = decide(placed(incident(alerted=True), *kinds), article(), 1, POLICY)
    assert isinstance(told, Tell)
    assert (told.kind, len(told.loud)) == (about, loud)


def test_recalled_and_late_attacks_are_held_with_their_reason() -> None:
    """Background, published long ago, happened long ago."""
    recalled = too_late(article(), Report(background=True, sentence="Last year rockets hit it."), NOW, POLICY)
    published = too_late(article(published=NOW - 40 * HOUR), Report(), NOW, POLICY)
    happened = too_late(article(), Report(when=When(start=NOW - 50 * HOUR, end=NOW - 49 * HOUR)), NOW, POLICY)
    assert [held and held.reason for held in (recalled, published, happened)] == [
        HeldReason.BACKGROUND, HeldReason.STALE, HeldReason.STALE]
    assert happened is not None
    assert happened.detail == "happened by 2026-02-27 11:00 UTC"
    assert too_late(article(), Report(when=When(start=NOW - 30 * HOUR, end=NOW - 6 * HOUR)), NOW, POLICY) is None


def test_a_source_that_invents_incidents_is_held() -> None:
    """Counted within a day, and only those that nobody else tells of."""
    policy = AlertPolicy(incidents_per_source_per_day=3)
    own = [incident(id=f"i{n}", alerted=True) for n in range(3)]
    held = floods(article(), incident(id="new"), own, NOW, policy)
    assert held is not None
    assert held.reason is HeldReason.RATE_LIMITED
    assert floods(article(), incident(id="new"), own[:2], NOW, policy) is None
    assert floods(article(), incident(id="new"), own, NOW + timedelta(days=1), policy) is None
    untold = [incident(id=f"i{n}") for n in range(9)]  # held as recalled or long past: a list of old attacks is no flood
    assert floods(article(), incident(id="new"), untold, NOW, policy) is None
    confirmed = incident(id="new", members=(member(), member("b", outlet="Gulf Wire")))
    assert floods(article(), confirmed, own, NOW, policy) is None
    shared = [incident(id=f"s{n}", alerted=True, members=(member(), member("b", outlet="Gulf Wire"))) for n in range(9)]
    assert floods(article(), incident(id="new"), shared, NOW, policy) is None


def test_a_first_word_is_one_send_per_channel() -> None:
    """With a key that no second parcel can have."""
    made = parcels_for(Tell(kind=AlertKind.NEW), incident(), ("a", "b"), NOW)
    assert [(p.kind, p.channel, p.dedup_key) for p in made] == [
        (ParcelKind.SEND, "a", "i7q2:1:a:send"), (ParcelKind.SEND, "b", "i7q2:1:b:send")]


def test_a_material_change_edits_first_and_replies_then() -> None:
    """The reply says only the change."""
    loud = (Change(kind=ChangeKind.DEATHS, before="1", after="2"),)
    made = parcels_for(Tell(kind=AlertKind.UPDATE, loud=loud), incident(revision=2), ("a",), NOW)
    assert [p.kind for p in made] == [ParcelKind.EDIT, ParcelKind.REPLY]
    assert made[1].message.plain.startswith("Update: dead: 2 (was 1)")
    quiet = parcels_for(Tell(kind=AlertKind.UPDATE), incident(revision=2), ("a",), NOW)
    assert [p.kind for p in quiet] == [ParcelKind.EDIT]


@given(st.lists(st.tuples(st.sampled_from(["-1", "@a", "7", "8"]), st.floats(0, 3)), max_size=120))
def test_no_window_is_ever_overrun(wanted: list[tuple[str, float]]) -> None:
    """Each request waits as told: never more than allowed within any window, overall, per chat, per group."""
    pace, now, sent = Pace(), 0.0, []
    for chat, pause in wanted:
        now += pause
        now += pace.wait(chat, now)
        assert pace.wait(chat, now) <= 1e-9
        pace.record(chat, now)
        sent.append((chat, now))
    _holds([t for _, t in sent], OVERALL)
    for chat in {chat for chat, _ in sent}:
        _holds([t for c, t in sent if c == chat], CHAT)
        if not chat.isdigit():
            _holds([t for c, t in sent if c == chat], GROUP)


def _holds(times: list[float], window: tuple[int, float]) -> None:
    most, seconds = window
    assert all(later - earlier >= seconds - 1e-9 for earlier, later in zip(times, times[most:], strict=False))


def test_another_chat_does_not_wait_for_a_full_one() -> None:
    """A group at its limit holds up nobody else."""
    pace = Pace()
    for second in range(20):
        pace.record("-1", float(second))
    assert pace.wait("-1", 30.0) > 0
    assert pace.wait("-2", 30.0) == 0


def test_a_source_that_invents_without_end_is_held_before_it_is_placed() -> None:
    """Ten times the limit of incidents of its own; an edit of what is placed already is still looked at, and so is another source."""
    policy = AlertPolicy(incidents_per_source_per_day=3)
    own = [incident(id=f"i{n}", members=(member(f"m{n}"),)) for n in range(30)]
    held = drowns(article(key="new"), own, NOW, policy)
    assert held is not None
    assert held.reason is HeldReason.RATE_LIMITED
    assert drowns(article(key="new"), own[1:], NOW, policy) is None
    assert drowns(article(key="new"), own, NOW + timedelta(days=1), policy) is None
    assert drowns(article(key="m7"), own, NOW, policy) is None
    assert drowns(article(key="new", outlet="Gulf Wire"), own, NOW, policy) is None
