"""One attack as one clause tells it: what struck what, where, when, how it ended. Pure."""

from dataclasses import dataclass
from datetime import date

from monitor.judge.facts.casualties import Harm, read_harm
from monitor.judge.facts.document import Clause, Document, Spot
from monitor.judge.facts.lexicon import Kind, Tag
from monitor.judge.facts.moments import moment_in
from monitor.judge.facts.sentences import Section
from monitor.judge.facts.sites import base_word, described, places_in
from monitor.judge.facts.times import Span
from monitor.judge.facts.weapons import rounds_in, weapons_in
from monitor.model import Outcome, Weapon

_TROOPS = frozenset({"troops", "soldiers", "forces", "personnel", "marines", "servicemen", "contractors", "soldier",
                     "contractor", "members", "member", "service"})


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
    if clause.link == "after" and document.word(start) in {"days", "weeks", "months", "years"}:
        return None
    if document.has(Kind.SKIP, start, end) or _generic(document, clause) or _unreal(document, clause):
        return None
    ours = document.has(Kind.OUR_STRIKE, start, end)
    weapons = weapons_in(document, start, end)
    spot, area = places_in(document, start, end)
    base = base_word(document, start, end)
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
        clause=clause, spot=spot, area=area, described=described(document, base), weapons=weapons,
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
    if landed and any(_beside(document, tag, start) for tag in near):
        return Outcome.NEAR_MISS
    return Outcome.HIT if landed and strong else Outcome.UNKNOWN


def _beside(document: Document, near: Tag, start: int) -> bool:
    """Whether "near" says where it fell, not where the base that was hit lies: "hit a base near Hasakah"."""
    verbs = [tag for tag in document.within(Kind.VERB, start, near.start) if tag.value == "hit"]
    return not (verbs and document.has(Kind.BASE, verbs[-1].end, near.start))


def in_lead(mention: Mention) -> bool:
    """Whether it stands in the title, in the summary, or at the head of the text."""
    sentence = mention.clause.sentence
    return sentence.section is not Section.TEXT or sentence.first
