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
_ENOUGH = 2
"""Words needed to tell."""
_ARTICLE = re.compile(r"(?:[Aa][lnrdst]|[Ee]l|[Aa]sh)[- ]")
_NO_NAME = frozenset(
    [
        "a", "an", "the", "this", "that", "its", "their", "our", "his", "two", "three", "four", "five", "several",
        "another", "each", "every", "us", "u.s", "american", "british", "coalition", "nato", "iraqi", "syrian", "jordanian",
        "afghan", "kuwaiti", "qatari", "saudi", "emirati", "turkish", "russian", "iranian", "israeli", "french", "german",
        "italian", "polish", "allied", "joint", "main", "new", "old", "large", "military", "army", "naval", "navy", "royal",
        "former", "international", "united", "states", "attack", "attacks", "in", "on", "at", "near", "after", "before",
        "against", "and", "or", "of", "for", "from", "to", "by", "with", "as", "but", "david", "nou", "fire", "rock",
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
        "april", "may", "june", "july", "august", "september", "october", "november", "december", "counselor", "leader",
        "leaders", "kill", "killed", "president", "summit", "raf", "inside", "outside", "dutch", "australian",
        "canadian", "japanese", "chinese", "pakistan", "indian", "road", "removal", "highlights",
    ]
)


def name_after(text: str, start: int, end: int, trigger: str) -> int:
    """Where the name of an unlisted base ends whose trigger stands at ``start``..``end``; 0 if no name follows."""
    found = _NEXT.match(text, end)
    if found is None:
        return 0
    words = found[1].split(" ")
    headline = _is_headline(text, start, found.end(1))
    if _is_no_name(words[0]) or (headline and trigger == "camp"):
        return 0
    if len(words) > 1 and not _ARTICLE.match(found[1]) and (headline or _is_no_name(words[-1])):
        return found.start(1) + len(words[0])
    return found.end(1)


def name_before(text: str, start: int, end: int) -> int:
    """Where the name of an unlisted base begins whose trigger stands at ``start``..``end``; -1 if no name leads to it."""
    begin = max(0, start - _REACH)
    found = _LAST.search(text[begin:start])
    if found is None:
        return -1
    words = found[1].split(" ")
    headline = _is_headline(text, begin + found.start(1), end)
    if headline and not _ARTICLE.match(found[1]):
        words = words[-1:]
    while words and _is_no_name(words[0]):
        words.pop(0)
    name = " ".join(words)
    if not words or _is_no_name(words[-1]) or (headline and not _ARTICLE.match(name)):
        return -1
    return begin + found.end(1) - len(name)


def _is_no_name(word: str) -> bool:
    small = word.lower().strip("'’.")
    return small in _NO_NAME or small.split("-")[0] in _NO_NAME


def _is_headline(text: str, start: int, end: int) -> bool:
    """Whether the words around ``start``..``end``, those within left out, begin with capitals for the most part."""
    words = _WORD.findall(text[max(0, start - 80):start]) + _WORD.findall(text[end:end + 80])
    capitals = sum(word[0].isupper() for word in words)
    return len(words) >= _ENOUGH and capitals > _HEADLINE * len(words)
