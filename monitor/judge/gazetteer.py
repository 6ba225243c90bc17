"""Places in text: bases, areas and countries, found in one pass by an Aho-Corasick automaton. Pure.

All names are compared in folded form (:mod:`monitor.judge.folding`) at word borders. Of overlapping names the one that
begins first stands, of those the longest; a base goes before an area of the same words. An ambiguous alias counts only
beside a base word (:mod:`monitor.judge.context`), an abbreviation or a phrase also where its country is named in the
text. A base that no row knows is a match without ``base`` (:mod:`monitor.judge.unlisted`). The cost of
:meth:`Gazetteer.find` is linear in the length of the text.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ahocorasick import Automaton

from monitor.judge.borders import is_word
from monitor.judge.context import base_words_after, base_words_before, under_fire
from monitor.judge.folding import fold, fold_with_offsets, spellings
from monitor.judge.misspelling import Misspellings
from monitor.judge.names import Name, names_of
from monitor.judge.places import Area, PlaceKind, PlaceMatch
from monitor.judge.unlisted import name_after, name_before
from monitor.model import Base

__all__ = ["Area", "Gazetteer", "PlaceKind", "PlaceMatch"]


class Gazetteer:
    """Knows places by all their names; made once, read by all."""

    def __init__(self, bases: Iterable[Base], areas: Iterable[Area]) -> None:
        self._bases = {base.id: base for base in bases}
        self._areas = tuple(areas)
        self._timezones = {area.name: area.timezone for area in self._areas if area.kind == "country"}
        names: defaultdict[str, list[Name]] = defaultdict(list)
        for name in names_of(self._bases.values(), self._areas):
            for key in spellings(name.written):
                names[key].append(name)
        self._misspellings = Misspellings((fold(name), base) for base in self._bases.values() for name in (base.name, *base.aliases))
        self._automaton = Automaton()
        for key, held in names.items():
            self._automaton.add_word(key, (len(key), tuple(held)))
        self._automaton.make_automaton()

    @property
    def bases(self) -> tuple[Base, ...]:
        """All bases, in the order of the file."""
        return tuple(self._bases.values())

    @property
    def areas(self) -> tuple[Area, ...]:
        """All areas, countries among them."""
        return self._areas

    def base(self, base_id: str) -> Base | None:
        """The base of that id, or None."""
        return self._bases.get(base_id)

    def timezone_of(self, country: str) -> str:
        """The IANA zone of a country (of its capital where it has several); empty if the country is not known."""
        return self._timezones.get(country, "")

    def find(self, text: str) -> tuple[PlaceMatch, ...]:
        """The places named in ``text``, in its order, none overlapping another."""
        folded = fold(text)
        spots = [
            (end - length + 1, end + 1, names)
            for end, (length, names) in self._automaton.iter(folded)
            if is_word(folded, end - length + 1, end + 1)
        ]
        if not spots:
            return ()
        return _Reading(text, spots, self._misspellings).matches()


class _Reading:
    """One text being read; holds what all its candidates share."""

    def __init__(self, text: str, spots: Sequence[tuple[int, int, tuple[Name, ...]]], misspellings: Misspellings) -> None:
        self._text = text
        self._misspellings = misspellings
        self._all_small = text.islower()
        self._folded, self._offsets = fold_with_offsets(text)
        self._spots = spots
        self._countries = {
            name.place.country
            for start, end, names in spots
            for name in names
            if name.place is not None and not name.ambiguous and self._capitals_agree(name, start, end)
        }

    def matches(self) -> tuple[PlaceMatch, ...]:
        """What stands after overlaps are settled; unlisted bases only where nothing listed stands."""
        listed = _without_overlaps(sorted(self._listed(), key=_leftmost_longest))
        bases = [match for match in listed if match.kind is PlaceKind.BASE]
        starts = [base.start for base in bases]
        unlisted = [match for match in self._unlisted() if not _overlaps(match, bases, starts)]
        return _without_overlaps(sorted([*listed, *unlisted], key=_leftmost_longest)) if unlisted else listed

    def _listed(self) -> Iterator[PlaceMatch]:
        for start, end, names in self._spots:
            for name in self._of_countries_named(names) if len(names) > 1 else names:
                if name.place is None or not self._capitals_agree(name, start, end):
                    continue
                before, after = self._base_words(name, start, end)
                if name.ambiguous and not (before or after or self._country_settles(name) or self._fire_settles(name, start, end)):
                    continue
                yield self._match(name, start - before, end + after)

    def _of_countries_named(self, names: tuple[Name, ...]) -> tuple[Name, ...]:
        """Of places that share a name those whose country the text names, if it names the country of any."""
        fitting = tuple(name for name in names if name.place is not None and name.place.country in self._countries)
        return fitting or names

    def _base_words(self, name: Name, start: int, end: int) -> tuple[int, int]:
        if not isinstance(name.place, Base):
            return 0, 0
        return base_words_before(self._folded, start), base_words_after(self._folded, end)

    def _country_settles(self, name: Name) -> bool:
        return name.settled_by_country and name.place is not None and name.place.country in self._countries

    def _fire_settles(self, name: Name, start: int, end: int) -> bool:
        return name.settled_by_fire and under_fire(self._folded, start, end)

    def _capitals_agree(self, name: Name, start: int, end: int) -> bool:
        """Whether a name written with capitals stands so: "Turkey" is no bird, "US" not us, "Hit" not a verb.

        An abbreviation must be in capitals; any other name needs one, unless the whole text has none.
        """
        if not name.has_capitals:
            return True
        begin, stop = self._offsets.span(start, end)
        words = self._text[begin:stop]
        if name.is_abbreviation:
            return words.isupper()
        return not words.islower() or self._all_small

    def _match(self, name: Name, start: int, end: int) -> PlaceMatch:
        begin, stop = self._offsets.span(start, end)
        place = name.place
        assert place is not None
        return PlaceMatch(
            start=begin, end=stop, text=self._text[begin:stop], kind=name.kind, name=place.name, country=place.country,
            base=place if isinstance(place, Base) else None, area=None if isinstance(place, Base) else place,
            demonym=name.demonym,
        )

    def _unlisted(self) -> Iterator[PlaceMatch]:
        for start, end, names in self._spots:
            for name in names:
                if name.place is not None:
                    continue
                begin, stop = self._offsets.span(start, end)
                if name.before:
                    stop = name_after(self._text, begin, stop, name.written) if self._text[begin].isupper() else 0
                else:
                    begin = name_before(self._text, begin, stop)
                if 0 <= begin < stop:
                    words = self._text[begin:stop]
                    meant = self._misspellings.meant(fold(words))
                    yield PlaceMatch(start=begin, end=stop, text=words, kind=PlaceKind.BASE, name=meant.name if meant else words,
                                     country=meant.country if meant else "", base=meant)


def _leftmost_longest(match: PlaceMatch) -> tuple[int, int, bool]:
    return match.start, -match.end, match.kind is not PlaceKind.BASE


def _overlaps(match: PlaceMatch, others: Sequence[PlaceMatch], starts: Sequence[int]) -> bool:
    """Whether ``match`` overlaps one of ``others``, which are sorted by ``starts`` and do not overlap each other."""
    place = bisect_left(starts, match.end)
    return place > 0 and others[place - 1].end > match.start


def _without_overlaps(matches: Iterable[PlaceMatch]) -> tuple[PlaceMatch, ...]:
    """Of matches sorted by :func:`_leftmost_longest`, those that begin behind the end of the last one kept."""
    kept: list[PlaceMatch] = []
    reached = 0
    for match in matches:
        if match.start >= reached:
            kept.append(match)
            reached = match.end
    return tuple(kept)
