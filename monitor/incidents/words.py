"""Words, names and numbers of a text, as the comparison of two texts needs them. Pure; linear in the text's length."""

import re
from collections.abc import Iterable
from functools import lru_cache
from zlib import crc32

from monitor.incidents.rarity import RARITY
from monitor.judge.folding import fold

_WORD = re.compile(r"[^\W_]+")
_CASED = re.compile(r"[^\W\d_]+|\d+|[.!?:\n\"“”,;()]")
_BREAK = re.compile(r"[.!?][\"”]?\s|\n")
_ENDS = frozenset('.!?:\n"“”')
_UNLISTED = 6.0
"""Weight of a word that is in no list of :mod:`monitor.incidents.rarity`."""
_NUMBER = 3.0
_PAIR = 8.0
"""Weight of two capitalised words side by side: mostly a person, a street or a place."""
_PLAIN = 0.5
"""Taken off every rarity, so that the words of every text weigh nothing."""
_NAME = 1.0
"""A capitalised word at most this heavy is no name but a word at the head of a line."""

NUMBER_WORDS = {
    word: str(number)
    for number, word in enumerate(
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        start=2,
    )
} | {"thirty": "30", "forty": "40", "fifty": "50", "sixty": "60", "dozen": "12"}
"""English number words as digits; larger and joined ones are rare in tolls."""


def tokens(text: str) -> list[str]:
    """The folded words and numbers of ``text`` in order."""
    return _WORD.findall(fold(text))


def stem(word: str) -> str:
    """``word`` without an English plural or possessive ending; other words as they are."""
    if len(word) > 4 and word.isascii():
        if word.endswith("ies"):
            return word[:-3] + "y"
        if word.endswith("s") and word[-2] not in "su":
            return word[:-1]
    return word


@lru_cache(maxsize=65_536)
def weight_of(term: str) -> float:
    """How telling a stemmed word or a pair of words is, 0 to 8: the rarer in news at large, the more."""
    if " " in term:
        return _PAIR
    if term.isdigit():
        return _NUMBER
    if (rarity := RARITY.get(term)) is None:
        return _UNLISTED
    return max(0.0, rarity - _PLAIN)


def names(line: str) -> list[str]:
    """Words written with a capital inside a sentence and pairs of such words anywhere, folded, in order.

    Scripts without capitals have no names in this sense; their words count as terms alone.
    """
    found: list[str] = []
    opens, last = True, ""
    for mark in _CASED.findall(line):
        if not mark[0].isalpha():
            opens, last = opens or mark in _ENDS, ""
            continue
        word = stem(fold(mark)) if mark[0].isupper() and len(mark) > 1 else ""
        if word and weight_of(word) > _NAME:
            if not opens:
                found.append(word)
            if last:
                found.append(f"{last} {word}")
            last = word
        else:
            last = ""
        opens = False
    return found


def names_by_sentence(texts: Iterable[str]) -> dict[str, int]:
    """The names of texts in order, each with a number (CRC-32 of its folded text) of the sentence that says it first."""
    found: dict[str, int] = {}
    for text in texts:
        for sentence in _BREAK.split(text):
            if called := names(sentence):
                said = crc32(fold(sentence.strip(' ."”')).encode())
                for name in called:
                    found.setdefault(name, said)
    return found


def numbers(words: Iterable[str]) -> set[str]:
    """Numbers in digits and in English words, as digits; without 0 and 1, which mean too much, and without years."""
    found = {str(int(word)) for word in words if word.isascii() and word.isdigit() and len(word) < 10}
    found |= {NUMBER_WORDS[word] for word in words if word in NUMBER_WORDS}
    return {number for number in found if number not in {"0", "1"} and not _is_year(number)}


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in {"19", "20"}
