"""A picture as a value: shapes in points of a small screen, drawn as SVG or PNG by other files."""

from dataclasses import dataclass
from enum import StrEnum

Point = tuple[float, float]
"""Across and down, in points: 400 of them are the width of a phone."""


class Tone(StrEnum):
    """What a shape stands for; how that looks is for who draws it."""

    PAPER = "paper"
    SEA = "sea"
    LAND = "land"
    HOME = "home"
    """The country that the picture is about."""
    BORDER = "border"
    COAST = "coast"
    NAME = "name"
    TOWN = "town"
    BASE = "base"
    PIN = "pin"
    INK = "ink"
    SOFT = "soft"
    FAINT = "faint"
    ROCKET = "rocket"
    DRONE = "drone"
    FIRE = "fire"
    BOMB = "bomb"
    GUN = "gun"
    OTHER = "other"


class Form(StrEnum):
    """Marks that are told apart without colour."""

    DOT = "dot"
    RING = "ring"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    CROSS = "cross"
    BAR = "bar"


class Anchor(StrEnum):
    """Which end of the words stands at their point."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Rings filled together; a ring within another is a hole."""

    rings: tuple[tuple[Point, ...], ...]
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line through points."""

    points: tuple[Point, ...]
    tone: Tone
    width: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A small sign; ``size`` from its middle to its rim."""

    at: Point
    form: Form
    size: float
    tone: Tone
    halo: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One line of text; ``at`` is on its base line."""

    at: Point
    text: str
    size: float
    tone: Tone
    anchor: Anchor = Anchor.START
    bold: bool = False
    halo: bool = True


Shape = Area | Line | Mark | Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """One picture, drawn in the order of its shapes."""

    width: float
    height: float
    title: str
    description: str
    """What a person hears who cannot see it."""
    shapes: tuple[Shape, ...]
