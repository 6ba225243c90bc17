"""The store takes no writes, so no notice can be queued: it is said straight to the admin chat, and so is its end."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog

from monitor.alert.protocols import Channel
from monitor.model import InDoubt, Sent
from monitor.model.notices import Assessment, NoticeKind, Standing, Trouble
from monitor.notices.telling import decide
from monitor.notices.wording import parcel

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Alarm:
    """Remembers in memory what it said: a restart may say it again."""

    clock: Callable[[], datetime]
    _told: tuple[Standing, ...] = ()

    async def look(self, problem: str, admin: Channel | None) -> None:
        """One look each minute. ``problem``: why the store takes no writes; empty where it does."""
        now = self.clock()
        troubles = (Trouble(key="store", what=f"takes no writes: {problem}"),) if problem else ()
        notices, told = decide(self._told, Assessment(troubles=troubles), now)
        for notice in notices:
            if notice.kind is NoticeKind.ALL_CLEAR:
                log.info("trouble is over", about="store")
            else:
                log.error("notice that cannot be queued", about="store", kind=notice.kind.value, problem=problem)
            answer = await admin.deliver(parcel(notice, now), "", "") if admin else None
            if not isinstance(answer, Sent | InDoubt):
                return  # said again at the next look
        self._told = told
