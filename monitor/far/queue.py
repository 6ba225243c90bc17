"""The jobs and beats of a worker, by Procrastinate: the only file of this room that knows it.

A beat fires once however many workers there are. A job whose worker gave no sign of life for ``STALLED`` seconds is done
again by another one; every job may be done twice, because what it does is recognised in the store.
"""

from collections.abc import Awaitable, Callable, Sequence

import structlog
from procrastinate import App, PsycopgConnector, exceptions
from procrastinate.jobs import DeleteJobCondition, Job, Status
from procrastinate.retry import BaseRetryStrategy, RetryDecision

from monitor.far.shares import POLL, SEND
from monitor.far.station import Station
from monitor.model.decisions import PLACE
from monitor.store.jobs import SIGN_OF_LIFE

HEARTBEAT = 2.0
STALLED = SIGN_OF_LIFE
FORGOTTEN = 300.0
"""Seconds after which a worker without a sign of life is struck off the list."""
GRACE = 20.0
"""Seconds that jobs have to end after SIGTERM."""
LONGEST_WAIT = 300
LOST = (exceptions.ConnectorException,)
QUEUES = ("plan", POLL, PLACE, SEND, "daily")

log = structlog.get_logger(__name__)


class Again(BaseRetryStrategy):
    """Until it works, with growing pauses; meanwhile it no longer stands in the way of those behind it."""

    def __init__(self, lock: str | None = None) -> None:
        self._lock = lock

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        """Later, at most ``LONGEST_WAIT`` seconds."""
        wait = min(2 ** min(job.attempts, 10), LONGEST_WAIT)
        log.warning("job failed, it is done again", job=job.task_name, attempts=job.attempts + 1, wait=wait, problem=repr(exception))
        return RetryDecision(retry_in={"seconds": wait}, lock=self._lock)


def open_app(url: str, station: Station) -> App:
    """The app of one worker; its connections are opened by the caller."""
    app = App(connector=PsycopgConnector(
        conninfo=url.replace("postgresql+psycopg://", "postgresql://", 1), min_size=1, max_size=4, timeout=5.0,
        reconnect_timeout=5.0, kwargs={"connect_timeout": 5, "keepalives_idle": 10, "keepalives_interval": 5,
                                       "keepalives_count": 3, "tcp_user_timeout": 20_000}))
    _stages(app, station)
    _beats(app, station)
    return app


def _stages(app: App, station: Station) -> None:
    # Not done again: what was not polled is still due, and planned again.
    @app.task(name=POLL, queue=POLL)
    async def poll(names: list[str], config: str) -> None:
        await station.poll(names, config)

    @app.task(name=PLACE, queue=PLACE, retry=Again(f"{PLACE} again"))
    async def place(argument: str) -> None:
        await station.place(argument)

    @app.task(name=SEND, queue=SEND, retry=Again())
    async def send(argument: str) -> None:
        await station.send(argument)


def _beats(app: App, station: Station) -> None:
    async def plan() -> None:
        for batch in await station.due_batches():
            await _once(app, POLL, f"{POLL}:{batch.share}", names=list(batch.feeds), config=station.fingerprint)

    async def deliver() -> None:
        for group in await station.groups_to_send():
            await _once(app, SEND, f"{SEND}:{group}", argument=group)

    _beat(app, "* * * * * */5", "plan", plan, "plan")
    _beat(app, "* * * * * */5", "plan", deliver, "deliver")
    _beat(app, "* * * * *", "daily", station.digest, "digest")
    _beat(app, "* * * * *", "daily", station.notice, "notice")
    _beat(app, "* * * * *", "daily", station.ping, "ping")
    _beat(app, "17 3 * * *", "daily", station.thin, "thin")


def _beat(app: App, cron: str, queue: str, job: Callable[[], Awaitable[None]], name: str) -> None:
    """Fired once for all workers; where the last one still waits to be done, not at all."""
    async def run(timestamp: int) -> None:
        del timestamp  # which beat it is; what is due is asked of the store
        await job()

    app.periodic(cron=cron)(app.task(name=name, queue=queue, queueing_lock=name, priority=1)(run))


async def _once(app: App, task: str, lock: str, **arguments: object) -> None:
    """Queue a job, unless one of its lock is waiting; one that is being done does not count, it may have looked already."""
    try:
        await app.configure_task(task, queue=task, lock=lock, queueing_lock=lock).defer_async(**arguments)  # type: ignore[arg-type]
    except exceptions.AlreadyEnqueued:
        return


async def revive(app: App) -> int:
    """Give the jobs of dead workers to the living; how many there were."""
    jobs = list(await app.job_manager.get_stalled_jobs(seconds_since_heartbeat=STALLED))
    for job in jobs:
        log.warning("a worker died, its job is done again", job=job.task_name, lock=job.lock)
        try:
            await app.job_manager.retry_job(job)
        except exceptions.UniqueViolation:  # another one waits already to do the same
            await app.job_manager.finish_job(job, Status.ABORTED, delete_job=True)
        except exceptions.ConnectorException:  # another worker was quicker; a lost line shows at the next turn
            continue
    await app.job_manager.prune_stalled_workers(FORGOTTEN)
    return len(jobs)


async def work(app: App, queues: Sequence[str], concurrency: int) -> None:
    """Do jobs until cancelled, which ends it after what is in flight; also ends where the database is lost."""
    await app.run_worker_async(
        queues=list(queues), concurrency=concurrency, install_signal_handlers=False, update_heartbeat_interval=HEARTBEAT,
        stalled_worker_timeout=FORGOTTEN, shutdown_graceful_timeout=GRACE, delete_jobs=DeleteJobCondition.ALWAYS,
        fetch_job_polling_interval=2.0,
    )
