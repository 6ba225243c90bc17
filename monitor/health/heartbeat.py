"""The dead-man ping: an address outside is called every few minutes while we are ready; whoever watches it misses us when we fall silent."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

import structlog

from monitor.model import Failed, Fetched, Request

PATIENCE = timedelta(seconds=10)
_ANSWER = 65_536

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Heartbeat:
    """Calls one address; the answer is not looked at beyond its status."""

    get: Callable[[Request], Awaitable[Fetched]]
    close: Callable[[], Awaitable[None]]
    _due: float = 0.0

    def due(self, now: float, every: timedelta) -> bool:
        """Whether it is time, by a steady clock; the next time is then ``every`` later."""
        if now < self._due:
            return False
        self._due = now + every.total_seconds()
        return True

    async def ping(self, url: str) -> bool:
        """Call it; whether it was heard. A failure is logged and changes nothing."""
        answer = await self.get(Request(url=url, timeout=PATIENCE, max_bytes=_ANSWER))
        if isinstance(answer, Failed) and not 200 <= answer.status < 300:
            log.warning("heartbeat not heard", reason=answer.detail)
            return False
        return True
