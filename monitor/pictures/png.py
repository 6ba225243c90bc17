"""A scene as PNG, by Pillow and the font that comes with it: no font and no server of the machine is asked."""

import io
import unicodedata
from functools import cache
from math import hypot

from PIL import Image, ImageDraw, ImageFont

from monitor.pictures.scene import Anchor, Area, Form, Line, Mark, Point, Scene, Shape, Tone, Words
from monitor.pictures.svg import corners

SCALE = 3
"""Pixels per point: a chat shows a picture of 400 points at the width of a phone, sharp."""
COLOURS = 96
_PAPER = "#ffffff"
_COLOURS = {
    Tone.PAPER: _PAPER, Tone.SEA: "#d5e6f3", Tone.LAND: "#f4f2ec", Tone.HOME: "#fdebc2", Tone.BORDER: "#77736b",
    Tone.COAST: "#8fa9bd", Tone.NAME: "#5c574e", Tone.TOWN: "#444444", Tone.BASE: "#0a3f66", Tone.PIN: "#b33c00",
    Tone.INK: "#1b1b1b", Tone.SOFT: "#595959", Tone.FAINT: "#e2e2e2", Tone.ROCKET: "#c44a00", Tone.DRONE: "#0067a8",
    Tone.FIRE: "#00785a", Tone.BOMB: "#1b1b1b", Tone.GUN: "#9a3d78", Tone.OTHER: "#555555",
}
_SPELLED = str.maketrans({
    "ı": "i", "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "æ": "ae", "Æ": "Ae", "ß": "ss", "đ": "d", "Đ": "D", "ð": "d",
    "þ": "th", "ʿ": "'", "ʾ": "'", "–": "-", "—": "-", "\u2010": "-", "\u2011": "-", "\u00a0": " ",
})
_FURTHER = frozenset("·…’‘“”°")
"""What the font has beyond ASCII."""


def as_png(scene: Scene) -> bytes:
    """The picture on white, three pixels a point, with a palette; the same scene gives the same bytes."""
    image = Image.new("RGB", (round(scene.width * SCALE), round(scene.height * SCALE)), _PAPER)
    draw = ImageDraw.Draw(image)
    for shape in scene.shapes:
        _draw(draw, shape)
    out = io.BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
    return out.getvalue()


def written(text: str) -> str:
    """The text in letters the font has: without diacritics, and without what it cannot show."""
    plain = unicodedata.normalize("NFKD", text.translate(_SPELLED))
    return "".join(c for c in plain if c.isascii() or c in _FURTHER)


@cache
def _font(size: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    return ImageFont.load_default(size)


def _draw(draw: ImageDraw.ImageDraw, shape: Shape) -> None:
    colour = _COLOURS[shape.tone]
    match shape:
        case Area():
            for ring in shape.rings:
                draw.polygon(_scaled(ring), fill=colour)
        case Line():
            draw.line(_scaled(shape.points), fill=colour, width=max(1, round(shape.width * SCALE)), joint="curve")
        case Mark():
            _mark(draw, shape, colour)
        case Words():
            _words(draw, shape, colour)


def _scaled(points: tuple[Point, ...]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]


def _mark(draw: ImageDraw.ImageDraw, mark: Mark, colour: str) -> None:
    (x, y), r = (mark.at[0] * SCALE, mark.at[1] * SCALE), mark.size * SCALE
    rim = 1.5 * SCALE if mark.halo else 0
    if mark.form in {Form.DOT, Form.RING}:
        if mark.form is Form.DOT:
            draw.circle((x, y), r + rim / 2, fill=_PAPER if mark.halo else colour)
            draw.circle((x, y), r, fill=colour)
            return
        if mark.halo:
            draw.circle((x, y), r + SCALE, outline=_PAPER, width=4 * SCALE)
        draw.circle((x, y), r, outline=colour, width=2 * SCALE)
    elif mark.form is Form.CROSS:
        a = r * 0.75
        for side in (a, -a):
            draw.line([(x - a, y - side), (x + a, y + side)], fill=colour, width=round(2.4 * SCALE))
    else:
        points = _scaled(corners(mark))
        if mark.halo:
            draw.polygon([_outward(point, (x, y), rim) for point in points], fill=_PAPER)
        draw.polygon(points, fill=colour)


def _outward(point: Point, middle: Point, by: float) -> Point:
    dx, dy = point[0] - middle[0], point[1] - middle[1]
    length = hypot(dx, dy)
    return point[0] + dx / length * by, point[1] + dy / length * by


def _words(draw: ImageDraw.ImageDraw, words: Words, colour: str) -> None:
    anchor = {Anchor.START: "ls", Anchor.MIDDLE: "ms", Anchor.END: "rs"}[words.anchor]
    at, font, text = (words.at[0] * SCALE, words.at[1] * SCALE), _font(round(words.size * SCALE)), written(words.text)
    if words.halo:
        draw.text(at, text, font=font, anchor=anchor, fill=_PAPER, stroke_width=round(1.7 * SCALE), stroke_fill=_PAPER)
    # The font has one weight: bold is the same letters drawn a little thicker.
    draw.text(at, text, font=font, anchor=anchor, fill=colour, stroke_width=1 if words.bold else 0, stroke_fill=colour)
