"""Whether a site's robots.txt lets us read a page (protego). Feeds a person subscribed to are not asked about."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol
from urllib.parse import urlsplit

from protego import Protego

from monitor.model import Body, Failed, FailureKind, Fetched, FetchSettings, Request

KEPT = timedelta(hours=24)
KEPT_AFTER_FAILURE = timedelta(minutes=30)
MOST_BYTES = 500_000
"""What RFC 9309, 2.5 asks crawlers to read at least; of a longer file this much counts."""
SITES = 2000
_OPEN = frozenset({FailureKind.MISSING, FailureKind.GONE, FailureKind.CLIENT, FailureKind.REFUSED})
"""RFC 9309, 2.3.1.3: an unavailable robots.txt (4xx) allows; an unreachable one (5xx, network) forbids."""


class Getter(Protocol):
    """What asks the network."""

    async def get(self, request: Request) -> Fetched:
        """One GET."""


@dataclass(frozen=True, slots=True)
class _Rules:
    rules: Protego | None
    """None: everything or nothing, as ``default`` says."""
    default: bool
    until: datetime


class RobotsRules:
    """Rules by site, kept for a day."""

    def __init__(self, http: Getter, settings: FetchSettings, clock: Callable[[], datetime]) -> None:
        self._http = http
        self._settings = settings
        self._clock = clock
        self._asking: dict[str, asyncio.Lock] = {}
        self._sites: OrderedDict[str, _Rules] = OrderedDict()

    async def allowed(self, url: str) -> bool:
        """Whether our user agent may ask for this page."""
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        # Pages of one site come together: the first asks, the others wait for its answer.
        async with self._asking.setdefault(site, asyncio.Lock()):
            known = self._sites.get(site)
            if known is None or known.until <= self._clock():
                known = await self._ask(site)
                self._keep(site, known)
        return known.default if known.rules is None else known.rules.can_fetch(url, self._settings.user_agent)

    def _keep(self, site: str, rules: _Rules) -> None:
        self._sites[site] = rules
        if len(self._sites) > SITES:
            oldest, _ = self._sites.popitem(last=False)
            if oldest in self._asking and not self._asking[oldest].locked():
                del self._asking[oldest]

    async def _ask(self, site: str) -> _Rules:
        answer = await self._http.get(Request(
            url=f"{site}/robots.txt", max_bytes=MOST_BYTES, timeout=self._settings.timeout, accept="text/plain", cut=True,
            follows=True))
        now = self._clock()
        if isinstance(answer, Body):
            return _Rules(Protego.parse(answer.content.decode("utf-8", "replace")), True, now + KEPT)
        if isinstance(answer, Failed) and answer.kind in _OPEN:
            return _Rules(None, True, now + KEPT)
        return _Rules(None, False, now + KEPT_AFTER_FAILURE)
