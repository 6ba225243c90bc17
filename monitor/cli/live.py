"""Commands that ask the news: run, once; the open service is what other commands stand on too."""

import asyncio
import gc
import logging
import os
import signal
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.common import interactive, loaded, say, with_config

if TYPE_CHECKING:
    from monitor import wiring
    from monitor.health.supervisor import Supervisor
    from monitor.model import Config
    from monitor.service import Service
    from monitor.store import Store
    from monitor.web.site import Around


@click.command()
@click.option("--json-logs", is_flag=True, help="One JSON object per log line.")
@click.option("--stand-by", is_flag=True, help="Where another monitor works on the store: wait, and take over when it ends.")
@with_config
@click.pass_context
def run(ctx: click.Context, json_logs: bool, stand_by: bool, config_path: Path | None) -> None:
    """The service: poll, alert, send the digest, until SIGTERM or Ctrl-C; what is in flight is finished first."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _end_before_the_start)
    # What is loaded at the start stays; looking for garbage in it took 0.4 of the 2.8 seconds until we were ready.
    gc.disable()
    config = loaded(ctx, config_path)
    asyncio.run(_run(config, json_logs=json_logs, stand_by=stand_by))


def _end_before_the_start(*_: object) -> None:
    """Told to stop while starting or standing by: nothing is in flight, the hold is let go; the schedule has its own handlers."""
    raise SystemExit(0)


async def _run(config: "Config", *, json_logs: bool, stand_by: bool) -> None:
    from monitor.health.supervisor import Supervisor

    supervisor = Supervisor.named_in(os.environ, os.getpid())
    async with open_service(config, json_logs=json_logs, supervisor=supervisor) as service:
        gc.enable()
        async with holding(service, stand_by=stand_by):
            await _watch(config, service, supervisor)


async def _watch(config: "Config", service: "Service", supervisor: "Supervisor") -> None:
    from monitor import wiring
    from monitor.listening import listen
    from monitor.schedule import Schedule
    from monitor.watching import watch_file
    from monitor.web.server import open_page

    service.schedule = Schedule(service.jobs())
    service.heartbeat = wiring.open_heartbeat(config)
    page = await open_page(config, service.store, service.edges.clock, service.on_store, around_pages(service))
    listener = asyncio.create_task(listen(service))
    watcher = asyncio.create_task(service.keep_watching(lambda: watch_file(Path(config.path), service.reload)))
    say(f"watching {len(service.rounds.states)} feeds; Ctrl-C stops" + (f"; page on http://{config.web_bind}" if page else ""))
    if interactive():
        say("a new feed is asked within a minute, each at its interval after; days without an alert are usual.\n"
            "In another terminal: monitor feeds health (is every feed read?), monitor why URL (why did this stay silent?)")
    try:
        await service.reload()  # an edit made while we were starting
        await service.post.delivery.sweep()
        supervisor.say("READY=1", f"STATUS=watching {len(service.rounds.states)} feeds")
        await service.schedule.run()
        supervisor.say("STOPPING=1")
        await service.post.empty()
    finally:
        watcher.cancel()
        listener.cancel()
        await service.heartbeat.close()
        if page is not None:
            await page.close()


def around_pages(service: "Service") -> "Around":
    """What the pages get from a service that runs beside them."""
    import orjson

    from monitor import wiring
    from monitor.health.metrics import CONTENT_TYPE
    from monitor.web.site import Answer, Around

    async def brain() -> "wiring.Brain":
        return service.brain

    async def ready() -> Answer:
        readiness = service.vitals.readiness()
        return Answer(body=orjson.dumps(readiness.as_json()), content_type="application/json", status=200 if readiness.ready else 503)

    async def metrics() -> Answer:
        return Answer(body=await service.metrics(), content_type=CONTENT_TYPE)

    return Around(config=lambda: service.config, secret=lambda name: wiring.secret(name, os.environ), brain=brain,
                  answers={"/readyz": ready, "/metrics": metrics})


@asynccontextmanager
async def holding(service: "Service", *, stand_by: bool = False) -> AsyncIterator[None]:
    """The only monitor on this store: one that lives is not disturbed, one that died on this machine is succeeded."""
    await service.take_hold(stand_by=stand_by)
    try:
        await service.place_left()
        yield
    finally:
        await service.hold.release()


@asynccontextmanager
async def open_service(
    config: "Config", *, json_logs: bool = False, level: int = logging.INFO, supervisor: "Supervisor | None" = None,
    kind: "type[Service] | None" = None, threads: int = 1, owner: str = "",
) -> AsyncIterator["Service"]:
    """A service with everything it needs open, closed again at the end; ``threads``: store calls side by side."""
    from monitor import wiring
    from monitor.errors import ModelFileError
    from monitor.instances import own_name
    from monitor.logs import clean_tracebacks, set_up
    from monitor.service import Service

    redaction = set_up(as_json=json_logs, secrets=wiring.known_secrets(config), level=level)
    clean_tracebacks(redaction)
    store = wiring.open_store(config)
    channels = wiring.open_channels(wiring.chats(config))
    try:
        brain = wiring.load_brain(config)
    except ModelFileError as error:
        await _tell_of_start(store, channels, str(error), redaction.clean)
        raise
    for note in channels.notes:
        say(note)
    on_store = wiring.OffLoop(threads)
    network = wiring.open_network(config, brain, store, on_store)
    service = (kind or Service)(config=config, brain=brain, store=store, edges=network.edges, on_store=on_store,
                                channels=channels, owner=owner or own_name(), redaction=redaction)
    service.supervisor = supervisor or service.supervisor
    await service.load_states()
    try:
        yield service
    finally:
        await network.close()
        await service.post.close()
        on_store.close()
        store.close()


async def _tell_of_start(store: "Store", channels: "wiring.Channels", problem: str, clean: Callable[[str], str]) -> None:
    """The admin chat hears why the service does not start; a service that restarts again and again tells it once a day."""
    from monitor import wiring
    from monitor.alert.delivery import Delivery
    from monitor.model.notices import ADMIN_CHANNEL
    from monitor.notices.observer import Observer

    await Observer(store, wiring.inline, wiring.utc_now).tell_of_start(problem)
    admin = channels.by_name[ADMIN_CHANNEL]
    await Delivery(store, {ADMIN_CHANNEL: admin}, wiring.utc_now, wiring.inline, clean=clean).drain()
    for channel in channels.by_name.values():
        await channel.close()


@click.command()
@click.option("--all", "everything", is_flag=True, help="Ask every feed, due or not.")
@with_config
@click.pass_context
def once(ctx: click.Context, everything: bool, config_path: Path | None) -> None:
    """Poll every due feed once, deliver, print a summary line per feed, exit."""
    if not asyncio.run(_once(loaded(ctx, config_path), everything=everything)):
        ctx.exit(1)


async def _once(config: "Config", *, everything: bool) -> bool:
    async with open_service(config) as service, holding(service):
        await service.post.delivery.sweep()
        polls = await service.poll_round(everything=everything)
        for polled in polls:
            taken = polled.taken
            found = f"{polled.entries} entries, {taken.new} new, {taken.changed} changed, {len(taken.tellings)} alerts"
            found += f", {taken.left} left for the next poll" if taken.left else ""
            click.echo(f"{polled.feed}: {polled.outcome}" + ("" if polled.failed else f", {found}"))
        await service.post.empty()
        if not polls:
            say("no feed is due yet; --all asks them all the same")
        elif all(polled.failed for polled in polls):
            say("no feed answered; is there a network? monitor feeds health tells since when each fails")
    return not polls or any(not polled.failed for polled in polls)
