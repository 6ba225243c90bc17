"""What the digest asks: whose turn a day is, and the counts of a day."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select

from monitor.model import HeldCount, HeldReason, NearMiss, RestsOn
from monitor.model.digests import LanguageCount
from monitor.model.stored import DigestDay
from monitor.store import schema
from monitor.store.codec import clean
from monitor.store.section import Section, insert
from monitor.store.times import from_ms, maybe_from_ms, to_ms

_A = schema.articles.c
_D = schema.digests.c

NEAR = (HeldReason.BELOW_THRESHOLD, HeldReason.NOT_ATTACK, HeldReason.FEW_ORIGINS, HeldReason.RATE_LIMITED)
"""Silences that a judged article can owe to a little too little; age, language and repetition are none."""


class Digests(Section):
    """Claims of digest days and counts over a span of time; spans are half open."""

    def claim_digest(self, name: str, local_date: date, now: datetime) -> bool:
        """Whether this digest of this day is ours to make: true once, for one caller, whatever the number of processes.

        Claim and commit the digest's parcels within one :meth:`placing` block: then a crash gives the day back.
        """
        row = {"name": clean(name), "day": local_date.isoformat(), "claimed_at": to_ms(now)}
        with self._database.writing(durable=True) as connection:
            statement = insert(connection, schema.digests).on_conflict_do_nothing(index_elements=["name", "day"])
            return connection.execute(statement.returning(_D.day), row).first() is not None

    def digest_days(self) -> tuple[DigestDay, ...]:
        """Every claimed day, oldest first."""
        query = select(schema.digests).order_by(_D.day, _D.name)
        with self._database.reading() as connection:
            return tuple(
                DigestDay(name=row.name, day=date.fromisoformat(row.day), claimed_at=from_ms(row.claimed_at))
                for row in connection.execute(query)
            )

    def entry_count(self, start: datetime, end: datetime) -> int:
        """Articles first seen within the span."""
        with self._database.reading() as connection:
            return connection.execute(select(func.count()).select_from(schema.articles).where(_seen(start, end))).scalar_one()

    def held_counts(self, start: datetime, end: datetime) -> tuple[HeldCount, ...]:
        """How many articles first seen within the span were held, by reason, most frequent first."""
        count = func.count().label("count")
        query = select(_A.held_reason, count).where(_seen(start, end), _A.held_reason != "")
        with self._database.reading() as connection:
            rows = connection.execute(query.group_by(_A.held_reason).order_by(count.desc(), _A.held_reason))
            return tuple(HeldCount(reason=HeldReason(reason), count=number) for reason, number in rows)

    def near_misses(self, start: datetime, end: datetime, limit: int) -> tuple[NearMiss, ...]:
        """Judged articles first seen within the span that stayed silent for a reason of NEAR, most probable first."""
        near = and_(_seen(start, end), _A.probability.is_not(None), _A.held_reason.in_([reason.value for reason in NEAR]))
        return self._silent(near, limit)

    def unjudged(self, start: datetime, end: datetime, limit: int) -> tuple[NearMiss, ...]:
        """Keyword hits first seen within the span in languages the model does not judge, in order of sight."""
        return self._silent(and_(_seen(start, end), _A.held_reason == HeldReason.LANGUAGE.value), limit)

    def _silent(self, chosen: ColumnElement[bool], limit: int) -> tuple[NearMiss, ...]:
        probability = func.coalesce(_A.probability, 0.0).label("probability")
        query = select(_A.key, _A.url, _A.outlet, _A.title, probability, _A.held_reason).where(chosen)
        with self._database.reading() as connection:
            rows = connection.execute(query.order_by(probability.desc(), _A.id).limit(limit))
            return tuple(
                NearMiss(article=row.key, url=row.url, outlet=row.outlet, title=row.title, probability=row.probability,
                         reason=HeldReason(row.held_reason))
                for row in rows
            )

    def unjudged_languages(self, start: datetime, end: datetime) -> tuple[LanguageCount, ...]:
        """Keyword hits of the span that the model did not judge, by language, most frequent first."""
        count = func.count().label("count")
        query = select(_A.language, count).where(_seen(start, end), _A.held_reason == HeldReason.LANGUAGE.value)
        with self._database.reading() as connection:
            rows = connection.execute(query.group_by(_A.language).order_by(count.desc(), _A.language))
            return tuple(LanguageCount(language=language, count=number) for language, number in rows)

    def reading_depth(self, start: datetime, end: datetime) -> tuple[int, int]:
        """How many articles of the span were judged, and of how many of them only the feed's summary could be read."""
        summary = func.count().filter(_A.rests_on == RestsOn.SUMMARY.value)
        query = select(func.count(), summary).where(_seen(start, end), _A.probability.is_not(None))
        with self._database.reading() as connection:
            judged, by_summary = connection.execute(query).one()
            return judged, by_summary

    def watched_since(self) -> datetime | None:
        """When the first article was seen; None in an empty store."""
        with self._database.reading() as connection:
            return maybe_from_ms(connection.execute(select(func.min(_A.seen_at))).scalar())


def _seen(start: datetime, end: datetime) -> ColumnElement[bool]:
    return and_(_A.seen_at >= to_ms(start), _A.seen_at < to_ms(end))
