"""Tells when a file was edited (watchfiles). The folder is watched, because editors swap files rather than write them."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from watchfiles import awatch


async def watch_file(path: Path, changed: Callable[[], Awaitable[None]]) -> None:
    """Call ``changed`` after each edit of ``path``, until cancelled."""
    wanted = path.resolve()
    async for changes in awatch(wanted.parent, recursive=False):
        if any(Path(name).resolve() == wanted for _, name in changes) and wanted.exists():
            await changed()
