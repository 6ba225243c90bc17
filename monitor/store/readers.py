"""What readers said of incidents and articles; the ground of later training."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, or_, select

from monitor.model.stored import ReaderVerdict
from monitor.store import schema
from monitor.store.codec import clean
from monitor.store.section import KEYS_AT_ONCE, Section, insert
from monitor.store.times import from_ms, to_ms

_V = schema.reader_verdicts.c


class Readers(Section):
    """Readers' verdicts, every one kept: who changes his mind is heard twice, the last counts."""

    def add_reader_verdict(
        self, *, incident: str = "", article: str = "", kind: str, who: str, at: datetime, comment: str = "",
    ) -> None:
        """Keep one verdict about an incident or an article (exactly one of both, else ValueError)."""
        if bool(incident) == bool(article):
            raise ValueError("a verdict is about an incident or an article, one of both")
        row = {
            "incident": clean(incident), "article": clean(article), "kind": clean(kind), "who": clean(who),
            "at": to_ms(at), "comment": clean(comment),
        }
        with self._database.writing(durable=True) as connection:
            connection.execute(insert(connection, schema.reader_verdicts), row)

    def reader_verdicts(self) -> tuple[ReaderVerdict, ...]:
        """Every verdict in the order they came."""
        with self._database.reading() as connection:
            return tuple(_verdict(row) for row in connection.execute(select(schema.reader_verdicts).order_by(_V.id)))

    def reader_verdicts_of(self, names: Sequence[str]) -> tuple[ReaderVerdict, ...]:
        """Every verdict about these incidents (by id) and articles (by key), in the order they came."""
        wanted = sorted({clean(name) for name in names if name})
        found: list[Row[Any]] = []
        with self._database.reading() as connection:
            for start in range(0, len(wanted), KEYS_AT_ONCE // 2):
                some = wanted[start:start + KEYS_AT_ONCE // 2]
                query = select(schema.reader_verdicts).where(or_(_V.incident.in_(some), _V.article.in_(some)))
                found += connection.execute(query)
        return tuple(_verdict(row) for row in sorted(found, key=lambda row: int(row.id)))

    def last_reader_verdict(self, who: str) -> ReaderVerdict | None:
        """What this reader said last; None where there is nothing. Looks back through the newest thousand verdicts."""
        newest = select(schema.reader_verdicts).order_by(_V.id.desc()).limit(1000).subquery()
        query = select(newest).where(newest.c.who == clean(who)).order_by(newest.c.id.desc()).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else _verdict(row)

    def take_back_verdict(self, verdict: ReaderVerdict) -> bool:
        """Drop the last verdict that is like this one: it was a slip of the finger. Returns whether there was one."""
        same = select(_V.id).where(
            _V.incident == clean(verdict.incident), _V.article == clean(verdict.article), _V.kind == clean(verdict.kind),
            _V.who == clean(verdict.who), _V.at == to_ms(verdict.at)).order_by(_V.id.desc()).limit(1)
        with self._database.writing(durable=True) as connection:
            number = connection.execute(same).scalar()
            if number is None:
                return False
            return connection.execute(delete(schema.reader_verdicts).where(_V.id == number)).rowcount == 1


def _verdict(row: Row[Any]) -> ReaderVerdict:
    return ReaderVerdict(incident=row.incident, article=row.article, kind=row.kind, who=row.who, at=from_ms(row.at),
                         comment=row.comment)
