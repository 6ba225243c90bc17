"""Worker processes for documents of strangers: killed when they take too long, ended when they take too much (pebble).

Feeds of ordinary size are parsed on a thread: a worker costs a copy of the bytes and waits behind pages. trafilatura is
imported in the workers only, so the service stays small.
"""

import asyncio
import multiprocessing
import re
import resource
from collections.abc import Awaitable, Callable
from concurrent.futures import TimeoutError as TookTooLong
from datetime import datetime
from typing import TypeVar

from pebble import ProcessExpired, ProcessPool

from monitor.model import Body, Failed, FailureKind, Feed, FetchSettings, Page, ParsedFeed, Unreadable

SMALL = 150_000
"""Bytes up to which a feed is parsed on a thread, which nothing can end: 1.3 s of feedparser on the worst of 43 documents
built to be slow (empty items, nested tags; linear in length). ``_light`` keeps away what is worse than linear."""
HEAD = 2_000
"""Bytes before the first element. feedparser looks through them by patterns that are quadratic in line breaks, DOCTYPEs and
entities: minutes for 140 kB of empty lines, 0.1 s for this many. Of 428 real feed documents the longest has 232."""
BASES = 4
_ELEMENT = re.compile(rb"<\w")
_BASE = re.compile(rb"base\s{0,9}=", re.IGNORECASE)
"""Nested xml:base is joined level by level: 9.8 s for 150 kB (measured, feedparser 6.0.14)."""
_CHARSET = re.compile(r"(?:charset|encoding)\s{0,9}=\s{0,9}[\"']?([\w-]{1,40})", re.IGNORECASE)
_ASCII_LIKE = re.compile(r"utf-?8|(?:us-)?ascii|(?:iso-?8859|latin)-?\d{1,2}|(?:windows-|cp)125\d|koi8-[ru]", re.IGNORECASE)
"""Encodings in which ASCII bytes mean ASCII; in others (UTF-7, UTF-16) an xml:base could hide."""
RENEWED_AFTER = 500
"""Documents after which a worker is replaced, so that nothing can pile up in it."""

TOO_LONG, TOO_MUCH, DIED = "it took too long", "it needed too much memory", "its worker process ended"
_ENDED = frozenset({TOO_LONG, TOO_MUCH, DIED})

T = TypeVar("T")


class Extractor:
    """Parses feeds and extracts articles within limits of time and memory."""

    def __init__(self, settings: FetchSettings) -> None:
        self._settings = settings
        self._pool: ProcessPool | None = None

    async def extract(self, html: bytes, url: str) -> Page | Unreadable:
        """The article of a page."""
        answer = await self._work(_extract, html, url)
        return Unreadable(url=url, reason=answer, held_up=answer in _ENDED) if isinstance(answer, str) else answer

    async def parse(self, body: Body, feed: Feed, now: datetime) -> ParsedFeed | Failed:
        """The entries of a feed document."""
        if _light(body):
            answer = await _answer(asyncio.to_thread(_parse, body, feed, now))
        else:
            answer = await self._work(_parse, body, feed, now)
        if isinstance(answer, str):
            return Failed(url=body.url, kind=FailureKind.TOO_BIG, detail=f"the feed could not be read: {answer}")
        return answer

    def close(self) -> None:
        """End the workers."""
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()

    async def _work(self, job: Callable[..., T], *arguments: object) -> T | str:
        """Run a job in a worker; a sentence where it was ended."""
        return await _answer(self._scheduled(job, *arguments))

    async def _scheduled(self, job: Callable[..., T], *arguments: object) -> T:
        limit = self._settings.extraction_timeout.total_seconds()
        return await asyncio.wrap_future(self._workers().schedule(job, args=arguments, timeout=limit))

    def _workers(self) -> ProcessPool:
        if self._pool is None or not self._pool.active:
            self._pool = ProcessPool(
                max_workers=self._settings.extraction_workers, max_tasks=RENEWED_AFTER,
                context=multiprocessing.get_context("spawn"), initializer=_limit_memory,
                initargs=(self._settings.extraction_memory,))
        return self._pool


async def _answer(job: Awaitable[T]) -> T | str:
    """A job's result, or in a sentence why there is none."""
    try:
        return await job
    except (TookTooLong, TimeoutError):
        return TOO_LONG
    except MemoryError:
        return TOO_MUCH
    except ProcessExpired:
        return DIED
    except Exception as error:  # noqa: BLE001  a parser may raise anything over a stranger's document
        return f"the parser gave up ({type(error).__name__})"


def _light(body: Body) -> bool:
    """Whether a document may be parsed where it cannot be ended."""
    content = body.content
    if len(content) > SMALL or b"\0" in content or len(_BASE.findall(content)) > BASES:
        return False
    element = _ELEMENT.search(content)
    if (element.start() if element else len(content)) > HEAD and not content.lstrip().startswith(b"{"):
        return False
    head = content[:1000].decode("latin-1")
    declared = _CHARSET.findall(body.content_type) + _CHARSET.findall(head.partition("?>")[0])
    return head.lstrip("\xef\xbb\xbf \t\r\n")[:1] in {"<", "{", ""} and all(map(_ASCII_LIKE.fullmatch, declared))


def _limit_memory(most: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    limit = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(resource.RLIMIT_AS, (limit, limit))


def _extract(html: bytes, url: str) -> Page | Unreadable:
    from monitor.collect.articles import extract_page

    return extract_page(html, url)


def _parse(body: Body, feed: Feed, now: datetime) -> ParsedFeed | Failed:
    from monitor.collect.feeds import parse_feed

    return parse_feed(body, feed, now)
