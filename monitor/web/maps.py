"""The pictures of a page: drawn offline, or maps over the tiles of a server that config.yaml names (``map_tiles``)."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from aiohttp import web
from markupsafe import Markup

from monitor.alert import wording
from monitor.digest.drawn import pictures_of
from monitor.digest.page import Pictures
from monitor.feedsout.publication import position
from monitor.judge.gazetteer_file import load_gazetteer
from monitor.model import Base, Config, Incident, UserPlace
from monitor.model.digests import Digest
from monitor.pictures import Atlas, alert_map_svg, day_map_svg, load_atlas, timeline_rows, timeline_svg
from monitor.web.guard import POLICY
from monitor.web.site import Site
from monitor.web.tiles import Pin, origin_of, tile_map
from monitor.wiring import SHIPPED_MODELS, model_dir


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """Pictures ready to stand in a page; each escapes what it writes."""

    map: Markup
    timeline: Markup = Markup("")
    tiles: str = ""
    """The origin of the tiles in the map; empty where it has none."""


async def drawings(
    here: Site, incidents: Sequence[Incident], month: Sequence[Incident], now: datetime, days: int,
) -> Drawn:
    """The map of these incidents and the timeline that ends ``now``."""
    return await asyncio.to_thread(_drawn, here.config(), incidents, month, now, days)


def _drawn(config: Config, incidents: Sequence[Incident], month: Sequence[Incident], now: datetime, days: int) -> Drawn:
    ground, bases = ground_of(config)
    timeline = Markup(timeline_svg(timeline_rows(month, config.digest.timezone), now, days))  # noqa: S704
    return _over_tiles(config, incidents, bases, timeline) or Drawn(
        map=Markup(day_map_svg(incidents, ground, bases)), timeline=timeline)  # noqa: S704


async def incident_map(here: Site, incident: Incident) -> Drawn:
    """The map of one incident."""
    return await asyncio.to_thread(_incident_map, here.config(), incident)


def _incident_map(config: Config, incident: Incident) -> Drawn:
    ground, bases = ground_of(config)
    return _over_tiles(config, (incident,), bases, Markup("")) or Drawn(
        map=Markup(alert_map_svg(incident, ground, bases)))  # noqa: S704


def _over_tiles(config: Config, incidents: Sequence[Incident], bases: Mapping[str, Base], timeline: Markup) -> Drawn | None:
    """None where no tile server is configured, or nothing has a place to be shown on its tiles."""
    placed = [(number, incident, where) for number, incident in enumerate(incidents, 1) if (where := position(incident, bases))]
    if not config.map_tiles or not placed:
        return None
    pins = [Pin(number=number, name=wording.where(incident.facts), lat=where[0], lon=where[1]) for number, incident, where in placed]
    return Drawn(map=Markup(tile_map(pins, config.map_tiles)), timeline=timeline, tiles=origin_of(config.map_tiles))  # noqa: S704


def allow_tiles(answer: web.Response, drawn: Drawn) -> None:
    """Let the page load the tiles in it, and no other images from elsewhere."""
    if drawn.tiles:
        answer[POLICY] = {**answer.get(POLICY, {}), "img-src": drawn.tiles}


async def digest_pictures(here: Site, digest: Digest) -> Pictures:
    """The map and the timeline of a digest's page."""
    config = here.config()
    return await asyncio.to_thread(lambda: pictures_of(digest, *ground_of(config)))


def ground_of(config: Config) -> tuple[Atlas, Mapping[str, Base]]:
    """The outlines and the bases; read again only where config.yaml names another folder or other places."""
    return _ground(model_dir(config), config.places)


@lru_cache(maxsize=1)
def _ground(folder: Path, places: tuple[UserPlace, ...]) -> tuple[Atlas, Mapping[str, Base]]:
    gazetteer = load_gazetteer(folder / "gazetteer", places)
    outlines = next((f for f in (folder, SHIPPED_MODELS) if (f / "outlines").exists()), SHIPPED_MODELS) / "outlines"
    return load_atlas(outlines, gazetteer.areas), {base.id: base for base in gazetteer.bases}
