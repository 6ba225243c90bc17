"""The words an attack is told in, as tables; found by one automaton in one pass over the tokens of a text. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from ahocorasick import Automaton

from monitor.judge.facts import words
from monitor.judge.facts.tokens import Token


class Kind(StrEnum):
    """What a word or phrase tells."""

    WEAPON = "weapon"
    NOT_WEAPON = "not weapon"
    NOUN = "attack noun"
    VERB = "attack verb"
    UNDER_FIRE = "under fire"
    DEFENCE = "defence"
    OUR_STRIKE = "strike by the coalition"
    FRIEND = "friend"
    FOE = "foe"
    HOST = "host forces"
    BASE = "base word"
    TROOPS = "people"
    FIGHTERS = "attackers as people"
    HARM = "killed or wounded"
    NEAR = "near"
    INSIDE = "inside"
    DAMAGE = "damage"
    CLAIM = "claim"
    BLAME = "blame"
    DENIAL = "denial"
    SPEECH = "speech"
    SPEAKER = "speaker"
    GENERIC = "no single attack"
    UNREAL = "not happened"
    AGAIN = "another"
    SAME = "same"
    SPLIT = "clause border"
    OBJECT = "other target"
    SKIP = "passage to leave out"
    TOLL = "toll"
    SAFE = "unharmed"


@dataclass(frozen=True, slots=True)
class Tag:
    """One phrase of the lexicon at its place."""

    kind: Kind
    value: str
    start: int
    end: int
    """Half-open, in tokens."""


def _phrases() -> dict[str, list[tuple[Kind, str]]]:
    found: dict[str, list[tuple[Kind, str]]] = {}
    for name, table in words.TABLES.items():
        for value, phrases in table.items():
            for phrase in phrases.split("|"):
                found.setdefault(" ".join(phrase.split()), []).append((Kind(name), value))
    return found


def _automaton() -> Automaton:
    automaton = Automaton()
    for phrase, meanings in _phrases().items():
        automaton.add_word(f" {phrase} ", (phrase.count(" ") + 1, tuple(meanings)))
    automaton.make_automaton()
    return automaton


_AUTOMATON = _automaton()


def find_tags(tokens: tuple[Token, ...]) -> tuple[Tag, ...]:
    """All phrases in order; within one kind the longest of those that overlap stands alone."""
    line = " ".join(["", *(token.word for token in tokens), ""])
    number_at = {}
    place = 0
    for number, token in enumerate(tokens):
        place += len(token.word) + 1
        number_at[place] = number
    found = [
        Tag(kind, value, number_at[end] - length + 1, number_at[end] + 1)
        for end, (length, meanings) in _AUTOMATON.iter(line) for kind, value in meanings
    ]
    return _longest(found)


def _longest(tags: list[Tag]) -> tuple[Tag, ...]:
    kept: list[Tag] = []
    reached: dict[Kind, int] = {}
    for tag in sorted(tags, key=lambda t: (t.start, -t.end)):
        if tag.start >= reached.get(tag.kind, 0):
            kept.append(tag)
            reached[tag.kind] = tag.end
    return tuple(kept)
