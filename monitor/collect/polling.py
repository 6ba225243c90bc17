"""When each feed is asked, and what one answer changes about that. Pure; jitter and time come as arguments.

Next poll = max(the feed's interval, its TTL, Cache-Control, Retry-After), within ``SHORTEST`` and ``LONGEST``; after
failures it doubles from the interval up to ``LONGEST``, with jitter so that a returning host is not met by everyone at
once. Validators are kept only from a body that was read as a feed (research: rachelbythebay.com/fs, feed manners).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b

from monitor.model import (
    Body, Failed, FailureKind, Feed, FeedCondition, FeedHealth, FeedState, Fetched, FetchSettings, NotModified,
    ParsedFeed,
)

SHORTEST = timedelta(minutes=1)
LONGEST = timedelta(hours=24)
HINT_LIMIT = timedelta(hours=1)
"""TTL and Cache-Control are hints; one that would keep us from breaking news for longer is taken as this."""
MOVES_BELIEVED = 3
"""A lasting redirect is remembered after it led to the same feed so many times."""
REFUSALS_BELIEVED = 3
REFUSED_PAUSE = timedelta(hours=3)
"""Bot walls answer 403 for minutes: three refusals that retire a feed must span hours."""
OUTAGE = timedelta(hours=24)
OUTAGE_PAUSE = timedelta(hours=1)
"""Longest pause while an outage is younger than ``OUTAGE``: a line that was down all night is noticed within the hour."""
_PASSING = frozenset({FailureKind.NETWORK, FailureKind.TIMEOUT, FailureKind.SERVER})
JITTER = 0.1


def first_states(feeds: Iterable[Feed], states: Iterable[FeedState], now: datetime) -> tuple[FeedState, ...]:
    """A state for every enabled feed: the stored one, or a fresh one due within its interval, spread by its name.

    A feed whose URL was edited in config.yaml starts over, retirement included.
    """
    stored = {state.feed: state for state in states}
    return tuple(_first(feed, stored.get(feed.name), now) for feed in feeds if feed.enabled)


def _first(feed: Feed, state: FeedState | None, now: datetime) -> FeedState:
    if state is None:
        # The first round is spread over at most a minute, so that a person who starts us sees something soon.
        due = now + min(feed.interval, timedelta(minutes=1)) * _spread(feed.name)
        return FeedState(feed=feed.name, url=feed.url, configured_url=feed.url, next_due=due)
    if state.configured_url != feed.url:
        return FeedState(feed=feed.name, url=feed.url, configured_url=feed.url, next_due=now)
    return state


def due(states: Iterable[FeedState], now: datetime, polling: frozenset[str]) -> tuple[FeedState, ...]:
    """The states to poll now, longest overdue first; ``polling``: names of feeds being polled already."""
    ready = [s for s in states if not s.retired and s.feed not in polling and _ready(s, now)]
    return tuple(sorted(ready, key=lambda s: s.next_due or now))


def _ready(state: FeedState, now: datetime) -> bool:
    """A clock that was set back must not silence a feed: what lies further ahead than any plan reaches is due."""
    if state.next_due is None or state.next_due <= now:
        return True
    worked_later = state.last_success is not None and state.last_success > now + SHORTEST
    return worked_later or state.next_due > now + LONGEST * (1 + JITTER)


def after_poll(
    feed: Feed, state: FeedState, fetched: Fetched, parsed: ParsedFeed | None, now: datetime, jitter: float,
    settings: FetchSettings,  # noqa: ARG001  part of the contract: the pace may come to depend on it
) -> FeedState:
    """The state after one answer. ``jitter``: 0 to 1."""
    match fetched:
        case Body():
            return _after_body(feed, state, fetched, parsed, now, jitter)
        case NotModified():
            return _after_success(feed, state, now, jitter, fetched.max_age)
        case Failed():
            return _after_failure(feed, state, fetched, now, jitter)


def _after_body(
    feed: Feed, state: FeedState, body: Body, parsed: ParsedFeed | None, now: datetime, jitter: float,
) -> FeedState:
    if parsed is not None:
        # The validators of a cut body would bring a 304 for entries that were never seen.
        etag, last_modified = (body.etag, body.last_modified) if parsed.whole else ("", "")
        state = replace(_moved(state, body.moved_to), etag=etag, last_modified=last_modified)
    hints = (body.max_age, parsed.ttl if parsed else None)
    return _after_success(feed, state, now, jitter, *hints, wait=body.retry_after)


def _moved(state: FeedState, target: str) -> FeedState:
    if not target or target == state.url:
        return replace(state, moved_to="", moved_times=0)
    times = state.moved_times + 1 if target == state.moved_to else 1
    if times >= MOVES_BELIEVED:
        return replace(state, url=target, moved_to="", moved_times=0)
    return replace(state, moved_to=target, moved_times=times)


def _after_success(
    feed: Feed, state: FeedState, now: datetime, jitter: float, *hints: timedelta | None,
    wait: timedelta | None = None,
) -> FeedState:
    hinted = max((min(hint, HINT_LIMIT) for hint in hints if hint), default=timedelta(0))
    pause = max(feed.interval, hinted, wait or timedelta(0))
    return replace(state, next_due=now + _jittered(_clamped(pause), jitter), failures=0, last_success=now, last_error="")


def _after_failure(feed: Feed, state: FeedState, failed: Failed, now: datetime, jitter: float) -> FeedState:
    failures = state.failures + 1
    pause = _clamped(max(_pause(feed, state, failed, now), failed.retry_after or timedelta(0)))
    if failures >= MOVES_BELIEVED and state.url != state.configured_url:
        # Where a lasting redirect led does not answer: ask the address of config.yaml again.
        state = replace(state, url=state.configured_url, etag="", last_modified="")
    return replace(
        state, failures=failures, last_error=failed.detail, retired=_retired(failed, failures),
        next_due=now + _jittered(pause, jitter), moved_to="", moved_times=0,
    )


def _pause(feed: Feed, state: FeedState, failed: Failed, now: datetime) -> timedelta:
    pause = _backoff(feed.interval, state.failures + 1)
    if failed.kind is FailureKind.REFUSED:
        return max(pause, REFUSED_PAUSE)
    worked = state.last_success is not None and now - state.last_success < OUTAGE
    return min(pause, OUTAGE_PAUSE) if worked and failed.kind in _PASSING else pause


def _backoff(interval: timedelta, failures: int) -> timedelta:
    doublings: int = 2 ** min(failures - 1, 12)
    return min(interval * doublings, LONGEST)


def _retired(failed: Failed, failures: int) -> str:
    if failed.kind is FailureKind.GONE:
        return "the server says the feed is gone for good (410); remove it from config.yaml or give its new address"
    if failed.kind is FailureKind.REFUSED and failures >= REFUSALS_BELIEVED:
        return (f"the server refused us {failures} times ({failed.status}); remove the feed, or edit its address to "
                "try again")
    return ""


def _clamped(pause: timedelta) -> timedelta:
    return min(max(pause, SHORTEST), LONGEST)


def _jittered(pause: timedelta, jitter: float) -> timedelta:
    return pause * (1 + JITTER * jitter)


def _spread(name: str) -> float:
    return int.from_bytes(blake2b(name.encode(), digest_size=4).digest(), "big") / 2**32


def health(feed: Feed, state: FeedState | None, now: datetime, settings: FetchSettings) -> FeedHealth:
    """How a feed is doing, in one sentence."""
    condition, what = _condition(feed, state, now, settings)
    return FeedHealth(
        feed=feed.name, language=feed.language, condition=condition, what=what,
        last_success=state.last_success if state else None, last_new_entry=state.last_new_entry if state else None,
        failures=state.failures if state else 0, next_due=state.next_due if state else None,
    )


def _condition(
    feed: Feed, state: FeedState | None, now: datetime, settings: FetchSettings,
) -> tuple[FeedCondition, str]:
    if not feed.enabled:
        return FeedCondition.PAUSED, "switched off in config.yaml"
    if state is None or (state.last_success is None and not state.failures):
        return FeedCondition.NEW, "not polled yet"
    if state.retired:
        return FeedCondition.RETIRED, state.retired
    if state.failures:
        return FeedCondition.FAILING, f"failed {state.failures} times in a row: {state.last_error}"
    last = state.last_new_entry
    if last is None or now - last > settings.silent_after:
        since = f"since {last:%Y-%m-%d %H:%M} UTC" if last else "since it is watched"
        return FeedCondition.SILENT, f"answers, but had no new entry {since}"
    return FeedCondition.OK, f"last new entry {last:%Y-%m-%d %H:%M} UTC"


def troubled(lines: Sequence[FeedHealth]) -> tuple[FeedHealth, ...]:
    """The feeds through which nothing can be seen."""
    return tuple(h for h in lines if h.condition in {FeedCondition.FAILING, FeedCondition.RETIRED})
