"""Sites whose pages hold us up: after two in a row none of their pages is asked for some minutes.

Without this the articles of one poll would wait one after the other for a host that hangs, each its whole time limit,
and pages built to stall extraction would keep the workers from everybody else's.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

IN_A_ROW = 2
PAUSE = timedelta(minutes=10)
SITES = 2000


@dataclass(slots=True)
class _Site:
    turn: asyncio.Semaphore
    held_up: int = 0
    until: datetime | None = None


@dataclass(slots=True)
class Sites:
    """What is remembered of each host whose pages were read; or of each feed that linked to them."""

    clock: Callable[[], datetime]
    at_once: int
    in_a_row: int = IN_A_ROW
    _known: OrderedDict[str, _Site] = field(default_factory=OrderedDict)

    def rests(self, host: str) -> bool:
        """Whether its pages are not asked for now."""
        until = self._of(host).until
        # A clock that was set back must not make the pause longer.
        return until is not None and until - PAUSE <= self.clock() < until

    def turn(self, host: str) -> asyncio.Semaphore:
        """Held while a page of the host is asked for and with the workers; so hosts take turns there."""
        return self._of(host).turn

    def note(self, host: str, *, held_up: bool) -> None:
        """One more page of the host, and whether it held us up."""
        site = self._of(host)
        site.held_up = site.held_up + 1 if held_up else 0
        if site.held_up >= self.in_a_row:
            site.until = self.clock() + PAUSE

    def _of(self, host: str) -> _Site:
        site = self._known.setdefault(host, _Site(asyncio.Semaphore(self.at_once)))
        self._known.move_to_end(host)
        if len(self._known) > SITES:
            idle = next((name for name, known in self._known.items() if not known.turn.locked() and name != host), None)
            if idle is not None:
                del self._known[idle]
        return site
