"""What an item costs as a whole, from its feed's document to the end of placing, with 1,000 and with 1,000,000 items stored.

The same recorded items, ``ENTRIES`` to a document, go through parse, identity, recall, gate, model, report, place and commit of
two stores in turn; the network and the page are left out, which would only make the difference smaller. Run:
``python -m benchmarks.growth_whole``; it needs the measuring data (``MONITOR_SHARED``).
"""

import asyncio
import gzip
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from benchmarks.growth import FEW, GOAL, MANY, fill
from benchmarks.replaying import STREAM
from benchmarks.rows import ROOT, row, skipped
from monitor import wiring
from monitor.collect.feeds import parse_feed
from monitor.config import load_config
from monitor.jsonlines import Item, read_items
from monitor.model import Article, Body, Failed, Feed, FeedState, Fetched, ParsedFeed, Request
from monitor.pipeline import Pipeline
from monitor.store import Store
from tests.chaos.attacks import item, rss

ITEMS, ENTRIES = 20_000, 33
"""Items that are measured, and of one document: what the documents of real feeds hold on average."""


class Given:
    """The document that is there to be fetched, and when."""

    def __init__(self) -> None:
        self.articles: Sequence[Article] = ()

    async def fetch(self, request: Request) -> Fetched:
        """A document of the articles."""
        entries = [item(a.url, a.title, a.summary, a.published, a.url) for a in self.articles]
        return Body(url=request.url, content=rss(entries), content_type="application/xml")

    @staticmethod
    async def parse(body: Body, feed: Feed, now: datetime) -> ParsedFeed | Failed:
        """The document's entries."""
        return parse_feed(body, feed, now)

    def clock(self) -> datetime:
        """An hour after the newest of them."""
        return max(article.published for article in self.articles) + timedelta(hours=1)


def main() -> None:
    """Measure and print."""
    if not STREAM.exists():
        skipped("an item as a whole", f"no measuring data at {STREAM}")
        return
    config = load_config(ROOT / "config.yaml")
    brain = wiring.load_brain(config)
    lines = gzip.decompress(STREAM.read_bytes()).splitlines()[:ITEMS]
    articles = [read.article for read in read_items(lines, wiring.utc_now()) if isinstance(read, Item)]
    given = Given()
    with tempfile.TemporaryDirectory() as folder, Store.open(f"sqlite:///{folder}/few.db") as few, \
            Store.open(f"sqlite:///{folder}/many.db") as many:
        fill(few, 0, FEW)
        fill(many, 0, MANY)
        pipelines = []
        for store in (few, many):
            edges = replace(wiring.replay_edges(brain, store), fetch=given.fetch, parse=given.parse, clock=given.clock)
            pipelines.append(wiring.build_pipeline(config, brain, edges))
        costs = asyncio.run(_costs(pipelines, given, articles))
    for what, (little, much) in (("mean", [statistics.mean(each) for each in costs]), ("median", [statistics.median(each) for each in costs])):
        row(f"an item, document to placing, {MANY:,} stored: {what}", f"{much:.0f} us", f"at {FEW:,}: {little:.0f} us", much / little)
        row("  the same ratio", f"{much / little:.2f}", f"goal {GOAL} (flat within 20 %)", much / little / GOAL)


async def _costs(pipelines: Sequence[Pipeline], given: Given, articles: Sequence[Article]) -> list[list[float]]:
    """Microseconds of CPU for an item, document by document, for each of the pipelines; they take turns in who is first."""
    costs: list[list[float]] = [[] for _ in pipelines]
    new = [0] * len(pipelines)
    for turn, start in enumerate(range(0, len(articles), ENTRIES)):
        given.articles = articles[start:start + ENTRIES]
        feed = Feed(name=f"feed {turn}", url="http://127.0.0.1/feed", outlet="Outlet")
        state = FeedState(feed=feed.name, url=feed.url, configured_url=feed.url, last_success=given.clock())
        for place in range(len(pipelines)):
            which = (turn + place) % len(pipelines)
            began = time.process_time()
            polled = await pipelines[which].poll(feed, state)
            costs[which].append((time.process_time() - began) / len(given.articles) * 1e6)
            new[which] += polled.taken.new
    assert min(new) == max(new) > 0.9 * len(articles), new  # the rest came twice in the recording
    return costs


if __name__ == "__main__":
    main()
