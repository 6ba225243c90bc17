"""The review pages without the service: serve."""

import asyncio
import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.common import loaded, say, with_config

if TYPE_CHECKING:
    from monitor.model import Config


@click.command()
@with_config
@click.pass_context
def serve(ctx: click.Context, config_path: Path | None) -> None:
    """The review pages alone, on the address of config.yaml (web): days, incidents, queue, search, keywords, quality."""
    asyncio.run(_serve(loaded(ctx, config_path)))


class Current:
    """The configuration as it is now, for pages that stand alone; a broken edit is told and leaves it as it was."""

    def __init__(self, config: "Config") -> None:
        self.config = config

    async def reload(self) -> None:
        """Take over an edited config.yaml."""
        from monitor.config import load_config
        from monitor.errors import ConfigError

        try:
            self.config = load_config(Path(self.config.path))
        except ConfigError as error:
            say(f"config.yaml refused, the old settings stay in force: {error}")


async def _serve(config: "Config") -> None:
    from monitor import wiring
    from monitor.errors import InputError, WorkFailed
    from monitor.watching import watch_file
    from monitor.web.server import open_page
    from monitor.web.site import Around

    if not config.web_bind:
        raise InputError(f"{config.path}:1: web: is empty; write an address such as 127.0.0.1:8787")
    store = wiring.open_store(config)
    on_store = wiring.OffLoop()
    current = Current(config)
    watcher = asyncio.create_task(watch_file(Path(config.path), current.reload))
    try:
        page = await open_page(config, store, wiring.utc_now, on_store, Around(
            config=lambda: current.config, secret=lambda name: wiring.secret(name, os.environ)))
        if page is None:
            raise WorkFailed(f"{config.web_bind} is taken, perhaps by monitor run; write another address (web) in {config.path}")
        stopped = asyncio.Event()
        for number in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(number, stopped.set)
        say(f"page on http://{config.web_bind}; Ctrl-C stops")
        await stopped.wait()
        await page.close()
    finally:
        watcher.cancel()
        on_store.close()
        store.close()
