"""Marks of how far something got, by name."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import select

from monitor.store import schema
from monitor.store.codec import clean
from monitor.store.section import Section, replacing
from monitor.store.times import to_ms

_W = schema.watermarks.c


class Watermarks(Section):
    """Small states that must outlive a restart."""

    def watermark(self, name: str) -> Mapping[str, Any]:
        """What was noted under this name; empty where nothing was."""
        with self._database.reading() as connection:
            body = connection.execute(select(_W.body).where(_W.name == clean(name))).scalar()
        found = orjson.loads(body) if body else {}
        return found if isinstance(found, dict) else {}

    def set_watermark(self, name: str, at: datetime, body: Mapping[str, Any]) -> None:
        """Note it, in place of what was noted before."""
        row = {"name": clean(name), "at": to_ms(at), "body": orjson.dumps(body).decode()}
        with self._database.writing(durable=True) as connection:
            connection.execute(replacing(connection.dialect.name, schema.watermarks, ("name",)), row)
