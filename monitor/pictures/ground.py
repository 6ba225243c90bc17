"""What lies under every map: sea, land, borders, names of countries, the scale. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from monitor.pictures.atlas import World
from monitor.pictures.clipping import lines_in_frame, ring_in_frame
from monitor.pictures.labels import Board, box_of, width_of
from monitor.pictures.projection import KM_PER_DEGREE, View
from monitor.pictures.scene import Anchor, Area, Line, Point, Shape, Tone, Words

_LENGTHS = (10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
_NAME_SIZE = 10.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """What of one country is seen."""

    name: str
    rings: tuple[tuple[Point, ...], ...]

    @property
    def largest(self) -> tuple[Point, ...]:
        """Its largest ring in the frame."""
        return max(self.rings, key=lambda ring: abs(_twice_area(ring)))


def lands(world: World, view: View) -> tuple[Land, ...]:
    """The countries in the frame, largest first, so that an enclave is drawn over what surrounds it."""
    found = []
    for country in world.countries:
        rings = tuple(
            cut for course in country.rings for turn in view.turns(course)
            if (cut := ring_in_frame(view.drawn(course, turn), view.width, view.height))
        )
        if rings:
            found.append(Land(name=country.name, rings=rings))
    return tuple(sorted(found, key=lambda land: -abs(_twice_area(land.largest))))


def ground(world: World, view: View, seen: Sequence[Land], home: frozenset[str]) -> Iterator[Shape]:
    """Sea, land, coasts and borders; the countries of ``home`` stand out."""
    frame = ((0.0, 0.0), (view.width, 0.0), (view.width, view.height), (0.0, view.height))
    yield Area(rings=(frame,), tone=Tone.SEA)
    for land in seen:
        yield Area(rings=land.rings, tone=Tone.LAND)
        if land.name in home:
            yield Area(rings=land.rings, tone=Tone.HOME)
    for line in world.lines:
        tone, width = (Tone.BORDER, 1.1) if line.border else (Tone.COAST, 0.7)
        for turn in view.turns(line):
            for piece in lines_in_frame(view.drawn(line, turn), view.width, view.height):
                yield Line(points=piece, tone=tone, width=width)


def name_lands(seen: Sequence[Land], board: Board, home: frozenset[str]) -> None:
    """Write the names of the countries where they have room; those of ``home`` first."""
    for land in sorted(seen, key=lambda land: land.name not in home):
        _name(land, board, _NAME_SIZE, within=land.name not in home)


def _name(land: Land, board: Board, size: float, *, within: bool) -> None:
    wide = width_of(land.name.upper(), size)
    spots = sorted(_inner_points(land.largest, board), key=lambda spot: -spot[0])
    for room, (x, y) in spots:
        if within and room < max(size * 0.6, wide / 6):
            return
        words = Words(at=(x, y + size * 0.34), text=land.name.upper(), size=size, tone=Tone.NAME, anchor=Anchor.MIDDLE)
        if board.put(words):
            return


def _inner_points(ring: Sequence[Point], board: Board) -> Iterator[tuple[float, Point]]:
    """Points of a grid within the ring and the frame, and how far from the rim, where across counts a third."""
    for row in range(1, 12):
        y = board.height * row / 12
        for column in range(1, 20):
            x = board.width * column / 20
            if _within(ring, x, y):
                rim = min(((px - x) / 3) ** 2 + (py - y) ** 2 for px, py in _dense(ring))
                edge = min(x / 3, (board.width - x) / 3, y, board.height - y)
                yield min(rim ** 0.5, edge * 1.3), (x, y)


def _dense(ring: Sequence[Point]) -> Iterator[Point]:
    """The corners and points between them: a straight border has corners at its ends only."""
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        parts = 1 + int(max(abs(bx - ax), abs(by - ay)) / 20)
        for part in range(parts):
            yield ax + (bx - ax) * part / parts, ay + (by - ay) * part / parts


def _within(ring: Sequence[Point], x: float, y: float) -> bool:
    inside = False
    for (ax, ay), (bx, by) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (ay > y) != (by > y) and x < ax + (y - ay) / (by - ay) * (bx - ax):
            inside = not inside
    return inside


def _twice_area(ring: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, (*ring[1:], ring[0]), strict=True))


def scale_bar(view: View, board: Board) -> tuple[Shape, ...]:
    """A bar of a round number of kilometres, bottom left, and its words; true at the middle of the view."""
    per_km = view.scale / KM_PER_DEGREE
    km = max((n for n in _LENGTHS if n * per_km <= view.width * 0.28), default=_LENGTHS[0])
    left, right, y = 10.0, 10.0 + km * per_km, view.height - 10.0
    words = Words(at=(right + 5, y + 3), text=f"{km:,} km", size=11.0, tone=Tone.INK)
    board.take((left - 4, y - 10, box_of(words)[2] + 2, view.height))
    bar = ((left, y - 4), (left, y), (right, y), (right, y - 4))
    return (Line(points=bar, tone=Tone.PAPER, width=4.0), Line(points=bar, tone=Tone.INK, width=1.6), words)
