"""Lists that fit: what is left out is counted, and nothing is cut in the middle. Pure."""

from collections.abc import Iterable, Sequence

from monitor.alert.text import shown_length

BLOCK_GAP = 2
"""The empty line between two blocks of a message."""


def listed(pieces: Sequence[str], units: int, joint: str = ", ") -> str:
    """As many pieces as ``units`` hold, and how many more there are; always the first, so pieces are to be bounded."""
    shown = list(pieces[:1])
    for position, one in enumerate(pieces[1:], 2):
        rest = len(pieces) - position
        tail = f" and {rest} more" if rest else ""
        if shown_length(joint.join((*shown, one)) + tail) > units:
            break
        shown.append(one)
    left = len(pieces) - len(shown)
    return joint.join(shown) + (f" and {left} more" if left else "")


def fitting(blocks: Iterable[str], room: int) -> list[str]:
    """The first blocks of a message that fit into ``room``, with the gaps before them."""
    kept = []
    for block in blocks:
        room -= shown_length(block) + BLOCK_GAP
        if room < 0:
            break
        kept.append(block)
    return kept


def number(count: int) -> str:
    """``12,345``."""
    return f"{count:,}"


def plural(count: int, noun: str, many: str = "") -> str:
    """``1 attack``, ``2 attacks``, ``0 attacks``."""
    return f"{number(count)} {noun if count == 1 else many or noun + 's'}"
