"""Silence is honest: when the monitor did not run and which feeds it could not see, told for any day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.config import read_config
from monitor.digest.daily import digest_of, note_presence
from monitor.digest.presence import GAP, as_bodies, dark_languages, gaps_within, noted, of_bodies, troubles_within
from monitor.digest.rendering import as_text
from monitor.model import FeedState, FeedTrouble
from monitor.model.digests import Gap, Presence
from monitor.store import Store
from tests.config.texts import GOOD

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
MIDNIGHT = NOON - 12 * HOUR
SPAN = (MIDNIGHT, MIDNIGHT + 24 * HOUR, MIDNIGHT + 31 * HOUR)


def down(feed: str = "South", language: str = "ar") -> FeedTrouble:
    """A feed that cannot be seen."""
    return FeedTrouble(feed=feed, language=language, what="failed")


def watched(*looks: tuple[datetime, tuple[FeedTrouble, ...]]) -> Presence:
    """What is known after these looks."""
    known = Presence()
    for moment, failing in looks:
        known = noted(known, failing, moment)
    return known


def test_a_pause_is_told_and_a_restart_is_not() -> None:
    """From the last beat before it to the first after it, cut to the day."""
    known = watched((NOON, ()), (NOON + GAP, ()), (NOON + 3 * HOUR, ()))
    assert known.gaps == (Gap(since=NOON + GAP, until=NOON + 3 * HOUR),)
    assert gaps_within(known, NOON + HOUR, NOON + 2 * HOUR, NOON + 3 * HOUR) == (Gap(since=NOON + HOUR, until=NOON + 2 * HOUR),)


def test_a_monitor_that_is_down_now_is_told_too() -> None:
    """Somebody who asks for the digest by hand sees that nobody watches."""
    assert gaps_within(watched((NOON, ())), MIDNIGHT, NOON + 12 * HOUR, NOON + 2 * HOUR) == (Gap(since=NOON, until=NOON + 2 * HOUR),)


def test_a_clock_set_back_is_no_gap() -> None:
    """Time that comes twice was watched twice."""
    assert watched((NOON, ()), (NOON - HOUR, ())).gaps == ()


def test_an_outage_is_told_on_each_of_its_days_and_on_no_other() -> None:
    """With its beginning and its end; as of a moment within it, it lasts."""
    known = watched((NOON, (down(),)), (NOON + 15 * HOUR, ()))
    assert [(one.since, one.until) for one in troubles_within(known, *SPAN)] == [(NOON, NOON + 15 * HOUR)]
    assert [one.until for one in troubles_within(known, *SPAN[:2], NOON + 13 * HOUR)] == [None]
    later = [moment + 48 * HOUR for moment in SPAN]
    assert troubles_within(known, *later) == ()


def test_a_short_outage_is_not_told() -> None:
    """The next poll brought what it hid."""
    assert troubles_within(watched((NOON, (down(),)), (NOON + 59 * MINUTE, ())), *SPAN) == ()


def test_a_language_is_dark_while_all_its_feeds_are_down_at_once() -> None:
    """One after the other is not dark."""
    both = watched((NOON, (down("A"),)), (NOON + HOUR, (down("A"), down("B"))), (NOON + 3 * HOUR, ()))
    in_turn = watched((NOON, (down("A"),)), (NOON + 2 * HOUR, (down("B"),)), (NOON + 4 * HOUR, ()))
    languages = ("ar", "ar", "en", "")
    assert dark_languages(both, languages, *SPAN) == ("ar",)
    assert dark_languages(in_turn, languages, *SPAN) == ()


@given(st.lists(st.tuples(st.integers(1, 5000), st.sets(st.sampled_from("ABC"))), max_size=12))
def test_what_is_stored_comes_back(looks: list[tuple[int, set[str]]]) -> None:
    """Every gap and outage, to the second."""
    moment, known = NOON, Presence()
    for minutes, failing in looks:
        moment += minutes * MINUTE
        known = noted(known, [down(feed) for feed in sorted(failing)], moment)
    assert of_bodies(*as_bodies(known)) == known


def test_an_old_digest_tells_the_troubles_of_its_day() -> None:
    """Though the feed is well again today."""
    config = read_config(GOOD)
    feed = config.feeds[0]
    well = FeedState(feed=feed.name, url=feed.url, configured_url=feed.url, last_success=NOON - HOUR)
    ill = replace(well, failures=3, last_error="500")
    with Store.in_memory() as store:
        for moment, state in ((NOON, ill), (NOON + 4 * HOUR, ill), (NOON + 5 * HOUR, well), (NOON + 30 * HOUR, well)):
            store.save_feed_state(state)
            note_presence(store, config, moment)
        text = as_text(digest_of(date(2026, 3, 1), store, config, NOON + 30 * HOUR))
        assert f"{feed.name}: failed 3 times in a row: 500" in text
        assert "The monitor itself did not run: 12:00 to 16:00 (4 hours)" in text
        assert "Outages of that time were not noted." in as_text(digest_of(date(2026, 2, 1), store, config, NOON + 30 * HOUR))
