"""Pictures: the map of an alert, the map of a day, the timeline of the last days; as PNG for chats, as SVG for pages.

::

    incident, atlas, bases ──► scene (a value: shapes in points) ──► svg.py ──► str   for pages, light and dark
                                                                └──► png.py ──► bytes for chats and e-mail

Nothing is fetched: the outlines of the countries are shipped (models/outlines), the font is Pillow's own. An atlas reads
its file when the first picture is drawn.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime

from monitor.model import Base, Incident
from monitor.pictures.alert_map import alert_map, pinned
from monitor.pictures.atlas import Atlas, load_atlas
from monitor.pictures.day_map import day_map
from monitor.pictures.svg import as_svg
from monitor.pictures.timeline import TimelineRow, timeline, timeline_rows

__all__ = ["Atlas", "TimelineRow", "alert_map_png", "alert_map_svg", "day_map_png", "day_map_svg", "load_atlas", "pinned",
           "timeline_png", "timeline_rows", "timeline_svg"]


def alert_map_png(incident: Incident, atlas: Atlas, bases: Mapping[str, Base]) -> bytes:
    """The map of one attack, 1200 by 780 pixels; a base that is not known gets its country and no pin."""
    from monitor.pictures.png import as_png

    return as_png(alert_map(incident, atlas, bases))


def alert_map_svg(incident: Incident, atlas: Atlas, bases: Mapping[str, Base]) -> str:
    """The same for a page."""
    return as_svg(alert_map(incident, atlas, bases))


def day_map_png(incidents: Sequence[Incident], atlas: Atlas, bases: Mapping[str, Base]) -> bytes:
    """The map of a day, its incidents numbered from 1 in their order; empty where none has a place or country."""
    from monitor.pictures.png import as_png

    scene = day_map(incidents, atlas, bases)
    return as_png(scene) if scene else b""


def day_map_svg(incidents: Sequence[Incident], atlas: Atlas, bases: Mapping[str, Base]) -> str:
    """The same for a page; empty where there is nothing to show."""
    scene = day_map(incidents, atlas, bases)
    return as_svg(scene) if scene else ""


def timeline_png(rows: Sequence[TimelineRow], now: datetime, days: int = 30) -> bytes:
    """Attacks of the last ``days`` by country and weapon; ``now`` in the reader's time zone."""
    from monitor.pictures.png import as_png

    return as_png(timeline(rows, now, days))


def timeline_svg(rows: Sequence[TimelineRow], now: datetime, days: int = 30) -> str:
    """The same for a page."""
    return as_svg(timeline(rows, now, days))
