"""Groups of people in a clause and how many they are: "two Americans", "a U.S. contractor", "16". Pure."""

from dataclasses import dataclass

from monitor.judge.facts.document import Document
from monitor.judge.facts.lexicon import Kind
from monitor.judge.facts.numbers import number_at

_BEFORE_NUMBER = frozenset(
    "at least more than about around nearly almost some up to as many over fewer less approximately only just the other "
    "additional reportedly further roughly all".split()
)
_STOP = frozenset(
    "in on at by near from with for to of into outside inside when where while after before as that which who whose and or "
    'but every each , . ; : ( ) " is are was were be been being has have had did does do not no it they he she its their this these '
    "those there during against among between under over since because if than then , ! ? including say says said".split()
)
_BEING = frozenset({"was", "were", "are", "is", "has", "have", "had", "been", "reportedly", "also", "later", "feared"})
_ONE = frozenset({"a", "an", "another", "one", "single", "lone"})
_NATIONS = frozenset({"american", "afghan", "iraqi", "syrian", "british", "canadian", "jordanian"})
_LONGEST = 9
"""Tokens of one group: "five additional Iraqi army special forces soldiers" and the like."""


@dataclass(frozen=True, slots=True)
class Group:
    """Some people, or a bare number."""

    start: int
    end: int
    """Half-open, in tokens."""
    value: int | None
    """None: the text does not count them."""
    fighters: bool = False
    """Whether they are the attackers' own."""
    implied: bool = False
    """Only a nation, said of those counted before: "soldiers, American and Afghan"."""
    bare: bool = False
    """A number without a noun ("wounding eight")."""


def group_from(document: Document, place: int, end: int) -> Group | None:
    """The group that begins at a token, or None where none does."""
    at = place + 1 if document.word(place) in {"'", '"'} else place
    while at < end and document.word(at) in _BEFORE_NUMBER and number_at(document, at) is None:
        at += 1
    if document.word(at) in {"another", "a"} and at + 1 < end:
        further = at + 1 + (document.word(at + 1) in {"further", "additional"})
        at = further if (number_at(document, further) is not None and document.word(at) == "another") or further > at + 1 else at
    number = number_at(document, at) if at < end else None
    if number is not None:
        return _counted(document, place, number.end, end, number.value)
    if document.word(at) in _ONE:
        return _counted(document, place, at + 1, end, 1, may_be_bare=document.word(at) == "another")
    return _uncounted(document, place, end)


def _counted(document: Document, start: int, at: int, end: int, value: int | None, may_be_bare: bool = True) -> Group | None:
    if document.word(at) == ("of" if value is None else "more"):
        at += 1
    noun = _noun_end(document, at, end)
    if noun:
        stop, fighters, plural = noun
        return Group(start, stop, value if value != 1 or not plural or value is None else 1, fighters)
    unlisted = _unlisted_noun(document, at, end) if value is not None else 0
    if unlisted:
        return Group(start, unlisted, value)
    if document.word(at) == "of" and document.word(at + 1) in {"them", "whom", "those", "these"}:
        return None
    if may_be_bare and (at >= end or document.word(at) in _STOP or document.has(Kind.HARM, at, at + 1)
                        or _harm_soon(document, at, end) or not document.word(at).isalpha() or (document.at(Kind.WEAPON, at) is None
                        and document.word(at) in {"critically", "seriously", "others", "more", "dead", "slightly"})):
        return Group(start, at, value, bare=True)
    return None


def _harm_soon(document: Document, at: int, end: int) -> bool:
    return any(tag.start <= at + 1 for tag in document.within(Kind.HARM, at, min(end, at + 3)))


def _uncounted(document: Document, start: int, end: int) -> Group | None:
    """"US contractor", "American troops": one where the noun is singular, else not counted."""
    at = start + 1 if document.word(start) in {"the", "any", "their", "its"} else start
    noun = _noun_end(document, at, end)
    if not noun:
        return None
    stop, fighters, plural = noun
    definite = at > start or document.word(start - 1) in {"every", "each"}
    return Group(start, stop, None if plural or definite else 1, fighters, implied=document.word(stop - 1) in _NATIONS and stop == at + 1)


