"""What the pipeline calls and is given: the store's two faces, and everything else outside. Tests pass fakes of these."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.model import (
    Article, Body, Decision, Failed, Feed, Fetched, Incident, Known, Lesson, ParsedFeed, Plan, Report, Request,
)
from monitor.model.readers import Audience


class Desk(Protocol):
    """The placing transaction of the store."""

    def audience(self, now: datetime) -> Audience:
        """The readers who subscribed by themselves, and what is muted."""

    def lessons(self) -> tuple[Lesson, ...]:
        """What readers taught about which accounts are one attack."""
        ...

    def window(self, since: datetime, article: str = "") -> tuple[Incident, ...]:
        """Incidents touched since then, or holding the article, that can still gain reports."""

    def commit(self, plan: Plan) -> None:
        """Record a plan inside this transaction."""


class ArticleStore(Protocol):
    """What the pipeline asks of the store."""

    def known(self, keys: Sequence[str]) -> dict[str, Known]:
        """What is remembered of these articles; unknown ones are absent."""

    def article(self, key_or_url: str) -> Decision | None:
        """The last decision about an article."""

    def placing(self, now: datetime) -> AbstractContextManager[Desk]:
        """Open the placing transaction; only one is open at a time, whatever the number of processes."""

    def commit(self, plan: Plan) -> None:
        """Record a plan in one transaction."""


OnStore = Callable[..., Awaitable]  # type: ignore[type-arg]  # (function, *arguments) -> its result, off the loop


async def _nobody_waits() -> None:
    """What was queued is fetched by whoever asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """Everything outside that the pipeline calls."""

    fetch: Callable[[Request], Awaitable[Fetched]]
    parse: Callable[[Body, Feed, datetime], Awaitable[ParsedFeed | Failed]]
    read: Callable[[Article], Awaitable[Article]]
    """The article with its page's text, or as it was where the page gives none."""
    reports: Callable[[Article], Sequence[Report]]
    store: ArticleStore
    on_store: OnStore
    clock: Callable[[], datetime]
    jitter: Callable[[], float]
    queued: Callable[[], Awaitable[None]] = _nobody_waits
    """Called once parcels were recorded: they need not wait for the end of the poll, which may wait for other pages."""
    hands_over: bool = False
    """Whether placing is left to a job (several machines): :meth:`Pipeline.place_recorded` does it there."""
