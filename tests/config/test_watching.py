"""An edit of config.yaml is noticed, also one that swaps the file."""

import asyncio
from pathlib import Path

from monitor.watching import watch_file


async def test_a_swapped_file_is_noticed(tmp_path: Path) -> None:
    """Editors write beside it and rename; other files do not matter."""
    path, noticed = tmp_path / "config.yaml", asyncio.Event()
    path.write_text("a: 1\n", encoding="utf-8")

    async def changed() -> None:
        noticed.set()

    async def swapping() -> None:
        number = 0
        while not noticed.is_set():  # the watch takes a moment to begin: edit until it sees one
            number += 1
            beside = tmp_path / f"new{number}"
            beside.write_text(f"a: {number}\n", encoding="utf-8")
            beside.replace(path)
            await asyncio.wait([asyncio.create_task(noticed.wait())], timeout=0.1)

    watch = asyncio.create_task(watch_file(path, changed))
    await asyncio.wait_for(swapping(), timeout=20)
    watch.cancel()
    await asyncio.gather(watch, return_exceptions=True)
