"""``monitor demo``: new alert, suppressed copy, update and digest within a minute, without network."""

import asyncio
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from monitor.model import Decision

SCENES = (
    "An outlet reports an attack; another of its stories only sounds like one.",
    "A second outlet prints the same agency text, and a reaction: no second message, the first one gains a source.",
    "A third outlet brings a death, from an official: the message is edited, and a short reply calls attention.",
)
CONFIG = """
feeds:
{feeds}
watches:
  - name: bases
    keywords: [Iraq*, coalition, US troops, Ain al-Asad]
channels: [{{name: console, kind: console}}]
digest: {{at: "00:00", timezone: UTC}}
fetch: {{allow_private: true, host_gap: 0s}}
store: sqlite:///{folder}/demo.db
models: {models}
web: ""
"""


@click.command()
def demo() -> None:
    """Show what the monitor does on an invented evening: no network, no set-up, nothing kept."""
    with tempfile.TemporaryDirectory(prefix="basewatch-demo-") as folder:
        asyncio.run(_demo(Path(folder)))


async def _demo(folder: Path) -> None:
    import logging

    from monitor import wiring
    from monitor.cli.live import open_service
    from monitor.config import read_config
    from monitor.demo.server import Outlets
    from monitor.demo.stories import OUTLETS
    from monitor.digest.daily import digest_of
    from monitor.digest.rendering import as_text

    outlets = Outlets(wiring.utc_now)
    await outlets.start()
    feeds = "\n".join(f'  - {{name: {name}, outlet: {name}, url: "{outlets.base}/feed/{i}"}}'
                      for i, name in enumerate(OUTLETS))
    models = Path(__file__).resolve().parents[2] / "models"
    config = read_config(CONFIG.format(feeds=feeds, folder=folder, models=models), "demo")
    async with open_service(config, level=logging.WARNING) as service:
        for number, what in enumerate(SCENES, start=1):
            outlets.scene = number
            click.secho(f"\nScene {number}. {what}", bold=True)
            polls = await service.poll_round(everything=True)
            await service.post.delivery.drain()
            for polled in polls:
                _tell(polled.feed, polled.taken.decisions)
        click.secho("\nThe digest of the day:", bold=True)
        now = wiring.utc_now()
        click.echo(as_text(digest_of(now.date(), service.store, config, now)))
    await outlets.stop()


def _tell(feed: str, decisions: "Sequence[Decision]") -> None:
    for decision in decisions:
        if decision.held is not None:
            click.secho(f"  silent: {feed}: {decision.article.title} - {decision.held.reason.value}", dim=True)
