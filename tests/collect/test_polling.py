"""The polling plan."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.collect.polling import after_poll, due, first_states, health
from monitor.model import Failed, FailureKind, FeedCondition, FeedState, NotModified, ParsedFeed
from tests.collect.fakes import FEED, NOW, STATE, body, settings

PARSED = ParsedFeed(title="", language="", entries=())


def _failed(state: FeedState, kind: FailureKind, times: int = 1, **more: object) -> FeedState:
    now = NOW
    for _ in range(times):
        failed = Failed(url=FEED.url, kind=kind, detail="it failed", **more)  # type: ignore[arg-type]
        state = after_poll(FEED, state, failed, None, now, 0.5, settings())
        now = state.next_due or now
    return state


def test_validators_are_kept_only_from_a_body_that_was_read() -> None:
    """A 200 that was no feed leaves the old ones."""
    answer = body(b"x", etag='"2"')
    before = replace(STATE, etag='"1"')
    assert after_poll(FEED, before, answer, None, NOW, 0, settings()).etag == '"1"'
    assert after_poll(FEED, before, answer, PARSED, NOW, 0, settings()).etag == '"2"'


def test_a_move_is_believed_at_the_third_time() -> None:
    """Twice is not enough; an answer in between starts the count again."""
    moved, state = body(b"x", moved_to="http://b.example/feed"), STATE
    for _ in range(2):
        state = after_poll(FEED, state, moved, PARSED, NOW, 0, settings())
    assert state.url == FEED.url
    assert after_poll(FEED, state, moved, PARSED, NOW, 0, settings()).url == "http://b.example/feed"
    between = after_poll(FEED, state, body(b"x"), PARSED, NOW, 0, settings())
    assert after_poll(FEED, between, moved, PARSED, NOW, 0, settings()).url == FEED.url


def test_a_move_that_leads_nowhere_is_taken_back() -> None:
    """After three failures the address of config.yaml is asked again."""
    assert _failed(replace(STATE, url="http://b.example/feed"), FailureKind.MISSING, 3).url == FEED.url


def test_gone_retires_at_once_and_refusals_after_three() -> None:
    """The reason names a remedy; a retired feed is never due, until its URL is edited."""
    gone = _failed(STATE, FailureKind.GONE)
    assert "config.yaml" in gone.retired
    assert not due([gone], NOW + timedelta(days=9), frozenset())
    assert not _failed(STATE, FailureKind.REFUSED, 2).retired
    assert _failed(STATE, FailureKind.REFUSED, 3).retired
    edited = replace(FEED, url="http://c.example/")
    assert not first_states([edited], [gone], NOW)[0].retired


def test_an_outage_of_a_night_is_noticed_within_the_hour() -> None:
    """Network failures pause at most about an hour while the feed worked within the last day."""
    state = replace(STATE, last_success=NOW)
    after = after_poll(FEED, replace(state, failures=12), Failed(url="", kind=FailureKind.NETWORK, detail="x"), None,
                       NOW + timedelta(hours=8), 1.0, settings())
    assert after.next_due is not None
    assert after.next_due - NOW <= timedelta(hours=8 + 1.1)


def test_retry_after_and_hints_put_off_the_next_poll() -> None:
    """The longest of interval, Retry-After, TTL and max-age counts."""
    busy = _failed(STATE, FailureKind.THROTTLED, retry_after=timedelta(hours=2))
    assert busy.next_due is not None
    assert busy.next_due >= NOW + timedelta(hours=2)
    rested = after_poll(FEED, STATE, NotModified(url="", max_age=timedelta(minutes=30)), None, NOW, 0, settings())
    assert rested.next_due == NOW + timedelta(minutes=30)


@given(st.sampled_from(FailureKind), st.integers(0, 60), st.floats(0, 1))
def test_the_next_poll_lies_ahead_and_within_a_day_or_so(kind: FailureKind, failures: int, jitter: float) -> None:
    """Whatever fails however often: from a minute to 24 h and jitter."""
    after = after_poll(FEED, replace(STATE, failures=failures), Failed(url="", kind=kind, detail=""), None, NOW,
                       jitter, settings())
    assert after.next_due is not None
    assert timedelta(minutes=1) <= after.next_due - NOW <= timedelta(hours=26.5)


def test_no_feed_is_due_twice_at_once() -> None:
    """A feed being polled is left out."""
    assert due([STATE], NOW, frozenset()) == (STATE,)
    assert due([STATE], NOW, frozenset({"one"})) == ()


def test_health_has_one_sentence_for_each_condition() -> None:
    """new, ok, silent, failing, retired, paused."""
    worked = replace(STATE, last_success=NOW, last_new_entry=NOW)
    lines = [
        health(FEED, None, NOW, settings()), health(FEED, worked, NOW, settings()),
        health(FEED, worked, NOW + timedelta(days=3), settings()),
        health(FEED, _failed(STATE, FailureKind.SERVER), NOW, settings()),
        health(FEED, _failed(STATE, FailureKind.GONE), NOW, settings()),
        health(replace(FEED, enabled=False), None, NOW, settings()),
    ]
    assert [line.condition for line in lines] == [
        FeedCondition.NEW, FeedCondition.OK, FeedCondition.SILENT, FeedCondition.FAILING, FeedCondition.RETIRED,
        FeedCondition.PAUSED]
    assert all(line.what for line in lines)


def test_a_clock_that_was_set_back_silences_no_feed() -> None:
    """A feed that worked "later", or is due further ahead than any plan reaches, is due."""
    later = NOW + timedelta(hours=5)
    assert due([replace(STATE, next_due=later, last_success=later - timedelta(minutes=5))], NOW, frozenset())
    assert due([replace(STATE, next_due=NOW + timedelta(days=30))], NOW, frozenset())
    assert not due([replace(STATE, next_due=later, last_success=NOW)], NOW, frozenset())


def test_a_first_round_is_spread_over_a_minute() -> None:
    """By name, the same each time; a disabled feed has no state."""
    feeds = [replace(FEED, name=f"feed {n}") for n in range(200)]
    waits = [(s.next_due - NOW).total_seconds() for s in first_states(feeds, (), NOW) if s.next_due]
    assert min(waits) < 5
    assert 55 < max(waits) < 60
    assert first_states(feeds, (), NOW) == first_states(feeds, (), NOW)
    assert first_states([replace(FEED, enabled=False)], (), NOW) == ()


@given(st.integers(0, 10**9), st.integers(0, 10**9), st.integers(0, 10**6), st.floats(0, 1))
def test_hints_never_put_off_news_for_more_than_an_hour(ttl: int, age: int, wait: int, jitter: float) -> None:
    """TTL and Cache-Control are hints; only Retry-After may ask for up to a day."""
    parsed = replace(PARSED, ttl=timedelta(seconds=ttl))
    after = after_poll(FEED, STATE, body(b"x", max_age=timedelta(seconds=age)), parsed, NOW, jitter, settings())
    assert after.next_due is not None
    assert FEED.interval <= after.next_due - NOW <= timedelta(hours=1.1)
    asked = after_poll(FEED, STATE, body(b"x", retry_after=timedelta(seconds=wait)), PARSED, NOW, jitter, settings())
    assert asked.next_due is not None
    assert min(timedelta(seconds=wait), timedelta(hours=24)) <= asked.next_due - NOW <= timedelta(hours=26.5)


def test_success_after_failures_starts_afresh() -> None:
    """Failures, error and pause are forgotten."""
    after = after_poll(FEED, _failed(STATE, FailureKind.SERVER, 5), NotModified(url=""), None, NOW, 0, settings())
    assert (after.failures, after.last_error, after.next_due) == (0, "", NOW + FEED.interval)
