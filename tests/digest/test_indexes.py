"""A digest asks by indexes: its cost follows the period, not all that is stored."""

import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from monitor.config import read_config
from monitor.digest.daily import digest_of
from monitor.store import Store
from tests.config.texts import GOOD

LARGE = ("articles", "incidents", "incident_revisions")


def test_no_large_table_is_read_whole(tmp_path: Path) -> None:
    """The plans of every question a digest asks, by SQLite itself."""
    asked: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, parameters: Any, *___: object) -> None:
        if statement.lstrip().startswith("SELECT"):
            asked.append((statement, parameters))

    with Store.open(f"sqlite:///{tmp_path / 'm.db'}") as store:
        event.listen(Engine, "before_cursor_execute", note)
        try:
            digest_of(date(2026, 3, 1), store, read_config(GOOD), datetime(2026, 3, 2, 7, tzinfo=UTC))
        finally:
            event.remove(Engine, "before_cursor_execute", note)
    assert sum("FROM articles" in statement for statement, _ in asked) >= 5
    scans = []
    with sqlite3.connect(tmp_path / "m.db") as database:
        for statement, parameters in asked:
            for *_, step in database.execute(f"EXPLAIN QUERY PLAN {statement}", parameters):
                scans += [(step, statement) for table in LARGE if step.startswith(f"SCAN {table}") and "INDEX" not in step]
    assert scans == []
