"""Search over stored items: by words, feed, day and reason; newest first, a bounded piece of the past at a time."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import urlencode

from aiohttp import web

from monitor.digest.periods import day_span
from monitor.errors import InputError
from monitor.judge.folding import fold
from monitor.model import Decision, HeldReason
from monitor.store.searching import Looked, Spot
from monitor.store.times import from_ms, to_ms
from monitor.web.site import Site, site
from monitor.web.templates import page

SHOWN = 50
PIECE = 1_000
"""Items per call of the store; between two calls others have their turn."""
PIECES = 20
"""Pieces looked through for one page (0.7 s where nothing matches); a link goes on from there."""
WORDS_UNITS = 200
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for."""

    words: tuple[str, ...]
    feed: str
    reason: HeldReason | None
    start: datetime
    """Nothing first seen before it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of it."""

    items: tuple[Decision, ...] = ()
    looked: int = 0
    rest: Spot | None
    """Where to go on; None at the end."""


async def search(request: web.Request) -> web.Response:
    """The page; without a question the newest items."""
    here, asked = site(request), request.query
    zone = here.config().digest.timezone
    first, last = _day(asked.get("since", "")), _day(asked.get("until", ""))
    wanted = Wanted(
        words=tuple(fold(asked.get("q", "")[:WORDS_UNITS]).split()), feed=asked.get("feed", "")[:WORDS_UNITS],
        reason=next((r for r in HeldReason if r.name.lower() == asked.get("reason", "")), None),
        start=day_span(first, zone)[0] if first else _EPOCH)
    newest = day_span(last, zone)[1] if last else here.clock() + timedelta(days=1)
    found = await _looked(here, wanted, _spot(asked.get("from", "")) or Spot(seen_at=newest, id=0))
    return page(
        request, "search.html", "Search", "", "/search", found=found, q=asked.get("q", "")[:WORDS_UNITS], feed=wanted.feed,
        since=first or "", until=last or "", reason=asked.get("reason", ""),
        reasons=[(r.name.lower(), r.value) for r in HeldReason], feeds=[f.name for f in here.config().feeds],
        more=_more(asked, found.rest))


async def _looked(here: Site, wanted: Wanted, spot: Spot) -> Found:
    found = Found(rest=spot)
    for _ in range(PIECES):
        if found.rest is None or len(found.items) >= SHOWN:
            break
        looked: Looked = await here.on_store(
            here.store.look_back, wanted.start, found.rest, PIECE, wanted.feed, wanted.reason)
        # Words are compared beside the store's thread, which alerts need.
        found = await asyncio.to_thread(_with, found, looked, wanted.words)
    return found


def _with(found: Found, looked: Looked, words: Sequence[str]) -> Found:
    """The page and what one more piece adds to it; once the page is full it goes on behind its last item."""
    items = list(found.items)
    for n, (spot, decision) in enumerate(looked.found):
        if _holds(decision, words):
            items.append(decision)
        if len(items) == SHOWN:
            last = n == len(looked.found) - 1
            return Found(items=tuple(items), looked=found.looked + (looked.looked if last else n + 1),
                         rest=looked.rest if last else spot)
    return replace(found, items=tuple(items), looked=found.looked + looked.looked, rest=looked.rest)


def _holds(decision: Decision, words: Sequence[str]) -> bool:
    """Compared as the keywords are: accents, capitals, hyphens and Arabic letter forms do not matter."""
    if not words:
        return True
    article = decision.article
    text = fold(f"{article.title} {article.summary} {article.outlet} {article.text}")
    return all(word in text for word in words)


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
        day_span(day, "UTC")
    except (ValueError, InputError):
        return None
    return day


def _spot(text: str) -> Spot | None:
    at, _, number = text.partition("-")
    plain = text.isascii() and at.isdecimal() and number.isdecimal()
    return Spot(seen_at=from_ms(int(at)), id=int(number)) if plain and len(at) < 15 and len(number) < 19 else None


def _more(asked: Mapping[str, str], rest: Spot | None) -> str:
    if rest is None:
        return ""
    kept = {name: value for name in ("q", "feed", "reason", "since", "until") if (value := asked.get(name, ""))}
    return "/search?" + urlencode({**kept, "from": f"{to_ms(rest.seen_at)}-{rest.id}"})
