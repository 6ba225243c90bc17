"""Draws docs/alert.png and writes the README's example: the demo's invented incident, in the monitor's own words.

The stories go through the same pipeline as ``monitor replay``; the message is the one a channel would get. Needs a
Chromium (``chromium`` on the path) and a font with emoji. Run from the project's folder::

    .venv/bin/python docs/make_pictures.py

With recorded items, ``docs/make_pictures.py --stream FILE.jsonl.gz --day 2023-03-24``, it draws docs/ten-alerts.png and
docs/digest.png instead: ten messages as they were told, and the digest of that day. Titles of the outlets are left out: the
facts are told in our words, and the outlets are named.
"""

import argparse
import asyncio
import gzip
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from pathlib import Path

import orjson
from PIL import Image, ImageChops

from monitor import wiring
from monitor.alert.changes import reply_message
from monitor.alert.delivery import Delivery
from monitor.alert.rendering import alert_message
from monitor.config import read_config, shipped_config
from monitor.demo.stories import STORIES, Story
from monitor.digest.chat import as_message
from monitor.digest.daily import digest_of
from monitor.jsonlines import Item, read_item, read_items
from monitor.model import AlertKind, Article, ChangeKind, Config, Message, Parcel, ParcelKind, SendOutcome, Sent, Telling
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


@dataclass(slots=True)
class Recorded:
    """What was told of recorded items, and what is stored of them."""

    told: list[Telling]
    store: Store
    config: Config


async def recorded(stream: Path, end: datetime) -> Recorded:
    """The items up to ``end`` through the pipeline of ``monitor replay``, under the shipped config.yaml."""
    config, store, told = shipped_config(), Store.in_memory(), list[Telling]()
    pipeline = wiring.build_pipeline(config, brain := wiring.load_brain(config), wiring.replay_edges(brain, store))
    with gzip.open(stream) as lines:
        for batch in _batched(item.article for item in read_items(lines, end) if isinstance(item, Item)):
            if batch[0].published < end:
                told += (await pipeline.take([a for a in batch if a.published < end], lambda article: article.published)).tellings
    return Recorded(told, store, config)


def _batched(articles: Iterable[Article]) -> Iterator[list[Article]]:
    rest = iter(articles)
    while batch := list(islice(rest, 1_000)):
        yield batch


def ten(told: Sequence[Telling], material: Collection[ChangeKind]) -> list[Message]:
    """First words, and what was changed so much that it was replied to, in order; last the longest story as it ended."""
    messages = []
    for telling in told:
        loud = [change for change in telling.changes if change.kind in material]
        if telling.kind is AlertKind.NEW:
            messages.append(alert_message(telling.incident, telling.at))
        elif loud:
            messages += [reply_message(telling.incident, loud), alert_message(telling.incident, telling.at)]
    last = max(told, key=lambda telling: (telling.incident.revision, telling.at))  # the longest story, as it ended
    return [without_titles(message) for message in (*messages[:9], alert_message(last.incident, last.at))]


def without_titles(message: Message) -> Message:
    """The message without what outlets wrote: their titles."""
    lines = [line for line in message.plain.splitlines() if not line.startswith("  http")]
    plain = "\n".join(re.sub(r"^([•↪] [^:]*): .*", r"\1", line) for line in lines)
    bare = re.sub(r"(?m)^([•↪↻] ?[^<\n]*?|\d\. [^<\n]*?): <a [^>]*>.*?</a>", r"\1", message.html)
    return Message(html=bare, plain=plain)


def sheet(messages: Sequence[Message]) -> str:
    """A page of bubbles."""
    return PAGE + "".join(_bubble(message, "", "") for message in messages)


async def draw_recorded(stream: Path, day: date) -> None:
    """Both pictures, and the ten alerts as text on stdout."""
    end = datetime.combine(day, time(), UTC) + timedelta(days=8)
    made = await recorded(stream, end)
    messages = ten(made.told, made.config.alerts.material)
    draw(sheet(messages), HERE / "ten-alerts.png", 4_200)
    draw(sheet([without_titles(as_message(digest_of(day, made.store, made.config, end)))]), HERE / "digest.png", 1_600)
    print("\n\n".join(message.plain for message in messages))


def trimmed(picture: Path) -> None:
    """Cut the empty ground below the last bubble, and keep the file small."""
    with Image.open(picture) as opened:
        image = opened.convert("RGB")
    box = ImageChops.difference(image, Image.new("RGB", image.size, image.getpixel((0, 0)))).getbbox()
    image.crop((0, 0, image.width, (box[3] if box else image.height) + 48)).quantize(128).save(picture, optimize=True)


def draw(html: str, picture: Path, height: int = HEIGHT) -> None:
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
             f"--user-data-dir={folder}/profile", f"--window-size={WIDTH},{height}", "--force-device-scale-factor=2",
             f"--screenshot={picture}", source.as_uri()],
            check=True, capture_output=True, timeout=120)
    if height != HEIGHT:
        trimmed(picture)


if __name__ == "__main__":
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--stream", type=Path)
    arguments.add_argument("--day", type=date.fromisoformat, default=date(2023, 3, 24))
    given = arguments.parse_args()
    if given.stream:
        asyncio.run(draw_recorded(given.stream, given.day))
        sys.exit(0)
    shown = asyncio.run(told())
    readme = HERE.parent / "README.md"
    readme.write_text(with_example(readme.read_text(encoding="utf-8"), shown), encoding="utf-8")
    draw(page(shown), HERE / "alert.png")
