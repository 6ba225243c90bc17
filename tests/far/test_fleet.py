"""Several workers on one PostgreSQL: killed, cut off, restarted; every alert is visible once, every feed polled again."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.far.fleet import Line, fleet

pytestmark = pytest.mark.slow


async def test_a_killed_worker_and_one_that_is_cut_off_lose_and_double_nothing(tmp_path: Path, database_url: str) -> None:
    """Three workers are in the middle of their batches: one is killed, one loses the database, one is left."""
    line = Line(database_url)
    await line.start()
    async with fleet(tmp_path, database_url, feeds=12) as all_of_it:
        straight, over_line = all_of_it.config(database_url), all_of_it.config(line.url, "line.yaml")
        for number in range(12):
            all_of_it.tell(number, number)
        all_of_it.gate.clear()
        killed, cut = await all_of_it.start(straight), await all_of_it.start(over_line)
        await all_of_it.until(lambda: len(all_of_it.asked) >= 8, "the two are in the middle of it")
        started = datetime.now(UTC)
        killed.kill()
        line.cut()
        all_of_it.gate.set()
        await all_of_it.start(straight)
        await all_of_it.until(lambda: not all_of_it.lost(), "every alert is shown")
        line.mend()
        all_of_it.due_now()
        await all_of_it.until(lambda: all_of_it.everyone_polled_since(started), "every feed was polled again")
        all_of_it.tell(3, 40)
        all_of_it.due_now()
        await all_of_it.until(lambda: not all_of_it.lost(), "the next alert is shown")
        assert await cut.stop() == 0, cut.said()
        assert all_of_it.doubled() == []
    await line.stop()
