"""Numbers in words and digits. Pure.

"at least four", "more than four", "about four" and "up to four" read as 4; of a range ("two to three", "2-3") the lower
bound stands, because it is what the text vouches for; a dozen is 12, two dozen 24; "dozens", "several", "a few" are a
number that the text does not give. Years, clock times, calibres, distances, ages, shares and designations ("F-15",
"K-1") are no counts.
"""

from dataclasses import dataclass

from monitor.judge.facts.document import Document

_UNITS = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "pair": 2, "trio": 3,
}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_VAGUE = frozenset("dozens scores several many few some hundreds numerous multiple various handful number".split())
_NO_COUNT_AFTER = frozenset(
    "mm cm km kms kilometer kilometers kilometre kilometres mile miles meters metres yards feet percent % year years "
    "month months week weeks day days hour hours minute minutes am pm pounds kg tons tonnes million billion dollars st "
    "nd rd th inch inches knots caliber calibre local gmt degrees a.m. p.m. $ countries am local nations times".split()
)
_MONTHS = frozenset(
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec".split()
)


@dataclass(frozen=True, slots=True)
class Number:
    """One count."""

    start: int
    end: int
    """Half-open, in tokens."""
    value: int | None
    """None: a number that is not given ("several")."""


def number_at(document: Document, place: int) -> Number | None:
    """The number that begins at a token, or None."""
    found = _range(document, place)
    if found is None or _is_no_count(document, found):
        return None
    return found


def _range(document: Document, place: int) -> Number | None:
    first = plain_number(document, place)
    if first is None or first.value is None or document.word(first.end) not in {"to", "-", "or"}:
        return first
    second = plain_number(document, first.end + 1)
    if second is None or second.value is None or second.value <= first.value:
        return first
    return Number(place, second.end, first.value)


def plain_number(document: Document, place: int) -> Number | None:
    """The number that begins at a token, whatever it counts: "five" of "five days"."""
    word = document.word(place)
    if word.replace(",", "").isdigit() and word[0] != ",":
        if len(word) > 7 or not word.replace(",", "").isascii():
            return None
        return Number(place, place + 1, int(word.replace(",", "")))
    if word in {"a", "half"} and document.word(place + 1) in {"dozen", "score", "pair", "trio"}:
        value = {"dozen": 12, "score": 20, "pair": 2, "trio": 3}[document.word(place + 1)]
        return Number(place, place + 2, value // 2 if word == "half" else value)
    if word in {"a", "the"} and document.word(place + 1) in {"number", "handful", "few", "couple"}:
        return Number(place, place + 2, None)
    if word in {"dozen", "couple"}:
        return Number(place, place + 1, 12 if word == "dozen" else None)
    if word == "some" and plain_number(document, place + 1) is not None:
        return None
    if word in _VAGUE:
        return Number(place, place + 1, None)
    return _in_words(document, place)


def _in_words(document: Document, place: int) -> Number | None:
    word = document.word(place)
    if word in _TENS:
        after = place + 2 if document.word(place + 1) == "-" else place + 1
        unit = _UNITS.get(document.word(after), 0)
        if 0 < unit < 10:
            return Number(place, after + 1, _TENS[word] + unit)
        return Number(place, place + 1, _TENS[word])
    if word not in _UNITS:
        return None
    if document.word(place + 1) == "dozen":
        return Number(place, place + 2, _UNITS[word] * 12)
    if document.word(place + 1) == "hundred":
        return Number(place, place + 2, _UNITS[word] * 100)
    return Number(place, place + 1, _UNITS[word])


def _is_no_count(document: Document, number: Number) -> bool:
    before, after = document.word(number.start - 1), document.word(number.end)
    if before == "and" and "between" in {document.word(number.start - 3), document.word(number.start - 4)}:
        return True  # the upper bound: the lower one stands
    if after == "-" and _compound(document, number.end):
        return True
    if after == "-" and document.word(number.end + 1) in {"year", "mm", "day", "hour", "month", "week", "inch", "kilometer"}:
        return True
    if after in _NO_COUNT_AFTER or after == "%" or before in {"$", "€", "£", "no", "number", "phase", "group", "unit"}:
        return True
    if (after == ":" and document.word(number.end + 1).isdigit()) or (before == ":" and number.value is not None and document.word(number.start - 2).isdigit()):
        return True
    if number.value is None:
        return False
    digits = document.word(number.start)[0].isdigit()
    if digits and (before in _MONTHS or (after in _MONTHS and number.value <= 31)):
        return True
    if digits and 1900 <= number.value <= 2099 and "," not in document.word(number.start):
        return True
    glued = document.tokens[number.start].glued
    return digits and ((glued and before not in {"(", '"', "'"}) or _letters_follow(document, number))


def _compound(document: Document, place: int) -> bool:
    """Whether a hyphen joins the number to a noun: "two-star general", "four-hour battle"."""
    tokens = document.tokens
    joined = place + 1 < len(tokens) and tokens[place].glued and tokens[place + 1].glued
    return joined and document.word(place + 1).isalpha() and _single_word(document.word(place + 1)) is None


def _single_word(word: str) -> int | None:
    return _UNITS.get(word, _TENS.get(word))


def _letters_follow(document: Document, number: Number) -> bool:
    """Whether the digits are the head of a word ("5th", "107mm")."""
    if number.end >= len(document.tokens):
        return False
    following = document.tokens[number.end]
    return following.glued and (following.word[0].isalpha() or (following.word == "-" and number.end - number.start == 1
                                and document.word(number.end + 1).isalpha() is False))
