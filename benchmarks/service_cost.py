"""A round of the real service over 1,000 unchanged feeds, beside ``reader`` and bare feedparser: CPU of the asking process."""

import asyncio
import multiprocessing
import tempfile
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType

import feedparser
from reader import make_reader

from benchmarks import polling
from benchmarks.rows import ROOT, row
from monitor import wiring
from monitor.config import load_config
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.judging import Judge
from monitor.judge.keywords import WatchMatcher
from monitor.model import Article, Config, Feed, Score
from monitor.service import Service
from monitor.store import Store

FEEDS = 1_000
GOAL = 1.0
"""Milliseconds of CPU for each feed."""


class NoModel:
    """Nothing is judged where nothing is new."""

    model_id = "none"
    threshold = 1.0

    def judges(self, article: Article) -> bool:
        """Never."""
        return False

    def score(self, articles: Sequence[Article]) -> list[Score]:
        """Never asked."""
        return []


@contextmanager
def served(count: int, others: Mapping[str, bytes] = MappingProxyType({})):  # type: ignore[no-untyped-def]
    """Addresses of so many small feeds, and of ``others``, on a server process of its own."""
    ours, theirs = multiprocessing.Pipe()
    documents = {f"{n}.xml": polling.SMALL for n in range(count)} | dict(others)
    server = multiprocessing.get_context("spawn").Process(target=polling._serve, args=(documents, theirs), daemon=True)  # noqa: SLF001
    server.start()
    address = ours.recv()
    try:
        yield [f"{address}/{name}" for name in documents]
    finally:
        server.terminate()
        server.join()


def config_for(urls: Sequence[str]) -> Config:
    """The shipped configuration with these feeds, on loopback."""
    shipped = load_config(ROOT / "config.yaml")
    fetch = replace(shipped.fetch, allow_private=True, host_gap=timedelta(0), per_host=32)
    return replace(shipped, feeds=tuple(Feed(name=url, url=url, outlet=url) for url in urls), fetch=fetch)


async def with_service(
    config: Config, brain: wiring.Brain, database: Path, work: Callable[[Service], Awaitable[None]],
) -> None:
    """Open the service as ``monitor run`` does, do the work, close it."""
    store = Store.open(f"sqlite:///{database}")
    on_store = wiring.OffLoop()
    network = wiring.open_network(config, brain, store, on_store)
    service = Service(config=config, brain=brain, store=store, edges=network.edges, on_store=on_store,
                      channels=wiring.Channels({}, ()))
    await service.load_states()
    await work(service)
    await network.close()
    on_store.close()
    store.close()


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, served(FEEDS) as urls:
        config = config_for(urls)
        judge = Judge(config.watches, WatchMatcher(config.watches), NoModel())
        brain = wiring.Brain(judge, Gazetteer((), ()), NoModel(), (wiring.model_dir(config), ()))
        costs: list[float] = []

        async def rounds(service: Service) -> None:
            await service.poll_round(everything=True)
            start = time.process_time()
            polls = await service.poll_round(everything=True)
            costs.append(time.process_time() - start)
            assert all(polled.outcome == "304" for polled in polls)

        asyncio.run(with_service(config, brain, Path(folder) / "ours.db", rounds))
        ours = costs[0] / FEEDS * 1e3
        row(f"{FEEDS:,} unchanged feeds, CPU for each", f"{ours:.2f} ms", f"goal {GOAL:.0f} ms", ours / GOAL)
        for name, work in (("reader", _reader(urls, folder)), ("feedparser alone, nothing stored", _feedparser(urls))):
            work()
            start = time.process_time()
            work()
            theirs = (time.process_time() - start) / FEEDS * 1e3
            row("  the same round", f"{ours:.2f} ms", f"{name} {theirs:.2f} ms", ours / theirs)


def _reader(urls: Sequence[str], folder: str) -> Callable[[], None]:
    reader = make_reader(f"{folder}/reader.db")
    for url in urls:
        reader.add_feed(url)

    def one() -> None:
        for feed in reader.get_feeds():  # without the pause that reader keeps between two updates of a feed
            reader.update_feed(feed)

    return one


def _feedparser(urls: Sequence[str]) -> Callable[[], None]:
    etags: dict[str, str | None] = dict.fromkeys(urls)

    def one() -> None:
        for url, etag in etags.items():
            etags[url] = feedparser.parse(url, etag=etag).get("etag", etag)

    return one


if __name__ == "__main__":
    main()
