"""Draws the pictures that alerts ask for, beside the event loop; what fails costs the picture and nothing else."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

import structlog

from monitor.alert import wording
from monitor.alert.picturing import Picture
from monitor.model import Incident
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
    ) -> None:
        self._store, self._on_store = store, on_store
        self._outlines, self._gazetteer = outlines, gazetteer
        self._atlas: Atlas | None = None

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
        from monitor.pictures import alert_map_png, load_atlas, pinned

        if self._atlas is None:
            self._atlas = load_atlas(self._outlines, self._gazetteer.areas)
        bases = {base.id: base for base in self._gazetteer.bases}
        return Picture(
            png=alert_map_png(incident, self._atlas, bases), caption=wording.where(incident.facts),
            pinned=pinned(incident.facts, bases) is not None,
        )


async def no_map(_: str) -> Picture | None:
    """For a configuration without pictures."""
    return None
