"""Resident memory of the service with its model, 1,000 feeds polled and 100,000 stored entries; its workers counted."""

import asyncio
import gc
import multiprocessing
import tempfile
from pathlib import Path

from benchmarks.growth import fill
from benchmarks.rows import row
from benchmarks.service_cost import config_for, served, with_service
from monitor import wiring
from monitor.model import Body, Feed
from monitor.service import Service
from monitor.store import Store

FEEDS, ENTRIES = 1_000, 100_000
HEAVY = Feed(name="heavy", url="http://a.example/heavy", outlet="Heavy")
GOAL = 200.0
"""Megabytes."""


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder, served(FEEDS) as urls:
        database = Path(folder) / "memory.db"
        filler = multiprocessing.get_context("spawn").Process(target=fill_file, args=(str(database),))
        filler.start()
        filler.join()
        config = config_for(urls)

        async def rounds(service: Service) -> None:
            for _ in range(2):
                await service.poll_round(everything=True)
            # A document too heavy for a thread starts a worker, as a page to extract does.
            await service.edges.parse(Body(url=HEAVY.url, content=heavy()), HEAVY, service.edges.clock())
            gc.collect()
            own = resident("self")
            workers = [resident(str(child.pid)) for child in multiprocessing.active_children()][1:]
            whole = own + sum(workers)
            row(f"resident memory, {FEEDS:,} feeds, {ENTRIES:,} entries", f"{own:.0f} MB", f"goal {GOAL:.0f} MB", own / GOAL)
            row(f"  with {len(workers)} workers for parsing and extraction", f"{whole:.0f} MB", f"goal {GOAL:.0f} MB",
                whole / GOAL)

        asyncio.run(with_service(config, wiring.load_brain(config), database, rounds))


def fill_file(database: str) -> None:
    """Store the entries; in a process of its own, so that its memory does not count."""
    with Store.open(f"sqlite:///{database}") as store:
        fill(store, 0, ENTRIES)


def heavy() -> bytes:
    """An RSS document of 2,000 items."""
    items = "".join(f"<item><title>Item {n}</title><link>http://a.example/{n}</link><description>{'word ' * 100}"
                    "</description></item>" for n in range(2_000))
    return f'<rss version="2.0"><channel><title>Heavy</title>{items}</channel></rss>'.encode()


def resident(process: str) -> float:
    """Megabytes of resident memory (Linux)."""
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * 4096 / 1e6


if __name__ == "__main__":
    main()
