"""The life of the service: jobs, stop, drain."""

import asyncio
import os
import signal

import pytest
from structlog.testing import capture_logs

from monitor.errors import StoreBusy
from monitor.schedule import Jobs, Schedule


async def nothing() -> None:
    """A job with nothing to do."""


def schedule(**jobs: object) -> Schedule:
    """A schedule whose other jobs do nothing."""
    names = ("tick", "deliver", "sweep", "digest", "notice", "thin")
    return Schedule(Jobs(**{name: jobs.get(name, nothing) for name in names}))  # type: ignore[arg-type]


async def test_stop_waits_for_what_is_in_flight_and_for_what_that_starts() -> None:
    """Work begun before the stop is finished, and so is the work it starts on its way out."""
    running = schedule()
    done: list[str] = []
    go = asyncio.Event()

    async def second() -> None:
        await asyncio.sleep(0)
        done.append("second")

    async def first() -> None:
        await go.wait()
        running.start_soon(second())
        done.append("first")

    running.start_soon(first())
    ended = asyncio.create_task(running.run())
    await asyncio.sleep(0)
    running.stop()
    await asyncio.sleep(0)
    assert not ended.done()
    go.set()
    await ended
    assert done == ["first", "second"]


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_a_signal_ends_the_run(number: signal.Signals) -> None:
    """SIGTERM and Ctrl-C end it in order."""
    ended = asyncio.create_task(schedule().run())
    await asyncio.sleep(0)
    os.kill(os.getpid(), number)
    async with asyncio.timeout(5):
        await ended


async def test_jobs_run_until_the_stop() -> None:
    """The scheduler calls the jobs; one that ends the schedule is run at most once at a time."""
    running = schedule()
    running = schedule(tick=_stopping(lambda: running))
    async with asyncio.timeout(10):
        await running.run()


def _stopping(which: object) -> object:
    async def stop() -> None:
        which().stop()  # type: ignore[operator]

    return stop


async def test_an_error_in_one_job_is_logged_and_ends_nothing() -> None:
    """The schedule goes on after a job that raised."""
    running = schedule()

    async def broken() -> None:
        raise ValueError("surprise")

    with capture_logs() as logs:
        running.start_soon(broken(), "broken")
        ended = asyncio.create_task(running.run())
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        assert not ended.done()
        running.stop()
        await ended
    assert [(line["log_level"], line["job"]) for line in logs] == [("error", "broken")]


async def test_a_schedule_that_must_not_go_on_raises_why() -> None:
    """``fail`` ends the run with its error."""
    running = schedule()
    running.fail(StoreBusy("another one took over"))
    with pytest.raises(StoreBusy, match="took over"):
        await running.run()
