"""The page of the last incidents and of feed health (aiohttp.web), for a browser on the same machine.

It only reads. It binds to loopback addresses alone: whoever wants it elsewhere puts a proxy with a login before it.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import jinja2
import structlog
from aiohttp import web

from monitor.alert import wording
from monitor.digest.daily import digest_of, feed_health
from monitor.digest.rendering import as_html
from monitor.digest.rows import row
from monitor.errors import InputError
from monitor.model import Config, FeedCondition, FeedHealth, Incident
from monitor.store import Store

INCIDENTS_SHOWN = 50
_TEMPLATES = Path(__file__).parent / "templates"
_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store",
}

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """A page that is being served."""

    runner: web.AppRunner

    async def close(self) -> None:
        """Stop serving."""
        await self.runner.cleanup()


async def open_page(
    config: Config, store: Store, clock: Callable[[], datetime], on_store: Callable[..., Awaitable[Any]],
) -> Page | None:
    """Serve on ``config.web_bind``; None where it is empty or the port is taken (the service goes on without)."""
    if not config.web_bind:
        return None
    host, port = _address(config)
    app = web.Application()
    app.on_response_prepare.append(_hardened)
    views = Views(config, store, clock, on_store)
    app.add_routes([web.get("/", views.home), web.get("/digest/{day}", views.digest), web.get("/healthz", views.healthz)])
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        log.warning("no review page: its address is taken", address=config.web_bind, reason=error.strerror)
        return None
    return Page(runner)


def _address(config: Config) -> tuple[str, int]:
    host, _, port = config.web_bind.rpartition(":")
    problem = f"{config.path}:1: web: {config.web_bind!r} is no loopback address with a port; write 127.0.0.1:8787"
    try:
        if not ip_address(host.strip("[]")).is_loopback or not 0 < int(port) < 65_536:
            raise InputError(problem)
    except ValueError as error:
        raise InputError(problem) from error
    return host.strip("[]"), int(port)


def _worst_first(health: FeedHealth) -> int:
    order = (FeedCondition.RETIRED, FeedCondition.FAILING, FeedCondition.SILENT, FeedCondition.NEW, FeedCondition.OK)
    return order.index(health.condition) if health.condition in order else len(order)


async def _hardened(_: web.Request, response: web.StreamResponse) -> None:
    response.headers.update(_HEADERS)


@dataclass(frozen=True, slots=True)
class Views:
    """The pages; each asks the store on its own thread."""

    config: Config
    store: Store
    clock: Callable[[], datetime]
    on_store: Callable[..., Awaitable[Any]]

    async def home(self, _: web.Request) -> web.Response:
        """The last incidents and the health of the feeds."""
        now = self.clock()
        incidents: tuple[Incident, ...] = await self.on_store(self.store.latest_incidents, INCIDENTS_SHOWN)
        health = sorted(await self.on_store(feed_health, self.store, self.config, now), key=_worst_first)
        rows = [row(incident) for incident in incidents if not incident.merged_into]
        yesterday = now.astimezone(ZoneInfo(self.config.digest.timezone)).date() - timedelta(days=1)
        return _html("home.html", rows=rows, health=health, now=wording.clock(now), yesterday=yesterday)

    async def digest(self, request: web.Request) -> web.Response:
        """The digest of a local day."""
        now = self.clock()
        try:
            day = date.fromisoformat(request.match_info["day"])
            made = await self.on_store(digest_of, day, self.store, self.config, now)
        except (ValueError, InputError) as error:
            raise web.HTTPNotFound(text="There is no such day; write it like 2026-01-31.") from error
        return web.Response(text=as_html(made, now), content_type="text/html")

    async def healthz(self, _: web.Request) -> web.Response:
        """For a supervisor: 200 while the store answers."""
        counts = await self.on_store(self.store.outbox_counts)
        return web.json_response({"outbox": {state.value: count for state, count in counts.items()}})


def _html(template: str, **values: object) -> web.Response:
    return web.Response(text=_template(template).render(**values), content_type="text/html")


@cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(_TEMPLATES), autoescape=True,
                                     undefined=jinja2.StrictUndefined)
    return environment.get_template(name)
