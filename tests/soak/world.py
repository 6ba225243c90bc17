"""Feeds and pages of many outlets over weeks, and when what fails. The answers are those of HTTP, made in the process."""

import random
from collections import Counter, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from html import escape
from urllib.parse import urlsplit

from monitor.model import Body, Failed, FailureKind, Feed, Fetched, NotModified, Request
from tests.chaos.attacks import Attack, item, rss

START = datetime(2026, 9, 1, tzinfo=UTC)
CARRIED = 8
"""Items a feed shows at once."""
FILLER_EVERY = timedelta(hours=24)
"""Mean time between two items of one feed that tell of no attack."""
FEED_RATE, PAGE_RATE = 0.06, 0.15
"""Shares of requests that fail by themselves."""
ECHO_AFTER = timedelta(minutes=40)
INTERVALS = (timedelta(hours=2), timedelta(hours=4), timedelta(hours=4), timedelta(hours=6))
NEAR = 0.1
"""Share of these that hold a word of the watch and are judged by the model."""
_FAR = (
    ("Parliament of district {n} debates school budget", "Ministers met on item {n} of the agenda for {m} hours."),
    ("Harvest {n} is the best in {m} years, farmers say", "The ministry counted {n} loads at {m} mills."),
)
_NEAR = (
    ("American basketball league: match {n} ends in a draw", "The hosts equalised in minute {m} of match {n}."),
    ("US film festival shows {n} new pictures", "The jury of {m} members meets on day {n}."),
)


@dataclass(frozen=True, slots=True)
class Spell:
    """Something is out of order from one moment to another."""

    begin: datetime
    end: datetime
    size: float = 0.0

    def holds(self, now: datetime) -> bool:
        """Whether it is so now."""
        return self.begin <= now < self.end


def spells(chance: random.Random, end: datetime, every: float, hours: tuple[float, float], sizes: Sequence[float] = (0.0,)) -> list[Spell]:
    """About one each ``every`` days, each so many hours long, none at the same time, all over at ``end``."""
    found, at = [], START + timedelta(hours=2 + 3 * chance.random())
    while at < end:
        over = at + timedelta(hours=chance.uniform(*hours))
        found.append(Spell(at, min(over, end), chance.choice(sizes)))
        at = over + timedelta(days=every) * chance.uniform(0.5, 1.2)
    return found


