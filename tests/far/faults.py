"""What is done to a fleet while it works, each fault healed again before it returns."""

import asyncio
import random
import subprocess
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from monitor.far.queue import STALLED
from tests.far.fleet import Fleet, Worker
from tests.shared import ROOT

SERVER = str(ROOT / ".ci" / "postgres")


@dataclass(frozen=True, slots=True)
class Server:
    """A PostgreSQL of our own, which nobody else misses."""

    url: str
    home: str


def start_server() -> Server:
    """Start one; raises CalledProcessError where this machine has none and none can be installed."""
    said = subprocess.run([SERVER], check=True, capture_output=True, text=True).stdout
    values = dict(line.removeprefix("export ").split("=", 1) for line in said.splitlines())
    return Server(url=values["TEST_POSTGRES_URL"], home=values["TEST_POSTGRES_HOME"])


def stop_server(server: Server) -> None:
    """Stop it and remove its folder."""
    subprocess.run([SERVER, "stop", server.home], check=True)


@dataclass(frozen=True, slots=True)
class Case:
    """What a fault is done to."""

    fleet: Fleet
    chance: random.Random
    server: Server

    def victim(self) -> Worker:
        """A worker by chance."""
        return self.chance.choice(self.fleet.living())


async def kill(case: Case) -> None:
    """A worker ends by SIGKILL; another one comes in its place, as systemd would have it."""
    victim = case.victim()
    victim.kill()
    await victim.process.wait()
    await case.fleet.start()


async def cut(case: Case) -> None:
    """A worker loses the database for so long that its jobs are given to others, then has it again."""
    line = case.victim().line
    line.cut()
    await asyncio.sleep(case.chance.uniform(2.0, STALLED + 6.0))
    line.mend()


async def freeze(case: Case) -> None:
    """A worker stands still until others do its jobs, then goes on with them itself: two do the same."""
    victim = case.victim()
    victim.freeze()
    await asyncio.sleep(STALLED + case.chance.uniform(1.0, 5.0))
    victim.thaw()


async def crash_database(case: Case) -> None:
    """PostgreSQL ends as by a power cut, and is started again."""
    process = await asyncio.create_subprocess_exec(SERVER, "crash", case.server.home)
    assert await process.wait() == 0


async def two_senders(case: Case) -> None:
    """Senders of one bot without the lock that keeps them apart, as many as there are workers."""
    await asyncio.to_thread(case.fleet.send_without_a_lock, len(case.fleet.living()))


Fault = Callable[[Case], Awaitable[None]]

FAULTS: dict[str, Fault] = {
    "worker killed": kill, "worker cut off": cut, "worker frozen": freeze, "PostgreSQL crashed": crash_database,
    "senders without lock": two_senders,
}
