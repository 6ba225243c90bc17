"""What readers said of incidents and articles; the ground of later training."""

from datetime import datetime

from sqlalchemy import delete, select

from monitor.model.stored import ReaderVerdict
from monitor.store import schema
from monitor.store.codec import clean
from monitor.store.section import Section, insert
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
            return tuple(
                ReaderVerdict(incident=row.incident, article=row.article, kind=row.kind, who=row.who, at=from_ms(row.at),
                              comment=row.comment)
                for row in connection.execute(select(schema.reader_verdicts).order_by(_V.id))
            )

    def forget_reader(self, who: str) -> int:
        """Drop every verdict of one reader; returns how many there were."""
        with self._database.writing(durable=True) as connection:
            return connection.execute(delete(schema.reader_verdicts).where(_V.who == clean(who))).rowcount
