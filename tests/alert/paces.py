"""A channel's pace for tests whose clock stands still, or that want to meet the server's limits and not our own."""

from monitor.alert.pacing import Pace


class NoPace(Pace):
    """Never waits."""

    def wait(self, chat: str, now: float) -> float:
        """At once."""
        del chat, now
        return 0.0

    def leisure(self, chat: str, now: float) -> float:
        """At once."""
        del chat, now
        return 0.0
