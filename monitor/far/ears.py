"""Listening to readers: one worker at a time asks the bot's service for what people typed, another one goes on when it ends."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any, Protocol

import structlog

from monitor.errors import StoreError

LEASE = timedelta(seconds=45)
RENEW = 10.0
EARS = "listening to readers"

log = structlog.get_logger(__name__)


class Leases(Protocol):
    """What is asked of the store."""

    def hold_instance(self, owner: str, now: datetime, ttl: timedelta, what: str) -> bool:
        """Take or renew."""

    def release_instance(self, owner: str, what: str) -> None:
        """Give it back."""


async def listen_alone(
    listen: Callable[[], Awaitable[None]], store: Leases, on_store: Callable[..., Awaitable[Any]],
    clock: Callable[[], datetime], owner: str, renew: float = RENEW,
) -> None:
    """Listen while no other worker does, until cancelled; who loses the database stops listening before its lease ends."""
    listening: asyncio.Future[None] | None = None
    try:
        while True:
            mine = await _held(store, on_store, clock(), owner)
            if mine and (listening is None or listening.done()):
                listening = asyncio.ensure_future(listen())
            elif listening is not None and not mine:
                await _ended(listening)
                listening = None
            await asyncio.sleep(renew)
    finally:
        if listening is not None:
            await _ended(listening)
            await _given_back(store, on_store, owner)


async def _held(store: Leases, on_store: Callable[..., Awaitable[Any]], now: datetime, owner: str) -> bool:
    try:
        return bool(await on_store(store.hold_instance, owner, now, LEASE, EARS))
    except StoreError:
        return False


async def _ended(listening: "asyncio.Future[None]") -> None:
    listening.cancel()
    await asyncio.gather(listening, return_exceptions=True)


async def _given_back(store: Leases, on_store: Callable[..., Awaitable[Any]], owner: str) -> None:
    try:
        await on_store(store.release_instance, owner, EARS)
    except StoreError as error:
        log.info("another worker listens once the lease ends", problem=str(error))
