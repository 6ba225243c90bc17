"""Worker processes, feeds on many loopback hosts, a Bot API and a line to PostgreSQL that can be cut: all on this machine."""

import asyncio
import os
import signal
import sys
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from aiohttp import ClientSession, web
from aiohttp.test_utils import unused_port

from monitor import wiring
from monitor.config import load_config
from monitor.errors import StoreError
from monitor.far.shares import SEND
from monitor.model import FeedState, Plan
from monitor.model.decisions import Job
from monitor.model.readers import READER_CHANNEL, Reader
from monitor.store import Store
from tests.alert.botapi import TOKEN, BotApi
from tests.chaos.attacks import Attack
from tests.e2e.site import rss
from tests.shared import ROOT

PATIENCE = 90.0
CHATS = ("11", "12", "13")
READER = "14"
"""A chat that subscribed by itself."""
CONFIG = """
channels:
{channels}
watches: [{{name: all, keywords: [US, American], mode: keywords only, channels: [{names}]}}]
fetch: {{user_agent: test, allow_private: true, host_gap: 0s}}
alerts: {{incidents_per_source_per_day: 10000}}
bot: false
digest: {{enabled: false}}
pictures: false
store: {store}
models: {models}
web: "{web}"
feeds:
{feeds}
"""


class Line:
    """A TCP line to PostgreSQL that can be cut and mended."""

    def __init__(self, url: str) -> None:
        self._to = urlsplit(url)
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()
        self._cut = False
        self.url = ""

    async def start(self) -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        port = self._server.sockets[0].getsockname()[1]
        self.url = self._to._replace(netloc=f"{self._to.username}@127.0.0.1:{port}").geturl()

    def cut(self) -> None:
        """Every connection ends now, and none is made until it is mended."""
        self._cut = True
        for writer in self._open:
            writer.transport.abort()

    def mend(self) -> None:
        """Connections are made again."""
        self._cut = False

    async def stop(self) -> None:
        """Listen no more."""
        self.cut()
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._cut:
            writer.transport.abort()
            return
        with suppress(OSError):
            there, back = await asyncio.open_connection(self._to.hostname, self._to.port)
            self._open |= {writer, back}
            await asyncio.gather(_pump(reader, back), _pump(there, writer))
            self._open -= {writer, back}


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


@dataclass
class Worker:
    """One ``monitor worker``."""

    process: asyncio.subprocess.Process
    log: Path
    line: Line
    """Its only way to the database."""
    page: str
    """Where it serves its pages."""

    async def ask(self, path: str) -> tuple[int, str]:
        """Status and text of one of its pages."""
        async with ClientSession() as session, session.get(f"http://{self.page}{path}") as answer:
            return answer.status, await answer.text()

    async def ready(self) -> None:
        """Wait until it says that it is: after a fault of the database it tries the next write some seconds later."""
        answer = (0, "")
        try:
            async with asyncio.timeout(PATIENCE):
                while (answer := await self.ask("/readyz"))[0] != 200:  # noqa: ASYNC110  it tells nobody
                    await asyncio.sleep(0.2)
        except TimeoutError:
            raise AssertionError(f"not ready: {answer[1]}\n{self.said()[-4000:]}") from None

    def said(self) -> str:
        """What it logged."""
        return self.log.read_text(encoding="utf-8")

    def kill(self) -> None:
        """As a power cut would."""
        with suppress(ProcessLookupError):
            self.process.kill()

    def freeze(self) -> None:
        """As a machine that is put to sleep."""
        self.process.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        """As a machine that wakes up."""
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGCONT)

    async def stop(self) -> int:
        """As systemd would; its exit code."""
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()


