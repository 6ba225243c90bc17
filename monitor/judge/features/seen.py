"""What stands in a reading, as the rules of :mod:`.evidence` ask for it. Pure."""

from collections.abc import Callable
from dataclasses import dataclass

from monitor.judge.features.clauses import clauses
from monitor.judge.features.groups import LATER, agent_of, group_of
from monitor.judge.features.reading import Reading, Sentence

_PARTS = ("head", "rest")
_RANGE = ("rocket", "mortar", "missile", "drone")
LEADS = ("reaction", "legal", "afterwards", "threat", "drill", "live", "many")
_OPENING = 3
"""Chunks within which "live" stands for live coverage; later it is a verb."""
_ONTO = frozenset({"on", "near", "at", "over", "inside", "outside", "by"})
_STRUCK = frozenset({"site", "implied", "place", "compound", "troops", "zone"})
Has = Callable[..., bool]
"""Asked with names of signals: whether one of them is there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What stands in a reading, as the rules ask for it."""

    coalition: bool
    """Its forces or sites are named anywhere."""
    coalition_head: bool
    host_place: bool
    base: bool
    """A site that may be the coalition's, anywhere."""
    site: bool
    site_main: bool
    """A coalition site is struck, or the scene, in a clause of the headline that is news."""
    site_sub: bool
    """The same in a clause of the headline that recalls."""
    site_rest: bool
    implied: bool
    """A site whose owner is not said."""
    ranged: bool
    """A weapon that comes from afar."""
    ranged_head: bool
    road: bool
    hurt: bool
    victims: bool
    """Coalition people were hurt or struck."""
    at_abroad_base: bool
    contractor: bool
    foe: bool
    us_leads: bool
    """The coalition's own blow is the first one told."""
    turned: bool
    """The headline begins with a reaction, a trial, a memory ..."""
    elsewhere: bool
    told_where: bool
    """The summary says that a base was struck, whose is not said."""
    told_below: bool
    """The headline says that somebody was attacked, the summary that it was a site."""


def seen_in(has: Has, reading: Reading) -> Seen:
    """``has``: whether one of some signals of the sentences is there."""
    coalition = has(*(f"{p}.{x}" for p in _PARTS for x in ("has.troops", "has.site", "says.coalition", "says.coalition_force")))
    coalition_head = has("head.has.troops", "head.has.site", "head.says.coalition", "head.says.coalition_force")
    ranged = has(*(f"{p}.says.weapon_{w}" for p in _PARTS for w in _RANGE))
    implied_sub = has("head.struck.implied.sub", "head.struck.place.sub", "head.at.implied.sub") and coalition
    hurt = has("head.hurt.troops.main", "head.hurt.us.main") or (
        has("head.hurt.force.main") and coalition_head and not has("head.has.host", "head.has.abroad"))
    base = has(*(f"{p}.has.{x}" for p in _PARTS for x in ("site", "implied", "place", "compound")))
    site_rest = has("rest.struck.site.main", "rest.at.site.main")
    own, other = _first_own(reading.head)
    us_leads = own >= 0 and (other < 0 or own < other)
    foe = has("head.foe_blow.main")
    at_abroad_base = hurt and has("head.struck.abroad.main", "head.at.abroad.main", "rest.struck.abroad.main", "rest.at.abroad.main") and has(
        "head.has.abroad base", "rest.has.abroad base")
    implied_rest = has("rest.struck.implied.main", "rest.at.implied.main") and has("head.has.iran") and coalition
    return Seen(
        coalition=coalition, coalition_head=coalition_head, base=base, ranged=ranged, hurt=hurt, site_rest=site_rest, foe=foe, us_leads=us_leads,
        host_place=has("head.has.somewhere", "rest.has.somewhere", "head.says.host", "rest.says.host"),
        site=has("head.has.site", "rest.has.site", "head.has.place", "head.has.implied", "rest.has.implied"),
        site_main=has("head.struck.site.main", "head.at.site.main"),
        site_sub=has("head.struck.site.sub", "head.at.site.sub") or implied_sub,
        implied=has("head.struck.implied.main", "head.struck.place.main", "head.struck.compound.main", "head.at.implied.main", "head.at.place.main")
        or (coalition_head and ranged and has("head.struck.hostbase.main", "head.at.hostbase.main")),
        # A headline that names another weapon is not about the rockets that its summary goes on to tell of.
        ranged_head=has(*(f"head.says.weapon_{w}" for w in _RANGE)) or (ranged and not has("head.weapon")),
        road=has("head.says.road"), victims=hurt or has("head.struck.troops.main"), at_abroad_base=at_abroad_base,
        contractor=has("head.says.contractor") and has("head.says.coalition", "rest.says.coalition", "head.says.coalition_force", "head.has.site"),
        turned=_turned(reading.head) or _aside(reading.head) or (reading.has_title and has("head.says.later_turn", "head.asks_why")),
        elsewhere=has("head.has.abroad") and not has("head.has.site") and not (hurt and base) and not at_abroad_base and not site_rest
        and not (coalition_head and has("head.has.somewhere") and has("head.has.implied", "head.has.place")),
        told_where=has("rest.struck.implied.main", "rest.struck.place.main", "rest.at.implied.main"),
        told_below=(site_rest or implied_rest) and (foe or ranged or has("head.warded.main", "head.struck.us.main")) and not us_leads,
    )


def _aside(sentence: Sentence) -> bool:
    """Whether the headline begins with politicians or markets and tells the blow in another clause."""
    parts = clauses(sentence.chunks)
    blow_later = any(b.clause in {"beside", *LATER} for b in sentence.blows) and not any(b.clause == "main" for b in sentence.blows)
    return len(parts) > 1 and blow_later and any("politics" in c.tags for c in parts[0][1])


def _turned(sentence: Sentence) -> bool:
    """Whether the first clause speaks of a reaction, a trial, a memory ... before it tells of a blow on a site or on troops."""
    if sentence.chunks and sentence.chunks[0].words == "inside":
        return True
    told = {b.word for b in sentence.blows if b.form == "active" and agent_of(b) != "us" and group_of(b.target) in _STRUCK}
    hurt = {b.word for b in sentence.blows if b.form == "hurt" and group_of(b.target) in {"troops", "us"}}
    counted = False
    first = clauses(sentence.chunks)[0][1]
    for i, chunk in enumerate(first):
        following = first[i + 1].words if i + 1 < len(first) else ":"
        if chunk.words == "live" and i > _OPENING and following not in {":", "-"}:
            continue
        if chunk.words.endswith("s") and following in _ONTO and any(t.startswith("weapon_") for t in chunk.tags):
            return False
        counted = counted or chunk.words in hurt
        if counted and chunk.kind == "mark":
            return False
        if any(tag in LEADS for tag in chunk.tags):
            return True
        if chunk.words in told:
            return False
    return False


def _first_own(sentence: Sentence) -> tuple[int, int]:
    """Where the coalition's first blow and the first other blow or hurt stand; -1 for none."""
    own = foe = -1
    for i, blow in enumerate(sentence.blows):
        mine = blow.form != "warded" and (
            agent_of(blow) == "us" or (agent_of(blow) != "foe" and ("air" in blow.word or blow.word in {"hits back", "strikes back", "hit back"})))
        if mine and own < 0:
            own = i
        if not mine and foe < 0 and (blow.target or blow.form == "hurt"):
            foe = i
    return own, foe
