"""A text as words with their places, one folded spelling each. Pure; linear in the length of the text."""

import re
from dataclasses import dataclass

from monitor.judge.folding import fold

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[A-Z]\.[A-Z]\b|\d+(?:[.,]\d+)*|[^\W\d_]+|[^\w\s]|_")
"""Initials with points ("U.S."), numbers, words, single signs."""
_DASHES = frozenset("-‐‑‒–—−")
_QUOTES = frozenset('"“”„«»')


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number or sign."""

    word: str
    """Folded; initials without their points ("us"); every dash is "-", every double quotation mark '"'."""
    start: int
    end: int
    """Half-open, in characters of the text."""
    capital: bool
    """Whether it begins with a capital letter."""
    glued: bool
    """Whether it follows the one before without a space."""


def tokenize(text: str) -> tuple[Token, ...]:
    """The tokens of ``text`` in order."""
    tokens: list[Token] = []
    last = -1
    for found in _TOKEN.finditer(text):
        written = found.group()
        tokens.append(Token(
            word=_folded(written), start=found.start(), end=found.end(), capital=written[0].isupper(),
            glued=found.start() == last,
        ))
        last = found.end()
    return tuple(tokens)


def _folded(written: str) -> str:
    if written in _DASHES:
        return "-"
    if written in _QUOTES:
        return '"'
    if written in {"’", "‘", "'"}:
        return "'"
    if "." in written and written[0].isalpha():
        return written.replace(".", "").lower()
    return written.lower() if written.isascii() else fold(written).replace(" ", "") or written
