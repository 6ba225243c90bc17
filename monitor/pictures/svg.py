"""A scene as inline SVG, light and dark: neutral shapes are shades of the page's own colour of text. Pure.

It carries no style sheet and no script, so a page may forbid both. Around words lies a halo of the page's ``--paper``,
or of the browser's own background where the page names none.
"""

import html
from collections.abc import Sequence
from hashlib import sha256

from monitor.pictures.scene import Anchor, Area, Form, Line, Mark, Point, Scene, Shape, Tone, Words

_INK, _PAPER = "currentColor", "var(--paper,Canvas)"
_COLOURS: dict[Tone, tuple[str, float]] = {
    Tone.PAPER: (_PAPER, 1.0), Tone.SEA: ("#5b9bd5", 0.22), Tone.LAND: (_PAPER, 1.0), Tone.HOME: ("#e69f00", 0.28),
    Tone.BORDER: (_INK, 0.55), Tone.COAST: (_INK, 0.35), Tone.NAME: (_INK, 0.8), Tone.TOWN: (_INK, 0.85),
    Tone.BASE: (_INK, 1.0), Tone.PIN: ("light-dark(#b33c00,#ff8a4c)", 1.0), Tone.INK: (_INK, 1.0),
    Tone.SOFT: (_INK, 0.75), Tone.FAINT: (_INK, 0.15),
    Tone.ROCKET: ("light-dark(#c44a00,#ff8a4c)", 1.0), Tone.DRONE: ("light-dark(#0067a8,#56b4e9)", 1.0),
    Tone.FIRE: ("light-dark(#00785a,#2fcf9f)", 1.0), Tone.BOMB: (_INK, 1.0),
    Tone.GUN: ("light-dark(#9a3d78,#e79cc7)", 1.0), Tone.OTHER: (_INK, 0.8),
}
"""After Okabe and Ito, darkened or lightened to 3:1 against white and near black."""


def as_svg(scene: Scene) -> str:
    """The picture as an ``<svg>`` element for an HTML page; it is as wide as what it stands in, to 46 rem."""
    body = "".join(_shape(shape) for shape in scene.shapes)
    name = sha256((scene.title + scene.description + body).encode()).hexdigest()[:8]
    size = f"{scene.width:g} {scene.height:g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="100%" role="img" '
        f'aria-labelledby="t{name} d{name}" font-family="system-ui,sans-serif">'
        f'<title id="t{name}">{html.escape(scene.title)}</title><desc id="d{name}">{html.escape(scene.description)}</desc>'
        f"{body}</svg>"
    )


def _shape(shape: Shape) -> str:
    match shape:
        case Area():
            path = "".join(f"{_path(ring)}Z" for ring in shape.rings)
            return f'<path fill-rule="evenodd" d="{path}" {_paint("fill", shape.tone)}/>'
        case Line():
            return (f'<path fill="none" d="{_path(shape.points)}" stroke-width="{shape.width:g}" stroke-linejoin="round" '
                    f'{_paint("stroke", shape.tone)}/>')
        case Mark():
            return _mark(shape)
        case Words():
            return _words(shape)


def _paint(what: str, tone: Tone) -> str:
    colour, opacity = _COLOURS[tone]
    clear = f' {what}-opacity="{opacity:g}"' if opacity < 1 else ""
    return f'{what}="{colour}"{clear}'


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points)


def _mark(mark: Mark) -> str:
    (x, y), r = mark.at, mark.size
    halo = f'stroke="{_PAPER}" stroke-width="1.5" paint-order="stroke" ' if mark.halo else ""
    if mark.form is Form.DOT:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r:g}" {halo}{_paint("fill", mark.tone)}/>'
    if mark.form is Form.RING:
        under = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r - 1:.1f}" fill="none" stroke="{_PAPER}" stroke-width="4"/>'
        ring = (f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{r - 1:.1f}" fill="none" stroke-width="2" '
                f'{_paint("stroke", mark.tone)}/>')
        return (under if mark.halo else "") + ring
    if mark.form is Form.CROSS:
        a = r * 0.75
        return (f'<path fill="none" d="M{x - a:.1f} {y - a:.1f}L{x + a:.1f} {y + a:.1f}M{x - a:.1f} {y + a:.1f}'
                f'L{x + a:.1f} {y - a:.1f}" stroke-width="2.4" {_paint("stroke", mark.tone)}/>')
    return f'<path d="{_path(corners(mark))}Z" {halo}{_paint("fill", mark.tone)}/>'


def corners(mark: Mark) -> tuple[Point, ...]:
    """The corners of a sign that has any."""
    (x, y), r = mark.at, mark.size
    match mark.form:
        case Form.TRIANGLE:
            return (x, y - r), (x + r, y + r * 0.8), (x - r, y + r * 0.8)
        case Form.DIAMOND:
            return (x, y - r), (x + r, y), (x, y + r), (x - r, y)
        case _:
            a = r * 0.82
            return (x - a, y - a), (x + a, y - a), (x + a, y + a), (x - a, y + a)


def _words(words: Words) -> str:
    anchor = "" if words.anchor is Anchor.START else f' text-anchor="{words.anchor.value}"'
    weight = ' font-weight="600"' if words.bold else ""
    halo = f' stroke="{_PAPER}" stroke-width="3" stroke-linejoin="round" paint-order="stroke"' if words.halo else ""
    return (f'<text x="{words.at[0]:.1f}" y="{words.at[1]:.1f}" font-size="{words.size:g}"{anchor}{weight}{halo} '
            f'{_paint("fill", words.tone)}>{html.escape(words.text)}</text>')
