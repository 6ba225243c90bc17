"""Text cut into sentences of tokens, small letters and all. Pure; linear in the length of the text."""

import re
from dataclasses import dataclass

from monitor.judge.folding import fold

_TOKEN = re.compile(r"U\.\s?S(?:\.(?:\s?A\.)?|\b)|u\.s\.?|U\.K\b\.?|[^\W_]+|[.!?;:|,()\"“”—–\[\]]")
_UNITED = re.compile(r"(?i)u\.\s?s\.?(?:\s?a\.)?")
_FULL_STOP = frozenset(".!?|")
_ABBREVIATED = frozenset(
    "mr mrs ms dr st gen lt col maj sgt capt brig rep sen gov no vs jan feb mar apr jun jul aug sep sept oct nov dec adm cpl pvt op".split())
_MARTIAL_AFTER_US = frozenset(
    "soldier soldiers troops troop forces force base bases military army marine marines personnel service servicemen serviceman air convoy convoys patrol led "
    "embassy consulate helicopter helicopters contractor contractors contingent general officer officers commander camp compound airbase airbases "
    "outpost navy warship warships drone drones strikes strike raid raids airman airmen citizen citizens official officials casualties deaths coalition allies "
    "special commandos medic pilot pilots vehicle vehicles tank tanks interests positions targets garrison headquarters hq defence defense installation facility facilities site sites bombs jets planes "
    "plane aircraft chopper black afghan iraq iraqi sailors sailor advisers advisors trainers gunship dead says said in and to".split())


@dataclass(frozen=True, slots=True)
class Token:
    """One word or mark; ``start`` and ``end`` half-open in the text it came from."""

    low: str
    start: int
    end: int
    capital: bool


def _word(match: re.Match[str]) -> Token:
    text = match[0]
    if "." in text and _UNITED.fullmatch(text):
        return Token("us", match.start(), match.end(), True)
    if text.startswith("U.K"):
        return Token("uk", match.start(), match.end(), True)
    if text == "IS":  # the group; the verb is never written so outside headlines in capitals
        return Token("isis", match.start(), match.end(), True)
    low = text.lower() if text.isascii() else fold(text) or text
    return Token(low, match.start(), match.end(), text[:1].isupper())


def tokens(text: str) -> list[Token]:
    """All words and marks of ``text``; ``U.S.`` and ``US`` are ``us``, the pronoun becomes ``us_pronoun``."""
    found = [_word(m) for m in _TOKEN.finditer(text)]
    return [_settle_us(found, i, text) if t.low == "us" else t for i, t in enumerate(found)]


def _settle_us(found: list[Token], i: int, text: str) -> Token:
    token = found[i]
    after = found[i + 1].low if i + 1 < len(found) else ""
    if text[token.start:token.end] != "us" or after in _MARTIAL_AFTER_US:
        return token
    return Token("us_pronoun", token.start, token.end, False)


def sentences(found: list[Token], limit: int) -> list[list[Token]]:
    """The first ``limit`` sentences; a full stop after an abbreviation or an initial ends none."""
    out: list[list[Token]] = [[]]
    for i, token in enumerate(found):
        if token.low in _FULL_STOP and not (token.low == "." and _is_abbreviation(found, i)):
            if len(out[-1]) > 1:
                if len(out) == limit:
                    return out
                out.append([])
        else:
            out[-1].append(token)
    return out if out[-1] or len(out) == 1 else out[:-1]


def _is_abbreviation(found: list[Token], i: int) -> bool:
    if i == 0:
        return True
    before = found[i - 1].low
    return before in _ABBREVIATED or (len(before) == 1 and before.isalpha())
