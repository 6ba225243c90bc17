"""Search over stored items: by words, feed and reason, newest first, a bounded piece of the past at a time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import urlencode

from aiohttp import web

from monitor.judge.folding import fold
from monitor.model import Decision, HeldReason
from monitor.store import Store
from monitor.store.searching import Spot
from monitor.store.times import from_ms, to_ms
from monitor.web.site import site
from monitor.web.templates import page

SHOWN = 50
PIECE = 2_000
PIECES = 10
"""Pieces looked through for one page: 20,000 items, some 0.2 s; a link goes on from there."""
_BEFORE_ALL = datetime.fromisoformat("1970-01-01T00:00:00+00:00")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What is looked for."""

    words: tuple[str, ...]
    feed: str
    reason: HeldReason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """One page of it."""

    items: tuple[Decision, ...]
    looked: int
    rest: Spot | None


async def search(request: web.Request) -> web.Response:
    """The page; without a question the newest items."""
    here, asked = site(request), request.query
    reason = next((r for r in HeldReason if r.name.lower() == asked.get("reason", "")), None)
    wanted = Wanted(words=tuple(fold(asked.get("q", "")[:200]).split()), feed=asked.get("feed", "")[:200], reason=reason)
    found = Found(items=(), looked=0, rest=_from(asked.get("from", ""), here.clock()))
    for _ in range(PIECES):
        if found.rest is None or len(found.items) >= SHOWN:
            break
        found = await here.on_store(_further, here.store, wanted, found)
    return page(
        request, "search.html", "Search", "", "/search", found=found, q=asked.get("q", "")[:200], feed=wanted.feed,
        reason=asked.get("reason", ""), reasons=[(r.name.lower(), r.value) for r in HeldReason],
        feeds=[f.name for f in here.config().feeds], more=_more(asked, found.rest))


def _from(text: str, now: datetime) -> Spot:
    at, _, number = text.partition("-")
    if at.isdecimal() and number.isdecimal() and len(text) < 40:
        return Spot(seen_at=from_ms(int(at[:14])), id=int(number[:18]))
    return Spot(seen_at=now + timedelta(days=1), id=0)


def _more(asked: Mapping[str, str], rest: Spot | None) -> str:
    if rest is None:
        return ""
    kept = {name: asked.get(name, "") for name in ("q", "feed", "reason")}
    return "/search?" + urlencode({**{k: v for k, v in kept.items() if v}, "from": f"{to_ms(rest.seen_at)}-{rest.id}"})


def _further(store: Store, wanted: Wanted, found: Found) -> Found:
    """One more piece of the past; the words are compared as the keywords are."""
    assert found.rest is not None
    looked = store.look_back(_BEFORE_ALL, found.rest, PIECE, wanted.feed, wanted.reason)
    hits = [decision for decision in looked.found if _holds(decision, wanted.words)]
    kept = (*found.items, *hits)
    return Found(items=kept, looked=found.looked + looked.looked, rest=looked.rest)


def _holds(decision: Decision, words: tuple[str, ...]) -> bool:
    if not words:
        return True
    article = decision.article
    text = fold(f"{article.title} {article.summary} {article.outlet} {article.text}")
    return all(word in text for word in words)
