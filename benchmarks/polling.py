"""What a poll costs, beside ``reader`` and feedparser alone, in one run.

::

    python benchmarks/polling.py                 1,000 unchanged feeds, and the first round over the real documents
    python benchmarks/polling.py --feeds 200     fewer

CPU of this process (user and system), milliseconds for each feed; the server is a process of its own on loopback. The
first line is a round that ends in 304 everywhere, the second a first round in which every document is new. ``ours``:
``collect.http``, ``collect.feeds``, ``polling.after_poll`` and the commit of states and entries in an SQLite file;
``reader``: ``update_feeds`` into its own SQLite file; ``feedparser``: ``parse(url)``, conditional, which stores nothing.
The second line needs the measuring data (``MONITOR_SHARED``) and is left out without it.
"""

import argparse
import asyncio
import multiprocessing
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

import feedparser
import feedparser.mixin
import feedparser.urls
import feedparser_sgmllib
from aiohttp import web
from reader import make_reader

from monitor.collect.feeds import parse_feed
from monitor.collect.http import Http
from monitor.collect.polling import after_poll, first_states
from monitor.model import (
    Article, Body, Decision, Failed, Feed, FeedState, FetchSettings, Held, HeldReason, ParsedFeed, Plan, Request,
)
from monitor.pipeline import article_from
from monitor.store import Store

DOCUMENTS = Path(os.environ.get("MONITOR_SHARED", Path(__file__).resolve().parents[2] / "shared")) / "data/feeds/docs"
ITEM = "<item><title>Headline {0}</title><link>http://a.example/{0}</link><guid>{0}</guid></item>"
SMALL = ('<?xml version="1.0"?><rss version="2.0"><channel><title>T</title><link>http://a.example/</link>'
         + "".join(map(ITEM.format, range(20))) + "</channel></rss>").encode()
SETTINGS = FetchSettings(user_agent="basewatch-benchmark/1", allow_private=True, host_gap=timedelta(0), per_host=32)
# reader carries its own feedparser, which imports this module under its older name.
sys.modules.setdefault("sgmllib", feedparser_sgmllib)
Round = Callable[[], None]


def main() -> None:
    """Measure and print."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--feeds", type=int, default=1_000)
    count = arguments.parse_args().feeds
    print(f"{'CPU ms per feed':<34}{'ours':>8}{'reader':>16}{'feedparser':>16}")
    _line(f"{count} unchanged feeds (304)", {f"{n}.xml": SMALL for n in range(count)}, again=True)
    if DOCUMENTS.is_dir():
        documents = {path.name: path.read_bytes() for path in sorted(DOCUMENTS.iterdir())}
        _line(f"{len(documents)} real documents, first round", documents, again=False)
    else:
        print(f"no measuring data at {DOCUMENTS}: first round left out", file=sys.stderr)


def _line(what: str, documents: Mapping[str, bytes], *, again: bool) -> None:
    """One table line; ``again``: the round after the first is measured."""
    ours_end, theirs_end = multiprocessing.Pipe()
    server = multiprocessing.get_context("spawn").Process(target=_serve, args=(documents, theirs_end), daemon=True)
    server.start()
    address = ours_end.recv()
    try:
        urls = [f"{address}/{name}" for name in documents]
        with tempfile.TemporaryDirectory() as folder:
            costs = [_cost(way(urls, folder), again) / len(urls) for way in (_ours, _reader, _feedparser)]
    finally:
        server.terminate()
        server.join()
    cells = "".join(f"{cost * 1e3:>9.2f} ({cost / costs[0]:.1f}x)".rjust(16) for cost in costs[1:])
    print(f"{what:<34}{costs[0] * 1e3:>8.2f}{cells}", flush=True)


def _cost(one: Round, again: bool) -> float:
    if again:
        one()
    start = time.process_time()
    one()
    return time.process_time() - start


def _serve(documents: Mapping[str, bytes], ready: Connection) -> None:
    async def answer(request: web.Request) -> web.Response:
        name = request.match_info["name"]
        headers = {"ETag": f'"{name}"'}
        if request.headers.get("If-None-Match") == headers["ETag"]:
            return web.Response(status=304, headers=headers)
        return web.Response(body=documents[name], headers=headers, content_type="application/xml")

    async def run() -> None:
        app = web.Application()
        app.router.add_get("/{name}", answer)
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        ready.send(f"http://127.0.0.1:{runner.addresses[0][1]}")
        await asyncio.Event().wait()

    asyncio.run(run())


def _ours(urls: Iterable[str], folder: str) -> Round:
    feeds = {url: Feed(name=url, url=url, outlet=url) for url in urls}
    store = Store.open(f"sqlite:///{folder}/ours.db")

    async def poll(http: Http, state: FeedState) -> None:
        fetched = await http.get(Request(url=state.url, etag=state.etag, last_modified=state.last_modified))
        now, feed = datetime.now(UTC), feeds[state.url]
        parsed = parse_feed(fetched, feed, now) if isinstance(fetched, Body) else None
        if isinstance(parsed, Failed):
            fetched, parsed = parsed, None
        after = after_poll(feed, state, fetched, parsed, now, 0.5, SETTINGS)
        store.commit(Plan(decisions=_decisions(parsed), feed_state=after))

    async def everyone() -> None:
        http = Http(SETTINGS)
        states = first_states(feeds.values(), store.feed_states(), datetime.now(UTC))
        await asyncio.gather(*(poll(http, state) for state in states))
        await http.close()

    return lambda: asyncio.run(everyone())


def _decisions(parsed: ParsedFeed | None) -> tuple[Decision, ...]:
    articles = {a.key: a for a in map(article_from, parsed.entries)} if parsed else {}
    return tuple(map(_noted, articles.values()))


def _noted(article: Article) -> Decision:
    return Decision(article=article, held=Held(article=article.key, reason=HeldReason.NO_WATCH))


def _reader(urls: Iterable[str], folder: str) -> Round:
    reader = make_reader(f"{folder}/reader.db")
    for url in urls:
        reader.add_feed(url)
    return lambda: reader.update_feeds(scheduled=False)


def _feedparser(urls: Iterable[str], folder: str) -> Round:  # noqa: ARG001  it stores nothing
    etags: dict[str, str | None] = dict.fromkeys(urls)

    def one() -> None:
        feedparser.mixin.make_safe_absolute_uri = feedparser.urls.make_safe_absolute_uri  # as it ships, without what ours remembers
        for url, etag in etags.items():
            etags[url] = feedparser.parse(url, etag=etag).get("etag", etag)

    return one


if __name__ == "__main__":
    main()
