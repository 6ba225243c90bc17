"""The store, and how it is called beside the event loop."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from monitor.errors import InputError
from monitor.model import Config

if TYPE_CHECKING:
    from monitor.store import Store


class OffLoop:
    """Runs store calls beside the event loop, which never waits; on one thread one after another, as SQLite has one writer."""

    def __init__(self, threads: int = 1) -> None:
        self._thread = ThreadPoolExecutor(max_workers=threads, thread_name_prefix="store")

    async def __call__(self, call: Callable[..., Any], *arguments: Any) -> Any:
        """Call on the store thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, call, *arguments)

    def close(self) -> None:
        """Wait for the last call."""
        self._thread.shutdown(wait=True)


async def inline(call: Callable[..., Any], *arguments: Any) -> Any:
    """Run a store call at once; for replay, where nothing else waits."""
    return call(*arguments)


def open_store(config: Config) -> "Store":
    """The store of config.yaml, migrated; a relative SQLite path counts from the working directory."""
    from monitor.store import Store

    if not config.store_url.startswith(("sqlite:", "postgresql:", "postgresql+psycopg:")):
        raise InputError(f"{config.path}:1: store: {config.store_url.split(':')[0]!r} is not supported; write "
                         "sqlite:///path/to/monitor.db or postgresql://user@host/name")
    return Store.open(config.store_url)
