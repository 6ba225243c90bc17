"""Recorded items through the very same pipeline, with the clock taken from the items and no network."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

import orjson

from monitor.digest.daily import digest_of
from monitor.digest.rendering import as_text
from monitor.jsonlines import BadLine, Item, event_line
from monitor.model import Article, Config, Decision, Member, Taken
from monitor.store import Store

BATCH = 1_000
"""Items judged at once; placing goes on one by one, in order of time."""

@dataclass(slots=True)
class Replay:
    """One replay: items in, alert events and (on request) silences and digests out, as JSON lines."""

    take: Callable[..., Awaitable[Taken]]
    store: Store
    config: Config
    held: bool = False
    digests: bool = False
    items: int = 0
    bad: list[BadLine] = field(default_factory=list)
    _ids: dict[str, tuple[str, ...]] = field(default_factory=dict)
    _day: date | None = None

    async def run(self, items: Iterable[Item | BadLine]) -> AsyncIterator[bytes]:
        """The output lines for one stream of items in order of time."""
        for group in _groups(self._good(items), self._local_day if self.digests else None):
            for line in (*self._digest_before(group[0].article.published), *await self._batch(group)):
                yield line
        for line in self._last_digest():
            yield line

    def _good(self, items: Iterable[Item | BadLine]) -> Iterator[Item]:
        for item in items:
            if isinstance(item, BadLine):
                self.bad.append(item)
            else:
                yield item

    async def _batch(self, items: Sequence[Item]) -> list[bytes]:
        self.items += len(items)
        for item in items:
            known = self._ids.get(item.article.key, ())
            if item.id not in known:
                self._ids[item.article.key] = (*known, item.id)
        taken = await self.take([item.article for item in items], _clock_of)
        lines = [event_line(t, self._members(t.incident.members)) for t in taken.tellings]
        if self.held:
            lines += [self._held_line(decision) for decision in taken.decisions if decision.held]
        return lines

    def _members(self, members: Iterable[Member]) -> list[str]:
        keys = dict.fromkeys(member.article for member in members)
        return [identity for key in keys for identity in self._ids.get(key, (key,))]

    def _held_line(self, decision: Decision) -> bytes:
        assert decision.held is not None
        probability = decision.verdict.probability if decision.verdict else None
        return orjson.dumps({
            "event": "held", "items": list(self._ids.get(decision.article.key, ())),
            "at": decision.article.published.isoformat(), "title": decision.article.title,
            "reason": decision.held.reason.value, "detail": decision.held.detail, "probability": probability,
        }, option=orjson.OPT_APPEND_NEWLINE)

    def _local_day(self, item: Item) -> date:
        return item.article.published.astimezone(ZoneInfo(self.config.digest.timezone)).date()

    def _digest_before(self, moment: datetime) -> list[bytes]:
        if not self.digests:
            return []
        day = moment.astimezone(ZoneInfo(self.config.digest.timezone)).date()
        before, self._day = self._day, day
        return [] if before is None or before >= day else [self._digest_line(before, moment)]

    def _last_digest(self) -> list[bytes]:
        if self._day is None:
            return []
        end = datetime.combine(self._day + timedelta(days=1), datetime.min.time(),
                               tzinfo=ZoneInfo(self.config.digest.timezone))
        return [self._digest_line(self._day, end)]

    def _digest_line(self, day: date, now: datetime) -> bytes:
        digest = digest_of(day, self.store, self.config, now)
        return orjson.dumps({"event": "digest", "day": day, "text": as_text(digest)},
                            option=orjson.OPT_APPEND_NEWLINE)


def _clock_of(article: Article) -> datetime:
    return article.published


def _groups(items: Iterable[Item], day_of: Callable[[Item], date] | None) -> Iterator[Sequence[Item]]:
    """Batches; where digests are wanted, none reaches over midnight."""
    rest = iter(items)
    while batch := tuple(islice(rest, BATCH)):
        yield from _split(batch, day_of) if day_of else (batch,)


def _split(batch: Sequence[Item], day_of: Callable[[Item], date]) -> Iterator[Sequence[Item]]:
    start = 0
    for i in range(1, len(batch)):
        if day_of(batch[i]) != day_of(batch[start]):
            yield batch[start:i]
            start = i
    yield batch[start:]
