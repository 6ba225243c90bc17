"""Where an attack struck: the base that a clause names or describes, and the area or country beside it. Pure."""

import re
from dataclasses import replace

from monitor.judge.facts.document import Document, Spot
from monitor.judge.facts.lexicon import Kind, Tag

_NAMELESS = re.compile(r"^(the |a |an |its |their |his |one of )+", re.IGNORECASE)
_LEADING = frozenset({"at", "on", "near", "towards", "toward", "over", "outside", "inside", "to", "round", "around", "en", "for"})
_LONGEST_CLAUSE = 60
"""Tokens of a clause in which a nickname is looked for."""


def places_in(document: Document, start: int, end: int) -> tuple[Spot | None, Spot | None]:
    """The base named between two tokens, and the area or country beside it."""
    spots = document.spots_within(start, end)
    bases = [s for s in spots if s.match.kind == "base"]
    hosting = [s for s in bases if s.match.base is None or s.match.base.hosts_coalition]
    spot = hosting[0] if hosting else _airport_of(document, start, end) or _zone_of(
        document, start, end) or _nicknamed(document, start, end)
    around = [s for s in spots if s.match.kind != "base" and can_host(document, s)]
    plural = any(document.word(tag.end - 1).endswith("s") for tag in document.within(Kind.BASE, start, end))
    if plural and len({s.match.country for s in around}) > 1:
        return spot, None
    nearest = max(around, key=lambda s: _closeness(document, s), default=None)
    owner = _owner(document, around, start, end)
    if owner is not None and nearest is not None and owner.match.country != nearest.match.country:
        nearest = owner
    if nearest is not None and nearest.match.kind == "country":
        nearest = next((s for s in around if _within(document, s, nearest)), nearest)
    return spot, nearest


def _owner(document: Document, around: list[Spot], start: int, end: int) -> Spot | None:
    """The country whose base it is by the word before it: "fire near Fujairah and drone strike on Kuwaiti air base"."""
    base = base_word(document, start, end)
    return None if base is None else next((s for s in around if s.match.demonym and base.start - 1 <= s.end <= base.start), None)


def _within(document: Document, spot: Spot, country: Spot) -> bool:
    """Whether a spot is a finer place of that country, and not where the text was written ("BAGHDAD - ...")."""
    finer = spot.match.kind == "area" and not spot.match.demonym and spot.match.country == country.match.country
    return finer and spot.start > country.start and document.word(spot.end) not in {"-", "–", "—", "("}


_SPEAK = frozenset({"government", "governments", "ministry", "minister", "foreign", "president", "prime", "officials", "official", "ambassador", "parliament", "king", "emir"})
"""Behind the name of a people: those who speak of an attack, wherever it was."""
_NEVER_HOSTS = frozenset({"United States", "Iran", "Israel", "Russia", "China", "North Korea", "Lebanon"})
_SENDERS = frozenset({
    "United Kingdom", "Germany", "France", "Italy", "Spain", "Poland", "Canada", "Australia", "Netherlands", "Denmark",
    "Norway", "Romania", "Japan", "Ukraine", "Georgia", "India", "South Korea", "Bulgaria", "Czech Republic", "Czechia",
    "Portugal", "Sweden", "Finland", "Hungary", "Slovakia", "Estonia", "Latvia", "Lithuania", "El Salvador", "Belgium",
    "New Zealand", "Nepal", "Philippines", "Fiji", "Uganda", "Albania", "Croatia", "Mongolia", "Pakistan", "Yemen",
})
"""Countries whose people are named far more often than their soil: they count as the place only after "in" or "at"."""


def can_host(document: Document, spot: Spot) -> bool:
    """Whether a country or area named there can be where the attack took place."""
    beside = {document.word(spot.start - 1), document.word(spot.start - 2), document.word(spot.end)}
    if spot.match.country in _NEVER_HOSTS or "border" in beside or (spot.match.demonym and document.word(spot.end) in _SPEAK):
        return False
    return spot.match.country not in _SENDERS or (not spot.match.demonym and placed(document, spot))


def placed(document: Document, spot: Spot) -> bool:
    """Whether "in", "at" or the like leads to the name."""
    return bool({document.word(spot.start - 1), document.word(spot.start - 2), document.word(spot.start - 3)}
                & {"in", "at", "outside", "near", "inside"})


def _closeness(document: Document, spot: Spot) -> tuple[bool, bool, int]:
    """Of places named, the one behind "in", else the finer, else the first."""
    return placed(document, spot) and not spot.match.demonym, spot.match.kind == "area", -spot.start


def _zone_of(document: Document, start: int, end: int) -> Spot | None:
    """The "Green Zone" without its country: what the gazetteer knows by that name as a base."""
    for tag in document.within(Kind.BASE, start, end):
        if tag.value == "zone" and document.tokens[tag.start].capital:
            for match in document.gazetteer.find(f"{document.slice(tag.start, tag.end)} base"):
                if match.base is not None:
                    return Spot(replace(match, text=document.slice(tag.start, tag.end)), tag.start, tag.end)
    return None


