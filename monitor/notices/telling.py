"""What to tell now: each condition once, again once a day while it stands, its end once. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.model.notices import Assessment, Notice, NoticeKind, Standing, Trouble

REMIND_AFTER = timedelta(days=1)
GOOD_FOR = timedelta(minutes=15)
"""A condition has to be over for so long before it is called off: one that comes and goes is no news each time."""


def decide(told: Sequence[Standing], seen: Assessment, now: datetime) -> tuple[tuple[Notice, ...], tuple[Standing, ...]]:
    """What to tell, and the conditions that are told and stand once that is done."""
    troubles = {trouble.key: trouble for trouble in seen.troubles}
    after = [_looked_at(one, troubles, seen.doubtful, now) for one in told]
    notices = (*_of_told(after, troubles, now), *_first(told, troubles.values(), now))
    changed = {notice.standing.key: notice for notice in notices}
    kept = [changed[one.key].standing if one.key in changed else one for one in after if not _is_over(one, changed)]
    return notices, (*kept, *(notice.standing for notice in notices if notice.kind is NoticeKind.FIRST))


def _looked_at(one: Standing, troubles: dict[str, Trouble], doubtful: frozenset[str], now: datetime) -> Standing:
    if one.key in troubles:
        return replace(one, good_since=None)
    if one.key in doubtful or (one.good_since and one.good_since <= now):
        return one
    return replace(one, good_since=now)  # also where the clock was set back


def _of_told(told: Iterable[Standing], troubles: dict[str, Trouble], now: datetime) -> Iterator[Notice]:
    for one in told:
        if one.good_since is not None:
            if now - one.good_since >= GOOD_FOR:
                yield Notice(kind=NoticeKind.ALL_CLEAR, standing=one)
        elif one.key in troubles and now - one.told_at >= REMIND_AFTER:
            again = replace(one, told_at=now, times=one.times + 1)
            yield Notice(kind=NoticeKind.REMINDER, standing=again, what=troubles[one.key].what)


def _first(told: Iterable[Standing], troubles: Iterable[Trouble], now: datetime) -> Iterator[Notice]:
    known = {one.key for one in told}
    for trouble in troubles:
        if trouble.key not in known:
            yield Notice(kind=NoticeKind.FIRST, standing=Standing(key=trouble.key, since=now, told_at=now), what=trouble.what)


def _is_over(one: Standing, changed: dict[str, Notice]) -> bool:
    return one.key in changed and changed[one.key].kind is NoticeKind.ALL_CLEAR
