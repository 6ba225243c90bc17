"""The names under which the gazetteer looks for its places, and what each name asks of the text around it. Pure."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from monitor.judge.folding import fold
from monitor.judge.places import Area, PlaceKind
from monitor.judge.unlisted import AFTER_NAME, BEFORE_NAME
from monitor.model import Base

_KINDS = {"country": PlaceKind.COUNTRY}
_ABBREVIATION = 5
"""Letters up to which a name in capitals is found in capitals only."""


_SMALL_TOWNS = frozenset({"harir", "taji", "al taji", "juffair", "duqm"})
"""Folded names of towns beside a base that is larger than they are."""
_OTHER_MEANING = frozenset({
    "victoria", "warrior", "anaconda", "adder", "falcon", "hammer", "normandy", "caldwell", "mchenry", "dogwood", "sparrowhawk", "shocker",
    "diamondback", "corregidor", "remagen", "volturno", "maestrale", "cas", "ramon", "meron", "hatzor", "kant", "uri", "saki", "saky", "chapman", "joyce", "blessing", "keating",
    "lowell", "tillman", "walton", "connolly", "edinburgh", "geronimo", "zeebrugge", "inkerman", "rhino", "alamo", "armadillo", "morehead", "ripley",
    "wolverine", "eggers", "souter", "julien", "dwyer", "martello", "ashraf", "sykes", "eskan", "tora", "saham", "mezzeh", "mezze", "iz", "ali", "victory", "phoenix",
})
"""Folded names that people, ships and other places have too; a base word or the country must stand beside them."""


@dataclass(frozen=True, slots=True)
class Name:
    """One written name of one place, or a trigger word of an unlisted base (``place`` None)."""

    written: str
    place: Base | Area | None = None
    ambiguous: bool = False
    demonym: bool = False
    before: bool = False
    """Of a trigger: it stands before the name."""
    kind: PlaceKind = PlaceKind.BASE
    settled_by_country: bool = False
    """Of an ambiguous base: it is an abbreviation or a phrase, and no town has the name."""
    settled_by_fire: bool = False
    """Of an ambiguous base: nothing else that fire is reported on has the name, or only a place much smaller."""
    has_capitals: bool = False
    is_abbreviation: bool = False


def names_of(bases: Iterable[Base], areas: Sequence[Area]) -> Iterator[Name]:
    """Every name of every place, and the trigger words of unlisted bases."""
    towns = {fold(name) for area in areas for name in (area.name, *area.aliases)}
    for base in bases:
        yield from (_name(written, base) for written in dict.fromkeys((base.name, *base.aliases)))
        yield from (_name(written, base, ambiguous=True, town=fold(written) in towns) for written in base.ambiguous)
    for area in areas:
        yield from (_name(written, area) for written in dict.fromkeys((area.name, *area.aliases)))
        yield from (_name(written, area, demonym=True) for written in area.demonyms)
        yield from (_name(written, area, ambiguous=True) for written in area.ambiguous)
    yield from (Name(words, before=True) for words in BEFORE_NAME)
    yield from (Name(words) for words in AFTER_NAME)


def _name(
    written: str, place: Base | Area, *, ambiguous: bool = False, demonym: bool = False, town: bool = False,
) -> Name:
    of_one_word = " " not in fold(written) and not written.isupper()
    kind = PlaceKind.BASE if isinstance(place, Base) else _KINDS.get(place.kind, PlaceKind.AREA)
    return Name(
        written, place, ambiguous, demonym, kind=kind, settled_by_country=not (
            isinstance(place, Base) and (town or of_one_word)
        ), settled_by_fire=ambiguous and isinstance(place, Base) and place.hosts_coalition and (
            fold(written) in _SMALL_TOWNS if town else fold(written) not in _OTHER_MEANING
        ), has_capitals=written != written.lower(),
        is_abbreviation=written.isascii() and written.isupper() and len(written) <= _ABBREVIATION,
    )
