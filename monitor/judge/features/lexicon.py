"""The word lists of :mod:`.actors` and :mod:`.events` as one look-up: phrase -> tags. Pure."""

from dataclasses import dataclass

from monitor.judge.features import actors, events

_LISTS = {
    "coalition": actors.COALITION, "coalition_force": actors.COALITION_FORCE, "force": actors.FORCE, "base": actors.BASE,
    "coalition_base": actors.BASE_OF_COALITION, "base_part": actors.BASE_PART, "green_zone": actors.GREEN_ZONE, "airport": actors.AIRPORT,
    "embassy": actors.EMBASSY, "road": actors.ON_THE_ROAD, "travel": actors.TRAVEL, "aircraft": actors.AIRCRAFT, "ship": actors.SHIP,
    "contractor": actors.CONTRACTOR, "lodging": actors.LODGING, "civil": actors.CIVIL, "host": actors.HOST, "host_country": actors.HOST_COUNTRY,
    "quiet_host": actors.QUIET_HOST, "home": actors.HOME, "abroad": actors.ABROAD, "attacker": actors.ATTACKER, "iran": actors.IRAN, "insider": actors.INSIDER,
    "active": events.STRIKES_ACTIVE, "passive": events.STRUCK_PASSIVE, "attack_noun": events.ATTACK_NOUN,
    "warded_off": events.WARDED_OFF, "killed": events.KILLED, "unhurt": events.UNHURT, "own_blow": events.OWN_BLOW,
    "reaction": events.REACTION, "legal": events.LEGAL, "afterwards": events.AFTERWARDS, "threat": events.THREAT,
    "drill": events.DRILL, "politics": events.POLITICS, "later_turn": events.LATER_TURN, "figurative": events.FIGURATIVE, "claim": events.CLAIM, "fresh": events.FRESH,
    "live": events.LIVE, "iran_backed": actors.IRAN_BACKED, "armed": events.ARMED, "mishap": events.MISHAP, "seen": events.SEEN, "brain": events.BRAIN_INJURY, "protest": events.PROTEST, "denied": events.DENIED, "many": events.MANY, "operation": events.OPERATION, "weak_base": actors.WEAK_BASE, "beside": events.BESIDE,
    **{f"weapon_{name}": text for name, text in events.WEAPON.items()},
}
TAGS = tuple(_LISTS)
"""Every tag there is, in fixed order."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Phrases by their first word, longest first."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], frozenset[str]], ...]]

    def longest(self, words: list[str], at: int) -> tuple[int, frozenset[str]]:
        """Length in words and tags of the longest phrase that begins at ``at``; (0, empty) for none."""
        for phrase, tags in self.by_first.get(words[at], ()):
            size = len(phrase)
            if size == 1 or tuple(words[at:at + size]) == phrase:
                return size, tags
        return 0, frozenset()


def build() -> Lexicon:
    """The lexicon of this version of the word lists."""
    tags_of: dict[tuple[str, ...], set[str]] = {}
    for tag, text in _LISTS.items():
        for phrase in text.replace("\n", " ").split(","):
            if words := tuple(phrase.split()):
                tags_of.setdefault(words, set()).add(tag)
    for words, tags in tags_of.items():
        if len(words) > 1 and tags & {"active", "passive"}:
            tags.update(tag for word in words for tag in tags_of.get((word,), ()) if tag.startswith("weapon_"))
    by_first: dict[str, list[tuple[tuple[str, ...], frozenset[str]]]] = {}
    for words, tags in tags_of.items():
        by_first.setdefault(words[0], []).append((words, frozenset(tags)))
    return Lexicon({first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in by_first.items()})


LEXICON = build()
