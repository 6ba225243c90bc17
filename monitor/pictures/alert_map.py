"""The map of one attack: where the base lies, and what lies around it. Pure.

A place that is known only as a country or a region gets the country and no pin: a pin would say more than is known.
"""

from collections.abc import Mapping, Sequence

from monitor.alert import wording
from monitor.alert.text import cut, one_line
from monitor.model import Base, Facts, Incident
from monitor.pictures.atlas import Atlas, Course, Town
from monitor.pictures.ground import Land, ground, lands, name_lands, scale_bar
from monitor.pictures.labels import BOLD, Board, box_of, width_of
from monitor.pictures.projection import View, around, fitting
from monitor.pictures.scene import Anchor, Form, Mark, Point, Scene, Shape, Tone, Words

WIDTH, HEIGHT = 400.0, 260.0
SPANS_KM = (700.0, 1_400.0, 2_800.0, 5_600.0)
"""How wide the view around a base is: the first that shows a second country, for a sight of where one is."""
BASES_NAMED, TOWNS_NAMED = 5, 3
NOTE_UNITS = 62
TOO_NEAR = 24.0
"""Points from the pin within which no town is named: its name would crowd that of the base."""


def alert_map(incident: Incident, atlas: Atlas, bases: Mapping[str, Base]) -> Scene:
    """The picture of one incident."""
    facts = incident.facts
    base = pinned(facts, bases)
    return _of_base(base, incident, atlas, bases) if base else _of_country(facts, atlas)


def pinned(facts: Facts, bases: Mapping[str, Base]) -> Base | None:
    """The base that is named and whose place is known; None where a pin would be a guess."""
    return bases.get(facts.base_id) if facts.base_id and facts.base_named else None


def _of_base(base: Base, incident: Incident, atlas: Atlas, bases: Mapping[str, Base]) -> Scene:
    view, seen = _view_of(base, atlas)
    board, at, home = Board(WIDTH, HEIGHT), view.point(base.lat, base.lon), frozenset({base.country})
    bar = scale_bar(view, board)
    others = _others(base, incident, bases, view)
    towns = _towns(atlas.towns, view, at)
    board.keep_off(at, 11.0)
    board.put_beside(at, 15.0, cut(base.name, 40), 14.0, Tone.PIN, bold=True)
    name_lands(seen, board, home)
    for _, spot in others:
        board.keep_off(spot, 3.0)
    squares = _named_towns([one for one in towns if one[0].chief], board)
    dots = _named_bases(others, board)
    squares += _named_towns([one for one in towns if not one[0].chief], board)
    return Scene(
        width=WIDTH, height=HEIGHT, title=f"Map: {wording.where(incident.facts)}", description=_description(base, others),
        shapes=(*ground(atlas.world, view, seen, home), *squares, *dots, *pin(at), *board.words, *bar),
    )


def pin(at: Point) -> tuple[Shape, ...]:
    """The sign of an attack: a disc in a ring."""
    return (Mark(at=at, form=Form.RING, size=10.0, tone=Tone.PIN, halo=True),
            Mark(at=at, form=Form.DOT, size=5.5, tone=Tone.PIN, halo=True))


def _view_of(base: Base, atlas: Atlas) -> tuple[View, tuple[Land, ...]]:
    for km in SPANS_KM:
        view = around(base.lat, base.lon, km, WIDTH, HEIGHT)
        seen = lands(atlas.world, view)
        if len(seen) > 1:
            break
    return view, seen


def _others(base: Base, incident: Incident, bases: Mapping[str, Base], view: View) -> list[tuple[Base, Point]]:
    """The bases in the frame where coalition forces were in the year of the attack, nearest first."""
    year, middle = incident.opened_at.year, view.point(base.lat, base.lon)
    found = [
        (other, at) for other in bases.values()
        if other.id != base.id and other.hosts_coalition and _in_use(other.years, year)
        and view.holds(at := view.point(other.lat, other.lon), 5.0) and _far(at, middle) > 12
    ]
    return sorted(found, key=lambda one: _far(one[1], middle))


def _in_use(years: str, year: int) -> bool:
    """Whether ``2003-2011;2014`` holds the year; so does an empty list, which says that nobody knows."""
    spans = [span.partition("-") for span in years.split(";") if span]
    numbers = [(int(a), int(b or a)) for a, _, b in spans if a.isdecimal() and (not b or b.isdecimal())]
    return not numbers or any(first <= year <= last for first, last in numbers)


