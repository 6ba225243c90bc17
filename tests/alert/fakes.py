"""Channels that answer as they were told, a clock that is moved by hand, and a store on the same thread."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from monitor.model import Parcel, SendOutcome, Sent, TryLater
from tests.alert.makers import NOW


@dataclass(slots=True)
class Clock:
    """The time, moved by hand."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """The time."""
        return self.now

    def forward(self, **by: float) -> None:
        """Let time pass."""
        self.now += timedelta(**by)


@dataclass(slots=True)
class ScriptedChannel:
    """Answers from a list, then accepts everything; remembers what it was asked."""

    answers: list[SendOutcome | type[BaseException]] = field(default_factory=list)
    seen: list[tuple[Parcel, str, str]] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """The next answer."""
        self.seen.append((parcel, message_id, target))
        answer = self.answers.pop(0) if self.answers else Sent(remote_id=message_id or f"m{len(self.seen)}")
        if isinstance(answer, type):
            raise answer
        return answer

    async def close(self) -> None:
        """Nothing to close."""

    @property
    def words(self) -> list[str]:
        """What was asked, as ``send 1``."""
        return [f"{parcel.kind.value} {parcel.revision}" for parcel, _, _ in self.seen]


async def inline(call: Callable[..., Any], *arguments: Any) -> Any:
    """A store call, at once."""
    return call(*arguments)


@dataclass(slots=True)
class HangingChannel(ScriptedChannel):
    """Takes a parcel and answers when it is let go."""

    go: asyncio.Event = field(default_factory=asyncio.Event)

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """After :attr:`go`."""
        await self.go.wait()
        return await ScriptedChannel.deliver(self, parcel, message_id, target)


@dataclass(slots=True)
class SearchedChannel(ScriptedChannel):
    """A chat that can be asked what it shows."""

    shows: dict[str, str] = field(default_factory=dict)
    """Dedup keys with the ids of their messages."""
    asked: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    cannot_look: TryLater | None = None
    """What every look ends with, while it is set."""

    async def find(self, parcel: Parcel, known: Sequence[str], target: str) -> SendOutcome | None:
        """By dedup key."""
        self.asked.append((parcel.dedup_key, tuple(known)))
        if self.cannot_look:
            return self.cannot_look
        found = self.shows.get(parcel.dedup_key)
        return Sent(remote_id=found) if found else None


@dataclass(slots=True)
class ProgramChannel(ScriptedChannel):
    """Read by a program."""

    for_programs: bool = True
