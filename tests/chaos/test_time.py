"""A clock that is set hours ahead or back, nights with a clock change, the leap day, a long sleep: nothing lost, doubled or late."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest

from monitor.alert.channels.reader import ReaderChat
from monitor.errors import StoreBusy
from monitor.holding import Hold
from monitor.model import DigestSettings, Message, Parcel, Refused, SendOutcome, TryLater
from monitor.model.readers import Reader
from tests.alert.makers import parcel
from tests.chaos.by_hand import Acting, Evening
from tests.pipeline.fakes import config, feed
from tests.pipeline.test_service import Chat

BERLIN = "Europe/Berlin"
GOOD_AGAIN = 90.0
"""Minutes: a leap of the clock stands for an hour, and is called off once it was over for fifteen minutes."""


@pytest.fixture
async def evening(tmp_path: Path) -> AsyncIterator[Evening]:
    """A service that runs for ten minutes and told of one attack."""
    made = await Evening(tmp_path).begin()
    made.publish("before")
    await made.passes(minutes=10)
    yield made
    made.end()


@pytest.mark.parametrize("hours", [-30, -6, -1, 1, 6, 30])
async def test_a_clock_that_is_set_is_said_and_the_news_goes_on(evening: Evening, hours: int) -> None:
    """What comes after it is told within minutes, nothing twice, whichever way it was set."""
    evening.jump(hours=hours)
    evening.publish("after")
    await evening.passes(minutes=5)
    assert evening.world.reason("after") is None
    assert sorted(evening.shown) == sorted(evening.due)
    assert len([notice for notice in evening.notices if "The clock" in notice]) == 1
    evening.publish("later", "Drones hit base [tanf drone]")
    await evening.passes(minutes=GOOD_AGAIN)
    assert sorted(evening.shown) == sorted(evening.due)
    assert len(evening.shown) == len(set(evening.shown)) == len(evening.due)
    assert any("all clear" in notice and "The clock" in notice for notice in evening.notices)
    assert evening.store.waiting() == ()


@pytest.mark.parametrize("hours", [-6, 6])
async def test_what_was_queued_when_the_clock_was_set_goes_out(tmp_path: Path, hours: int) -> None:
    """A message that the chat put off for seconds, or refused for an hour, does not wait for the time that was once."""
    class Busy(Chat):
        """Puts us off, refuses us, takes it."""

        answers: tuple[SendOutcome, ...] = (
            TryLater(after=timedelta(seconds=5), reason="flood", whole_channel=True),
            Refused(reason="kicked", whole_channel=True), TryLater(after=timedelta(seconds=5), reason="502"))

        async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
            """In this order."""
            if self.answers:
                answer, *rest = self.answers
                self.answers = tuple(rest)
                return answer
            return await super().deliver(parcel, message_id, target)

    chat = Busy()
    evening = await Evening(tmp_path, chat=chat).begin()
    evening.publish("before")
    for _ in range(3):
        await evening.passes(minutes=0.5)
        evening.jump(hours=hours)
    await evening.passes(minutes=75)
    assert len(evening.shown) == 1
    assert evening.store.waiting() == ()
    evening.end()


async def test_a_message_under_way_while_the_clock_leaps_is_not_sent_again(tmp_path: Path) -> None:
    """Its lease seems to have run out, but who sends it lives."""
    chat = Acting()
    evening = await Evening(tmp_path, chat=chat).begin()
    chat.meanwhile = lambda: evening.jump(hours=6)
    evening.publish("before")
    await evening.passes(minutes=0.25)
    chat.meanwhile = lambda: None
    await evening.passes(minutes=20)
    assert len(evening.shown) == 1
    evening.end()


async def test_after_a_long_sleep_the_news_of_the_pause_is_told(tmp_path: Path) -> None:
    """The machine slept for ten hours: its steady clock stood still. Nothing is doubled, the missed digest is sent once."""
    settings = config(feeds=(feed("wire"),), digest=DigestSettings(at=time(18), timezone="UTC", channels=("chat",)))
    evening = await Evening(tmp_path, settings).begin()
    evening.publish("before")
    await evening.passes(minutes=10)
    evening.jump(hours=10)
    evening.publish("meanwhile", "Drones hit base [tanf drone]")
    await evening.passes(minutes=5)
    assert sorted(evening.shown) == sorted({*evening.due, "digest:2026-02-01"})
    assert [notice for notice in evening.notices if "the machine slept" in notice] != []
    evening.end()


async def test_a_store_that_was_taken_during_the_sleep_is_left_alone(tmp_path: Path) -> None:
    """Nothing is polled and nothing sent by the one that slept."""
    evening = await Evening(tmp_path).begin()
    await evening.passes(minutes=2)
    evening.jump(hours=1)
    other = Hold(evening.store, evening.service.on_store, lambda: evening.world.now, "other@elsewhere", lambda: evening.steady)
    await other.take()
    asked = len(evening.world.requests)
    evening.publish("meanwhile")
    await evening.passes(minutes=2)
    assert len(evening.world.requests) == asked
    assert evening.shown == []
    assert evening.service.schedule is not None
    with pytest.raises(StoreBusy, match="took over"):
        await evening.service.schedule.run()
    evening.end()


@pytest.mark.parametrize("first", [
    datetime(2026, 3, 28, 20, tzinfo=UTC), datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2028, 2, 28, 20, tzinfo=UTC),
], ids=["spring", "autumn", "leap day"])
async def test_in_odd_nights_the_digest_comes_once_a_day(tmp_path: Path, first: datetime) -> None:
    """At half past two, which one night has not and another has twice; the service starts anew each half hour."""
    settings = config(feeds=(feed("wire"),), digest=DigestSettings(at=time(2, 30), timezone=BERLIN, channels=("chat",)))
    evening = Evening(tmp_path, settings)
    evening.world.now = first
    evening.publish("weather", "Weather at the base")
    for _ in range(34 * 2):
        await evening.restart()
        await evening.passes(minutes=1)
        evening.jump(minutes=29)
        evening.steady += 29 * 60
    assert evening.shown == [f"digest:{first + timedelta(days=day):%Y-%m-%d}" for day in (0, 1)]
    evening.end()


@pytest.mark.parametrize(("night", "silent"), [
    # local 22:00-07:00 in UTC: the night of spring is an hour shorter, that of autumn an hour longer
    (datetime(2026, 3, 28, tzinfo=UTC), (datetime(2026, 3, 28, 21, tzinfo=UTC), datetime(2026, 3, 29, 5, tzinfo=UTC))),
    (datetime(2026, 10, 24, tzinfo=UTC), (datetime(2026, 10, 24, 20, tzinfo=UTC), datetime(2026, 10, 25, 6, tzinfo=UTC))),
    (datetime(2028, 2, 28, tzinfo=UTC), (datetime(2028, 2, 28, 21, tzinfo=UTC), datetime(2028, 2, 29, 6, tzinfo=UTC))),
], ids=["spring", "autumn", "leap day"])
async def test_quiet_hours_keep_to_the_readers_clock(night: datetime, silent: tuple[datetime, datetime]) -> None:
    """Messages of a whole night, one each quarter of an hour."""
    now = night
    got: list[tuple[datetime, bool]] = []

    class Phone:
        """Notes what sounded."""

        async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
            """Taken."""
            got.append((now, parcel.message.silent))
            return TryLater(after=timedelta(0), reason="")

    reader = Reader(id="r", chat="1", since=night, quiet_from=time(22), quiet_to=time(7), timezone=BERLIN)
    chat = ReaderChat(Phone(), reader, lambda: now)  # type: ignore[arg-type]
    sent = replace(parcel(), message=Message(html="word", plain="word"))
    for quarter in range(18 * 4, 34 * 4):
        now = night + timedelta(minutes=15 * quarter)
        await chat.deliver(sent, "", "")
    quiet = [at for at, was_silent in got if was_silent]
    assert (quiet[0], quiet[-1]) == (silent[0], silent[1] - timedelta(minutes=15))
    assert len(quiet) == (silent[1] - silent[0]) / timedelta(minutes=15)
