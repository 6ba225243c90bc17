"""Serving the review pages (aiohttp.web)."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from ipaddress import ip_address
from typing import Any

import structlog
from aiohttp import web

from monitor.model import Config
from monitor.store import Store
from monitor.web.address import listening
from monitor.web.guard import BODY_LIMIT, MIDDLEWARES, hardened
from monitor.web.routes import routes
from monitor.web.site import SITE, Around, Site

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Page:
    """Pages that are being served."""

    runner: web.AppRunner

    async def close(self) -> None:
        """Stop serving; what is being answered is finished first, for a few seconds."""
        await self.runner.cleanup()


async def open_page(
    config: Config, store: Store, clock: Callable[[], datetime], on_store: Callable[..., Awaitable[Any]],
    around: Around | None = None,
) -> Page | None:
    """Serve on ``config.web_bind``; None where it is empty or the port is taken (the service goes on without).

    Raises InputError for an address beyond loopback without a token to sign in with.
    """
    if not config.web_bind:
        return None
    around = around or Around()
    token = around.secret(config.web_token) if config.web_token else ""
    host, port = listening(config, token)
    if config.web_token and not token:
        log.error("nobody can sign in to the review pages, web_token names nothing that is set", source=config.web_token)
    here = Site(config=around.config or (lambda: config), store=store, clock=clock, on_store=on_store, around=around,
                abroad=not ip_address(host).is_loopback)
    runner = web.AppRunner(application(here), access_log=None, shutdown_timeout=5.0)
    await runner.setup()
    try:
        await web.TCPSite(runner, host, port).start()
    except OSError as error:
        await runner.cleanup()
        log.error("no review page, its address is taken", address=config.web_bind, reason=error.strerror)
        return None
    return Page(runner)


def application(here: Site) -> web.Application:
    """The pages with everything that stands before them."""
    app = web.Application(middlewares=MIDDLEWARES, client_max_size=BODY_LIMIT)
    app[SITE] = here
    app.on_response_prepare.append(hardened)
    app.add_routes(routes(here.around))
    return app