def _named_bases(others: Sequence[tuple[Base, Point]], board: Board) -> list[Shape]:
    named = 0
    for other, at in others:
        if named < BASES_NAMED and board.put_beside(at, 6.0, cut(other.name, 24), 10.5, Tone.BASE):
            named += 1
    return [Mark(at=at, form=Form.DIAMOND, size=4.0, tone=Tone.BASE, halo=True) for _, at in others]


def _towns(towns: Sequence[Town], view: View, middle: Point) -> list[tuple[Town, Point]]:
    """The towns in the frame, those nearest to its middle first."""
    found = [(town, at) for town in towns if view.holds(at := view.point(town.lat, town.lon), 5.0)
             and _far(at, middle) > TOO_NEAR]
    return sorted(found, key=lambda one: _far(one[1], middle))


def _named_towns(towns: Sequence[tuple[Town, Point]], board: Board) -> list[Shape]:
    """The towns that have room for their name; a town without one is not drawn."""
    marks: list[Shape] = []
    for town, at in towns:
        free = board.is_free((at[0] - 1, at[1] - 1, at[0] + 1, at[1] + 1))
        if len(marks) < TOWNS_NAMED and free and board.put_beside(at, 6.0, town.name, 10.5, Tone.TOWN):
            board.keep_off(at, 2.0)
            marks.append(Mark(at=at, form=Form.SQUARE, size=2.0, tone=Tone.TOWN))
    return marks


def _far(a: Point, b: Point) -> float:
    return float(((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5)


def _description(base: Base, others: Sequence[tuple[Base, Point]]) -> str:
    near = ", ".join(other.name for other, _ in others[:BASES_NAMED])
    said = f"{base.name} in {base.country}, at {base.lat:.2f}, {base.lon:.2f}."
    return f"{said} Bases near it: {near}." if near else said


def _of_country(facts: Facts, atlas: Atlas) -> Scene:
    """The country without a pin, and words that say so; the world where not even the country is known."""
    view = view_of_country(facts.country, atlas)
    seen, home, board = lands(atlas.world, view), frozenset({facts.country}), Board(WIDTH, HEIGHT)
    note = cut(f"{'Place of the base not known' if facts.base_named else 'Base not named'}: {_told(facts)}", NOTE_UNITS)
    bar = scale_bar(view, board) if facts.country else ()
    size = min(13.0, 13.0 * (WIDTH - 16) / max(width_of(note, 13.0) * BOLD, 1.0))
    words = Words(at=(WIDTH / 2, 20.0), text=note, size=size, tone=Tone.PIN, anchor=Anchor.MIDDLE, bold=True)
    board.take(box_of(words))
    name_lands(seen, board, home)
    towns = [one for one in _towns(atlas.towns, view, (-TOO_NEAR, 0.0)) if one[0].chief] if facts.country else []
    squares = _named_towns(towns, board)
    return Scene(
        width=WIDTH, height=HEIGHT, title=f"Map: {wording.where(facts)}",
        description=f"{note}. The map shows {facts.country or 'the world'} without a mark.",
        shapes=(*ground(atlas.world, view, seen, home), *squares, *board.words, words, *bar),
    )


def _told(facts: Facts) -> str:
    return one_line(facts.place) or facts.country or "no place told"


def view_of_country(name: str, atlas: Atlas) -> View:
    """The view that holds a country, its far and small islands left out; of the world where it is not known."""
    country = atlas.country(name)
    if country is None:
        return fitting(-55, -170, 75, 190, WIDTH, HEIGHT, margin=0.0)
    main = max(country.rings, key=_size)
    rings = [(ring, _turn(ring, main)) for ring in country.rings if _size(ring) >= _size(main) * 0.1]
    return fitting(min(r.south for r, _ in rings), min(r.west + t for r, t in rings), max(r.north for r, _ in rings),
                   max(r.east + t for r, t in rings), WIDTH, HEIGHT, margin=0.18)


def _size(ring: Course) -> float:
    return (ring.east - ring.west) * (ring.north - ring.south)


def _turn(ring: Course, main: Course) -> float:
    """By how much a ring beyond 180 degrees is turned to lie beside the main one."""
    return round(((main.west + main.east) - (ring.west + ring.east)) / 2 / 360) * 360.0
