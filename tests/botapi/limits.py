"""The floods: one message a second to a chat, 20 a minute to a group or channel, 30 a second in all (Bot API FAQ)."""

from collections import defaultdict, deque
from dataclasses import dataclass, field
from math import ceil


@dataclass(slots=True)
class Floods:
    """What was taken, when."""

    overall: deque[float] = field(default_factory=deque)
    chats: defaultdict[str, deque[float]] = field(default_factory=lambda: defaultdict(deque))

    def wait(self, chat: str, now: float) -> int:
        """Whole seconds to wait, 0 if the message is taken; a message that is taken counts."""
        own = self.chats[chat]
        crowd = chat.startswith(("-", "@"))
        waits = [_over(self.overall, 30, 1.0, now), _over(own, 1, 1.0, now), _over(own, 20, 60.0, now) if crowd else 0.0]
        if max(waits) > 0:
            return ceil(max(waits))
        self.overall.append(now)
        own.append(now)
        return 0


def _over(taken: deque[float], most: int, seconds: float, now: float) -> float:
    recent = [moment for moment in taken if moment > now - seconds]
    return recent[-most] + seconds - now if len(recent) >= most else 0.0
