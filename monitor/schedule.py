"""APScheduler jobs and the life of the service, nothing else.

::

    tick      1 s   due feeds are polled, never one twice at once; spread by their own next_due
    deliver   1 s   (and at once when something was queued) the outbox is emptied
    beat      5 s   systemd hears that we live
    sweep    15 s   leases of dead senders are taken up; the instance lease is renewed
    digest   60 s   the day's digest, once: a row in the store decides, not the trigger, so DST and restarts cannot
                    send it twice or lose it
    notice   60 s   what is wrong with the monitor itself is told to the admin chat
    thin     24 h   old items are thinned, the database is tidied

On SIGTERM or SIGINT the scheduler pauses, what is in flight is finished (at most ``DRAIN`` seconds), then it ends.
APScheduler's own shutdown cancels running jobs (3.11, measured), therefore the drain is ours.
"""

import asyncio
import signal
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import structlog
from apscheduler.schedulers.asyncio import AsyncIOScheduler

from monitor.errors import MonitorError

DRAIN = 20.0

log = structlog.get_logger(__name__)

Job = Callable[[], Coroutine[Any, Any, object]]
REPEATED_AFTER = 60.0
"""Seconds after which the same failure of the same job is logged again: a full disk fails each job each second."""


async def _nothing() -> None:
    """Nobody wants to hear."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jobs:
    """What is done again and again; each may be run at any time and any number of times."""

    tick: Job
    deliver: Job
    sweep: Job
    digest: Job
    notice: Job
    thin: Job
    beat: Job = _nothing


class Schedule:
    """Runs the jobs until told to stop."""

    def __init__(self, jobs: Jobs) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone="UTC", job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None})
        self._at_once = {"tick": jobs.tick, "deliver": jobs.deliver}
        self._running: set[asyncio.Task[object]] = set()
        self._stop = asyncio.Event()
        self._failed: MonitorError | None = None
        self._logged: dict[tuple[str, str], float] = {}
        for name, job, every in (
            ("tick", jobs.tick, timedelta(seconds=1)), ("deliver", jobs.deliver, timedelta(seconds=1)),
            ("sweep", jobs.sweep, timedelta(seconds=15)), ("digest", jobs.digest, timedelta(minutes=1)),
            ("notice", jobs.notice, timedelta(minutes=1)), ("thin", jobs.thin, timedelta(days=1)),
            ("beat", jobs.beat, timedelta(seconds=5)),
        ):
            self._scheduler.add_job(self._run_job, "interval", seconds=every.total_seconds(), args=(name, job),
                                    id=name)

    async def run(self) -> None:
        """Until SIGTERM, SIGINT, :meth:`stop` or :meth:`fail`, whose error it raises after what is in flight."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, self.stop)
        self._scheduler.start()
        if not self._stop.is_set():
            # The first round is now, not in a second: after a crash what is queued goes out at once.
            for name, job in self._at_once.items():
                self.start_soon(job(), name)
        await self._stop.wait()
        self._scheduler.pause()
        await self._drain()
        self._scheduler.shutdown(wait=False)
        if self._failed is not None:
            raise self._failed

    def stop(self) -> None:
        """End after what is in flight."""
        self._stop.set()

    def fail(self, error: MonitorError) -> None:
        """End because going on would be wrong."""
        self._failed = error
        self.stop()

    def start_soon(self, job: Coroutine[Any, Any, object], name: str = "beside") -> asyncio.Task[object]:
        """Run something beside the jobs; the drain waits for it. A surprise in it is logged and ends nothing else."""
        task = asyncio.create_task(job, name=name)
        self._running.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[object]) -> None:
        self._running.discard(task)
        if not task.cancelled() and (error := task.exception()):
            self._log(task.get_name(), error)

    def _log(self, job: str, error: BaseException) -> None:
        if not isinstance(error, MonitorError):
            log.error("job failed, it will run again", job=job, exc_info=error)
            return
        now = asyncio.get_running_loop().time()
        if now - self._logged.get((job, str(error)), -REPEATED_AFTER) >= REPEATED_AFTER:
            self._logged = {key: at for key, at in self._logged.items() if now - at < REPEATED_AFTER} | {(job, str(error)): now}
            log.error("job failed, it will run again", job=job, problem=str(error))

    async def _run_job(self, name: str, job: Job) -> None:
        # The scheduler cancels this at its end; the task itself goes on and is waited for by the drain.
        await asyncio.wait({self.start_soon(job(), name)})

    async def _drain(self) -> None:
        """Wait for what is in flight, and for what that still starts."""
        try:
            async with asyncio.timeout(DRAIN):
                while self._running:
                    await asyncio.wait(set(self._running))
        except TimeoutError:
            log.warning("stopped with work unfinished; it will be taken up at the next start", tasks=len(self._running))
            for task in set(self._running):
                task.cancel()
