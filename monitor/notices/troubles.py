"""Which conditions stand. Pure.

Of some conditions one can at times say neither that they stand nor that they are over: a feed that failed an hour ago, a disk
between the two marks, a channel to which nothing was sent since the start. These are doubtful: nothing changes for them.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from monitor.model import FeedCondition, FeedHealth
from monitor.model.notices import Assessment, Observations, Trouble

FEED_DOWN_AFTER = timedelta(hours=6)
"""A feed that fails is told after this: most come back within the hour."""
NEVER_ANSWERED = 5
"""Failures of a feed that never answered, before it is told."""
OUTAGE_AFTER = timedelta(minutes=30)
OUTAGE_FEEDS = 4
"""Where at least so many feeds, and half of all, do not answer, the fault is ours: one notice, not one for each."""
MANY_FEEDS = 10
"""So many feeds that fail for long are told in one notice: an outage of an hour can make hundreds of a thousand feeds fail."""
NAMED = 3
"""Feeds that this notice names."""
NOTHING_JUDGED_AFTER = timedelta(hours=12)
DISK_LOW = 500_000_000
DISK_GOOD = 1_000_000_000
"""Bytes. Two marks, so that a disk that hovers about one of them is told once."""

_GOOD, _DOUBT = False, None
_Answer = str | bool | None
"""A sentence: it stands. ``_GOOD``: it does not. ``_DOUBT``: nobody knows."""


def assess(seen: Observations) -> Assessment:
    """What the observations amount to."""
    answers = dict(_answers(seen))
    return Assessment(
        troubles=tuple(Trouble(key=key, what=answer) for key, answer in answers.items() if isinstance(answer, str)),
        doubtful=frozenset(key for key, answer in answers.items() if answer is _DOUBT),
    )


def _answers(seen: Observations) -> Iterator[tuple[str, _Answer]]:
    yield "model", seen.model_problem or _GOOD
    yield "config", seen.config_problem or _GOOD
    yield "disk", _disk(seen.disk_free)
    yield "clock", _clock(seen.clock_jump)
    yield "judged", _judged(seen)
    outage = _outage(seen)
    yield "feeds", outage
    down = {feed.feed: _feed(feed, seen) for feed in seen.feeds if feed.condition is FeedCondition.FAILING}
    gone = [name for name, answer in down.items() if isinstance(answer, str)]
    together = len(gone) >= MANY_FEEDS
    ours = isinstance(outage, str)
    yield "many", _GOOD if not together else _DOUBT if ours else _many(gone, len(seen.feeds))
    for feed in seen.feeds:
        told_above = feed.feed in down and (ours or together)
        yield f"feed:{feed.feed}", _DOUBT if told_above else _feed(feed, seen)
    for outlet, held in seen.flooding:
        yield f"source:{outlet}", (f"{held} of its attack reports were held within a day: nobody else tells of them and it tells too many; "
                                   "see monitor why, alerts.incidents_per_source_per_day, or switch its feed off")
    closed = dict(seen.closed)
    for channel in seen.channels:
        answer = _GOOD if channel in seen.taking else _DOUBT
        yield f"channel:{channel}", f"refuses us: {closed[channel]}" if channel in closed else answer


def _disk(free: int | None) -> _Answer:
    if free is None or free >= DISK_GOOD:
        return _GOOD
    return f"{free / 1e6:.0f} MB are free where the store lies" if free < DISK_LOW else _DOUBT


def _clock(jump: timedelta | None) -> _Answer:
    if jump is None:
        return _GOOD
    by = f"{abs(jump.total_seconds()) / 60:.0f} minutes"
    ahead = jump > timedelta(0)
    return f"leapt {by} ahead, or the machine slept" if ahead else f"was set back by {by}; times around it are wrong"


def _judged(seen: Observations) -> _Answer:
    last = max(seen.last_judged or seen.started_at, seen.started_at)
    if seen.now - last < NOTHING_JUDGED_AFTER:
        # Just after a start nobody can tell whether the silence goes on.
        return _GOOD if seen.last_judged and seen.last_judged >= seen.started_at else _DOUBT
    return f"no article was judged for {(seen.now - last) // timedelta(hours=1)} hours"


def _outage(seen: Observations) -> _Answer:
    asked = [feed for feed in seen.feeds if feed.condition not in {FeedCondition.PAUSED, FeedCondition.RETIRED}]
    down = [feed for feed in asked if feed.condition is FeedCondition.FAILING]
    if len(down) < OUTAGE_FEEDS or 2 * len(down) < len(asked):
        return _GOOD
    if not all(_waited(max(feed.last_success or seen.started_at, seen.started_at), OUTAGE_AFTER, seen.now) for feed in down):
        return _DOUBT
    return f"{len(down)} of {len(asked)} do not answer; is this machine on the network?"


def _many(gone: Sequence[str], of: int) -> str:
    named = ", ".join(gone[:NAMED])
    return f"{len(gone)} of {of} feeds fail for long: {named} and {len(gone) - NAMED} more; see monitor feeds health"


def _feed(feed: FeedHealth, seen: Observations) -> _Answer:
    match feed.condition:
        case FeedCondition.RETIRED:
            return feed.what
        case FeedCondition.NEW:
            return _DOUBT
        case FeedCondition.SILENT:
            # After a long stop it is silent until it was asked; one that never had an entry is so at once, and has its time.
            asked = feed.last_success is not None and feed.last_success >= seen.started_at
            had = feed.last_new_entry is not None or _waited(seen.started_at, seen.silent_after, seen.now)
            return feed.what if asked and had else _DOUBT
        case FeedCondition.FAILING:
            last = feed.last_success
            gone = _waited(max(last, seen.started_at), FEED_DOWN_AFTER, seen.now) if last else feed.failures >= NEVER_ANSWERED
            return feed.what if gone else _DOUBT
        case _:
            return _GOOD


def _waited(since: datetime, long: timedelta, now: datetime) -> bool:
    return now - since >= long
