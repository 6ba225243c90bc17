"""Draws the pictures that alerts ask for, beside the event loop; what fails costs the picture and nothing else."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

import structlog

from monitor.alert import wording
from monitor.alert.picturing import Picture
from monitor.alert.protocols import Enclosure
from monitor.digest.daily import digest_of_period, period_of_thread
from monitor.model import Base, Config, Incident
from monitor.model.digests import Digest, DigestPicture
from monitor.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from monitor.judge.gazetteer import Gazetteer
    from monitor.pictures import Atlas

log = structlog.get_logger(__name__)


class Artist:
    """Knows the store and the places; reads the outlines when the first picture is asked for."""

    def __init__(
        self, store: Store, on_store: Callable[..., Awaitable[Any]], outlines: "Path", gazetteer: "Gazetteer",
        config: Config, clock: Callable[[], datetime],
    ) -> None:
        self._store, self._on_store = store, on_store
        self._config, self._clock = config, clock
        self._outlines, self._gazetteer = outlines, gazetteer
        self._atlas: Atlas | None = None

    async def picture_of(self, thread: str) -> Picture | None:
        """The picture of a thread: of a digest the one it names, else the map of the incident."""
        digest, hashed, part = thread.partition("#")
        return await self._digest_picture(digest, DigestPicture(part)) if hashed else await self.map_of(thread)

    async def enclosures(self, thread: str) -> Sequence[Enclosure]:
        """What goes with the mail of a digest: its pictures, and its page; nothing where it could not be made."""
        try:
            digest = await self._digest(thread)
            return () if digest is None else await asyncio.to_thread(self._enclosed, digest)
        except Exception:
            log.exception("nothing is enclosed", digest=thread)
            return ()

    async def _digest(self, thread: str) -> Digest | None:
        period = period_of_thread(thread, self._config)
        if period is None:
            return None
        made: Digest = await self._on_store(digest_of_period, period, self._store, self._config, self._clock())
        return made

    async def _digest_picture(self, thread: str, part: DigestPicture) -> Picture | None:
        try:
            digest = await self._digest(thread)
            png, caption = await asyncio.to_thread(self._part, part, digest) if digest else (b"", "")
        except Exception:
            log.exception("no picture drawn", digest=thread, picture=part.value)
            return None
        return Picture(png=png, caption=caption, pinned=True) if png else None

    def _part(self, part: DigestPicture, digest: Digest) -> tuple[bytes, str]:
        from monitor.digest.drawn import drawn_for_chats

        return drawn_for_chats(part, digest, *self._ground())

    def _enclosed(self, digest: Digest) -> list[Enclosure]:
        from monitor.digest.drawn import pictures_of
        from monitor.digest.page import as_html

        drawn = [(part, *self._part(part, digest)) for part in DigestPicture]
        page = as_html(digest, self._clock(), pictures_of(digest, *self._ground()))
        return [*(Enclosure(name=f"{part}.png", content=png, caption=words, is_picture=True) for part, png, words in drawn if png),
                Enclosure(name=f"digest-{digest.day}.html", content=page.encode())]

    async def map_of(self, incident_id: str) -> Picture | None:
        """The map of an incident as it stands now; None where there is none or it could not be drawn."""
        incident = await self._on_store(self._store.incident, incident_id)
        if incident is None or incident.merged_into or not incident.facts.country:
            return None
        try:
            return await asyncio.to_thread(self._drawn, incident)
        except Exception:
            log.exception("no map drawn", incident=incident_id)
            return None

    def _drawn(self, incident: Incident) -> Picture:
        from monitor.pictures import alert_map_png, pinned

        atlas, bases = self._ground()
        return Picture(png=alert_map_png(incident, atlas, bases), caption=wording.where(incident.facts),
                       pinned=pinned(incident.facts, bases) is not None)

    def _ground(self) -> "tuple[Atlas, dict[str, Base]]":
        from monitor.pictures import load_atlas

        if self._atlas is None:
            self._atlas = load_atlas(self._outlines, self._gazetteer.areas)
        return self._atlas, {base.id: base for base in self._gazetteer.bases}


async def no_map(_: str) -> Picture | None:
    """For a configuration without pictures."""
    return None
