"""The real service in this process, over loopback, on a SQLite file."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from monitor import wiring
from monitor.model import Config, Parcel, SendOutcome, Sent
from monitor.service import Service
from monitor.store import Store


class Chat:
    """A chat that keeps what it was given."""

    def __init__(self) -> None:
        self.got: list[Parcel] = []

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Taken."""
        self.got.append(parcel)
        return Sent(remote_id=str(len(self.got)))

    async def close(self) -> None:
        """Nothing."""


def on_loopback(config: Config) -> Config:
    """The same configuration, allowed to ask this machine without pauses."""
    fetch = replace(config.fetch, allow_private=True, host_gap=timedelta(0), per_host=16, extraction_workers=2)
    return replace(config, fetch=fetch)


@asynccontextmanager
async def running(
    config: Config, brain: wiring.Brain, database: Path, chat: Chat, clock: Callable[[], datetime] = wiring.utc_now,
) -> AsyncIterator[Service]:
    """Start, and at the end stop, everything that ``monitor run`` has, its schedule excepted."""
    store = Store.open(f"sqlite:///{database}")
    on_store = wiring.OffLoop()
    network = wiring.open_network(config, brain, store, on_store)
    edges = replace(network.edges, clock=clock)
    service = Service(config=config, brain=brain, store=store, edges=edges, on_store=on_store,
                      channels=wiring.Channels({"chat": chat}, ()))
    await service.load_states()
    try:
        yield service
    finally:
        await network.close()
        on_store.close()
        store.close()
