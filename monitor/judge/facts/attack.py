"""One attack as the mentions of an article tell it together, and what fits it. Pure."""

from dataclasses import dataclass, field
from datetime import timedelta

from monitor.judge.facts.document import Spot
from monitor.judge.facts.mentions import Mention, in_lead
from monitor.judge.facts.times import Span
from monitor.judge.facts.voices import Voices
from monitor.judge.facts.weapons import agree, family, refined
from monitor.judge.folding import fold
from monitor.model import Weapon

_DAY = timedelta(days=1)
NO_NAMES = frozenset("base air airbase camp the field oil gas mss us military".split())
"""Words that are no part of a base's own name."""


@dataclass(slots=True)
class Told:
    """One attack while it is being read; becomes a frozen Report at the end."""

    mentions: list[Mention] = field(default_factory=list)
    voices: list[tuple[Mention | None, Voices]] = field(default_factory=list)
    spot: Spot | None = None
    area: Spot | None = None
    described: str = ""
    weapon: Weapon = Weapon.UNKNOWN
    at_head: dict[Weapon, None] = field(default_factory=dict)
    """The weapons that the head of the article names, in order; ``later``: those of its text."""
    later: dict[Weapon, None] = field(default_factory=dict)
    when: Span | None = None

    @property
    def area_text(self) -> str:
        """The area as the text writes it."""
        return self.area.match.text if self.area is not None else ""


def fits(mention: Mention, attack: Told) -> bool:
    """Whether a mention can be of an attack told before: weapon, time and place agree or are not said."""
    if not agree(family(mention.weapons), attack.weapon):
        return False
    if mention.when and attack.when and not _same_time(mention.when, attack.when):
        return False
    if mention.spot and attack.spot:
        return _same_place(mention.spot, attack.spot) and not (
            mention.again and mention.strong and other_name(mention.spot, attack.spot))
    if mention.area and attack.area and mention.area.match.country != attack.area.match.country:
        return False
    if mention.apart and mention.strong:
        return False
    return not (mention.again and mention.strong and attack.mentions and not in_lead(mention) and _specific(mention, attack))


def _specific(mention: Mention, attack: Told) -> bool:
    """Whether "another", "also", "earlier" comes with something of its own: a place or a day that was not told."""
    return (mention.spot is not None and attack.spot is None) or (mention.when is not None and attack.when is None)


def _same_time(a: Span, b: Span) -> bool:
    if a.overlaps(b):
        return True
    # "overnight Sunday" and "Monday": a night touches two days.
    return abs(a.start - b.start) < _DAY / 2


def _same_place(a: Spot, b: Spot) -> bool:
    if a.match.base is not None and b.match.base is not None:
        return a.match.base.id == b.match.base.id
    return a.match.name.casefold() == b.match.name.casefold()


def other_name(a: Spot, b: Spot) -> bool:
    """Whether one base goes by two names without a word in common: two accounts, shown side by side."""
    words = [set(fold(spot.match.text).split()) - NO_NAMES for spot in (a, b)]
    return bool(words[0] and words[1]) and not words[0] & words[1]


def add(attack: Told, mention: Mention, voices: Voices) -> None:
    """Take one more mention into an attack."""
    attack.mentions.append(mention)
    attack.voices.append((mention, voices))
    attack.spot = attack.spot or mention.spot
    attack.area = _finer(attack.area, mention.area)
    attack.described = attack.described or mention.described
    (attack.at_head if in_lead(mention) else attack.later).update(dict.fromkeys(mention.weapons))
    attack.weapon = refined(attack.at_head, attack.later)
    if mention.when and (attack.when is None or mention.when.end - mention.when.start < attack.when.end - attack.when.start):
        attack.when = mention.when


def _finer(known: Spot | None, new: Spot | None) -> Spot | None:
    if known is None or (new is not None and known.match.kind == "country" and new.match.kind == "area"):
        return new or known
    return known
