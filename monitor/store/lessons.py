"""What readers taught about which accounts are one attack: the newest lessons, in one row."""

from collections.abc import Sequence

import orjson
from sqlalchemy import Connection, select

from monitor.model import Lesson
from monitor.store import schema
from monitor.store.section import replacing
from monitor.store.times import from_ms, to_ms

_W = schema.watermarks.c
_NAME = "lessons of placing"
MOST = 200
"""Kept; older ones were taught by another time's news."""


def read_lessons(connection: Connection) -> tuple[Lesson, ...]:
    """Inside a transaction: oldest first."""
    body = connection.execute(select(_W.body).where(_W.name == _NAME)).scalar()
    rows = orjson.loads(body)["lessons"] if body else ()
    return tuple(Lesson(score=row["score"], same=row["same"], at=from_ms(row["at"])) for row in rows)


def write_lessons(connection: Connection, lessons: Sequence[Lesson]) -> None:
    """Inside a transaction: put these behind the ones there are."""
    if not lessons:
        return
    kept = (*read_lessons(connection), *lessons)[-MOST:]
    rows = [{"score": x.score, "same": x.same, "at": to_ms(x.at)} for x in kept]
    row = {"name": _NAME, "at": rows[-1]["at"], "body": orjson.dumps({"lessons": rows}).decode()}
    connection.execute(replacing(connection.dialect.name, schema.watermarks, ("name",)), row)
