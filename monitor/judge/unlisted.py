"""Bases that no row of the gazetteer knows: "FOB Eagle", "Camp Roberts", "Al Foo air base". Pure.

Only names in Latin letters that begin with a capital are read, and only within a fixed reach, so the cost of one is
bounded. In a headline that Capitalises Every Word a name cannot be told from the words around it: there only military
abbreviations in front and Arabic articles in the name are trusted.
"""

import re

BEFORE_NAME = (
    "camp", "fob", "cop", "cob", "forward operating base", "combat outpost", "patrol base", "firebase", "fire base",
    "contingency operating base", "forward operating site", "joint security station",
)
AFTER_NAME = ("air base", "airbase", "airfield", "air force base")
_REACH = 48
_PART = r"(?:(?:[Aa][lnrdst]|[Ee]l|[Aa]sh)[- ])?[A-Z][\w'’-]{1,20}"
_NEXT = re.compile(rf" ({_PART}(?: (?:[A-Z][a-z'’-]{{2,20}}|I{{1,3}}|\d{{1,3}}))?)")
_LAST = re.compile(rf"(?:^|[ (\"“])({_PART}(?: [A-Z][\w'’-]{{1,20}})?) $")
_WORD = re.compile(r"[A-Za-z]{4,30}")
_HEADLINE = 0.6
"""Share of capitalised words (four letters and more) around a name from which the passage reads as a headline."""
_ARTICLE = re.compile(r"(?:[Aa][lnrdst]|[Ee]l|[Aa]sh)[- ]")
_NO_NAME = frozenset(
    "a an the this that its their our his two three four five several another each every us u.s american british "
    "coalition nato iraqi syrian jordanian afghan kuwaiti qatari saudi emirati turkish russian iranian israeli french "
    "german italian polish allied joint main new old large military army naval navy royal former international united "
    "states attack attacks in on at near after before against and or of for from to by with as but david nou fire rock "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december counselor leader leaders kill killed president summit".split()
)


def name_after(text: str, end: int, trigger: str) -> int:
    """Where the name of an unlisted base ends that follows the trigger ending at ``end``; 0 if none does."""
    found = _NEXT.match(text, end)
    if found is None:
        return 0
    words = found[1].split(" ")
    headline = _is_headline(text, end)
    if words[0].lower() in _NO_NAME or (headline and trigger == "camp"):
        return 0
    if len(words) > 1 and not _ARTICLE.match(found[1]) and (headline or words[-1].lower() in _NO_NAME):
        return found.start(1) + len(words[0])
    return found.end(1)


def name_before(text: str, start: int) -> int:
    """Where the name of an unlisted base begins that ends before ``start``; -1 if none does."""
    begin = max(0, start - _REACH)
    found = _LAST.search(text[begin:start])
    if found is None:
        return -1
    words = found[1].split(" ")
    while words and words[0].lower().strip("'’.") in _NO_NAME:
        words.pop(0)
    if not words or words[-1].lower() in _NO_NAME:
        return -1
    if _is_headline(text, start) and not _ARTICLE.match(" ".join(words)):
        return -1
    return begin + found.end(1) - len(" ".join(words))


def _is_headline(text: str, place: int) -> bool:
    words = _WORD.findall(text[max(0, place - 80):place + 80])
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= 4 and capitals > _HEADLINE * len(words)
