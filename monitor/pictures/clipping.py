"""Rings and lines cut to the frame, so that a picture holds no more than it shows. Pure."""

from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from monitor.pictures.scene import Point

MARGIN = 4.0
"""Points kept around the frame: a stroke along the cut is not seen."""


def ring_in_frame(ring: Sequence[Point], width: float, height: float) -> tuple[Point, ...]:
    """A ring cut to the frame and its margin (Sutherland and Hodgman); empty where it lies outside."""
    low, right, bottom = -MARGIN, width + MARGIN, height + MARGIN
    sides: tuple[tuple[int, float, Callable[[float], bool]], ...] = (
        (0, low, lambda v: v >= low), (0, right, lambda v: v <= right),
        (1, low, lambda v: v >= low), (1, bottom, lambda v: v <= bottom),
    )
    points = list(ring)
    for axis, edge, inside in sides:
        points = list(_beyond(points, axis, edge, inside))
        if len(points) < 3:
            return ()
    return tuple(points)


def _beyond(points: Sequence[Point], axis: int, edge: float, inside: Callable[[float], bool]) -> Iterator[Point]:
    before = points[-1]
    for point in points:
        if inside(point[axis]) != inside(before[axis]):
            yield _crossing(before, point, axis, edge)
        if inside(point[axis]):
            yield point
        before = point


def _crossing(a: Point, b: Point, axis: int, edge: float) -> Point:
    part = (edge - a[axis]) / (b[axis] - a[axis])
    other = a[1 - axis] + part * (b[1 - axis] - a[1 - axis])
    return (edge, other) if axis == 0 else (other, edge)


def lines_in_frame(line: Sequence[Point], width: float, height: float) -> Iterator[tuple[Point, ...]]:
    """The pieces of a line whose steps come into the frame; their ends may lie outside."""
    piece: list[Point] = []
    for a, b in pairwise(line):
        if max(a[0], b[0]) < 0 or min(a[0], b[0]) > width or max(a[1], b[1]) < 0 or min(a[1], b[1]) > height:
            if piece:
                yield tuple(piece)
            piece = []
        else:
            piece = [*piece, b] if piece else [a, b]
    if piece:
        yield tuple(piece)
