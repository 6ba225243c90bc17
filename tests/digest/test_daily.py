"""The day's digest goes out once, also after days of silence and on days on which nothing could be seen."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.config import read_config
from monitor.digest.daily import digest_of, send_due_digest
from monitor.digest.rendering import as_html, as_json, as_markdown, as_text
from monitor.model import AlertKind, Decision, Held, HeldReason, Label, Plan, Verdict
from monitor.store import Store
from tests.alert.makers import article, incident
from tests.config.texts import GOOD

CONFIG = read_config(GOOD)
MORNING = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
DAY = timedelta(days=1)


@pytest.fixture
def store() -> Iterator[Store]:
    """A store that saw one entry and one incident on 1 March."""
    with Store.in_memory() as opened:
        seen = article(seen_at=MORNING - timedelta(hours=20))
        held = Held(article=seen.key, reason=HeldReason.NO_WATCH)
        opened.commit(Plan(decisions=(Decision(article=seen, held=held),), incidents=(incident(alerted=True),)))
        yield opened


def digests(store: Store, day: str) -> int:
    """How many messages a day's digest has in the outbox."""
    return sum(p.about is AlertKind.DIGEST for p in store.parcels_of(f"digest:{day}"))


def test_a_digest_is_sent_once(store: Store) -> None:
    """At its time, not before, and never again."""
    assert not send_due_digest(store, CONFIG, MORNING - timedelta(minutes=1))
    assert send_due_digest(store, CONFIG, MORNING)
    assert not send_due_digest(store, CONFIG, MORNING + timedelta(minutes=1))
    assert digests(store, "2026-03-01") == 1


def test_a_missed_run_is_caught_up_once(store: Store) -> None:
    """The last day alone, not one message for each day we were away."""
    assert send_due_digest(store, CONFIG, MORNING)
    late = MORNING + 5 * DAY + timedelta(hours=3)
    assert send_due_digest(store, CONFIG, late)
    assert not send_due_digest(store, CONFIG, late + timedelta(hours=1))
    assert (digests(store, "2026-03-06"), digests(store, "2026-03-04")) == (1, 0)


def test_a_day_without_any_entry_is_told_and_the_days_before_the_first_are_not() -> None:
    """A broken network is news; an empty start is not."""
    with Store.in_memory() as empty:
        assert not send_due_digest(empty, CONFIG, MORNING)
        assert digests(empty, "2026-03-01") == 0
        assert send_due_digest(empty, CONFIG, MORNING + DAY)
        assert "0 new entries seen" in empty.parcels_of("digest:2026-03-02")[0].message.plain


def test_a_digest_that_is_switched_off_is_not_sent(store: Store) -> None:
    """Nor noted as sent."""
    off = replace(CONFIG, digest=replace(CONFIG.digest, enabled=False))
    assert not send_due_digest(store, off, MORNING)
    assert send_due_digest(store, CONFIG, MORNING)


def test_what_the_model_cannot_read_is_listed_for_a_reader(store: Store) -> None:
    """A keyword hit in a language that is not judged waits in the digest, with its link, in every form."""
    foreign = article(key="ar1", title="قصف قاعدة عين الأسد", url="https://east.example/ar1", language="ar",
                      seen_at=MORNING - timedelta(hours=19))
    verdict = Verdict(article="ar1", label=Label.NONE, probability=0.0, alert=False, judged=False)
    held = Held(article="ar1", reason=HeldReason.LANGUAGE)
    store.commit(Plan(decisions=(Decision(article=foreign, verdict=verdict, held=held),)))
    made = digest_of(date(2026, 3, 1), store, CONFIG, MORNING)
    assert [miss.url for miss in made.unjudged] == ["https://east.example/ar1"]
    for form in (as_text(made), as_markdown(made), as_html(made, MORNING), as_json(made)):
        assert "https://east.example/ar1" in form
