"""Several workers on one PostgreSQL: killed, cut off, restarted; every alert is visible once, every feed polled again.

The long run with counts by kind of fault is ``make fleet`` (``tests/far/harness.py``).
"""

import os
import random
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.chaos.attacks import Attack
from tests.far.conftest import POSTGRES
from tests.far.faults import Case, Server, crash_database, two_senders
from tests.far.fleet import fleet

pytestmark = pytest.mark.slow

FEEDS = 6
PLACES = (("Harir Air Base", "Iraq"), ("Camp Arifjan", "Kuwait"), ("Muwaffaq Salti Air Base", "Jordan"), ("Camp Bucca", "Iraq"),
          ("Mosul Airfield", "Iraq"))
"""Far from each other: each attack is told by itself."""


async def test_killed_cut_off_and_crashed_nothing_is_lost_and_nothing_doubled(tmp_path: Path, database_url: str) -> None:
    """Each chat shows every alert once, and every feed is polled again.

    In the middle of their batches one worker is killed and one loses the database; then PostgreSQL itself ends as by a
    power cut, and the bot has several senders by mistake.
    """
    home = os.environ.get("TEST_POSTGRES_HOME", "")
    if not home:
        pytest.skip('TEST_POSTGRES_HOME is not set (eval "$(.ci/postgres)" sets it): this PostgreSQL is not ours to end')
    async with fleet(tmp_path, database_url, FEEDS) as of:
        case = Case(of, random.Random(1), Server(POSTGRES, home))
        invented = [Attack(number, *place) for number, place in enumerate(PLACES)]
        for number in range(3):
            of.tell(number, invented[number])
        of.gate.clear()
        killed, cut = await of.start(), await of.start()
        await of.enrolled()
        of.due_now()
        await of.until(lambda: len(of.asked) == FEEDS, "every feed is asked")
        started = datetime.now(UTC)
        killed.kill()
        cut.line.cut()
        await of.start()
        of.gate.set()
        await of.until(lambda: not of.lost(), "every alert is shown by a worker that has no part in this")
        cut.line.mend()
        for number in (3, 4):
            of.tell(number, invented[number])
        await crash_database(case)
        of.due_now()
        await two_senders(case)
        await of.until(lambda: not of.lost(), "the next alerts are shown")
        await of.until(lambda: of.everyone_polled_since(started), "every feed is polled again")
        assert of.doubled() == []
        for worker in of.living():
            await worker.ready()
            figures = (await worker.ask("/metrics"))[1]
            assert sum(float(count) for count in re.findall(r"^basewatch_feeds\{.*\} (.*)$", figures, re.MULTILINE)) == FEEDS
        assert [await worker.stop() for worker in of.living()] == [0, 0]
