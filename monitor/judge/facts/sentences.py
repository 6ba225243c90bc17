"""Where sentences begin and end. Pure; linear in the length of the text.

A paragraph always ends a sentence; a point does not where it belongs to an abbreviation, an initial or a number.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

_ABBREVIATIONS = frozenset(
    "mr mrs ms dr prof gen lt col maj capt cpt sgt brig cmdr adm gov sen rep rev st jr sr no nos vs etc approx inc ltd co "
    "corp dept est fig jan feb mar apr jun jul aug sep sept oct nov dec mt ft spc pvt pfc hon pres sec messrs op km".split()
)
_END = re.compile(r"(?<![.!?…])[.!?…]+[\"”’')\]»]*(?=\s)")
_BREAK = re.compile(r"\n\s*\n|\n(?=\s*[\"“‘'A-Z0-9\u0590-\u06ff])|(?<=[.!?:\"”’)])\n")
_LONGEST = 1_500
"""Characters; a longer run without an end is cut so that what is read together stays bounded."""


class Section(StrEnum):
    """Which part of an article a sentence stands in."""

    TITLE = "title"
    SUMMARY = "summary"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of the text."""

    start: int
    end: int
    """Half-open, in characters of the joined text."""
    section: Section
    first: bool = False
    """Whether it opens its section."""


def split_sentences(text: str, start: int, end: int, section: Section) -> tuple[Sentence, ...]:
    """The sentences of ``text[start:end]``; a title is one sentence."""
    spans: list[tuple[int, int]] = []
    for begin, stop in _paragraphs(text, start, end):
        spans.extend(_cut(begin, stop, () if section is Section.TITLE else _ends(text, begin, stop)))
    kept = [trimmed for span in spans if (trimmed := _trimmed(text, *span))[0] < trimmed[1]]
    return tuple(Sentence(b, e, section, first=i == 0) for i, (b, e) in enumerate(kept))


def _paragraphs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    found = [(m.start(), m.end()) for m in _BREAK.finditer(text, start, end)]
    begins = [start, *(stop for _, stop in found)]
    stops = [*(begin for begin, _ in found), end]
    return list(zip(begins, stops, strict=True))


def _ends(text: str, start: int, end: int) -> list[int]:
    return [m.end() for m in _END.finditer(text, start, end) if _is_end(text, start, m)]


def _is_end(text: str, start: int, found: re.Match[str]) -> bool:
    after = text[found.end():found.end() + 3].lstrip()
    if after and after[0].islower():
        return False
    if found.group() != ".":
        return True
    word = re.split(r"[\s(\"“]", text[max(start, found.start() - 15):found.start()])[-1]
    if word.lower() in _ABBREVIATIONS:
        return word.lower() == "no" and not after[:1].isdigit()
    initials = (len(word) == 1 and word.isupper()) or (len(word) > 1 and word[-2] == "." and word[-1].isalpha())
    return not initials or (word.lower() in {"u.s", "u.k", "p.m", "a.m", "u.n"} and _opens(after, text, found.end()))


def _opens(after: str, text: str, end: int) -> bool:
    """Whether what follows "U.S." begins a sentence: one of the words that do so and follow no noun."""
    word = text[end:end + 20].split()
    return bool(after) and bool(word) and word[0] in {
        "The", "A", "An", "It", "In", "On", "He", "She", "They", "No", "This", "There", "But", "At", "Two", "Three",
    }


def _cut(start: int, end: int, ends: tuple[int, ...] | list[int]) -> list[tuple[int, int]]:
    edges = [start, *(e for e in ends if start < e < end), end]
    spans: list[tuple[int, int]] = []
    for begin, stop in pairwise(edges):
        spans.extend((at, min(stop, at + _LONGEST)) for at in range(begin, stop, _LONGEST))
    return spans


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
