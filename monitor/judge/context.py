"""Words beside a name that say it is a base, so that an ambiguous alias may count. Pure; folded text throughout."""

import re

from monitor.judge.folding import fold

_AFTER = (
    "air base", "airbase", "air force base", "airfield", "air field", "airstrip", "army airfield", "base", "camp",
    "garrison", "outpost", "compound", "military base", "military camp", "military airport", "army base",
    "joint air base", "landing zone", "us base", "american base", "coalition base", "green zone base",
    "hava üssü", "üssü", "hava üssünde", "üssünde", "üssüne", "askeri üssü", "stützpunkt", "luftwaffenstützpunkt",
)
_BEFORE = (
    "camp", "base", "air base", "airbase", "fob", "cop", "cob", "cos", "lsa", "fort", "forward operating base",
    "forward operating bases", "contingency operating base", "contingency operating site", "combat outpost",
    "patrol base", "firebase", "fire base", "joint base", "garrison", "outpost", "logistics base", "kamp", "airfield",
    "base at", "air base at", "airbase at", "garrison at", "base of", "outpost at", "airfield at", "camp at",
    "compound at", "base called", "camp called", "base named", "camp named", "base aérienne de", "base aérienne d",
    "base militaire de", "base militaire d", "base de", "base d", "base aérea de", "base militar de", "camp de",
    "stützpunkt", "luftwaffenstützpunkt", "militärbasis", "luftwaffenbasis", "lager", "feldlager",
    "قاعدة", "القاعدة", "بقاعدة", "لقاعدة", "وقاعدة", "معسكر", "مطار", "قاعده", "پایگاه", "پایگاه هوایی", "پادگان",
    "اردوگاه", "בסיס", "בבסיס", "לבסיס", "מחנה", "سەربازگەی", "فڕۆکەخانەی",
)
_ENDS = frozenset(fold(words) for words in _BEFORE)
_STARTS = frozenset(fold(words) for words in _AFTER)
_MOST_WORDS = 3
_REACH = 40
"""Characters looked at on either side: longer than any entry."""
_WORDS_AFTER = re.compile(r"(?: \w+){1,3}")


_FIRE = re.compile(
    r"\b(?:rocket|missile|mortar|drone|shell|katyusha|projectile|grad|uav|salvo|volley|barrage|bomb|bomber|gunman|gunmen|bombing|blast|fire)s?"
    r"(?: \w+){0,2}? (?:on|at|hit|hits|struck|strike|strikes|target|targets|targeting|near|over|above|toward|towards|fall on|fell on|land in|landed in|"
    r"against|pound|pounds|rock|rocks|slam into|short of|into|inside|by|storm|storms|attack|attacks|reach|reaches) (?:the )?$")
_SITE = re.compile(
    r" (?:s )?(?:runway|perimeter|gate|gates|wire|fence|wall|walls|apron|chow hall|mess hall|dining hall|gym|hangar|hangars|barracks|entrance|flight line|"
    r"comes under|came under|under fire|under attack|under rocket|under mortar|hit by|struck by|targeted by|attacked by|rocketed|mortared|shelled)\b")
_FIRE_REACH = 60


def under_fire(folded: str, start: int, end: int) -> bool:
    """Whether the name at ``start``..``end`` is fired at ("rockets on ...") or has parts that a base has ("... runway")."""
    return bool(_SITE.match(folded, end, end + _REACH) or _FIRE.search(folded[max(0, start - _FIRE_REACH):start]))


def base_words_before(folded: str, start: int) -> int:
    """How many characters before ``start`` are a base word and its space ("camp "), 0 if there is none."""
    if start < 2 or folded[start - 1] != " " or not folded[start - 2].isalnum():
        return 0
    words = folded[max(0, start - _REACH):start - 1].split(" ")
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        phrase = " ".join(words[-count:])
        if phrase in _ENDS:
            return len(phrase) + 1
    return 0


def base_words_after(folded: str, end: int) -> int:
    """How many characters after ``end`` are a space and a base word (" air base"), 0 if there is none."""
    found = _WORDS_AFTER.match(folded, end, end + _REACH)
    if found is None:
        return 0
    words = found[0][1:].split(" ")
    for count in range(len(words), 0, -1):
        phrase = " ".join(words[:count])
        if phrase in _STARTS:
            return len(phrase) + 1
    return 0
