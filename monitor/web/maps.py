"""The pictures of a day: drawn offline, or over the tiles of a server that config.yaml names."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

from monitor.judge.gazetteer_file import load_gazetteer
from monitor.model import Base, Config, Incident, UserPlace
from monitor.pictures import Atlas, alert_map_svg, day_map_svg, load_atlas, timeline_rows, timeline_svg
from monitor.web.site import Site
from monitor.wiring import SHIPPED_MODELS, model_dir


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Pictures ready to stand in a page."""

    map: Markup
    timeline: Markup
    tiles: str = ""
    """The origin of the tiles in the map; empty where it has none."""


async def drawings(
    here: Site, incidents: Sequence[Incident], month: Sequence[Incident], now: datetime, days: int,
) -> Drawn:
    """The map of these incidents and the timeline that ends ``now``."""
    config = here.config()
    return await asyncio.to_thread(_drawn, config, incidents, month, now, days)


def _drawn(config: Config, incidents: Sequence[Incident], month: Sequence[Incident], now: datetime, days: int) -> Drawn:
    rows = timeline_rows(month, config.digest.timezone)
    ground, bases = ground_of(config)
    return Drawn(
        map=Markup(day_map_svg(incidents, ground, bases)),  # noqa: S704 - escapes what it writes
        timeline=Markup(timeline_svg(rows, now, days)),  # noqa: S704 - escapes what it writes
    )


async def incident_map(here: Site, incident: Incident) -> Markup:
    """The map of one incident."""
    config = here.config()
    return await asyncio.to_thread(lambda: Markup(alert_map_svg(incident, *ground_of(config))))  # noqa: S704 - escapes


def ground_of(config: Config) -> tuple[Atlas, Mapping[str, Base]]:
    """The outlines and the bases; read again only where config.yaml names another folder or other places."""
    folder = model_dir(config)
    return _ground(folder, config.places)


@lru_cache(maxsize=1)
def _ground(folder: Path, places: tuple[UserPlace, ...]) -> tuple[Atlas, Mapping[str, Base]]:
    gazetteer = load_gazetteer(folder / "gazetteer", places)
    outlines = next((f for f in (folder, SHIPPED_MODELS) if (f / "outlines").exists()), SHIPPED_MODELS) / "outlines"
    return load_atlas(outlines, gazetteer.areas), {base.id: base for base in gazetteer.bases}
