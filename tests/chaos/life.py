"""One life of the service: what ``monitor run`` puts together, over a clock that runs faster, until it is ended."""

import asyncio
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor import wiring
from monitor.cli.live import holding
from monitor.logs import set_up
from monitor.model import Config
from monitor.schedule import Schedule
from monitor.service import Service
from tests.alert.botapi import TOKEN


@dataclass(frozen=True, slots=True)
class Time:
    """The clock of a run, the same in every process of it."""

    start: datetime
    began: float
    speed: float

    def __call__(self) -> datetime:
        """Now."""
        return self.start + timedelta(seconds=(datetime.now(UTC).timestamp() - self.began) * self.speed)


def in_child(work: Callable[[], None]) -> int:
    """Fork a process that does this; its id. Loaded modules and model come with it, so that it starts as if warm."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            work()
            code = 0
        finally:
            sys.stderr.flush()
            os._exit(code)
    return child


def live(
    config: Config, brain: wiring.Brain, clock: Time, log: Path, *, until_empty: bool = False, stand_by: bool = False,
) -> None:
    """Run the service, its log appended to a file; ``until_empty``: end once every feed was asked and the outbox is empty."""
    os.setsid()
    with log.open("a", encoding="utf-8") as stream:
        set_up(as_json=True, secrets=(TOKEN,), stream=stream)
        asyncio.run(_live(config, brain, clock, until_empty=until_empty, stand_by=stand_by))


async def _live(config: Config, brain: wiring.Brain, clock: Time, *, until_empty: bool, stand_by: bool) -> None:
    begun = time.monotonic()
    store = wiring.open_store(config)
    channels = wiring.open_channels(wiring.chats(config), {"TOKEN": TOKEN})
    on_store = wiring.OffLoop()
    network = wiring.open_network(config, brain, store, on_store)
    service = Service(config=config, brain=brain, store=store, edges=replace(network.edges, clock=clock), on_store=on_store,
                      channels=channels)
    await service.load_states()
    async with holding(service, stand_by=stand_by):
        service.schedule = Schedule(service.jobs())
        await service.post.delivery.sweep()
        if until_empty:
            service.schedule.start_soon(_end_when_empty(service, begun))
        await service.schedule.run()
        await service.post.delivery.drain()
    await network.close()
    for channel in service.channels.by_name.values():
        await channel.close()
    on_store.close()
    store.close()


async def _end_when_empty(service: Service, begun: float) -> None:
    """Three rounds in which every feed answers, then nothing in the outbox; or the time is up."""
    for _ in range(3):
        await service.poll_round(everything=True)
        while time.monotonic() - begun < 120 and (await service.on_store(service.store.waiting)):
            await service.post.delivery.sweep()
            await service.post.delivery.drain()
            await asyncio.sleep(0.2)
    assert service.schedule is not None
    service.schedule.stop()
