"""The attacks of the last days, a strip for each country and a sign for each kind of weapon. Pure."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.alert.text import cut
from monitor.model import Incident, Weapon
from monitor.pictures.labels import width_of
from monitor.pictures.scene import Anchor, Form, Line, Mark, Scene, Shape, Tone, Words

WIDTH = 400.0
LEFT, RIGHT = 8.0, 8.0
STRIPS = 7
"""Countries with a strip of their own; the rest share the last one."""
STACK = 5
"""Signs on one another in one day; of more the number is written."""
HEAD, NAME, FOOT = 8.0, 17.0, 18.0
FAMILIES: tuple[tuple[str, Form, Tone, frozenset[Weapon]], ...] = (
    ("rocket, missile", Form.TRIANGLE, Tone.ROCKET, frozenset({Weapon.ROCKET, Weapon.MISSILE})),
    ("drone", Form.DIAMOND, Tone.DRONE, frozenset({Weapon.DRONE})),
    ("mortar, shell", Form.SQUARE, Tone.FIRE, frozenset({Weapon.MORTAR, Weapon.SHELL, Weapon.INDIRECT_FIRE})),
    ("bomb", Form.DOT, Tone.BOMB, frozenset({Weapon.BOMB, Weapon.CAR_BOMB, Weapon.SUICIDE, Weapon.GRENADE})),
    ("gunfire", Form.CROSS, Tone.GUN, frozenset({Weapon.GUNFIRE, Weapon.INSIDER})),
    ("several or not said", Form.RING, Tone.OTHER, frozenset({Weapon.MIXED, Weapon.UNKNOWN})),
)
"""Weapons that share a sign; each sign has a form and a colour of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineRow:
    """Attacks of one kind in one country on one local day."""

    day: date
    country: str
    """Empty where it is not known."""
    weapon: Weapon
    count: int = 1


def timeline_rows(incidents: Iterable[Incident], timezone: str) -> tuple[TimelineRow, ...]:
    """What the timeline shows of incidents: the local day we first heard of them; merged ones are left out."""
    zone = ZoneInfo(timezone)
    counted = Counter((i.opened_at.astimezone(zone).date(), i.facts.country, i.facts.weapon)
                      for i in incidents if not i.merged_into)
    return tuple(TimelineRow(day=day, country=country, weapon=weapon, count=count)
                 for (day, country, weapon), count in sorted(counted.items()))


def timeline(rows: Sequence[TimelineRow], now: datetime, days: int = 30) -> Scene:
    """The picture of the ``days`` that end with the day of ``now`` (in its own time zone)."""
    last = now.date()
    first = last - timedelta(days=days - 1)
    shown = [row for row in rows if first <= row.day <= last]
    return _laid_out(_strips(shown), first, days, _description(shown, first, last))


def _strips(rows: Sequence[TimelineRow]) -> list[tuple[str, list[TimelineRow]]]:
    """The rows of each country, the one with most attacks first."""
    total: Counter[str] = Counter()
    for row in rows:
        total[row.country or "Country not known"] += row.count
    names = [name for name, _ in sorted(total.items(), key=lambda one: (-one[1], one[0]))]
    own = names if len(names) <= STRIPS else names[:STRIPS - 1]
    rest = f"{len(names) - len(own)} other countries"
    strips: dict[str, list[TimelineRow]] = {name: [] for name in own}
    for row in rows:
        name = row.country or "Country not known"
        strips.setdefault(name if name in own else rest, []).append(row)
    return list(strips.items())


def _laid_out(strips: Sequence[tuple[str, list[TimelineRow]]], first: date, days: int, description: str) -> Scene:
    step = (WIDTH - LEFT - RIGHT) / days
    shapes: list[Shape] = []
    top = HEAD
    for name, rows in strips:
        drawn, top = _strip(name, rows, first, step, top)
        shapes += drawn
    if not strips:
        shapes.append(Words(at=(WIDTH / 2, top + 20), text=f"No attack in {days} days", size=13.0, tone=Tone.SOFT,
                            anchor=Anchor.MIDDLE))
        top += 34
    shapes = [*_dates(first, days, step, top), *shapes]
    legend, top = _legend([row for _, rows in strips for row in rows], top + FOOT + 6)
    return Scene(width=WIDTH, height=top, title=f"Attacks in {days} days, by country and weapon",
                 description=description, shapes=(*shapes, *legend))


