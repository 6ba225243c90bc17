"""The map of a day: every incident whose base is known, numbered as the digest lists them. Pure."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from monitor.model import Base, Incident
from monitor.pictures.alert_map import HEIGHT, WIDTH, pinned, view_of_country
from monitor.pictures.atlas import Atlas
from monitor.pictures.ground import ground, lands, name_lands, scale_bar
from monitor.pictures.labels import Board, width_of
from monitor.pictures.projection import View, fitting
from monitor.pictures.scene import Anchor, Form, Mark, Point, Scene, Shape, Tone, Words

LEAST_KM = 1_400.0
NEAR = 18.0
"""Points within which two bases share one mark."""
NUMBERS_SHOWN = 4
COUNTRIES_SAID = 3
Group = tuple[Point, list[int]]


def day_map(incidents: Sequence[Incident], atlas: Atlas, bases: Mapping[str, Base]) -> Scene | None:
    """The picture of a day; None where no incident has a place or a country.

    Numbers are those of the order given, from 1. Incidents whose base is not known tint their country and are
    counted in a line of words.
    """
    placed = [(number, base) for number, incident in enumerate(incidents, 1) if (base := pinned(incident.facts, bases))]
    vague = [(number, incident.facts.country) for number, incident in enumerate(incidents, 1)
             if not pinned(incident.facts, bases) and incident.facts.country]
    if not placed and not vague:
        return None
    view = _view([base for _, base in placed], [country for _, country in vague], atlas)
    groups = _grouped([(number, view.point(base.lat, base.lon)) for number, base in placed])
    home = frozenset({base.country for _, base in placed} | {country for _, country in vague})
    note = _note(vague)
    return _drawn(atlas, view, groups, home, note, _description(placed, note))


def _drawn(
    atlas: Atlas, view: View, groups: Sequence[Group], home: frozenset[str], note: str, description: str,
) -> Scene:
    seen, board = lands(atlas.world, view), Board(WIDTH, HEIGHT)
    bar, signs = scale_bar(view, board), [shape for group in groups for shape in _sign(group, board)]
    line: tuple[Shape, ...] = ()
    if note:
        size = min(11.0, 11.0 * (WIDTH - 16) / width_of(note, 11.0))
        line = (Words(at=(WIDTH / 2, 16.0), text=note, size=size, tone=Tone.INK, anchor=Anchor.MIDDLE),)
        board.take((0.0, 0.0, WIDTH, 20.0))
    name_lands(seen, board, home)
    return Scene(width=WIDTH, height=HEIGHT, title="Map of the day", description=description,
                 shapes=(*ground(atlas.world, view, seen, home), *board.words, *signs, *line, *bar))


def _view(placed: Sequence[Base], countries: Sequence[str], atlas: Atlas) -> View:
    """The frame that holds every base, and the middle of every country without one."""
    spots = [(base.lat, base.lon) for base in placed]
    spots += [(view.lat, view.lon) for country in countries if atlas.country(country)
              for view in (view_of_country(country, atlas),)]
    if not spots:
        return view_of_country("", atlas)
    first = spots[0][1]
    near = [(lat, first + (lon - first + 180) % 360 - 180) for lat, lon in spots]  # the short way around
    latitudes, longitudes = [lat for lat, _ in near], [lon for _, lon in near]
    return fitting(min(latitudes), min(longitudes), max(latitudes), max(longitudes), WIDTH, HEIGHT, margin=0.25,
                   least_km=LEAST_KM)


def _grouped(spots: Sequence[tuple[int, Point]]) -> list[Group]:
    groups: list[Group] = []
    for number, at in spots:
        for there, numbers in groups:
            if abs(there[0] - at[0]) < NEAR and abs(there[1] - at[1]) < NEAR:
                numbers.append(number)
                break
        else:
            groups.append((at, [number]))
    return groups


def _sign(group: Group, board: Board) -> tuple[Shape, ...]:
    at, numbers = group
    said = ",".join(str(number) for number in numbers[:NUMBERS_SHOWN]) + ("…" if len(numbers) > NUMBERS_SHOWN else "")
    size = max(9.0, width_of(said, 12.0) / 2 + 3)
    board.take((at[0] - size, at[1] - 10, at[0] + size, at[1] + 10))
    if len(numbers) == 1:
        disc: tuple[Shape, ...] = (Mark(at=at, form=Form.DOT, size=size, tone=Tone.PIN, halo=True),)
    else:
        disc = tuple(Mark(at=(at[0] + side * (size - 9), at[1]), form=Form.DOT, size=9.0, tone=Tone.PIN, halo=True)
                     for side in (-1, 1)) + tuple(
                         Mark(at=(at[0] - size + 9 + step * 4, at[1]), form=Form.DOT, size=9.0, tone=Tone.PIN)
                         for step in range(int((size - 9) / 2) + 1))
    return (*disc, Words(at=(at[0], at[1] + 4.2), text=said, size=12.0, tone=Tone.PAPER, anchor=Anchor.MIDDLE,
                         bold=True, halo=False))


def _note(vague: Sequence[tuple[int, str]]) -> str:
    """``Base not named: 3, 4 in Syria; 6 in Iraq``."""
    by_country: defaultdict[str, list[str]] = defaultdict(list)
    for number, country in vague:
        by_country[country].append(str(number))
    parts = [f"{', '.join(numbers)} in {country}" for country, numbers in list(by_country.items())[:COUNTRIES_SAID]]
    more = len(by_country) - COUNTRIES_SAID
    tail = f"; {more} more {'country' if more == 1 else 'countries'}" if more > 0 else ""
    return f"Base not named: {'; '.join(parts)}{tail}" if parts else ""


def _description(placed: Sequence[tuple[int, Base]], note: str) -> str:
    said = "; ".join(f"{number}: {base.name}, {base.country}" for number, base in placed)
    return ". ".join(part for part in (said, note) if part) + "."
