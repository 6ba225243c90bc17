"""The outbox: order, leases, doubt."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from monitor.model import AlertKind, Parcel, ParcelKind, ParcelState
from monitor.store import Store
from tests.store.makers import HOUR, MINUTE, NOW, edit, parcel, plan_of


def keys(parcels: tuple[Parcel, ...]) -> list[str]:
    """The dedup keys, for comparison."""
    return [found.dedup_key for found in parcels]


def take(store: Store, limit: int = 10) -> tuple[Parcel, ...]:
    """What is due now in the one channel."""
    return store.lease(NOW, MINUTE, limit, ("chat",))


def test_a_parcel_is_stored_once_and_comes_back_whole(store: Store) -> None:
    """A second parcel with the same key is no second message; a leased parcel is what was put in, marked."""
    store.commit(plan_of(parcel()))
    store.commit(plan_of(parcel(revision=9)))
    (leased,) = take(store)
    assert leased == parcel(id=leased.id, state=ParcelState.SENDING, attempts=1, lease_until=NOW + MINUTE)
    assert store.parcels_of("i1") == (leased,)
    assert take(store) == ()


def test_new_attacks_go_first_then_the_oldest(store: Store) -> None:
    """An escalation overtakes updates and digests of other threads, and keeps its place among its like."""
    store.commit(plan_of(
        parcel("digest", about=AlertKind.DIGEST, thread="digest:1"), edit(2, thread="i2"),
        parcel("late", thread="i3", created_at=NOW + MINUTE), parcel("early", thread="i4"),
        parcel("wrong", about=AlertKind.CORRECTION, kind=ParcelKind.REPLY, thread="i5"),
    ))
    assert keys(take(store)) == ["early", "late", "wrong", "i2:2:chat:edit", "digest"]


def test_what_is_not_due_or_not_ours_stays(store: Store) -> None:
    """Future parcels, other channels and blocked channels are left alone."""
    store.commit(plan_of(
        parcel("future", thread="a", not_before=NOW + MINUTE), parcel("other", thread="b", channel="mail"),
        parcel("flooded", thread="c", channel="loud"), parcel("due", thread="d"),
    ))
    assert keys(store.lease(NOW, MINUTE, 10, ("chat", "loud"), blocked=("loud",))) == ["due"]
    store.block_channel("loud", NOW + HOUR, "flood limit")
    assert store.lease(NOW, MINUTE, 10, ("chat", "loud")) == ()
    assert keys(store.lease(NOW + HOUR, MINUTE, 10, ("chat", "loud"))) == ["future", "flooded"]


def test_the_limit_holds(store: Store) -> None:
    """No more is leased than can be sent."""
    store.commit(plan_of(*(parcel(f"p{number}", thread=f"t{number}") for number in range(5))))
    assert (keys(take(store, 2)), keys(take(store, 2)), keys(take(store, 2))) == (["p0", "p1"], ["p2", "p3"], ["p4"])


@pytest.mark.parametrize("end", [
    lambda store, found: store.mark_sent(found.id, "77", NOW),
    lambda store, found: store.mark_failed(found.id, "kicked"),
])
def test_a_reply_waits_for_the_send_of_its_thread(store: Store, end: Callable[[Store, Parcel], bool]) -> None:
    """Nothing of a (channel, thread) is leased before what was there earlier is sent or failed."""
    store.commit(plan_of(parcel(), parcel("reply", kind=ParcelKind.REPLY), parcel("elsewhere", channel="mail")))
    (first,) = take(store)
    assert keys(store.lease(NOW, MINUTE, 10, ("chat", "mail"))) == ["elsewhere"]
    assert store.mark_retry(first.id, NOW + MINUTE, "busy")
    assert take(store) == ()
    (again,) = store.lease(NOW + MINUTE, MINUTE, 10, ("chat",))
    assert (again.id, again.attempts) == (first.id, 2)
    store.mark_doubt(first.id, "no answer")
    assert store.lease(NOW + HOUR, MINUTE, 10, ("chat",)) == ()
    assert end(store, first)
    assert keys(take(store)) == ["reply"]


def test_only_the_last_pending_edit_of_a_message_is_sent(store: Store) -> None:
    """Edits that a newer edit makes pointless are superseded; replies and other threads are not."""
    store.commit(plan_of(parcel()))
    store.mark_sent(take(store)[0].id, "77", NOW)
    store.commit(plan_of(edit(2), parcel("reply", kind=ParcelKind.REPLY), edit(3), edit(2, thread="i2")))
    assert keys(take(store)) == ["reply", "i2:2:chat:edit"]
    states = {found.dedup_key: found.state for found in store.parcels_of("i1")}
    assert states["i1:2:chat:edit"] is ParcelState.SUPERSEDED
    assert states["i1:3:chat:edit"] is ParcelState.PENDING


def test_an_expired_lease_becomes_doubt_never_pending(store: Store) -> None:
    """A sender that died is not repeated silently: the parcel waits for a decision, also over another sweep."""
    store.commit(plan_of(parcel()))
    (leased,) = take(store)
    assert store.sweep(NOW) == ()
    (doubtful,) = store.sweep(NOW + MINUTE)
    assert (doubtful.id, doubtful.state, doubtful.lease_until) == (leased.id, ParcelState.DOUBT, None)
    assert store.sweep(NOW + MINUTE) == (doubtful,)
    assert store.lease(NOW + HOUR, MINUTE, 10, ("chat",)) == ()
    assert store.resend_doubtful(leased.id, NOW + HOUR)
    assert not store.resend_doubtful(leased.id, NOW + HOUR)
    assert keys(store.lease(NOW + HOUR, MINUTE, 10, ("chat",))) == [parcel().dedup_key]


def test_a_late_answer_is_believed(store: Store) -> None:
    """What the service has is sent, even where it was in doubt or about to be said again; sent stays sent."""
    store.commit(plan_of(parcel()))
    (leased,) = take(store)
    store.sweep(NOW + MINUTE)
    store.resend_doubtful(leased.id, NOW + HOUR)
    assert store.mark_sent(leased.id, "77", NOW + 2 * MINUTE)
    assert not store.mark_retry(leased.id, NOW, "late") and not store.mark_doubt(leased.id, "late")
    assert not store.mark_failed(leased.id, "late")
    assert not store.mark_sent(999, "1", NOW)
    assert store.outbox_counts()[ParcelState.SENT] == 1


def test_edits_find_the_message_of_their_thread(store: Store) -> None:
    """The first message sent is the one to edit, until it is deleted by hand: then the next send or edit shown, never a reply."""
    store.commit(plan_of(parcel()))
    assert store.message_id("chat", "i1") == ""
    store.mark_sent(take(store)[0].id, "77", NOW)
    store.commit(plan_of(edit(2)))
    store.mark_sent(take(store)[0].id, "78", NOW)
    assert (store.message_id("chat", "i1"), store.message_id("mail", "i1")) == ("77", "")
    store.forget_message("chat", "i1")
    assert store.message_id("chat", "i1") == ""
    store.commit(plan_of(parcel("reply", kind=ParcelKind.REPLY), edit(3), edit(4)))
    for remote_id in ("98", "99"):
        store.mark_sent(take(store)[0].id, remote_id, NOW)
    assert store.message_id("chat", "i1") == "99"
    store.commit(plan_of(edit(5)))
    store.mark_sent(take(store)[0].id, "99", NOW)
    assert store.message_id("chat", "i1") == "99"


def test_the_queue_can_be_counted_and_its_age_told(store: Store) -> None:
    """Every state is counted; a parcel put off by a failure still counts as late, one planned for later does not."""
    assert store.oldest_pending(NOW) is None
    store.commit(plan_of(parcel("tomorrow", thread="b", not_before=NOW + HOUR, created_at=NOW - HOUR), parcel()))
    assert store.oldest_pending(NOW) == NOW
    store.mark_retry(take(store)[0].id, NOW + HOUR, "down")
    assert store.oldest_pending(NOW) == NOW
    counts = store.outbox_counts()
    assert counts == dict.fromkeys(ParcelState, 0) | {ParcelState.PENDING: 2}


def test_marks_survive_a_restart(url: str) -> None:
    """Leases, doubts, blocks and moved chats are as they were."""
    with Store.open(url) as store:
        store.commit(plan_of(parcel(), parcel("b", thread="i2")))
        first, second = take(store)
        store.mark_sent(first.id, "77", NOW)
        store.block_channel("chat", NOW + HOUR, "flood limit")
        store.set_channel_target("chat", "-100123")
    with Store.open(url) as store:
        assert store.message_id("chat", "i1") == "77"
        assert keys(store.sweep(NOW + MINUTE)) == [second.dedup_key]
        (block,) = store.channel_blocks(NOW)
        assert (block.channel, block.until, block.reason) == ("chat", NOW + HOUR, "flood limit")
        assert store.channel_target("chat") == "-100123"


def test_a_block_ends_and_a_moved_chat_is_told_apart(store: Store) -> None:
    """Block and target of a channel are set one without the other."""
    assert (store.channel_target("chat"), store.channel_blocks(NOW)) == ("", ())
    store.block_channel("chat", NOW + MINUTE, "flood limit")
    store.set_channel_target("chat", "2")
    store.set_channel_target("chat", "3")
    assert (len(store.channel_blocks(NOW)), store.channel_blocks(NOW + MINUTE)) == (1, ())
    assert store.channel_target("chat") == "3"


def test_a_parcel_carries_its_message_unchanged(store: Store) -> None:
    """Mark-up, buttons and letters of any script arrive as they were."""
    message = replace(parcel().message, html="<b>قاعدة \U0001f680</b>", silent=True)
    store.commit(plan_of(parcel(message=message)))
    assert take(store)[0].message == message
