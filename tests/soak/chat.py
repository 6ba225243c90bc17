"""A chat that fails in every way a chat service does, and remembers what it shows."""

import random
from collections import Counter, deque
from collections.abc import Callable, Sequence
from datetime import timedelta

from monitor.alert.protocols import NotShown
from monitor.model import InDoubt, Parcel, ParcelKind, SendOutcome, Sent, TryLater

RATE = 0.12
"""Of the calls this share fails, while the chat as a whole is up."""
REMEMBERED = 200
"""Messages whose words the chat can be searched for."""
AGAIN = timedelta(seconds=5)
FLOOD = timedelta(seconds=35)
_WAYS = ("flood limit", "502, not taken", "answer lost, not taken", "answer lost, taken")


class UnsureChat:
    """Cannot be searched: where the answer is lost, nobody can tell whether a message is shown."""

    def __init__(self, name: str, chance: random.Random, down: Callable[[], bool], faulty: Callable[[], bool], faults: Counter[str]) -> None:
        """``down``: whether it is out of reach now; ``faulty``: whether single calls may fail now."""
        self.name, self._chance, self._down, self._faulty, self._faults = name, chance, down, faulty, faults
        self.shown: Counter[str] = Counter()
        """First words by thread, as often as a reader sees them."""
        self.folds: list[str] = []
        """Messages that stand for several alerts."""
        self.unsure: set[str] = set()
        """Threads of which an answer was lost."""
        self.strangers = 0
        """Edits and replies to messages that were never shown."""
        self._count = 0
        self._recent: deque[tuple[str, str]] = deque(maxlen=REMEMBERED)

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Taken, refused for now, or nobody knows."""
        if self._down():
            self._faults["chat: out of reach"] += 1
            return TryLater(after=AGAIN, reason="cannot connect")
        way = self._chance.choice(_WAYS) if self._faulty() and self._chance.random() < RATE else ""
        if way:
            self._faults[f"chat: {way}"] += 1
        match way:
            case "flood limit":
                return TryLater(after=FLOOD, reason="too many requests", whole_channel=True)
            case "502, not taken":
                return TryLater(after=AGAIN, reason="bad gateway")
            case "answer lost, not taken":
                return InDoubt(reason="no answer")
        remote = self._show(parcel, message_id)
        if way:
            self.unsure.add(parcel.thread)
            return InDoubt(reason="no answer")
        return Sent(remote_id=remote)

    def _show(self, parcel: Parcel, message_id: str) -> str:
        if parcel.kind is not ParcelKind.SEND:
            self.strangers += bool(message_id) and not 0 < int(message_id) <= self._count
        if parcel.kind is ParcelKind.EDIT and message_id:
            return message_id
        self._count += 1
        self._recent.append((str(self._count), parcel.message.html))
        if parcel.kind is ParcelKind.SEND:
            self.shown[parcel.thread] += 1
            if parcel.thread.startswith("missed:"):
                self.folds.append(parcel.message.plain)
        return str(self._count)

    async def close(self) -> None:
        """Nothing is open."""


class SearchableChat(UnsureChat):
    """Can be searched for a message whose answer was lost."""

    async def find(self, parcel: Parcel, known: Sequence[str], target: str) -> SendOutcome | NotShown | None:
        """The message among the last ones."""
        if self._down():
            self._faults["chat: out of reach"] += 1
            return TryLater(after=AGAIN, reason="cannot connect")
        there = next((number for number, words in self._recent if words == parcel.message.html), None)
        return Sent(remote_id=there) if there else NotShown()
