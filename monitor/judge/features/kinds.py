"""What kind of thing a word, a phrase or a place is: a party, a site, a happening. Pure."""

from dataclasses import dataclass, field
from functools import cache

from monitor.judge.gazetteer import PlaceKind, PlaceMatch
from monitor.model import Base

HOST_COUNTRIES = frozenset({
    "Iraq", "Syria", "Afghanistan", "Jordan", "Kuwait", "Qatar", "Bahrain", "United Arab Emirates", "Saudi Arabia", "Oman", "Djibouti", "Cyprus",
})


@dataclass(slots=True)
class Chunk:
    """Some words of one sentence, understood together."""

    kind: str
    words: str
    tags: frozenset[str] = field(default_factory=frozenset)
    position: int = 0
    """Of its first token in the sentence."""

    @property
    def is_entity(self) -> bool:
        """Whether it can be an agent or a target."""
        return self.kind not in {"word", "mark", "number", "happening"}


def of_place(place: PlaceMatch, year: int) -> Chunk | None:
    """A site or country of the gazetteer as it was in that year; None for a name that says no more than its words."""
    if place.kind is PlaceKind.BASE:
        if place.base is None:
            return Chunk("unlisted base", "", frozenset({"base", "unlisted"}))
        if place.base.id.endswith("green-zone"):
            return Chunk("green zone", "", frozenset({"green_zone"}))
        return Chunk(_whose(place.base, year), "", frozenset({"base", "listed"}))
    if place.kind is PlaceKind.AREA and not place.demonym:
        return Chunk("host place" if place.country in HOST_COUNTRIES else "abroad", "", frozenset({"area"}))
    return None


def _whose(base: Base, year: int) -> str:
    if base.hosts_coalition and base.used_in(year):
        return "listed base"
    return "host base" if base.hosts_coalition and base.country in HOST_COUNTRIES else "abroad base"


def of_words(words: str, tags: frozenset[str], position: int) -> Chunk:
    """A word or phrase of the lexicon, or one it does not know."""
    return Chunk(_first_kind(words, tags), words, tags, position)


_ALONE = (
    ("coalition_base", "coalition base"), ("coalition_force", "coalition force"), ("green_zone", "green zone"), ("insider", "insider"),
    ("attacker", "militant"), ("iran_backed", "militant"), ("iran", "iran"), ("host", "host"), ("home", "abroad"), ("abroad", "abroad"), ("host_country", "host place"),
    ("coalition", "coalition"), ("base", "base"), ("weak_base", "compound"), ("airport", "airport"), ("embassy", "embassy"), ("contractor", "contractor"),
    ("aircraft", "aircraft"), ("ship", "ship"), ("road", "road"), ("civil", "civil"), ("force", "force"),
)
_HAPPENING = frozenset({"active", "passive", "attack_noun", "killed", "warded_off", "own_blow"})


@cache
def _kind_of(tags: frozenset[str]) -> str:
    """The kind that the tags of a phrase stand for, empty for none; at most one entry for each phrase of the lexicon."""
    for tag, kind in _ALONE:
        if tag in tags:
            return kind
    return "happening" if tags & _HAPPENING or any(t.startswith("weapon") for t in tags) else ""


def _first_kind(words: str, tags: frozenset[str]) -> str:
    if tags and (kind := _kind_of(tags)):
        return kind
    if not words[:1].isalnum():
        return "mark"
    return "number" if words.isdigit() else "word"
