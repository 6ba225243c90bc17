"""One spelling for many: text folded so that words written in different ways compare equal. Pure.

``fold`` turns text into small letters without diacritics; hyphens, dashes, apostrophes and all white space become single
spaces, as does the Persian non-joiner; other zero-width characters, Arabic vowel signs, the kashida and Hebrew points
go; Arabic, Persian and Kurdish letter variants become one letter; digits of other scripts become ASCII digits. So
``al-Asad``, ``Al Asad`` and ``AL’ASAD`` fold to ``al asad``, and ``Şırnak`` to ``sirnak``. Letters of one script are
never changed into those of another.

ASCII text (most raw items) takes a fast path through :meth:`bytes.translate`, a fifth of the cost of :meth:`str.translate`;
the marks that make most English texts foreign are replaced one by one before.
"""

import re
import unicodedata

_SPACES = "\t\n\v\f\r\x1c\x1d\x1e\x1f -'`_"
_ASCII = dict.fromkeys(map(ord, _SPACES), " ") | {i: chr(i + 32) for i in range(ord("A"), ord("Z") + 1)}
_ASCII_BYTES = bytes(ord(_ASCII.get(code, chr(code))) for code in range(256))
"""The same as a table of bytes."""
_LETTERS = {
    "ı": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ħ": "h",
    "ی": "ي", "ى": "ي", "ێ": "ي", "ې": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ة": "ه", "ە": "ه", "ھ": "ه", "ہ": "ه",
    "ٱ": "ا", "ۆ": "و", "ۇ": "و", "ڕ": "ر", "ڵ": "ل", "ء": "",
    "ـ": "", "ʿ": "", "ʾ": "", "ʻ": " ", "ʼ": " ", "׳": " ", "״": '"',
    "‘": " ", "’": " ", "‚": " ", "‛": " ", "´": " ", "′": " ", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "\u200c": " ", "־": " ", "−": " ", "‑": " ", "·": " ",
}
"""What Unicode's own decomposition does not bring together; checked before and after it."""
_ASCII_END = 128
_MOSTLY_FOREIGN = 1.2
"""Bytes of UTF-8 per character from which one pass over all characters costs less than one over each foreign run."""
_APOSTROPHES = "'’‘`ʼʻ"
_WORDS = re.compile(r"[^ ]+")
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def _fold_character(character: str) -> str:
    if (own := _LETTERS.get(character)) is not None:
        return own
    pieces = []
    for piece in unicodedata.normalize("NFKD", character).casefold():
        if piece in _LETTERS:
            pieces.append(_LETTERS[piece])
            continue
        kind = unicodedata.category(piece)
        if kind[0] == "Z" or kind == "Pd":
            pieces.append(" ")
        elif kind == "Nd":
            pieces.append(str(unicodedata.digit(piece)))
        elif kind not in {"Mn", "Me", "Cf", "Cc"}:
            pieces.append(piece)
    return "".join(pieces).translate(_ASCII)


class _Characters(dict[int, str]):
    """Folded form of each character met so far; at most one entry per Unicode character."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold_character(chr(code)) if code >= _ASCII_END else _ASCII.get(code, chr(code))
        return folded


_CHARACTERS = _Characters()
_USUAL = tuple((mark, _fold_character(mark)) for mark in "’‘“”–—…\xa0")
"""Marks of English print: after them seven in ten texts that were not ASCII are."""


def _fold_run(run: re.Match[str]) -> str:
    return run[0].translate(_CHARACTERS)


def _fold_ascii(text: str) -> str:
    return text.encode("ascii").translate(_ASCII_BYTES).decode("ascii")


def fold(text: str) -> str:
    """``text`` in the one spelling that names and keywords are compared in; no leading, trailing or double spaces."""
    if not text.isascii():
        for mark, folded in _USUAL:
            text = text.replace(mark, folded)
    if text.isascii():
        folded = _fold_ascii(text)
    elif len(text.encode(errors="replace")) > _MOSTLY_FOREIGN * len(text):
        folded = text.translate(_CHARACTERS)
    else:
        folded = _FOREIGN.sub(_fold_run, text)
        folded = _fold_ascii(folded) if folded.isascii() else folded.translate(_ASCII)
    if "  " in folded or folded[:1] == " " or folded[-1:] == " ":
        return " ".join(folded.split())
    return folded


def spellings(written: str) -> frozenset[str]:
    """The folded forms under which a name or keyword is to be looked for.

    A name with an apostrophe also without it ("Qa'im", "Qaim"); an Arabic name with the article also behind li-, which
    swallows the alef. Empty where nothing is left after folding.
    """
    keys = {fold(written)}
    for mark in _APOSTROPHES:
        if mark in written:
            keys.add(fold(written.replace(mark, "")))
    keys |= {"لل" + key[2:] for key in keys if key.startswith("ال")}
    return frozenset(key for key in keys if any(character.isalnum() for character in key))


class Offsets:
    """Where each folded character stood in the text it came from."""

    __slots__ = ("_length", "_map")

    def __init__(self, length: int, positions: list[int] | None = None) -> None:
        self._length = length
        self._map = positions

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The half-open span of the original text that the folded span ``start``..``end`` came from."""
        if self._map is None:
            return start, end
        if start >= end:
            place = self._map[start] if start < len(self._map) else self._length
            return place, place
        return self._map[start], self._map[end - 1] + 1


def fold_with_offsets(text: str) -> tuple[str, Offsets]:
    """:func:`fold` of ``text`` and the way back from folded to original places.

    The span of a folded piece ends behind the last original character that gave a letter to it, so a combining mark
    that follows is not within it.
    """
    folded = fold(text)
    if len(folded) == len(text) and text.isascii():
        return folded, Offsets(len(text))
    positions: list[int] = []
    pieces: list[str] = []
    reached = 0
    for run in _FOREIGN.finditer(text):
        pieces.append(text[reached:run.start()])
        positions.extend(range(reached, run.start()))
        for place in range(run.start(), run.end()):
            letters = _CHARACTERS[ord(text[place])]
            pieces.append(letters)
            positions.extend([place] * len(letters))
        reached = run.end()
    pieces.append(text[reached:])
    positions.extend(range(reached, len(text)))
    return folded, Offsets(len(text), _without_spare_spaces("".join(pieces).translate(_ASCII), positions))


def _without_spare_spaces(unfolded: str, positions: list[int]) -> list[int]:
    """The positions that remain where :func:`fold` leaves one space of several and none at the ends."""
    kept: list[int] = []
    for word in _WORDS.finditer(unfolded):
        if kept:
            kept.append(positions[word.start() - 1])
        kept.extend(positions[word.start():word.end()])
    return kept
