"""Words that do not lie on each other. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from monitor.pictures.scene import Anchor, Point, Tone, Words

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
EDGE, GAP = 4.0, 3.0
BOLD = 1.15
"""How much wider bold letters are; measured in Chromium with DejaVu Sans, the widest of the usual fonts: 1.14."""
_NARROW, _WIDE = frozenset("iljtfrI.,:;'!|()[] -"), frozenset("mwMWQ@%")


def width_of(text: str, size: float) -> float:
    """About how wide a text is; rather too wide, because each reader's font is another."""
    return size * sum(0.34 if c in _NARROW else 0.9 if c in _WIDE else 0.7 if c.isupper() else 0.58 for c in text)


def box_of(words: Words) -> Box:
    """The space some words take."""
    wide = width_of(words.text, words.size) * (BOLD if words.bold else 1.0)
    left = words.at[0] - {Anchor.START: 0.0, Anchor.MIDDLE: wide / 2, Anchor.END: wide}[words.anchor]
    return left, words.at[1] - words.size * 0.85, left + wide, words.at[1] + words.size * 0.28


@dataclass(slots=True)
class Board:
    """A frame, and what space of it is taken."""

    width: float
    height: float
    taken: list[Box] = field(default_factory=list)
    words: list[Words] = field(default_factory=list)

    def take(self, box: Box) -> None:
        """Keep words off a space."""
        self.taken.append(box)

    def keep_off(self, at: Point, size: float) -> None:
        """Keep words off a mark."""
        self.take((at[0] - size, at[1] - size, at[0] + size, at[1] + size))

    def is_free(self, box: Box) -> bool:
        """Whether a box lies in the frame and on nothing."""
        left, top, right, bottom = box[0] - GAP, box[1] - GAP / 2, box[2] + GAP, box[3] + GAP / 2
        inside = box[0] >= EDGE and box[1] >= EDGE and box[2] <= self.width - EDGE and box[3] <= self.height - EDGE
        return inside and not any(left < b[2] and right > b[0] and top < b[3] and bottom > b[1] for b in self.taken)

    def put(self, words: Words) -> bool:
        """Write words if their space is free; whether it was."""
        box = box_of(words)
        if not self.is_free(box):
            return False
        self.taken.append(box)
        self.words.append(words)
        return True

    def put_beside(self, at: Point, gap: float, text: str, size: float, tone: Tone, *, bold: bool = False) -> bool:
        """Write words beside a mark: right, left, above or below it, whichever is free first."""
        return any(
            self.put(Words(at=spot, text=text, size=size, tone=tone, anchor=anchor, bold=bold))
            for spot, anchor in _spots(at, gap, size)
        )


def _spots(at: Point, gap: float, size: float) -> Sequence[tuple[Point, Anchor]]:
    x, y = at
    middle, above, below = y + size * 0.34, y - gap - size * 0.2, y + gap + size * 0.85
    return (
        ((x + gap, middle), Anchor.START), ((x - gap, middle), Anchor.END), ((x, above), Anchor.MIDDLE),
        ((x, below), Anchor.MIDDLE), ((x + gap * 0.7, above), Anchor.START), ((x + gap * 0.7, below), Anchor.START),
        ((x - gap * 0.7, above), Anchor.END), ((x - gap * 0.7, below), Anchor.END),
    )
