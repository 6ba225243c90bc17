"""How the monitor itself is doing: readiness, the hold on the store, the ping, the alarm, who was first."""

import socket
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.errors import StoreBusy
from monitor.health.heartbeat import Heartbeat
from monitor.health.ledger import ledger
from monitor.health.readiness import STORE_WITHIN, TICK_WITHIN, Pulse, assess
from monitor.health.supervisor import Supervisor
from monitor.holding import INSTANCE_LEASE, Hold
from monitor.model import Body, Failed, FailureKind, Fetched, InDoubt, Parcel, Request, SendOutcome, Sent, TryLater
from monitor.notices.alarm import Alarm
from monitor.store import Store
from tests.alert.fakes import inline
from tests.alert.makers import NOW, incident, member

FINE = Pulse(ticked_at=100.0, wrote_at=100.0, holds=True)


def test_a_service_that_works_is_ready() -> None:
    """With every condition told."""
    readiness = assess(FINE, "model-1", 101.0)
    assert readiness.ready
    assert readiness.as_json()["checks"] == {
        "model": {"ok": True, "detail": "model-1"}, "schedule": {"ok": True, "detail": "ticked 1 s ago"},
        "store": {"ok": True, "detail": "written to 1 s ago"}, "lease": {"ok": True, "detail": "held"}}


@pytest.mark.parametrize(("pulse", "model", "now", "failing"), [
    (FINE, "", 101.0, "model"), (FINE, "m", 101.0 + TICK_WITHIN, "schedule"), (replace(FINE, wrote_at=None), "m", 101.0, "store"),
    (replace(FINE, ticked_at=200.0), "m", 101.0 + STORE_WITHIN, "store"), (replace(FINE, store_problem="disk full"), "m", 101.0, "store"),
    (replace(FINE, holds=False), "m", 101.0, "lease"),
])
def test_one_condition_that_fails_is_enough(pulse: Pulse, model: str, now: float, failing: str) -> None:
    """And it is named."""
    readiness = assess(pulse, model, now)
    assert [check.name for check in readiness.checks if not check.ok] == [failing]


@dataclass
class Clocks:
    """Both clocks of a process; while a machine sleeps the steady one stands still."""

    wall: float = 0.0
    steady: float = 0.0

    def hold(self, store: Store, owner: str) -> Hold:
        """A process."""
        return Hold(store, inline, lambda: NOW + timedelta(seconds=self.wall), owner, lambda: self.steady)


async def test_a_process_that_stood_still_asks_before_it_acts() -> None:
    """Whichever clock tells of it; where another one took over meanwhile it ends."""
    with Store.in_memory() as store:
        ours, theirs = Clocks(), Clocks()
        one, two = ours.hold(store, "one@a"), theirs.hold(store, "two@b")
        await one.take()
        assert await one.stands()
        with pytest.raises(StoreBusy, match="another monitor"):
            await two.take()
        theirs.wall = theirs.steady = INSTANCE_LEASE.total_seconds() + 1
        await two.take()
        ours.steady += 10
        assert await one.stands(), "the last answer is fresh"
        ours.wall = INSTANCE_LEASE.total_seconds() + 2
        assert not await one.stands(), "the machine slept: its steady clock stood still"
        await two.release()
        assert await one.renew()


async def test_the_ping_is_due_now_and_then_and_a_failure_costs_nothing() -> None:
    """By a steady clock."""
    answers: list[Fetched] = [Body(url="u", content=b""), Failed(url="u", kind=FailureKind.REFUSED, detail="no")]

    async def get(_: Request) -> Fetched:
        return answers.pop(0)

    async def close() -> None:
        """Nothing."""

    beat = Heartbeat(get, close)
    assert [beat.due(at, timedelta(seconds=60)) for at in (0.0, 59.0, 60.0)] == [True, False, True]
    assert [await beat.ping("u"), await beat.ping("u")] == [True, False]


@dataclass
class Admin:
    """The admin chat."""

    answers: list[SendOutcome] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Taken, unless it is said otherwise."""
        self.said.append(parcel.message.plain)
        return self.answers.pop(0) if self.answers else Sent(remote_id="1")

    async def close(self) -> None:
        """Nothing."""


async def test_a_store_that_takes_no_writes_is_said_once_and_called_off() -> None:
    """No notice can be queued then, so it goes out directly; one that was not taken is said again."""
    now, chat = NOW, Admin(answers=[TryLater(after=timedelta(seconds=1), reason="later"), InDoubt(reason="?")])
    alarm = Alarm(lambda: now)
    for problem in ("disk full", "disk full", "disk full", *[""] * 30):
        await alarm.look(problem, chat)
        now += timedelta(minutes=1)
    assert ["disk full" in said for said in chat.said] == [True, True, False]
    assert "all clear" in chat.said[-1]


def test_who_was_first_and_by_how_much() -> None:
    """Alone nobody is first; the median of what the others were late."""
    def told(outlet: str, minutes: int) -> object:
        at = NOW + timedelta(minutes=minutes)
        return member(f"{outlet}{minutes}", outlet=outlet, published=at, seen_at=at + timedelta(minutes=3))

    lines = ledger([
        incident(id="a", members=(told("Wire", 0), told("Daily", 30))), incident(id="b", members=(told("Daily", 5), told("Wire", 15))),  # type: ignore[arg-type]
        incident(id="c", members=(told("Wire", 0), told("Daily", 10))), incident(id="d", members=(told("Slow", 0),)),  # type: ignore[arg-type]
    ])
    assert [(line.outlet, line.first, line.shared, line.alone) for line in lines] == [("Wire", 2, 3, 0), ("Daily", 1, 3, 0), ("Slow", 0, 0, 1)]
    assert lines[1].median_lag == timedelta(minutes=20)
    assert lines[0].median_sight == timedelta(minutes=3)


def test_systemd_is_told_by_one_datagram_and_nobody_is_told_without_it(tmp_path: Path) -> None:
    """As sd_notify(3) says."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "notify"))
        supervisor = Supervisor.named_in({"NOTIFY_SOCKET": str(tmp_path / "notify"), "WATCHDOG_USEC": "90000000", "WATCHDOG_PID": "7"}, 7)
        supervisor.say("READY=1", "STATUS=watching")
        assert heard.recv(100) == b"READY=1\nSTATUS=watching"
        assert supervisor.watchdog == 90.0
    supervisor.say("WATCHDOG=1")  # the socket is gone: that costs nothing
    Supervisor.named_in({}, 7).say("READY=1")
