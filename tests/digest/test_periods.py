"""Weeks and months: which one is due, each sent once, by the same code; a week is the union of its days."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from monitor.config import read_config
from monitor.digest.daily import digest_of, digest_of_period, send_due_digest
from monitor.digest.periods import before, due_period, period_of
from monitor.errors import ConfigError
from monitor.model import AlertKind, Config, Decision, Held, HeldReason, Plan
from monitor.model.digests import DigestKind
from monitor.store import Store
from tests.alert.makers import article, incident
from tests.config.texts import GOOD

DAY = timedelta(days=1)
MONDAY = datetime(2026, 3, 9, 7, 0, tzinfo=UTC)


def config(**digest: object) -> Config:
    """The good one, with other settings of the digest."""
    good = read_config(GOOD)
    return replace(good, digest=replace(good.digest, timezone="UTC", **digest))  # type: ignore[arg-type]


def filled(days: int) -> Store:
    """A store that saw an entry and an attack on each of so many days before MONDAY."""
    store = Store.in_memory()
    for back in range(1, days + 1):
        seen = article(key=f"a{back}", url=f"https://east.example/{back}", seen_at=MONDAY - back * DAY)
        held = Held(article=seen.key, reason=HeldReason.NO_WATCH)
        at = MONDAY - back * DAY
        store.commit(Plan(decisions=(Decision(article=seen, held=held),),
                          incidents=(incident(id=f"i{back}", alerted=True, opened_at=at, updated_at=at),)))
    return store


def test_the_week_before_the_weekday_is_due_on_it() -> None:
    """From the configured time on; before it, the week before."""
    settings = config(weekly=0).digest
    assert due_period(DigestKind.WEEKLY, settings, MONDAY).first == date(2026, 3, 2)
    assert due_period(DigestKind.WEEKLY, settings, MONDAY - timedelta(minutes=1)).first == date(2026, 2, 23)


@pytest.mark.parametrize(("day", "first", "last"), [
    (date(2026, 2, 14), date(2026, 2, 1), date(2026, 2, 28)), (date(2024, 2, 29), date(2024, 2, 1), date(2024, 2, 29)),
    (date(2026, 12, 31), date(2026, 12, 1), date(2026, 12, 31)),
])
def test_a_month_is_a_calendar_month(day: date, first: date, last: date) -> None:
    """And the one before it ends on its eve."""
    settings = config(monthly=2).digest
    month = period_of(DigestKind.MONTHLY, day, settings)
    assert (month.first, month.last, before(month, settings).last) == (first, last, first - DAY)
    assert month.due == datetime.combine(last, settings.at, tzinfo=UTC) + 2 * DAY


def test_a_week_and_a_month_are_sent_once_each() -> None:
    """Only where config.yaml asks for them, under names of their own."""
    with filled(9) as store:
        wanted = config(weekly=0)
        assert send_due_digest(store, wanted, MONDAY)
        assert not send_due_digest(store, wanted, MONDAY + timedelta(hours=1))
        assert sorted((known.name, known.day) for known in store.digest_days()) == [
            ("daily", date(2026, 3, 8)), ("weekly", date(2026, 3, 2))]
        sent = store.parcels_of("digest:weekly:2026-03-02")
        assert sent
        assert all(p.about is AlertKind.DIGEST and "week of 2 to 8 March 2026" in p.message.html for p in sent)


def test_no_week_from_before_the_first_day_is_sent() -> None:
    """A service that was first started this morning has nothing to tell of last week."""
    with Store.in_memory() as store:
        assert not send_due_digest(store, config(weekly=0, monthly=1), MONDAY)
        assert all(store.parcels_of(f"digest:{kind}:{day}") == () for kind, day in
                   (("weekly", "2026-03-02"), ("monthly", "2026-02-01")))


def test_a_week_is_the_union_of_its_days() -> None:
    """The same incidents and entries, none twice."""
    with filled(9) as store:
        settings, now = config(weekly=0), MONDAY + DAY
        week = digest_of_period(period_of(DigestKind.WEEKLY, date(2026, 3, 5), settings.digest), store, settings, now)
        days = [digest_of(week.day + back * DAY, store, settings, now) for back in range(7)]
        assert sorted(i.id for i in week.incidents) == sorted(i.id for day in days for i in day.incidents)
        assert week.entries == sum(day.entries for day in days) == 7


def test_the_configuration_names_weekday_and_day_of_the_month() -> None:
    """A weekday that is none and a day that not every month has are refused."""
    assert read_config(GOOD + "digest: {weekly: sunday, monthly: 28}\n").digest == replace(
        read_config(GOOD).digest, weekly=6, monthly=28)
    for wrong in ("weekly: someday", "monthly: 31"):
        with pytest.raises(ConfigError, match=wrong.partition(":")[0]):
            read_config(f"{GOOD}digest: {{{wrong}}}\n")
