"""When a chat may be sent to next, by Telegram's published rules; pure, the caller brings the time.

Figures: Bot API FAQ and python-telegram-bot's ``FloodLimit`` constants: about 30 messages a second over all chats, 1 a
second to one chat, 20 a minute to one group or channel. We stay below: 25 a second over all.
"""

from collections import deque
from dataclasses import dataclass, field

OVERALL = (25, 1.0)
CHAT = (1, 1.0)
GROUP = (20, 60.0)


@dataclass(slots=True)
class SlidingWindow:
    """At most ``most`` events within any ``seconds``."""

    most: int
    seconds: float
    events: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until another event is allowed; 0 if it is now."""
        while self.events and self.events[0] <= now - self.seconds:
            self.events.popleft()
        if len(self.events) < self.most:
            return 0.0
        # The event that must leave first is not always the oldest: a wait rounded short lets one more in than allowed.
        return max(0.0, self.events[-self.most] + self.seconds - now)

    def record(self, now: float) -> None:
        """Count one event."""
        self.events.append(now)


class Pace:
    """The windows of one bot token; edits count like sends."""

    def __init__(self) -> None:
        self._overall = SlidingWindow(*OVERALL)
        self._chats: dict[str, tuple[SlidingWindow, ...]] = {}

    def wait(self, chat: str, now: float) -> float:
        """Seconds until this chat may be sent to."""
        return max(window.wait(now) for window in (self._overall, *self._windows(chat)))

    def leisure(self, chat: str, now: float) -> float:
        """Seconds until this chat may be sent what is no hurry: half of a group's minute stays free for alerts."""
        busy = [window for window in self._windows(chat) if window.seconds > 1 and len(window.events) >= window.most // 2]
        halves = (window.events[-(window.most // 2)] + window.seconds - now for window in busy)
        return max(self.wait(chat, now), *halves, 0.0)

    def record(self, chat: str, now: float) -> None:
        """Count one request to this chat."""
        for window in (self._overall, *self._windows(chat)):
            window.record(now)

    def _windows(self, chat: str) -> tuple[SlidingWindow, ...]:
        if chat not in self._chats:
            # Groups and channels have negative ids or @names; people have positive ids and no minute limit.
            crowd = chat.startswith(("-", "@"))
            self._chats[chat] = (SlidingWindow(*CHAT), SlidingWindow(*GROUP)) if crowd else (SlidingWindow(*CHAT),)
        return self._chats[chat]
