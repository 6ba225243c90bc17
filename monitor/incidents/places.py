"""Whether two reports can speak of one place. Pure.

A named base is a point. An unnamed one ("a US base in northeast Syria") is a country, a quarter of it or a province,
and can be any base that lies there.
"""

from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from monitor.incidents.words import tokens
from monitor.model import Report

SAME_SITE_KM = 8.0
"""Two named bases closer than this can be one site under two names (Green Village lies at the Al-Omar field)."""
AREA_KM = 200.0
"""An unnamed base whose province has a centre can be a named base within this distance."""
BAND = 0.12
"""Share of a country's extent by which a quarter reaches beyond the middle: reports use these words loosely."""

BOXES = {
    "Syria": (32.3, 37.3, 35.7, 42.4), "Iraq": (29.1, 37.4, 38.8, 48.6), "Jordan": (29.2, 33.4, 34.9, 39.3),
    "Afghanistan": (29.4, 38.5, 60.5, 74.9), "Turkey": (35.8, 42.1, 26.0, 44.8), "Kuwait": (28.5, 30.1, 46.5, 48.4),
    "Saudi Arabia": (16.3, 32.2, 34.5, 55.7), "Somalia": (-1.7, 12.0, 40.9, 51.4), "Niger": (11.7, 23.5, 0.2, 16.0),
    "Mali": (10.1, 25.0, -12.3, 4.3), "Kenya": (-4.7, 5.0, 33.9, 41.9),
}
"""South, north, west, east in degrees, rounded to 0.1: extents of the countries' land as any atlas gives them."""

_SOUTH = frozenset({"south", "southern", "southeast", "southeastern", "southwest", "southwestern"})
_NORTH = frozenset({"north", "northern", "northeast", "northeastern", "northwest", "northwestern"})
_EAST = frozenset({"east", "eastern", "northeast", "northeastern", "southeast", "southeastern"})
_WEST = frozenset({"west", "western", "northwest", "northwestern", "southwest", "southwestern"})

_ANYWHERE = frozenset(tokens(
    "base bases airbase air airfield airport camp camps outpost post compound facility site sites installation barracks garrison "
    "headquarters position positions military logistics training coalition international allied nato isaf us u.s. u s usa american "
    "british french german italian polish turkish united states states led forces force troops soldiers army marine foreign western "
    "joint housing hosting used by with for of on in at near inside outside the a an its their country region"))
"""Words that tell nobody where a base lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWeight:
    """What two places say: joined on or against, or a veto."""

    weight: float = 0.0
    veto: str = ""
    reason: str = ""


SAME_BASE = 3.0
SAME_SITE = 1.5
BASE_IN_AREA = 1.25
"""One base named, the other not, and it can be the same."""
SAME_AREA = 1.25
"""Neither named, same country."""
COUNTRY_UNSAID = 0.25
"""One of the two says no country at all."""


@lru_cache(maxsize=4096)
def compare_places(a: Report, b: Report) -> PlaceWeight:
    """Weigh the places of two reports."""
    if a.country and b.country and a.country != b.country:
        return PlaceWeight(veto=f"{a.country} is not {b.country}")
    if a.base_named and b.base_named:
        return _named(a, b)
    if not (a.country and b.country):
        return PlaceWeight(weight=COUNTRY_UNSAID, reason="no country said")
    if apart := _apart(a, b):
        return PlaceWeight(veto=apart)
    if a.base_named or b.base_named:
        return PlaceWeight(weight=BASE_IN_AREA, reason=f"an unnamed base in {a.country} can be the named one")
    return PlaceWeight(weight=SAME_AREA, reason=f"both speak of a base in {a.country}")


def _named(a: Report, b: Report) -> PlaceWeight:
    if (a.base_id and a.base_id == b.base_id) or (not (a.base_id and b.base_id) and _same_words(a.place, b.place)):
        return PlaceWeight(weight=SAME_BASE, reason=f"same base: {a.place}")
    apart = distance_km(a, b)
    if apart is not None and apart <= SAME_SITE_KM:
        return PlaceWeight(weight=SAME_SITE, reason=f"{a.place} and {b.place} lie {apart:.0f} km apart")
    return PlaceWeight(veto=f"{a.place} is not {b.place}")


def _same_words(a: str, b: str) -> bool:
    first, second = set(tokens(a)), set(tokens(b))
    return bool(first and second) and (first <= second or second <= first)


def distance_km(a: Report, b: Report) -> float | None:
    """Great-circle distance; None where one has no coordinates."""
    if a.lat is None or a.lon is None or b.lat is None or b.lon is None:
        return None
    lat_a, lat_b = radians(a.lat), radians(b.lat)
    half = sin((lat_b - lat_a) / 2) ** 2 + cos(lat_a) * cos(lat_b) * sin(radians(b.lon - a.lon) / 2) ** 2
    return 12742.0 * asin(sqrt(min(1.0, half)))


def _apart(a: Report, b: Report) -> str:
    """Why an unnamed base cannot be the other one, or nothing."""
    said = [(r, other) for r, other in ((a, b), (b, a)) if not r.base_named]
    for report, other in said:
        if other.base_named and not _can_lie_in(other, report):
            return f"{other.place} does not lie in {report.place}"
    if not (a.base_named or b.base_named) and _against(a.place, b.place):
        return f"{a.place} is not {b.place}"
    apart = distance_km(a, b)
    return f"{a.place} is {apart:.0f} km from {b.place}" if apart is not None and apart > AREA_KM else ""


def is_located(report: Report) -> bool:
    """Whether an unnamed place says more than its country and whose it is: "a base near Hasakah", "in the northeast"."""
    return bool(set(tokens(report.place)) - set(tokens(report.country)) - _ANYWHERE)


def _against(a: str, b: str) -> bool:
    first, second = set(tokens(a)), set(tokens(b))
    pairs = ((_SOUTH, _NORTH), (_NORTH, _SOUTH), (_EAST, _WEST), (_WEST, _EAST))
    return any(first & one and second & other for one, other in pairs)


def _can_lie_in(base: Report, area: Report) -> bool:
    box = BOXES.get(base.country)
    words = set(tokens(area.place))
    if box is None or base.lat is None or base.lon is None:
        return True
    south, north, west, east = box
    up, across = (base.lat - south) / (north - south), (base.lon - west) / (east - west)
    return not (
        (words & _SOUTH and up > 0.5 + BAND) or (words & _NORTH and up < 0.5 - BAND)
        or (words & _EAST and across < 0.5 - BAND) or (words & _WEST and across > 0.5 + BAND)
    )