@dataclass
class Fleet:
    """Everything a run of several workers touches."""

    folder: Path
    url: str
    feeds: int
    bot: BotApi = field(default_factory=BotApi)
    workers: list[Worker] = field(default_factory=list)
    documents: dict[str, bytes] = field(default_factory=dict)
    links: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    gate: asyncio.Event = field(default_factory=asyncio.Event)
    """Feeds are answered while it is set."""
    port: int = 0
    api: str = ""

    def feed_url(self, number: int) -> str:
        """Each feed has a host of its own: 127.0.0.1, 127.0.0.2, ..."""
        return f"http://127.0.0.{number + 1}:{self.port}/{number}.xml"

    def tell(self, number: int, attack: Attack) -> str:
        """Feed ``number`` carries a new attack; its link."""
        link = f"http://127.0.0.{number + 1}:{self.port}/attack-{attack.number:03}.html"
        title, text = attack.told()
        self.documents[f"{number}.xml"] = rss((title, link, text, datetime.now(UTC).replace(microsecond=0)))
        self.links.append(link)
        return link

    async def answer(self, request: web.Request) -> web.Response:
        """One request to the site."""
        name = request.path.lstrip("/")
        if name not in self.documents:
            return web.Response(status=404)
        self.asked[name] += 1
        await self.gate.wait()
        body = self.documents[name]
        etag = f'"{hash(body)}"'
        if request.headers.get("If-None-Match") == etag:
            return web.Response(status=304, headers={"ETag": etag})
        return web.Response(body=body, headers={"ETag": etag}, content_type="application/xml")

    def config(self, store: str, name: str = "config.yaml", web: str = "") -> Path:
        """A config.yaml with every feed, its store at this address."""
        channels = "\n".join(f'  - {{name: chat{chat}, kind: telegram, chat: "{chat}", token: "env:FAR_TOKEN", api_url: "{self.api}"}}'
                             for chat in CHATS)
        feeds = "\n".join(f'  - {{name: "wire {n}", url: "{self.feed_url(n)}", outlet: "Wire {n}", language: en, interval: 60s}}'
                          for n in range(self.feeds))
        path = self.folder / name
        path.write_text(CONFIG.format(channels=channels, names=", ".join(f"chat{chat}" for chat in CHATS), store=store,
                                      models=ROOT / "models", feeds=feeds, web=web), encoding="utf-8")
        return path

    async def start(self) -> Worker:
        """Another worker, on a line of its own."""
        name = f"worker{len(self.workers)}"
        line = Line(self.url)
        await line.start()
        log, page = self.folder / f"{name}.log", f"127.0.0.1:{unused_port()}"
        with log.open("wb") as stream:
            process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "monitor", "worker", "--json-logs", "--config", str(self.config(line.url, f"{name}.yaml", page)),
                cwd=self.folder, stdout=stream, stderr=stream,
                env={**os.environ, "PYTHONPATH": str(ROOT), "FAR_TOKEN": TOKEN, "NO_COLOR": "1"})
        self.workers.append(Worker(process, log, line, page))
        return self.workers[-1]

    def living(self) -> list[Worker]:
        """The workers that were not ended."""
        return [worker for worker in self.workers if worker.process.returncode is None]

    def send_without_a_lock(self, count: int) -> None:
        """By mistake: so many more senders for the one bot, side by side."""
        config = load_config(self.config(self.url))
        group, = {group for channel, group in wiring.senders(config, {"FAR_TOKEN": TOKEN}).items() if channel.startswith("chat")}
        with Store.open(self.url) as store:
            before, store.jobs_after = store.jobs_after, lambda _: [
                Job(task=SEND, queue=SEND, lock=f"by mistake {number}", argument=group) for number in range(count)]
            store.commit(Plan())
            store.jobs_after = before

    def seen(self) -> dict[str, Counter[str]]:
        """For each chat, how many messages show each link."""
        return {chat: Counter(link for text in self.bot.texts(chat) for link in self.links if link in text)
                for chat in (*CHATS, READER)}

    def lost(self) -> list[tuple[str, str]]:
        """Alerts that a chat does not show."""
        return [(chat, link) for chat, counts in self.seen().items() for link in self.links if not counts[link]]

    def doubled(self) -> list[tuple[str, str]]:
        """Alerts that a chat shows more than once."""
        return [(chat, link) for chat, counts in self.seen().items() for link in self.links if counts[link] > 1]

    def states(self) -> dict[str, FeedState]:
        """What the store knows of the feeds; nothing while it does not answer."""
        with suppress(StoreError), Store.open(self.url) as store:
            return {state.feed: state for state in store.feed_states()}
        return {}

    def everyone_polled_since(self, moment: datetime) -> bool:
        """Whether every feed was asked after this, and none is overdue by more than a beat."""
        states = self.states().values()
        now = datetime.now(UTC)
        return len(states) == self.feeds and all(
            state.last_success is not None and state.last_success >= moment and state.next_due is not None
            and state.next_due > now - timedelta(seconds=15) for state in states)

    def due_now(self) -> None:
        """Every feed is due at once: nobody wants to wait a minute."""
        with Store.open(self.url) as store:
            for state in store.feed_states():
                store.save_feed_state(replace(state, next_due=datetime.now(UTC)))

    async def enrolled(self) -> None:
        """Wait until the store knows every feed."""
        await self.until(lambda: len(self.states()) == self.feeds, "every feed is enrolled")

    async def until(self, true: Callable[[], bool], what: str, patience: float = PATIENCE) -> float:
        """Wait; seconds it took."""
        started = asyncio.get_running_loop().time()
        try:
            async with asyncio.timeout(patience):
                while not true():  # noqa: ASYNC110  processes and a chat are watched, which tell nobody
                    await asyncio.sleep(0.1)
        except TimeoutError:
            logs = "\n".join(f"--- {worker.log.name}\n{worker.said()[-4000:]}" for worker in self.workers)
            raise AssertionError(f"waited in vain until {what}; lost {self.lost()[:5]}, doubled {self.doubled()[:5]}\n{logs}") from None
        return asyncio.get_running_loop().time() - started


@asynccontextmanager
async def fleet(folder: Path, url: str, feeds: int) -> AsyncIterator[Fleet]:
    """Site and chat are up; workers are started by the caller and ended here."""
    all_of_it = Fleet(folder=folder, url=url, feeds=feeds)
    all_of_it.bot.chats = {chat: {} for chat in (*CHATS, READER)}
    with Store.open(url) as store:
        store.subscribe(Reader(id=f"{READER_CHANNEL}a", chat=READER, since=datetime.now(UTC)))
    all_of_it.api = await all_of_it.bot.start()
    application = web.Application()
    application.router.add_get("/{path:.*}", all_of_it.answer)
    runner = web.AppRunner(application, access_log=None)
    await runner.setup()
    for number in range(feeds):
        await web.TCPSite(runner, f"127.0.0.{number + 1}", all_of_it.port).start()
        all_of_it.port = all_of_it.port or runner.addresses[0][1]
    all_of_it.gate.set()
    for number in range(feeds):
        all_of_it.documents[f"{number}.xml"] = rss()
    try:
        yield all_of_it
    finally:
        for worker in all_of_it.workers:
            worker.kill()
            await worker.process.wait()
            await worker.line.stop()
        all_of_it.gate.set()
        await runner.cleanup()
        await all_of_it.bot.stop()
