"""One of several workers listens to readers."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from monitor import wiring
from monitor.errors import StoreBusy
from monitor.far.ears import LEASE, listen_alone
from monitor.store import Store
from tests.store import makers

PATIENCE = 60.0


class Ear:
    """Listens until it is stopped."""

    def __init__(self, store: Store, name: str) -> None:
        self.store, self.name, self.listens, self.now = store, name, False, makers.NOW
        self.lost = False

    async def listen(self) -> None:
        """As the bot does."""
        self.listens = True
        try:
            await asyncio.Event().wait()
        finally:
            self.listens = False

    async def on_store(self, function: Callable[..., object], *arguments: object) -> object:
        """The store, or a line to it that is cut."""
        if self.lost:
            raise StoreBusy("does not answer")
        return await wiring.inline(function, *arguments)

    def start(self) -> "asyncio.Task[None]":
        """Begin."""
        return asyncio.create_task(listen_alone(self.listen, self.store, self.on_store, lambda: self.now, self.name, renew=0.01))


async def until(true: Callable[[], bool]) -> None:
    """Wait."""
    async with asyncio.timeout(PATIENCE):
        while not true():  # noqa: ASYNC110  tasks are watched, which tell nobody
            await asyncio.sleep(0.005)


async def test_a_second_worker_listens_when_the_first_stops_or_loses_the_database(tmp_path: Path) -> None:
    """Never both: the second waits for the first to give the lease back, or for its end."""
    with Store.open(f"sqlite:///{tmp_path}/monitor.db") as store:
        first, second = Ear(store, "first"), Ear(store, "second")
        one = first.start()
        await until(lambda: first.listens)
        two = second.start()
        await asyncio.sleep(0.05)
        assert first.listens and not second.listens
        first.lost = True
        await until(lambda: not first.listens)
        assert not second.listens, "the lease of the first still runs"
        second.now += LEASE + timedelta(seconds=1)
        await until(lambda: second.listens)
        first.lost = False
        await asyncio.sleep(0.05)
        assert second.listens and not first.listens
        two.cancel()
        await until(lambda: first.listens)
        one.cancel()
        await asyncio.wait({one, two})
        assert not first.listens and not second.listens
