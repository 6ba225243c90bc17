"""A map over the tiles of a server: places numbered on images that the reader's browser fetches. Pure.

Tiles are squares of 256 points in Web Mercator, ``2**z`` across the earth, counted from the north-west corner.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, floor, pi, radians, tan
from urllib.parse import urlsplit

SIDE = 256
WIDTH, HEIGHT = 736, 480
MARGIN = 60
"""Points between a place and the edge."""
CLOSEST, FARTHEST = 9, 1
NORTHMOST = 85.0
"""Latitude beyond which Web Mercator shows nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A place on the map."""

    number: int
    name: str
    lat: float
    lon: float


def origin_of(template: str) -> str:
    """What a page must be allowed to load images from."""
    parts = urlsplit(template)
    return f"{parts.scheme}://{parts.netloc}"


def tile_map(pins: Sequence[Pin], template: str) -> str:
    """The map as an ``<svg>`` element; empty without a place."""
    if not pins:
        return ""
    zoom = next((z for z in range(CLOSEST, FARTHEST, -1) if _fits(pins, z)), FARTHEST)
    spots = [_spot(pin, zoom) for pin in pins]
    left = (min(x for x, _ in spots) + max(x for x, _ in spots) - WIDTH) / 2
    top = (min(y for _, y in spots) + max(y for _, y in spots) - HEIGHT) / 2
    said = "; ".join(f"{pin.number}: {pin.name}" for pin in pins)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" role="img" '
            f'aria-label="{html.escape(f"Map. {said}", quote=True)}">{_tiles(left, top, zoom, template)}'
            f'{"".join(_sign(pin, x - left, y - top) for pin, (x, y) in zip(pins, spots, strict=True))}</svg>')


def _fits(pins: Sequence[Pin], zoom: int) -> bool:
    across, down = ([spot[axis] for spot in (_spot(pin, zoom) for pin in pins)] for axis in (0, 1))
    return max(across) - min(across) <= WIDTH - 2 * MARGIN and max(down) - min(down) <= HEIGHT - 2 * MARGIN


def _spot(pin: Pin, zoom: int) -> tuple[float, float]:
    size = SIDE * 2**zoom
    lat = radians(max(-NORTHMOST, min(NORTHMOST, pin.lat)))
    return (pin.lon + 180) / 360 * size, (1 - asinh(tan(lat)) / pi) / 2 * size


def _tiles(left: float, top: float, zoom: int, template: str) -> str:
    count, drawn = 2**zoom, []
    for column in range(floor(left / SIDE), floor((left + WIDTH) / SIDE) + 1):
        for row in range(max(0, floor(top / SIDE)), min(count - 1, floor((top + HEIGHT) / SIDE)) + 1):
            url = template.replace("{z}", str(zoom)).replace("{x}", str(column % count)).replace("{y}", str(row))
            drawn.append(f'<image href="{html.escape(url, quote=True)}" x="{column * SIDE - left:.1f}" y="{row * SIDE - top:.1f}" '
                         f'width="{SIDE}" height="{SIDE}"/>')
    return "".join(drawn)


def _sign(pin: Pin, x: float, y: float) -> str:
    return (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="13" fill="#b33c00" stroke="#fff" stroke-width="2.5"/>'
            f'<text x="{x:.1f}" y="{y + 5:.1f}" text-anchor="middle" font-size="14" font-weight="600" '
            f'font-family="system-ui,sans-serif" fill="#fff">{pin.number}</text>')
