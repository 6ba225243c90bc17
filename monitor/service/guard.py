"""Our hold on the store around everything that is done: no job runs where another monitor took over."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import structlog

from monitor.errors import MonitorError, StoreBusy, StoreError
from monitor.health.supervisor import Supervisor
from monitor.health.vitals import Vitals
from monitor.holding import Hold
from monitor.schedule import Job

STAND_BY_PAUSE = 2.0
TAKEN_OVER = StoreBusy("another monitor took over this store while this one slept; this one ends")

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Guard:
    """Takes the hold, renews it, and ends the service where it is lost."""

    hold: Hold
    vitals: Vitals
    give_up: Callable[[MonitorError], None]
    """Ends the service with this error."""

    async def take(self, supervisor: Supervisor, *, stand_by: bool) -> bool:
        """Become the only monitor on this store; :class:`StoreBusy` while another one is, or with ``stand_by`` wait for its end.

        Returns whether we waited.
        """
        waited = False
        while True:
            try:
                await self.hold.take()
                break
            except StoreBusy as error:
                if not stand_by:
                    raise
                if not waited:
                    log.info("standing by", reason=str(error))
                    supervisor.say("READY=1", "STATUS=standing by")
                waited = True
                await asyncio.sleep(STAND_BY_PAUSE)
        self.vitals.wrote(holds=True)
        return waited

    async def renew(self) -> bool:
        """Hold on; False, and the service ends, where another monitor took over."""
        held = await self.hold.renew()
        self.vitals.wrote(holds=held)
        if not held:
            self.give_up(TAKEN_OVER)
        return held

    def alone(self, name: str, job: Job) -> Job:
        """The same job, where the store is still ours: a process that stood still for long asks before it acts."""
        async def run() -> None:
            self.vitals.ticked()
            try:
                if await self.hold.stands():
                    await job()
                    self.vitals.job_done(name)
                else:
                    self.give_up(TAKEN_OVER)
            except Exception as error:
                self.vitals.job_failed(name, str(error) if isinstance(error, StoreError) else "")
                raise

        return run
