"""Noun phrases for who speaks, claims, is blamed: clean names out of running text. Pure.

A phrase is grown from the word that governs it, over words that can stand in a name and no further: capitals, words of
the lexicon for speakers, sides and people, and the small words within names. It never crosses a line of the text.
"""

from monitor.judge.facts.document import Document
from monitor.judge.facts.lexicon import Kind
from monitor.judge.facts.numbers import number_at

_NAMING = (Kind.SPEAKER, Kind.FRIEND, Kind.FOE, Kind.FIGHTERS, Kind.TROOPS)
_BARRED = (Kind.WEAPON, Kind.HARM, Kind.VERB, Kind.UNDER_FIRE, Kind.SPEECH, Kind.NOUN, Kind.DAMAGE, Kind.BASE)
_LINKS = frozenset({"of", "for", "the", "'", "s", "-", "in", "at", "a", "an", "to", "and", "al", "el", "as", "ash"})
_ARTICLES = frozenset({"al", "el", "as", "ash"})
"""Arabic articles, part of a name where a hyphen follows."""
_INNER = frozenset({"backed", "led", "based", "aligned", "linked", "affiliated", "supported", "senior", "top", "local", "hard",
                    "line", "umbrella", "armed", "shadowy", "unnamed", "anonymous", "regional", "human", "rights", "pro",
                    "security", "defence", "defense", "medical", "foreign", "interior", "health", "provincial",
                    "several", "joint", "operations", "militia", "militias", "factions", "faction", "groups", "news"})
_NEVER = frozenset("no there it they he she this that on in but however also meanwhile earlier later and while after as if "
                   "when one two three four five six seven another not twice what clip monday tuesday wednesday thursday friday saturday "
                   "sunday".split())
_PASSED = frozenset("has have had also later then earlier since already tuesday monday wednesday thursday friday saturday "
                    "sunday on reportedly again immediately quickly previously separately yesterday".split())
_TITLES = frozenset("col gen lt maj sgt capt cpt spc mr mrs ms dr brig adm sen rep gov".split())
_LONGEST = 11
"""Tokens."""


def phrase_before(document: Document, at: int, start: int) -> str:
    """The noun phrase that ends before a verb at ``at``; empty where none does."""
    end = at
    while end > start and document.word(end - 1) in _PASSED and not document.parted(end):
        end -= 1
    begin = end
    while begin > start and end - begin < _LONGEST and not document.parted(begin) and _nominal(document, begin - 1):
        begin -= 1
    if document.word(begin - 1) in {"no", "neither"} and begin > start:
        return ""
    return _clean(document, begin, end)


def phrase_after(document: Document, at: int, end: int) -> str:
    """The noun phrase that begins at a token; empty where none does."""
    stop = at
    while stop < end and stop - at < _LONGEST and not (stop > at and document.parted(stop)) and (
            _nominal(document, stop) or (stop == at and document.word(stop) in {"the", "a", "an"})):
        stop += 1
    return _clean(document, at, stop)


def is_generic(name: str) -> bool:
    """Whether it names nobody: "gunmen", "suspected militants"."""
    words = set(name.lower().replace("-", " ").split())
    return words <= _NOBODY


_NOBODY = frozenset("unknown suspected unidentified gunmen gunman attackers attacker assailants militants militant insurgents "
                    "insurgent fighters extremists extremist rebels rebel guerrillas guerrilla guerillas terrorists jihadists "
                    "jihadist islamist islamists armed men group groups iraqi persons people hundreds dozens scores protesters supporters of the local".split())


def _nominal(document: Document, place: int) -> bool:
    token = document.tokens[place]
    if token.word == ".":
        return document.word(place - 1) in _TITLES or (len(document.word(place - 1)) == 1 and document.word(place - 1).isalpha())
    if token.word in _NEVER and (token.capital or token.word not in _LINKS):
        return False
    if token.word in _LINKS:
        return True
    named = any(document.at(kind, place) is not None for kind in _NAMING)
    if not named and any(document.at(kind, place) is not None for kind in _BARRED):
        return token.capital and document.at(Kind.BASE, place) is not None
    return named or token.word in _INNER or (token.capital and token.word.isalpha())


def _clean(document: Document, begin: int, end: int) -> str:
    """The words between, without small words at either end; empty where they name nobody or tell of something else."""
    while begin < end and (document.word(begin) in _LINKS or document.word(begin) == ".") and not (
            document.word(begin) in _ARTICLES and document.word(begin + 1) == "-"):
        begin += 1
    while end > begin and (document.word(end - 1) in _LINKS - {"s"} or document.word(end - 1) == "."):
        end -= 1
    if document.word(end - 1) == "s" and document.word(end - 2) == "'":
        end -= 2
    if begin >= end or document.has(Kind.HARM, begin, end) or document.has(Kind.WEAPON, begin, end):
        return ""
    if not any(_names(document, i) for i in range(begin, end)) or (number_at(document, begin) and end - begin == 1):
        return ""
    text = document.slice(begin, end).strip("\"'“”‘’ ")
    return text if len(text) > 1 and document.word(end - 1) not in {"backed", "led", "linked", "aligned", "pro"} else ""


def _names(document: Document, place: int) -> bool:
    kinds = (Kind.SPEAKER, Kind.FRIEND, Kind.FOE, Kind.FIGHTERS)
    return document.tokens[place].capital or any(document.at(kind, place) is not None for kind in kinds)
