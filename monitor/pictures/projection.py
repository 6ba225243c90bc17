"""From degrees to points: equirectangular, true to scale at the middle of the view, north up. Pure."""

from dataclasses import dataclass
from math import cos, radians

from monitor.pictures.atlas import Course
from monitor.pictures.scene import Point

KM_PER_DEGREE = 111.2
"""Of latitude: 40,030 km around the earth / 360."""
STEEPEST = 80.0
"""Latitude beyond which east and west are drawn as there: at the poles the scale would have no end."""


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A frame of ``width`` by ``height`` points around a middle; ``scale``: points per degree of latitude."""

    lat: float
    lon: float
    scale: float
    width: float
    height: float

    @property
    def shrink(self) -> float:
        """How much shorter a degree of longitude is than one of latitude."""
        return cos(radians(min(abs(self.lat), STEEPEST)))

    @property
    def km_wide(self) -> float:
        """Kilometres from the left edge to the right."""
        return self.width / self.scale * KM_PER_DEGREE

    def point(self, lat: float, lon: float) -> Point:
        """Where a place lies in the frame, the short way around the earth."""
        return self.across((lon - self.lon + 180) % 360 - 180), self.down(lat)

    def across(self, east: float) -> float:
        """From degrees east of the middle."""
        return self.width / 2 + east * self.shrink * self.scale

    def down(self, lat: float) -> float:
        """From degrees of latitude."""
        return self.height / 2 - (lat - self.lat) * self.scale

    def holds(self, point: Point, margin: float = 0.0) -> bool:
        """Whether a point lies in the frame, that far from its edges."""
        return margin <= point[0] <= self.width - margin and margin <= point[1] <= self.height - margin

    def turns(self, course: Course) -> tuple[float, ...]:
        """Turns of the earth (0, 360, -360 degrees) by which the course comes into the frame."""
        if self.down(course.south) < 0 or self.down(course.north) > self.height:
            return ()
        return tuple(turn for turn in (0.0, 360.0, -360.0)
                     if self.across(course.east - self.lon + turn) >= 0
                     and self.across(course.west - self.lon + turn) <= self.width)

    def drawn(self, course: Course, turn: float) -> list[Point]:
        """The points of a course, those left out that lie within half a point of the one before."""
        lat, lon, middle, centre = self.lat, self.lon - turn, self.width / 2, self.height / 2
        wide, high = self.shrink * self.scale, self.scale
        values = course.points
        kept: list[Point] = []
        for i in range(0, len(values), 2):
            point = (middle + (values[i] - lon) * wide, centre - (values[i + 1] - lat) * high)
            if not kept or abs(point[0] - kept[-1][0]) + abs(point[1] - kept[-1][1]) > 0.5 or i == len(values) - 2:
                kept.append(point)
        return kept


def around(lat: float, lon: float, km_wide: float, width: float, height: float) -> View:
    """The view of so many kilometres around a place."""
    return View(lat=lat, lon=lon, scale=width / km_wide * KM_PER_DEGREE, width=width, height=height)


def fitting(
    south: float, west: float, north: float, east: float, width: float, height: float, *, margin: float = 0.15,
    least_km: float = 300.0,
) -> View:
    """The view that shows a box of degrees with a margin; ``east`` may be beyond 180."""
    lat, lon = (south + north) / 2, (west + east) / 2
    shrink = cos(radians(min(abs(lat), STEEPEST)))
    room = 1 + 2 * margin
    scale = min(width / max((east - west) * shrink * room, 1e-6), height / max((north - south) * room, 1e-6),
                width / least_km * KM_PER_DEGREE)
    return View(lat=lat, lon=(lon + 180) % 360 - 180, scale=scale, width=width, height=height)
