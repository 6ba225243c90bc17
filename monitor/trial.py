"""What another configuration would have changed over the stored days. Reads the store, changes nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice

from monitor.judge.judging import Judge
from monitor.model import Decision, HeldReason
from monitor.store import Store

BATCH = 500
_NEVER_JUDGED = frozenset({HeldReason.TOO_OLD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """Alerts gained and lost, a line each."""

    items: int
    gained: tuple[str, ...]
    lost: tuple[str, ...]


def compare(store: Store, old: Judge, new: Judge, now: datetime, days: int) -> Trial:
    """Judge every stored item of the last days twice; what was too old to be judged stays so."""
    items = 0
    gained: list[str] = []
    lost: list[str] = []
    for batch in _batches(store, now, days):
        items += len(batch)
        articles = [decision.article for decision in batch]
        for article, before, after in zip(articles, old.verdicts(articles), new.verdicts(articles), strict=True):
            if before.alert != after.alert:
                line = f"{article.published:%Y-%m-%d %H:%M} {article.outlet}: {article.title or article.summary[:100]}"
                (gained if after.alert else lost).append(f"{line} ({after.probability:.2f})")
    return Trial(items=items, gained=tuple(gained), lost=tuple(lost))


def _batches(store: Store, now: datetime, days: int) -> Iterator[Sequence[Decision]]:
    stored = store.decisions_between(now - timedelta(days=days), now)
    judged = (d for d in stored if d.held is None or d.held.reason not in _NEVER_JUDGED)
    while batch := tuple(islice(judged, BATCH)):
        yield batch
