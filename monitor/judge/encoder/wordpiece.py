"""Text to the pieces that the encoder knows: BERT's own rules (uncased WordPiece). Pure.

Devlin et al. 2019 (arXiv 1810.04805) and the tokenizer published with it: small letters, accents off, a break at every
space, punctuation mark and Chinese character, then the longest known piece from the left, later pieces marked ``##``.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence

CLASS, SEPARATOR, UNKNOWN = "[CLS]", "[SEP]", "[UNK]"
_LONGEST_WORD = 100
"""A longer run of letters is unknown, as in the original."""
LIMIT = 112
"""Pieces of headline and summary together; more than nineteen in twenty items are shorter."""
_TITLE_LIMIT = 64
_PER_PIECE = 16
"""Characters read for each piece that fits: what is cut off need not be looked at."""
_WORDS = re.compile(r"[^\W_]+|[^\s]", re.UNICODE)
_CHINESE = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f]")


class WordPiece:
    """The pieces of one vocabulary."""

    def __init__(self, pieces: Sequence[str]) -> None:
        self._ids: Mapping[str, int] = {piece: i for i, piece in enumerate(pieces)}
        self._known: dict[str, tuple[int, ...]] = {}

    def pair(self, title: str, summary: str) -> tuple[list[int], int]:
        """``[CLS] title [SEP] summary [SEP]`` as numbers, and how many of them belong to the title's side.

        A summary without a title is read as the title, as it was in training.
        """
        first, second = (title, summary) if title.strip() else (summary, "")
        head = self._pieces(first, _TITLE_LIMIT if second else LIMIT)
        out = [self._ids[CLASS], *head, self._ids[SEPARATOR]]
        if not second.strip():
            return out, len(out)
        return [*out, *self._pieces(second, LIMIT - len(head)), self._ids[SEPARATOR]], len(out)

    def _pieces(self, text: str, limit: int) -> list[int]:
        out: list[int] = []
        for word in _words(text[:limit * _PER_PIECE]):
            out += self._word(word)
            if len(out) >= limit:
                break
        return out[:limit]

    def _word(self, word: str) -> tuple[int, ...]:
        found = self._known.get(word)
        if found is None:
            found = self._split(word)
            if len(self._known) < len(self._ids):
                self._known[word] = found
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        if len(word) > _LONGEST_WORD:
            return (self._ids[UNKNOWN],)
        out: list[int] = []
        start = 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = self._ids.get(("##" if start else "") + word[start:end])
                if piece is not None:
                    out.append(piece)
                    start = end
                    break
            else:
                return (self._ids[UNKNOWN],)
        return tuple(out)


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.lower())
    plain = "".join(c for c in plain if unicodedata.category(c) not in {"Mn", "Cf", "Cc"} or c in "\t\n\r")
    return _WORDS.findall(_CHINESE.sub(r" \g<0> ", plain))
