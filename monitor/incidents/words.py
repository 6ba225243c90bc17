"""Words, names and numbers of a text, as the comparison of two texts needs them. Pure; linear in the text's length."""

import re
from collections import Counter
from collections.abc import Iterable

from monitor.incidents.common_words import COMMON, NUMBER_WORDS, STOP
from monitor.judge.folding import fold

_WORD = re.compile(r"[^\W_]+")
_CASED = re.compile(r"[^\W\d_]+|[.!?:\n\"“”]|\d+")
_ENDS = frozenset(".!?:\n\"“”")
_TITLE_CASE = 0.6
"""A line in which more than this share of the words has a capital is written in title case: its capitals say nothing."""


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


def weight_of(word: str) -> float:
    """How telling one occurrence of a word is, 0 to 1, from its form alone.

    Stands in for the inverse document frequency: that of a real collection changes with every article, and what was
    decided yesterday could not be decided again. Function words weigh nothing, the words of every report of violence
    little (:mod:`monitor.incidents.common_words`), and longer words more than short ones.
    """
    if word in STOP or len(word) < 2:
        return 0.0
    if word in COMMON:
        return 0.25
    if word.isdigit():
        return 0.4
    return 0.7 if len(word) < 5 else 1.0


def telling_terms(words: Iterable[str], limit: int) -> tuple[str, ...]:
    """The ``limit`` most telling words, heaviest first; ties in the order of the alphabet."""
    counts = Counter(stem(word) for word in words)
    weights = {word: weight_of(word) * (1.0 + 0.5 * min(count - 1, 4)) for word, count in counts.items()}
    kept = [word for word, weight in weights.items() if weight > 0]
    kept.sort(key=lambda word: (-weights[word], word))
    return tuple(kept[:limit])


def names(line: str) -> list[str]:
    """Words written with a capital inside a sentence, folded; nothing from a line in title case.

    Scripts without capitals have no names in this sense; their words count as terms alone.
    """
    marks = _CASED.findall(line)
    words = [mark for mark in marks if mark[0].isalpha()]
    if not words or sum(word[0].isupper() for word in words) > _TITLE_CASE * len(words):
        return []
    found = []
    opens = True
    for mark in marks:
        if mark in _ENDS:
            opens = True
            continue
        if mark[0].isupper() and len(mark) > 1 and not opens:
            folded = stem(fold(mark))
            if folded not in STOP and folded not in COMMON:
                found.append(folded)
        opens = False
    return found


def numbers(words: Iterable[str]) -> set[str]:
    """Numbers in digits and in English words, as digits; 0 and 1 are left out, they stand for too many things."""
    found = {str(int(word)) for word in words if word.isascii() and word.isdigit() and len(word) < 10}
    found |= {NUMBER_WORDS[word] for word in words if word in NUMBER_WORDS}
    return found - {"0", "1"}
