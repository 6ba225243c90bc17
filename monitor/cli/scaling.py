"""Commands for more than one machine: worker, migrate-store."""

import asyncio
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.common import interactive, loaded, say, with_config

if TYPE_CHECKING:
    from monitor.far.station import Station
    from monitor.model import Config
    from monitor.store import Store

THREADS = 4
"""Store calls of one worker side by side."""


@click.command()
@click.option("--queues", default="", help="Only these jobs, by comma: plan, poll, place, send, daily.  [default: all]")
@click.option("--concurrency", default=8, show_default=True, type=click.IntRange(1, 200), help="Jobs at once.")
@click.option("--setup", is_flag=True, help="Make the tables, say so, end.")
@click.option("--json-logs", is_flag=True, help="One JSON object per log line.")
@with_config
@click.pass_context
def worker(
    ctx: click.Context, queues: str, concurrency: int, setup: bool, json_logs: bool, config_path: Path | None,
) -> None:
    """One of several processes, on one machine or many, that share the work of monitor run on one PostgreSQL.

    SIGTERM or Ctrl-C ends it after what is in flight. docs/scale.md tells how many to run.
    """
    from monitor.errors import InputError

    config = loaded(ctx, config_path)
    if not config.store_url.startswith("postgresql"):
        raise InputError(f"{config.path}:1: store: workers share a PostgreSQL database, and this is {config.store_url}; move "
                         "it there with monitor migrate-store, or start monitor run")
    if setup:
        _set_up(config)
    else:
        asyncio.run(_work(config, _chosen(queues), concurrency, json_logs=json_logs))


def _chosen(queues: str) -> tuple[str, ...]:
    from monitor.errors import InputError
    from monitor.far.queue import QUEUES

    chosen = tuple(name.strip() for name in queues.split(",") if name.strip())
    if unknown := set(chosen) - set(QUEUES):
        raise InputError(f"--queues {', '.join(sorted(unknown))}: there are {', '.join(QUEUES)}")
    return chosen or QUEUES


def _set_up(config: "Config") -> None:
    from monitor import wiring

    store = wiring.open_store(config)
    try:
        made = store.prepare_jobs()
    finally:
        store.close()
    say(f"{store.name}: the tables are " + ("made" if made else "there already"))


async def _work(config: "Config", queues: tuple[str, ...], concurrency: int, *, json_logs: bool) -> None:
    import signal

    from monitor import wiring
    from monitor.cli.live import around_pages, open_service
    from monitor.far.station import OWNER, Station
    from monitor.far.worker import Life
    from monitor.health.supervisor import Supervisor
    from monitor.watching import watch_file
    from monitor.web.server import open_page

    supervisor = Supervisor.named_in(os.environ, os.getpid())
    async with open_service(config, json_logs=json_logs, supervisor=supervisor, kind=Station, threads=THREADS, owner=OWNER) as station:
        assert isinstance(station, Station)
        await station.take_hold()
        station.heartbeat = wiring.open_heartbeat(config)
        life = Life(station, queues, concurrency)
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, life.stop)
        page = await open_page(config, station.store, station.edges.clock, station.on_store, around_pages(station))
        beside = [asyncio.create_task(watch_file(Path(config.path), station.reload)), asyncio.create_task(_listen(station))]
        say(f"working on {station.store.name} for {len(config.feeds)} feeds; Ctrl-C stops"
            + (f"; page on http://{config.web_bind}" if page else ""))
        supervisor.say("READY=1", f"STATUS=working for {len(config.feeds)} feeds")
        try:
            await life.run()
        finally:
            for task in beside:
                task.cancel()
            await asyncio.wait(beside)
            await station.heartbeat.close()
            if page is not None:
                await page.close()


async def _listen(station: "Station") -> None:
    from monitor.far.ears import listen_alone
    from monitor.instances import own_name
    from monitor.listening import listen

    await listen_alone(lambda: listen(station), station.store, station.on_store, station.edges.clock, own_name())

COPY_LEASE = timedelta(hours=12)
UNFINISHED = timedelta(days=36_500)
"""A target is nobody's before its last row was compared, however long that takes."""


@click.command("migrate-store")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def migrate_store(source: str, target: str) -> None:
    """Copy a store into an empty one: sqlite:///FILE to postgresql://USER@HOST/NAME, or back; every row is compared.

    Stop the monitor first. A copy that was cut off goes on where it was when the same command is given again.
    """
    from monitor.store import Store

    with Store.open(source, make=False) as old, Store.open(target) as new, _quiet(old), _owned(new, f"monitor migrate-store {old.name}"):
        say(f"copying {old.name} to {new.name}")
        for table in old.copy_into(new, _told):
            click.echo(f"{table.name}: {table.rows} rows, {table.digest}" + (
                f", {table.rows - table.carried} of them were there" if table.carried < table.rows else ""))
    say(f"every row is the same; write store: {target} in config.yaml")


def _told(table: str, rows: int) -> None:
    if interactive():
        click.echo(f"\r{table}: {rows} rows\x1b[K", nl=False, err=True)


@contextmanager
def _quiet(store: "Store") -> Iterator[None]:
    """No monitor writes to the old store while it is copied, and none has work waiting in it."""
    from monitor import wiring
    from monitor.errors import StoreBusy
    from monitor.instances import died, own_name
    from monitor.model.decisions import PLACE

    owner, holder = own_name(), store.instance_holder()
    if died(holder):
        store.release_instance(holder)
    if not store.hold_instance(owner, wiring.utc_now(), COPY_LEASE):
        raise StoreBusy(f"a monitor ({holder}) works on {store.name}; stop it first, or wait a minute if its machine died")
    try:
        if left := store.open_jobs(PLACE):
            raise StoreBusy(f"{left} articles in {store.name} still wait to be placed, and jobs are not copied; "
                            "run monitor once on it, which places them, then copy")
        yield
    finally:
        store.release_instance(owner)


@contextmanager
def _owned(store: "Store", owner: str) -> Iterator[None]:
    """The new store is empty, or holds the beginning of this very copy; it is given free once the copy is whole."""
    from monitor import wiring
    from monitor.errors import InputError

    if store.instance_holder() != owner and not store.is_empty():
        raise InputError(f"{store.name} holds data already; name an empty store")
    if not store.hold_instance(owner, wiring.utc_now(), UNFINISHED):
        raise InputError(f"{store.name} is in use by {store.instance_holder()}; name an empty store")
    yield
    store.release_instance(owner)
