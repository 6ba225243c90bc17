"""Channels that answer as they were told, a clock that is moved by hand, and a store on the same thread."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from monitor.model import Parcel, SendOutcome, Sent
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
