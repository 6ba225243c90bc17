"""One attack as one clause tells it: what struck what, where, when, how it ended. Pure."""

import re
from dataclasses import dataclass, replace
from datetime import date

from monitor.judge.facts.casualties import Harm, read_harm
from monitor.judge.facts.document import Clause, Document, Spot
from monitor.judge.facts.lexicon import Kind, Tag
from monitor.judge.facts.moments import moment_in
from monitor.judge.facts.sentences import Section
from monitor.judge.facts.times import Span
from monitor.judge.facts.weapons import rounds_in, weapons_in
from monitor.model import Outcome, Weapon

_TROOPS = frozenset({"troops", "soldiers", "forces", "personnel", "marines", "servicemen", "contractors", "soldier",
                     "contractor", "members", "member", "service"})
_NAMELESS = re.compile(r"^(the |a |an |its |their |his |one of )+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mention:
    """What one clause tells of an attack."""

    clause: Clause
    spot: Spot | None
    """The named base, if one is."""
    area: Spot | None
    """The country, province or town named beside it."""
    described: str
    """The words for an unnamed base."""
    weapons: tuple[Weapon, ...]
    rounds: int | None
    harm: Harm
    outcome: Outcome
    damage: str
    when: Span | None
    strong: bool
    """Whether the clause alone tells of an attack; a weak one only adds to the attack told before."""
    again: bool
    """Whether it says that this is another attack."""
    apart: bool = False
    """Whether it tells of "another mortar attack" in the same breath as one."""


def mention_of(document: Document, clause: Clause, published: date, told: Span | None,
               named: Span | None = None) -> Mention | None:
    """The attack a clause tells of, or adds to; None where it tells of none."""
    start, end = clause.start, clause.end
    if document.has(Kind.SKIP, start, end) or _generic(document, clause) or _unreal(document, clause):
        return None
    ours = document.has(Kind.OUR_STRIKE, start, end)
    weapons = weapons_in(document, start, end)
    spot, area = places_in(document, start, end)
    base = _base_word(document, start, end)
    blow = _blow(document, start, end)
    harm = read_harm(document, start, end)
    target = spot is not None or base is not None or _troops_hit(document, start, end)
    hurt = harm.mentioned and _troops_hit(document, start, end)
    strong = target and not ours and (blow or hurt or bool(weapons)) and _hostile(document, clause, weapons)
    damage = _damage(document, start, end)
    if ours and not strong:
        return None
    adds = document.has(Kind.DENIAL, start, end) or document.has(Kind.DEFENCE, start, end) or harm.killed is not None or harm.wounded is not None or damage or document.has(Kind.NEAR, start, end) or weapons
    if not strong and not adds:
        return None
    moment = moment_in(document, start, end, published, told, named)
    return Mention(
        clause=clause, spot=spot, area=area, described=_described(document, base), weapons=weapons,
        rounds=rounds_in(document, start, end), harm=harm, outcome=_outcome(document, clause, harm, damage, strong=strong),
        damage=damage, when=moment.span if moment else None, strong=strong,
        again=document.has(Kind.AGAIN, start, end), apart=clause.link != "" and _apart(document, start, end),
    )


def _apart(document: Document, start: int, end: int) -> bool:
    return any(
        document.word(tag.start) in {"another", "separate", "second"}
        and (document.has(Kind.NOUN, tag.end, tag.end + 3) or document.has(Kind.WEAPON, tag.end, tag.end + 3))
        for tag in document.within(Kind.AGAIN, start, end)
    )


def _generic(document: Document, clause: Clause) -> bool:
    tags = document.within(Kind.GENERIC, clause.start, clause.end)
    if not tags:
        return False
    # "the latest of several attacks" stands behind a real one; a count at the head of a clause is no single attack.
    return not any(tag.value == "count" and document.word(tag.start) in {"the", "of"} for tag in tags)


def _unreal(document: Document, clause: Clause) -> bool:
    verbs = (*document.within(Kind.VERB, clause.start, clause.end), *document.within(Kind.NOUN, clause.start, clause.end))
    if not verbs:
        return False
    first = min(tag.start for tag in verbs)
    return any(tag.start < first for tag in document.within(Kind.UNREAL, clause.start, clause.end))


def places_in(document: Document, start: int, end: int) -> tuple[Spot | None, Spot | None]:
    """The base named between two tokens, and the area or country beside it."""
    spots = document.spots_within(start, end)
    bases = [s for s in spots if s.match.kind == "base"]
    hosting = [s for s in bases if s.match.base is None or s.match.base.hosts_coalition]
    spot = hosting[0] if hosting else _airport_of(document, start, end) or _zone_of(document, start, end)
    around = [s for s in spots if s.match.kind != "base" and can_host(document, s)]
    plural = any(document.word(tag.end - 1).endswith("s") for tag in document.within(Kind.BASE, start, end))
    if plural and len({s.match.country for s in around}) > 1:
        return spot, None
    return spot, max(around, key=lambda s: _closeness(document, s), default=None)


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
    if spot.match.country in _NEVER_HOSTS or "border" in beside:
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


def _airport_of(document: Document, start: int, end: int) -> Spot | None:
    """Of "the airport in the city of Jalalabad" the base that the gazetteer knows as Jalalabad airport."""
    tags = [t for t in document.within(Kind.BASE, start, end) if t.value == "airport" or document.word(t.end - 1) in {"airstrip", "airfield"}]
    for tag in tags[:1]:
        for area in document.spots_within(tag.end, min(end, tag.end + 9)):
            for match in document.gazetteer.find(f"{area.match.name} airport") if area.match.kind == "area" else ():
                if match.base is not None:
                    return Spot(match, tag.start, area.end)
    return None


def _base_word(document: Document, start: int, end: int) -> Tag | None:
    tags = document.within(Kind.BASE, start, end)
    return next((tag for tag in tags if tag.value in {"base", "zone", "headquarters"}), tags[0] if tags else None)


def _blow(document: Document, start: int, end: int) -> bool:
    kinds = (Kind.NOUN, Kind.VERB, Kind.UNDER_FIRE, Kind.DEFENCE)
    return any(document.has(kind, start, end) for kind in kinds)


def _troops_hit(document: Document, start: int, end: int) -> bool:
    return document.has(Kind.FRIEND, start, end) and any(
        document.word(place) in _TROOPS for place in range(start, end))


def _hostile(document: Document, clause: Clause, weapons: tuple[Weapon, ...]) -> bool:
    """Not a strike of the coalition's own: the coalition as who strikes, with an attacker as who is struck."""
    verbs = document.within(Kind.VERB, clause.start, clause.end)
    if not verbs or weapons or document.has(Kind.UNDER_FIRE, clause.start, clause.end):
        return True
    first = verbs[0]
    friend_before = document.has(Kind.FRIEND, clause.start, first.start)
    foe_after = document.has(Kind.FOE, first.end, clause.end)
    passive = document.word(first.start - 1) in {"was", "were", "been", "being", "are", "is"}
    return passive or not (friend_before and foe_after)


_LONGEST_DESCRIPTION = 14


def _described(document: Document, base: Tag | None) -> str:
    """As in "a US base in eastern Syria": the words around an unnamed base, from its article to the end of its place."""
    if base is None:
        return ""
    start = base.start
    while start > 0 and base.start - start < 6 and not document.parted(start) and _qualifies(document, start - 1):
        start -= 1
    end, last = base.end, base.end
    while last < len(document.tokens) and last - base.end < _LONGEST_DESCRIPTION:
        if document.word(last) in {"in", "near", "at", "outside", "around"}:
            spots = document.spots_within(last, last + 6)
            if spots:
                end = _city_behind(document, spots[0])
            break
        if document.word(last) in _ENDS_DESCRIPTION or document.parted(last) or document.at(Kind.VERB, last):
            break
        last += 1
    return _NAMELESS.sub("", document.slice(start, end))[:120]


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


def _damage(document: Document, start: int, end: int) -> str:
    values = [tag.value for tag in document.within(Kind.DAMAGE, start, end)]
    return next((v for v in ("none", "minor", "major", "yes") if v in values), "")


def _outcome(document: Document, clause: Clause, harm: Harm, damage: str, *, strong: bool) -> Outcome:
    start, end = clause.start, clause.end
    stopped = [tag.value for tag in document.within(Kind.DEFENCE, start, end)]
    if stopped:
        return Outcome.FOILED if stopped[0] == "foiled" else Outcome.INTERCEPTED
    inside = document.has(Kind.INSIDE, start, end)
    if harm.killed or harm.wounded or damage in {"minor", "major", "yes"} or inside:
        return Outcome.HIT
    near = document.within(Kind.NEAR, start, end)
    if any(tag.value == "missed" for tag in near):
        return Outcome.NEAR_MISS
    landed = any(tag.value == "hit" for tag in document.within(Kind.VERB, start, end))
    if landed and near:
        return Outcome.NEAR_MISS
    return Outcome.HIT if landed and strong else Outcome.UNKNOWN


def in_lead(mention: Mention) -> bool:
    """Whether it stands in the title, in the summary, or at the head of the text."""
    sentence = mention.clause.sentence
    return sentence.section is not Section.TEXT or sentence.first


def told_at(mention: Mention, span: Span | None) -> Mention:
    """The same at a time taken from what was told before."""
    return mention if mention.when is not None else replace(mention, when=span)