def _noun_end(document: Document, at: int, end: int) -> tuple[int, bool, bool] | None:
    """Where the noun of people ends, whether they are attackers, whether it is plural."""
    place, found, fighters, plural = at, 0, False, False
    while place < min(end, at + _LONGEST):
        fighter = document.at(Kind.FIGHTERS, place)
        people = document.at(Kind.TROOPS, place)
        if fighter is not None and fighter.start == place:
            fighters, found, place = True, fighter.end, fighter.end
            plural = plural or document.word(fighter.end - 1).endswith("s")
            continue
        if people is not None and people.start == place:
            if document.has(Kind.HARM, place, place + 1) and found:
                break
            found, place, plural = people.end, people.end, people.value == "many"
            continue
        word = document.word(place)
        if word == "(" and not found and document.word(place + 2) == ")":
            place += 3
            continue
        if word == "and" and _two_nations(document, place, end):
            found, place = 0, place + 1
            continue
        if _ends_noun(document, place, end, found > 0):
            break
        place += 1
    return (found, fighters, plural) if found else None


def _ends_noun(document: Document, place: int, end: int, found: bool) -> bool:
    if document.word(place) in _STOP or document.at(Kind.WEAPON, place) or document.has(Kind.HARM, place, place + 1):
        return True
    if _is_verb(document, place):
        return True
    return not _goes_on(document, place, end) if found else number_at(document, place) is not None


def _goes_on(document: Document, place: int, end: int) -> bool:
    """Whether the noun of people is still to come behind a nation: "American military policemen"."""
    if _is_verb(document, place) or not document.word(place).isalpha():
        return False
    for at in range(place + 1, min(end, place + 5)):
        if document.has(Kind.TROOPS, at, at + 1):
            return True
        if document.word(at) in _STOP or _is_verb(document, at):
            return False
    return False


def _two_nations(document: Document, place: int, end: int) -> bool:
    """Whether "and" joins two nations of one group: "five Canadian and American soldiers"."""
    if not 0 < place < end - 2 or not (document.tokens[place - 1].capital and document.tokens[place + 1].capital):
        return False
    people = document.at(Kind.TROOPS, place + 2)
    return people is not None and people.value == "many"


def _unlisted_noun(document: Document, at: int, end: int) -> int:
    """Where a noun ends that no table knows, if someone so called is said to be hurt: "six Seabees die"; else 0."""
    for place in range(at, min(end, at + 5)):
        if place > at and (document.has(Kind.HARM, place, min(end, place + 3)) and (
                document.word(place) in _BEING or document.at(Kind.HARM, place) is not None)):
            return place
        if not document.word(place).isalpha() or document.word(place) in _STOP or _is_verb(document, place) or (
                document.at(Kind.WEAPON, place) or document.at(Kind.NOUN, place) or document.at(Kind.FIGHTERS, place)):
            return 0
    return 0


def _is_verb(document: Document, place: int) -> bool:
    tag = document.at(Kind.VERB, place)
    return tag is not None or document.at(Kind.UNDER_FIRE, place) is not None or document.at(Kind.DEFENCE, place) is not None


def list_from(document: Document, place: int, end: int) -> tuple[tuple[Group, ...], int]:
    """The groups joined by commas and "and" from a token on, and where the list ends."""
    groups: list[Group] = []
    at = place
    while at < end:
        group = group_from(document, at, end)
        if group is None:
            break
        groups.append(group)
        at = group.end
        following = _joint(document, at, end)
        if following == at:
            break
        further = group_from(document, following, end)
        if further is None or (further.bare and group.value is None and document.word(at) == ","):
            break
        at = following
    return tuple(groups), at


def _joint(document: Document, at: int, end: int) -> int:
    """Past ", and", "along with" and the like; ``at`` itself where nothing joins."""
    place = at
    while place < end and document.word(place) in {",", "and", "plus", "both"}:
        place += 1
    for phrase in (("along", "with"), ("as", "well", "as"), ("together", "with")):
        if tuple(document.word(place + i) for i in range(len(phrase))) == phrase:
            return place + len(phrase)
    return place


def lists_within(document: Document, start: int, end: int) -> tuple[tuple[tuple[Group, ...], int, int], ...]:
    """All lists of groups between two tokens, each with its span; none overlapping another."""
    found: list[tuple[tuple[Group, ...], int, int]] = []
    at = start
    while at < end:
        groups, stop = list_from(document, at, end) if document.word(at) not in _STOP else ((), at)
        if groups and stop > at:
            found.append((groups, at, stop))
            at = stop
        else:
            at += 1
    return tuple(found)
