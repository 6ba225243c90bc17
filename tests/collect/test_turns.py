"""The pause before a host: whom it holds up, and that it is made up for."""

import asyncio
from datetime import timedelta

from monitor.collect.turns import VISIT, Turns
from tests.collect.fakes import settings

NEVER = timedelta(days=1)
"""A pause that no test outlives."""


async def _ask(turns: Turns, *, follows: bool = False) -> None:
    async with turns.at("a.example", follows=follows):
        pass


async def _waits(turns: Turns, *, follows: bool) -> bool:
    """Whether the next request is held up, which it then is for a day."""
    asking = asyncio.create_task(_ask(turns, follows=follows))
    for _ in range(20):
        await asyncio.sleep(0)
    waited = not asking.done()
    asking.cancel()
    await asyncio.wait({asking})
    return waited


async def test_robots_txt_and_page_follow_their_feed_at_once() -> None:
    """A visit is not held up by the pause; what comes behind it is."""
    turns = Turns(settings(per_host=1, host_gap=NEVER))
    async with asyncio.timeout(60):
        await _ask(turns)
        for _ in range(VISIT):
            await _ask(turns, follows=True)
    assert await _waits(turns, follows=True)


async def test_what_is_no_part_of_a_visit_waits_for_the_pause() -> None:
    """Two feeds of one host are never asked one right after the other."""
    turns = Turns(settings(per_host=1, host_gap=NEVER))
    await _ask(turns)
    assert await _waits(turns, follows=False)


async def test_the_pauses_of_a_visit_are_made_up_for() -> None:
    """A host is asked no more often than once a pause on average, a visit apart."""
    turns, pause = Turns(settings(per_host=1, host_gap=timedelta(milliseconds=30))), 0.03
    loop = asyncio.get_running_loop()
    began, starts = loop.time(), []
    for _ in range(8):
        async with turns.at("a.example", follows=True):
            starts.append(loop.time() - began)
    assert all(start >= (number - VISIT) * pause for number, start in enumerate(starts)), starts
