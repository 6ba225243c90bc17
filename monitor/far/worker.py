"""The life of a worker: it shares the hold on the store, outlives a loss of the database, and stops in order."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress

import structlog
from procrastinate import App

from monitor.errors import StoreError
from monitor.far.queue import LOST, STALLED, open_app, revive, work
from monitor.far.station import Station
from monitor.service import TAKEN_OVER

RENEW = 15.0
LOOK = 3.0
PAUSE = 1.0

log = structlog.get_logger(__name__)


class Life:
    """One worker from start to stop."""

    def __init__(self, station: Station, queues: Sequence[str], concurrency: int) -> None:
        self._station = station
        self._queues = queues
        self._concurrency = concurrency
        self._stop = asyncio.Event()
        self._taken_over = False

    def stop(self) -> None:
        """End after what is in flight."""
        self._station.stop()
        self._stop.set()

    async def run(self) -> None:
        """Until :meth:`stop`; raises StoreBusy where ``monitor run`` took the store meanwhile."""
        beside = asyncio.create_task(self._beside())
        try:
            while not self._stop.is_set():
                await self._session()
                await self._rest(PAUSE)
        finally:
            beside.cancel()
            await asyncio.wait({beside})
            await self._leave()
        if self._taken_over:
            raise TAKEN_OVER

    async def _session(self) -> None:
        """As long as the database answers."""
        station = self._station
        try:
            await station.on_store(station.store.instance_holder)
            async with open_app(station.config.store_url, station).open_async() as app:
                await self._until_stopped(app)
        except (StoreError, *LOST) as error:
            log.warning("the database is lost, trying again", problem=repr(error.__cause__ or error))

    async def _until_stopped(self, app: App) -> None:
        working = asyncio.create_task(work(app, self._queues, self._concurrency))
        reviving = asyncio.create_task(_revive(app))
        stopped = asyncio.create_task(self._stop.wait())
        await asyncio.wait({working, stopped}, return_when=asyncio.FIRST_COMPLETED)
        for task in (reviving, stopped, working):  # the worker takes this as a wish to end after what is in flight
            task.cancel()
        await asyncio.wait({reviving, stopped, working})
        if not working.cancelled() and (error := working.exception()):
            raise error

    async def _beside(self) -> None:
        """What must go on whatever the queue does: the hold, and answers of chats that the store did not take yet."""
        since_renewal = RENEW
        while not self._stop.is_set():
            self._station.vitals.ticked()
            self._station.supervisor.say("WATCHDOG=1")
            try:
                if since_renewal >= RENEW:
                    since_renewal = 0.0
                    await self._renew()
                    # A batch that the store refused is done again by any worker, so that no later one here would clear it.
                    self._station.vitals.forget_problems()
                await self._station.post.delivery.catch_up()
                self._station.vitals.store_answered("hold")
            except StoreError as error:
                self._station.vitals.store_answered("hold", str(error))
                log.warning("the store does not answer", problem=str(error))
            await self._rest(LOOK)
            since_renewal += LOOK

    async def _renew(self) -> None:
        held = await self._station.hold.renew()
        self._station.vitals.wrote(holds=held)
        if not held:
            self._taken_over = True
            self.stop()

    async def _rest(self, seconds: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._stop.wait(), seconds)

    async def _leave(self) -> None:
        """The last worker gives the store free."""
        station = self._station
        with suppress(StoreError):
            if not await station.on_store(station.store.live_workers, STALLED):
                await station.hold.release()


async def _revive(app: App) -> None:
    while True:
        with suppress(*LOST):
            await revive(app)
        await asyncio.sleep(LOOK)