def _nicknamed(document: Document, start: int, end: int) -> Spot | None:
    """A base by a name that alone is ambiguous ("at Warhorse", "on K1"), in a text that names no base otherwise.

    What is told here is an attack on a base, so a preposition before a capital name suffices; the name of a town does not.
    """
    if any(spot.match.kind == "base" for spot in document.spots):
        return None
    for place in range(start + 1, min(end, start + _LONGEST_CLAUSE)):
        if document.word(place - 1) not in _LEADING or not document.tokens[place].capital or document.spots_within(place, place + 1):
            continue
        for stop in (place + 2, place + 1):
            name = document.slice(place, min(stop, end))
            match = next(iter(document.gazetteer.find(f"{name} base")), None)
            if match is not None and match.base is not None and match.start == 0 and match.end >= len(name):
                return Spot(replace(match, text=name), place, min(stop, end))
    return None


def _airport_of(document: Document, start: int, end: int) -> Spot | None:
    """Of "the airport in the city of Jalalabad" the base that the gazetteer knows as Jalalabad airport."""
    tags = [t for t in document.within(Kind.BASE, start, end) if t.value == "airport" or document.word(t.end - 1) in {"airstrip", "airfield"}]
    for tag in tags[:1]:
        for area in document.spots_within(tag.end, min(end, tag.end + 9)):
            for match in document.gazetteer.find(f"{area.match.name} airport") if area.match.kind == "area" else ():
                if match.base is not None:
                    return Spot(match, tag.start, area.end)
    return None


def base_word(document: Document, start: int, end: int) -> Tag | None:
    """The word for a base between two tokens: one for a whole base before one for its parts."""
    tags = document.within(Kind.BASE, start, end)
    return next((tag for tag in tags if tag.value in {"base", "zone", "headquarters"}), tags[0] if tags else None)


def of_the_host(document: Document, base: Tag | None) -> bool:
    """Whether the words behind a base give it to the host's own services: "headquarters of the Iraqi intelligence service"."""
    if base is None or [document.word(base.end), document.word(base.end + 1)] != ["of", "the"]:
        return False
    return any(s.match.demonym and can_host(document, s) for s in document.spots_within(base.end + 2, base.end + 4))


_LONGEST_DESCRIPTION = 14


def described(document: Document, base: Tag | None) -> str:
    """As in "a US base in eastern Syria": the words around an unnamed base, from its article to the end of its place."""
    if base is None:
        return ""
    start = base.start
    while start > 0 and base.start - start < 6 and not document.parted(start) and _qualifies(document, start - 1):
        start -= 1
    if base.end > base.start and document.word(base.end - 1).endswith("s") and document.word(start - 1).isdigit():
        start -= 1
    end, last = base.end, base.end
    while last < len(document.tokens) and last - base.end < _LONGEST_DESCRIPTION:
        if document.word(last) in {"in", "near", "at", "outside", "around", "across"}:
            spots = document.spots_within(last, last + 6)
            end = _city_behind(document, spots[0]) if spots else _region_behind(document, last + 1) or end
            break
        if document.word(last) in _ENDS_DESCRIPTION or document.parted(last) or document.at(Kind.VERB, last):
            break
        last += 1
    return _NAMELESS.sub("", document.slice(start, end))[:120]


_REGIONS = frozenset({"gulf", "region", "mideast", "east"})


def _region_behind(document: Document, start: int) -> int:
    """The end of "the Gulf", "the Middle East", which are no places of the gazetteer; 0 where none stands there."""
    for place in range(start, start + 3):
        if document.word(place) in _REGIONS and document.word(start) == "the":
            return place + 1
    return 0


_ENDS_DESCRIPTION = frozenset({"housing", "hosting", "used", "that", "which", ",", ".", ";", ":", "after", "as", "by"})
_QUALIFIERS = frozenset({"us", "military", "air", "army", "coalition", "-", "led", "american", "nato", "british", "diplomatic", "joint"})


def _qualifies(document: Document, place: int) -> bool:
    """Whether a word before a base belongs to its description: "US military", not the verb of a headline."""
    if document.word(place) in _QUALIFIERS:
        return True
    if document.word(place) == "states" and document.word(place - 1) == "united":
        return True
    told = any(document.at(kind, place) for kind in (Kind.VERB, Kind.WEAPON, Kind.NOUN, Kind.HARM, Kind.SPEECH, Kind.DEFENCE))
    return document.tokens[place].capital and document.word(place) not in {"on", "in", "at", "near", "of"} and not told


def _city_behind(document: Document, spot: Spot) -> int:
    """The end of a place: past "Iraqi" to the city in "the northern Iraqi city of Mosul"."""
    further = document.spots_within(spot.end, spot.end + 4)
    joined = {"city", "town", "province", "region", "of"} & {document.word(i) for i in range(spot.end, spot.end + 3)}
    return further[0].end if further and joined else spot.end