def _strip(name: str, rows: Sequence[TimelineRow], first: date, step: float, top: float) -> tuple[list[Shape], float]:
    stacks = {day: _stack([row for row in rows if row.day == day]) for day in sorted({row.day for row in rows})}
    size = min(step * 0.46, 5.5)
    high = max(len(stack) for stack in stacks.values())
    floor = top + NAME + high * (size * 2 + 1.5) + 1
    count = sum(row.count for row in rows)
    shapes: list[Shape] = [
        Words(at=(LEFT, top + 11), text=cut(name, 40), size=12.0, tone=Tone.INK, bold=True, halo=False),
        Words(at=(WIDTH - RIGHT, top + 11), text=str(count), size=12.0, tone=Tone.INK, bold=True, halo=False,
              anchor=Anchor.END),
        Line(points=((LEFT, floor), (WIDTH - RIGHT, floor)), tone=Tone.BORDER, width=0.8),
    ]
    for day, stack in stacks.items():
        x = LEFT + ((day - first).days + 0.5) * step
        for place, (form, tone, words) in enumerate(stack):
            y = floor - 1 - (place + 0.5) * (size * 2 + 1.5)
            shapes.append(Mark(at=(x, y), form=form, size=size, tone=tone) if not words else Words(
                at=(x, y + 3), text=words, size=9.0, tone=Tone.INK, anchor=Anchor.MIDDLE, bold=True, halo=False))
    return shapes, floor + 6


def _stack(rows: Sequence[TimelineRow]) -> list[tuple[Form, Tone, str]]:
    """The signs of one day, in the order of the families; beyond ``STACK`` of them, one each and the number."""
    counts = [(form, tone, sum(row.count for row in rows if row.weapon in weapons))
              for _, form, tone, weapons in FAMILIES]
    total = sum(count for _, _, count in counts)
    if total <= STACK:
        return [(form, tone, "") for form, tone, count in counts for _ in range(count)]
    kinds = [(form, tone, "") for form, tone, count in counts if count]
    return [*kinds[:STACK - 1], (Form.DOT, Tone.INK, f"{total}")]


def _dates(first: date, days: int, step: float, top: float) -> list[Shape]:
    """Ticks on Mondays (of long spans on the first of months), with the date where there is room for it."""
    shapes: list[Shape] = []
    free = LEFT
    for offset in range(days):
        day = first + timedelta(days=offset)
        if (day.weekday() if days <= 62 else day.day - 1):
            continue
        x = LEFT + (offset + 0.5) * step
        shapes.append(Line(points=((x, HEAD), (x, top)), tone=Tone.FAINT, width=0.6))
        text = f"{day.day} {day:%b}"
        half = width_of(text, 11.0) / 2
        middle = min(x, WIDTH - half - 4)
        if middle - half >= free:
            shapes.append(Words(at=(middle, top + 12), text=text, size=11.0, tone=Tone.SOFT, anchor=Anchor.MIDDLE,
                                halo=False))
            free = middle + half + 4
    return shapes


def _legend(rows: Sequence[TimelineRow], top: float) -> tuple[list[Shape], float]:
    """What the signs mean and how many there are of each; a family without an attack is left out."""
    shapes: list[Shape] = []
    x, y = LEFT, top
    for name, form, tone, weapons in FAMILIES:
        count = sum(row.count for row in rows if row.weapon in weapons)
        if not count:
            continue
        text = f"{name} {count}"
        wide = 16 + width_of(text, 12.0) + 8
        if x > LEFT and x + wide > WIDTH:
            x, y = LEFT, y + 19
        shapes += [Mark(at=(x + 5.5, y), form=form, size=5.5, tone=tone),
                   Words(at=(x + 16, y + 4.2), text=text, size=12.0, tone=Tone.INK, halo=False)]
        x += wide
    return shapes, y + 14


def _description(rows: Sequence[TimelineRow], first: date, last: date) -> str:
    span = f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"
    said = [f"{name}: {sum(row.count for row in own)} ({_kinds(own)})" for name, own in _strips(rows)]
    return f"{span}. " + ("; ".join(said) if said else "No attack") + "."


def _kinds(rows: Sequence[TimelineRow]) -> str:
    counts = [(name, sum(row.count for row in rows if row.weapon in weapons)) for name, _, _, weapons in FAMILIES]
    return ", ".join(f"{name} {count}" for name, count in counts if count)
