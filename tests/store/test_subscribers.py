"""Readers, their mutes and the marks of progress, on every kind of store."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from monitor.model import Message, Parcel, Plan
from monitor.model.readers import Reader, Severity
from monitor.store import Store
from tests.alert.makers import parcel

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
DAY = timedelta(days=1)
READER = Reader(id="reader-1", chat="42", since=NOW, watches=("bases",), countries=("Iraq", "Türkiye"), least=Severity.WOUNDED,
                quiet_from=time(22), quiet_to=time(7, 30), timezone="Asia/Baghdad")


def word(channel: str) -> Parcel:
    """A message for a channel."""
    return replace(parcel(channel=channel), message=Message(html="x", plain="x"))


def put(store: Store, *channels: str) -> None:
    """Queue a message in each."""
    with store.placing(NOW) as desk:
        desk.commit(Plan(parcels=tuple(word(channel) for channel in channels)))


def test_a_subscription_comes_back_as_it_was_kept(store: Store) -> None:
    """All wishes, by chat and in the list."""
    store.subscribe(READER)
    assert store.readers() == (READER,)
    assert store.reader_of("42") == READER
    assert store.reader_of("43") is None


def test_a_chat_has_one_subscription(store: Store) -> None:
    """A second one replaces the first, whatever its name; readers stand in the order they came."""
    store.subscribe(READER)
    store.subscribe(replace(READER, id="reader-2", least=Severity.DEAD, since=NOW + DAY))
    store.subscribe(replace(READER, id="reader-3", chat="43"))
    assert [(r.id, r.least) for r in store.readers()] == [("reader-3", Severity.WOUNDED), ("reader-2", Severity.DEAD)]


def test_who_unsubscribes_leaves_nothing(store: Store) -> None:
    """Row, mutes, messages in both lanes; others keep theirs."""
    store.subscribe(READER)
    store.mute("reader-1", "asad", NOW + DAY)
    store.mute("chat", "asad", NOW + DAY)
    put(store, "reader-1", "reader-1 (map)", "chat")
    assert store.unsubscribe("42")
    assert not store.unsubscribe("42")
    assert store.readers() == ()
    assert [one.channel for one in store.parcels_of(parcel().thread)] == ["chat"]
    assert store.audience(NOW).mutes == {("chat", "asad"): NOW + DAY}


def test_a_paused_reader_keeps_wishes_and_mutes_and_hears_nothing(store: Store) -> None:
    """Neither in the list nor in the audience; pausing twice keeps the first hour; a return takes it all up."""
    store.subscribe(READER)
    store.mute("reader-1", "asad", NOW + DAY)
    put(store, "reader-1")
    assert store.pause_reader("42", NOW)
    assert not store.pause_reader("42", NOW + DAY)
    assert not store.pause_reader("nobody", NOW)
    assert (store.readers(), store.audience(NOW).readers) == ((), ())
    assert store.paused_readers() == (replace(READER, paused_at=NOW),)
    assert store.parcels_of(parcel().thread) == ()
    assert store.resume_reader("42")
    assert not store.resume_reader("42")
    assert store.readers() == (READER,)
    assert store.audience(NOW).mutes == {("reader-1", "asad"): NOW + DAY}


def test_only_who_was_paused_long_ago_is_dropped(store: Store) -> None:
    """The chats are named; who is told, and who was paused lately, stays."""
    for number, paused in (("1", NOW - 2 * DAY), ("2", NOW), ("3", None)):
        store.subscribe(replace(READER, id=f"reader-{number}", chat=number))
        if paused:
            store.pause_reader(number, paused)
    assert store.drop_paused(NOW - DAY) == ("1",)
    assert [r.chat for r in (*store.paused_readers(), *store.readers())] == ["2", "3"]


def test_a_mute_is_prolonged_ends_by_itself_and_is_lifted(store: Store) -> None:
    """One per channel and place; over at its hour; lifting tells how many there were."""
    store.mute("chat", "asad", NOW + DAY)
    store.mute("chat", "asad", NOW + 2 * DAY)
    store.mute("chat", "tanf", NOW + DAY)
    assert store.audience(NOW).mutes == {("chat", "asad"): NOW + 2 * DAY, ("chat", "tanf"): NOW + DAY}
    assert set(store.audience(NOW + DAY).mutes) == {("chat", "asad")}
    assert (store.unmute("chat"), store.unmute("chat")) == (2, 0)


def test_a_group_that_moves_keeps_its_subscription(store: Store) -> None:
    """Under the new number alone."""
    store.subscribe(READER)
    store.move_reader("42", "-10042")
    store.move_reader("nobody", "-10043")
    assert store.readers() == (replace(READER, chat="-10042"),)


def test_a_watermark_is_the_last_that_was_set(store: Store) -> None:
    """By name; nothing where none was."""
    assert store.watermark("updates") == {}
    store.set_watermark("updates", NOW, {"update": 1})
    store.set_watermark("updates", NOW + DAY, {"update": 2, "at": "ü"})
    store.set_watermark("other", NOW, {"on": True})
    assert store.watermark("updates") == {"update": 2, "at": "ü"}
    assert store.watermark("other") == {"on": True}


def test_what_was_shown_begins_with_the_newest_before(store: Store) -> None:
    """An edit of an old message is not the newest; what other channels showed since counts; nothing before is nothing."""
    def shown(channel: str, remote: str, at: datetime, thread: str) -> None:
        made = replace(word(channel), thread=thread, dedup_key=f"{channel}{remote}{at}", created_at=at, not_before=at)
        with store.placing(at) as desk:
            desk.commit(Plan(parcels=(made,)))
        (leased,) = store.lease(at, DAY, 1, (channel,))
        store.mark_sent(leased.id, remote, at)

    minute = timedelta(minutes=1)
    assert store.shown_in("chat", NOW) == ()
    shown("chat", "@c/9", NOW, "a")
    shown("chat", "@c/10", NOW + minute, "b")
    shown("chat", "@c/9", NOW + 2 * minute, "c")
    shown("other", "@c/11", NOW + 3 * minute, "d")
    assert store.shown_in("chat", NOW) == ()
    assert store.shown_in("chat", NOW + 4 * minute) == ("@c/10", "@c/9", "@c/11")
