"""Runs one round of the real service in child processes, each killed at another step, then restarts it.

A step is a crossing of an edge: before and after each call of the feed fetcher, the parser, the page reader, the store and
the chat. ``python -m tests.kill.harness FOLDER`` prints one JSON line: the steps in order and, for each, what the chat
showed after the restart.
"""

import asyncio
import json
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from monitor import wiring
from monitor.config import read_config
from monitor.logs import set_up
from monitor.model import Article, Body, Config, Feed, Fetched, Parcel, Request, SendOutcome, Sent
from monitor.pipeline import Edges
from monitor.service import Service
from monitor.store import Store

NOW = datetime(2026, 11, 20, 3, 0, tzinfo=UTC)
CONFIG = """
feeds: [{name: wire, url: "http://127.0.0.1:9/feed", outlet: Wire, language: en}]
watches: [{name: all, mode: model only}]
channels: [{name: chat, kind: console}]
"""
FEED = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
<item><guid>a1</guid><link>http://127.0.0.1:9/a1</link><pubDate>Fri, 20 Nov 2026 02:10:00 GMT</pubDate>
<title>Six rockets hit Ain al-Asad air base housing US troops in Iraq, two soldiers wounded</title>
<description>Six rockets struck the Ain al-Asad air base in western Iraq early on Friday, wounding two American soldiers,
a coalition official said.</description></item>
<item><guid>a2</guid><link>http://127.0.0.1:9/a2</link><pubDate>Fri, 20 Nov 2026 02:20:00 GMT</pubDate>
<title>Drone shot down over US garrison at al-Tanf in Syria</title>
<description>Coalition forces shot down an attack drone that approached the al-Tanf garrison in Syria overnight, the US
Central Command said. There were no casualties.</description></item>
<item><guid>a3</guid><link>http://127.0.0.1:9/a3</link><pubDate>Fri, 20 Nov 2026 02:25:00 GMT</pubDate>
<title>Cabinet debates school budget</title><description>Ministers met on Thursday.</description></item>
</channel></rss>"""


class Steps:
    """Counts crossings and ends the process at one of them."""

    def __init__(self, end_at: int | None) -> None:
        self.names: list[str] = []
        self._end_at = end_at

    def cross(self, name: str) -> None:
        """One step."""
        self.names.append(name)
        if self._end_at is not None and len(self.names) > self._end_at:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        """The same async call with a step before and one after."""

        async def crossing(*arguments: Any) -> Any:
            self.cross(f"before {name}")
            result = await call(*arguments)
            self.cross(f"after {name}")
            return result

        return crossing

    async def on_store(self, call: Callable[..., Any], *arguments: Any) -> Any:
        """Store calls, at once, with a step before and one after."""
        name = getattr(call, "__name__", "store")
        self.cross(f"before store.{name}")
        result = call(*arguments)
        self.cross(f"after store.{name}")
        return result


class Chat:
    """A chat that keeps what it was sent in a file, as a service out of our reach would."""

    def __init__(self, path: Path, steps: Steps) -> None:
        self._path = path
        self._steps = steps

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Keep it."""
        self._steps.cross("before chat.deliver")
        with self._path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps([parcel.kind.value, parcel.thread]) + "\n")
        self._steps.cross("after chat.deliver")
        return Sent(remote_id=f"m{parcel.id}")

    async def close(self) -> None:
        """Nothing."""


async def one_round(config: Config, brain: wiring.Brain, folder: Path, steps: Steps, now: datetime) -> None:
    """Start, poll, deliver, stop: what `monitor run` does, once."""

    async def fetch(request: Request) -> Fetched:
        return Body(url=request.url, content=FEED, etag='"1"')

    async def parse(body: Body, feed: Feed, at: datetime) -> Any:
        from monitor.collect.feeds import parse_feed

        return parse_feed(body, feed, at)

    async def read(article: Article) -> Article:
        return article

    store = Store.open(f"sqlite:///{folder / 'monitor.db'}")
    edges = Edges(
        fetch=steps.around("fetch", fetch), parse=steps.around("parse", parse), read=steps.around("read", read),
        reports=brain.reports, store=store, on_store=steps.on_store, clock=lambda: now, jitter=lambda: 0.5)
    chat = Chat(folder / "chat.jsonl", steps)
    channels = wiring.Channels({"chat": chat}, ())
    service = Service(config=config, brain=brain, store=store, edges=edges, on_store=steps.on_store, channels=channels)
    await service.load_states()
    await service.post.delivery.sweep()
    await service.poll_round(everything=True)
    await service.post.delivery.drain()
    store.close()


def in_child(work: Callable[[], None]) -> int:
    """Run something in a forked child; the signal that ended it, 0 if it ended by itself."""
    child = os.fork()
    if child == 0:
        work()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        sys.exit("a child failed")
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def seen(folder: Path) -> list[list[str]]:
    """What the chat shows."""
    path = folder / "chat.jsonl"
    return [json.loads(line) for line in path.read_text().splitlines()] if path.exists() else []


def main(root: Path) -> None:
    """Count the steps, then end the process at each and restart it."""
    set_up(as_json=False)
    config = replace(read_config(CONFIG), model_dir=str(Path(__file__).resolve().parents[2] / "models"))
    brain = wiring.load_brain(config)

    def run(folder: Path, end_at: int | None, now: datetime) -> list[str]:
        steps = Steps(end_at)
        asyncio.run(one_round(config, brain, folder, steps, now))
        return steps.names

    whole = root / "whole"
    whole.mkdir()
    names_file = root / "names.json"
    in_child(lambda: names_file.write_text(json.dumps(run(whole, None, NOW))))  # type: ignore[arg-type,return-value]
    names = json.loads(names_file.read_text())
    outcomes = []
    for number, name in enumerate(names):
        folder = root / f"step{number}"
        folder.mkdir()
        signal_number = in_child(lambda f=folder, n=number: run(f, n, NOW))  # type: ignore[misc]
        for minutes in (5, 10):  # a lease runs out, then what is in doubt is sent again
            in_child(lambda f=folder, m=minutes: run(f, None, NOW + timedelta(minutes=m)))  # type: ignore[misc]
        outcomes.append({"step": name, "signal": signal_number, "seen": seen(folder)})
    sys.stdout.write(json.dumps({"whole": seen(whole), "outcomes": outcomes}) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
