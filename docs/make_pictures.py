"""Draws docs/alert.png and writes the README's example: the demo's invented incident, in the monitor's own words.

The stories go through the same pipeline as ``monitor replay``; the message is the one a channel would get. Needs a
Chromium (``chromium`` on the path) and a font with emoji. Run from the project's folder::

    .venv/bin/python docs/make_pictures.py
"""

import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson

from monitor import wiring
from monitor.alert.delivery import Delivery
from monitor.config import read_config
from monitor.demo.stories import STORIES, Story
from monitor.jsonlines import Item, read_item
from monitor.model import Article, Message, Parcel, ParcelKind, SendOutcome, Sent
from monitor.store import Store

HERE = Path(__file__).resolve().parent
EVENING = datetime(2026, 11, 22, 20, 5, tzinfo=UTC)
"""When the first story came out; the later scenes follow half an hour apart."""
CONFIG = """
feeds: [{name: none, url: "https://example.org/feed"}]
watches: [{name: bases, keywords: [Iraq*, coalition, US troops, Ain al-Asad]}]
channels: [{name: chat, kind: console}]
"""
PAGE = """<!doctype html><meta charset="utf-8"><style>
body { margin: 0; padding: 24px; width: 592px; background: #dfe7ee; font: 16px/1.42 "DejaVu Sans", sans-serif; }
.bubble { background: #fff; border-radius: 14px; padding: 12px 16px 8px; margin-bottom: 12px; white-space: pre-wrap;
  overflow-wrap: anywhere; color: #111; box-shadow: 0 1px 1px #0002; }
.who { color: #2a6fb0; font-weight: bold; }
.quote { border-left: 3px solid #2a6fb0; padding-left: 8px; color: #555; font-size: 14px; display: block; }
.time { text-align: right; color: #777; font-size: 12px; }
a { color: #1a66b3; text-decoration: none; } code { font-size: 13px; color: #555; }
</style>"""
WIDTH, HEIGHT = 640, 630
_EXAMPLE = re.compile(r"(## Read an alert\n\n```\n).*?(```\n)", re.DOTALL)


def articles() -> list[Article]:
    """The invented stories, dated, in order of time."""
    lines = [(read_item(orjson.dumps(_line(story)), 1, EVENING)) for story in STORIES]
    return sorted((item.article for item in lines if isinstance(item, Item)), key=lambda article: article.published)


def _line(story: Story) -> dict[str, str]:
    published = EVENING + timedelta(minutes=30 * (story.scene - 1)) - timedelta(minutes=story.minutes_ago)
    return {
        "id": story.path, "url": f"https://example.org{story.path}", "source": story.outlet, "title": story.title,
        "summary": story.summary, "text": story.body.format(day=f"{EVENING:%A}"), "published": published.isoformat(),
    }


@dataclass(slots=True)
class Chat:
    """A channel that keeps what it is given: the message at its last edit, and the replies."""

    alert: Message | None = None
    replies: list[Message] = field(default_factory=list)

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Keep one message."""
        if parcel.kind is ParcelKind.REPLY:
            self.replies.append(parcel.message)
        else:
            self.alert = parcel.message
        return Sent(remote_id="1")

    async def close(self) -> None:
        """Nothing to let go of."""


async def told() -> Chat:
    """What a chat holds after the last scene: the way of ``monitor replay``, and the outbox delivered."""
    config, chat = read_config(CONFIG, "picture"), Chat()
    brain, store = wiring.load_brain(config), Store.in_memory()
    pipeline = wiring.build_pipeline(config, brain, wiring.replay_edges(brain, store))
    delivery = Delivery(store, {"chat": chat}, lambda: EVENING + timedelta(days=1), wiring.inline)
    for article in articles():
        await pipeline.take([article], lambda article: article.published)
        await delivery.drain()
    return chat


def page(chat: Chat) -> str:
    """The alert as it stands at the end, and the reply that called attention to the change."""
    assert chat.alert is not None
    quote = f'<span class="quote">{chat.alert.html.splitlines()[0]}</span>'
    return PAGE + _bubble(chat.alert, "", "edited") + "".join(_bubble(reply, quote, "") for reply in chat.replies)


def with_example(readme: str, chat: Chat) -> str:
    """The README with the alert as it stands at the end, links left out."""
    assert chat.alert is not None
    lines = [line for line in chat.alert.plain.splitlines() if not line.startswith("  http")]
    return _EXAMPLE.sub(lambda found: found[1] + "\n".join(lines) + "\n" + found[2], readme)


def _bubble(message: Message, quote: str, time: str) -> str:
    return (f'<div class="bubble"><span class="who">Base alerts</span>\n{quote}{message.html}'
            f'<div class="time">{time}</div></div>')


def draw(html: str, picture: Path) -> None:
    """A screenshot of the page, made by Chromium without a network."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        sys.exit("chromium is not on the path; install it, for example: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "alert.html"
        source.write_text(html, encoding="utf-8")
        subprocess.run(
            [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
             "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
             f"--user-data-dir={folder}/profile", f"--window-size={WIDTH},{HEIGHT}", "--force-device-scale-factor=2",
             f"--screenshot={picture}", source.as_uri()],
            check=True, capture_output=True, timeout=120)


if __name__ == "__main__":
    shown = asyncio.run(told())
    readme = HERE.parent / "README.md"
    readme.write_text(with_example(readme.read_text(encoding="utf-8"), shown), encoding="utf-8")
    draw(page(shown), HERE / "alert.png")
