"""Articles and what was decided about them; the hot path of the store."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection, Row, and_, bindparam, case, exists, func, select, tuple_

from monitor.model import Article, DateQuality, Decision, Held, HeldReason, Known, RestsOn
from monitor.store import schema
from monitor.store.codec import NAMES, VERDICTS, all_clean, clean
from monitor.store.section import KEYS_AT_ONCE, Insert, Section, insert_in, write_rows
from monitor.store.times import from_ms, maybe_from_ms, to_ms

_T = schema.articles.c
_WORDS = ("feed", "outlet", "url", "title", "summary", "text", "language", "byline", "content_hash")
_TEXTS = (*_WORDS, "key")
_texts_of = attrgetter(*_TEXTS)
_IN_INCIDENT = exists().where(schema.members.c.article == _T.key)
_KNOWN = (
    select(_T.key, _T.content_hash, _T.changes, _T.seen_at, _T.published, _T.feed, _IN_INCIDENT.label("in_incident"))
    .where(_T.key.in_(bindparam("keys", expanding=True)))
)


class Articles(Section):
    """Identity, decisions and texts of articles."""

    def known(self, keys: Sequence[str]) -> dict[str, Known]:
        """What is remembered of these articles, by key; unknown ones are absent."""
        asked = {clean(key): key for key in keys}
        wanted = sorted(asked)
        found: dict[str, Known] = {}
        with self._database.reading() as connection:
            for start in range(0, len(wanted), KEYS_AT_ONCE):
                chunk = wanted[start:start + KEYS_AT_ONCE]
                for key, content_hash, changes, seen_at, published, feed, in_incident in connection.execute(_KNOWN, {"keys": chunk}):
                    found[asked[key]] = Known(
                        key=asked[key], content_hash=content_hash, changes=changes, seen_at=from_ms(seen_at),
                        published=from_ms(published), feed=feed, in_incident=bool(in_incident),
                    )
        return found

    def article(self, key_or_url: str) -> Decision | None:
        """The last decision about an article, by its key, else by its canonical URL; None where it was never met.

        By key it is one look; by URL the table is read through (1 s for a million articles), because an index on URLs
        would double the price of every insert.
        """
        wanted = clean(key_or_url)
        with self._database.reading() as connection:
            row = connection.execute(select(schema.articles).where(_T.key == wanted)).first()
            if row is None:
                by_url = select(schema.articles).where(_T.url == wanted).order_by(_T.id.desc()).limit(1)
                row = connection.execute(by_url).first()
        return None if row is None else decision_of(row)

    def last_judged(self) -> datetime | None:
        """When the last article was seen that came as far as a verdict; None where there is none."""
        query = select(func.max(_T.seen_at)).where(_T.probability.is_not(None))
        with self._database.reading() as connection:
            return maybe_from_ms(connection.execute(query).scalar())

    def held_by_outlet(self, reason: HeldReason, since: datetime) -> tuple[tuple[str, int], ...]:
        """Outlets of which articles first seen since then were held for this reason, and how many; by name."""
        query = select(_T.outlet, func.count()).where(_T.seen_at >= to_ms(since), _T.held_reason == reason.value)
        with self._database.reading() as connection:
            return tuple((str(outlet), int(count)) for outlet, count in connection.execute(query.group_by(_T.outlet).order_by(_T.outlet)))

    def decisions_between(self, start: datetime, end: datetime, batch: int = 1000) -> Iterator[Decision]:
        """Decisions about articles first seen within [start, end), oldest first.

        Read ``batch`` at a time, each in a short transaction of its own, so that memory is bounded and nobody waits.
        """
        query = select(schema.articles).order_by(_T.seen_at, _T.id).limit(batch)
        seen, last_id = to_ms(start), 0
        while True:
            # The plain bound beside the pair: SQLite enters its index by it.
            rest = and_(_T.seen_at >= seen, _T.seen_at < to_ms(end), tuple_(_T.seen_at, _T.id) > (seen, last_id))
            with self._database.reading() as connection:
                rows = connection.execute(query.where(rest)).all()
            yield from map(decision_of, rows)
            if len(rows) < batch:
                return
            seen, last_id = rows[-1].seen_at, rows[-1].id


def write_decisions(connection: Connection, decisions: Sequence[Decision]) -> None:
    """Inside a transaction: the decisions replace those before; first sight stays, a changed content is counted."""
    if not decisions:
        return
    last = {decision.article.key: decision for decision in decisions}
    # In the order of keys: two processes that write the same articles then wait for each other, and never in a ring.
    rows = [_row(last[key]) for key in sorted(last)]
    write_rows(connection, _upsert(connection.dialect.name), rows)


@cache
def _upsert(dialect: str) -> Insert:
    """Inserts, or replaces all but identity and first sight and counts a changed content; built once."""
    statement = insert_in(dialect, schema.articles)
    kept = {"id", "key", "seen_at", "changes"}
    new = {column.name: statement.excluded[column.name] for column in _T if column.name not in kept}
    changed = case((_T.content_hash != statement.excluded.content_hash, 1), else_=0)
    return statement.on_conflict_do_update(index_elements=["key"], set_={**new, "changes": _T.changes + changed})


def _row(decision: Decision) -> dict[str, Any]:
    article, verdict, held = decision.article, decision.verdict, decision.held
    row: dict[str, Any] = dict(zip(_TEXTS, all_clean(_texts_of(article)), strict=True))
    row.update(
        published=to_ms(article.published), seen_at=to_ms(article.seen_at),
        date_quality=article.date_quality.value, rests_on=article.rests_on.value,
        incidents=NAMES.encode(decision.incidents) if decision.incidents else "[]",
        probability=None if verdict is None else verdict.probability,
        verdict=None if verdict is None else VERDICTS.encode(verdict),
        held_reason="" if held is None else held.reason.value, held_detail="" if held is None else clean(held.detail),
    )
    return row


def decision_of(row: Row[Any]) -> Decision:
    """The decision of a row that holds every column of it."""
    held = Held(article=row.key, reason=HeldReason(row.held_reason), detail=row.held_detail) if row.held_reason else None
    return Decision(
        article=article_of(row), held=held, incidents=NAMES.decode(row.incidents),
        verdict=None if row.verdict is None else VERDICTS.decode(row.verdict),
    )


def article_of(row: Row[Any]) -> Article:
    """The article of a row that holds every column of it."""
    return Article(
        key=row.key, published=from_ms(row.published), seen_at=from_ms(row.seen_at),
        date_quality=DateQuality(row.date_quality), rests_on=RestsOn(row.rests_on),
        **{name: getattr(row, name) for name in _WORDS},
    )