class World:
    """What happens outside; ``now`` is the true time, set by whoever runs it."""

    def __init__(self, count: int, days: int, seed: int, attacks: Sequence[Attack], per_day: int) -> None:
        self.now = START
        self.faults: Counter[str] = Counter()
        self.chance = random.Random(seed)
        self.end = START + timedelta(days=days)
        self.calm_from = self.end - timedelta(hours=6)
        self.feeds = tuple(Feed(name=f"f{i}", outlet=f"Outlet {i}", url=f"https://h{i}.example/feed", language="en",
                                interval=INTERVALS[i % len(INTERVALS)]) for i in range(count))
        self._carried: list[deque[str]] = [deque(maxlen=CARRIED) for _ in range(count)]
        self._version = [0] * count
        self.network = spells(self.chance, self.calm_from, 5, (0.5, 3))
        self.clock = spells(self.chance, self.calm_from, 2, (1, 5), (-5.5, -2, -0.5, 0.5, 2, 5.5))
        self.outages = {name: spells(self.chance, self.calm_from, 2, (1, 9)) for name in ("one", "two")}
        self._hosts = [spells(self.chance, self.calm_from, 20, (1, 8)) for _ in range(count)]
        self.attacks = attacks
        self.told: dict[str, int] = {}
        """Addresses of the accounts, and which attack they tell of."""
        last = int((self.end - timedelta(hours=8) - START) / timedelta(minutes=1))
        # In the order of their numbers: the same base comes again when all others have had their turn, not the day after.
        self._to_come = [(at, number) for number, at in enumerate(sorted(self.chance.randrange(60, last) for _ in range(per_day * days)))]
        self._echoes: deque[tuple[datetime, int, int]] = deque()
        self._next_filler = [START + FILLER_EVERY * self.chance.random() for _ in range(count)]
        self.items = self.happened = self.polls = 0

    @property
    def calm(self) -> bool:
        """Whether nothing fails any more."""
        return self.now >= self.calm_from

    @property
    def skew(self) -> timedelta:
        """How far the monitor's clock is off."""
        return next((timedelta(hours=s.size) for s in self.clock if s.holds(self.now)), timedelta(0))

    def advance(self, step: timedelta) -> None:
        """Time passes, and outlets publish."""
        self.now += step
        while self._to_come and START + timedelta(minutes=self._to_come[0][0]) <= self.now:
            _, number = self._to_come.pop(0)
            feed = self.chance.randrange(len(self.feeds))
            self._publish(feed, number, again=False)
            self._echoes.append((self.now + ECHO_AFTER, number, (feed + 1) % len(self.feeds)))
            self.happened += 1
        while self._echoes and self._echoes[0][0] <= self.now:
            _, number, feed = self._echoes.popleft()
            self._publish(feed, number, again=True)
        for feed, due in enumerate(self._next_filler):
            if due <= self.now:
                self._fill(feed)
                self._next_filler[feed] = self.now + FILLER_EVERY * self.chance.uniform(0.2, 1.8)

    def _publish(self, feed: int, number: int, *, again: bool) -> None:
        title, text = self.attacks[number % len(self.attacks)].told(again=again)
        url = f"https://h{feed}.example/a/{number}{'/again' if again else ''}"
        self.told[url] = number
        self._carry(feed, item(url, title, text, self.now, url))

    def _fill(self, feed: int) -> None:
        self.items += 1
        title, text = self.chance.choice(_NEAR if self.chance.random() < NEAR else _FAR)
        numbers = {"n": self.items, "m": 2 + self.items % 30}
        url = f"https://h{feed}.example/i/{self.items}"
        self._carry(feed, item(url, title.format(**numbers), text.format(**numbers), self.now, url))

    def _carry(self, feed: int, words: str) -> None:
        self._carried[feed].append(words)
        self._version[feed] += 1

    async def get(self, request: Request, allowed: object = None) -> Fetched:
        """One GET."""
        parts = urlsplit(request.url)
        feed = int((parts.hostname or "")[1:].partition(".")[0])
        self.polls += parts.path == "/feed"
        if any(s.holds(self.now) for s in self.network):
            return self._failed(request, "network: out", FailureKind.NETWORK, "the name was not found")
        if any(s.holds(self.now) for s in self._hosts[feed]):
            return self._failed(request, "host: down for hours", FailureKind.NETWORK, "connection refused")
        if parts.path == "/feed":
            return self._feed(request, feed)
        if parts.path == "/robots.txt":
            return Failed(url=request.url, kind=FailureKind.MISSING, detail="404", status=404)
        return self._page(request)

    def _feed(self, request: Request, feed: int) -> Fetched:
        etag = f'"{self._version[feed]}"'
        fault = self._fault(_FEED_FAULTS, FEED_RATE)
        if fault:
            self.faults[f"feed: {fault}"] += 1
            if fault in _FAILURES:
                kind, detail, status, wait = _FAILURES[fault]
                return Failed(url=request.url, kind=kind, detail=detail, status=status, retry_after=wait)
        content = rss(list(self._carried[feed]))
        match fault:
            case "cut in the middle":
                return Body(url=request.url, content=content[:len(content) * 2 // 3], etag=etag)
            case "a page instead of a feed":
                return Body(url=request.url, content=b"<!doctype html><title>Just a moment</title><p>Checking.", etag='"x"')
            case "no validators":
                return Body(url=request.url, content=content + b"<!-- %d -->" % self.chance.randrange(10**6))
        return NotModified(url=request.url) if request.etag == etag else Body(url=request.url, content=content, etag=etag)

    def _page(self, request: Request) -> Fetched:
        fault = self._fault(tuple(_FAILURES), PAGE_RATE)
        if fault:
            kind, detail, status, wait = _FAILURES[fault]
            self.faults[f"page: {fault}"] += 1
            return Failed(url=request.url, kind=kind, detail=detail, status=status, retry_after=wait)
        number = self.told.get(request.url)
        if number is None:
            return Failed(url=request.url, kind=FailureKind.MISSING, detail="404", status=404)
        title, text = self.attacks[number % len(self.attacks)].told(again=request.url.endswith("/again"))
        said = f"<p>{escape(text)}</p><p>Sirens were heard at the site shortly before.</p>"
        page = f"<html><head><title>{escape(title)}</title></head><body><article><h1>{escape(title)}</h1>{said}</article></body></html>"
        return Body(url=request.url, content=page.encode(), content_type="text/html")

    def _failed(self, request: Request, name: str, kind: FailureKind, detail: str) -> Failed:
        self.faults[name] += 1
        return Failed(url=request.url, kind=kind, detail=detail)

    def _fault(self, ways: Sequence[str], rate: float) -> str:
        return self.chance.choice(ways) if not self.calm and self.chance.random() < rate else ""


_FAILURES: dict[str, tuple[FailureKind, str, int, timedelta | None]] = {
    "refused": (FailureKind.NETWORK, "connection refused", 0, None),
    "reset": (FailureKind.NETWORK, "connection reset", 0, None),
    "drip": (FailureKind.TIMEOUT, "no complete answer within 30 s", 0, None),
    "502": (FailureKind.SERVER, "502 bad gateway", 502, None),
    "429": (FailureKind.THROTTLED, "429 too many requests", 429, timedelta(minutes=10)),
    "404": (FailureKind.MISSING, "404 not found", 404, None),
    "too big": (FailureKind.TOO_BIG, "more than 5 MB", 0, None),
}
_FEED_FAULTS = (*_FAILURES, "cut in the middle", "a page instead of a feed", "no validators")
