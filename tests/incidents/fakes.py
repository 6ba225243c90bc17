"""Short ways to write an article, a report and a story for these tests."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta, UTC

from monitor.incidents.placing import place
from monitor.model import (
    AlertPolicy, Article, Attribution, Incident, Placement, Precision, Report, Weapon, When,
)

START = datetime(2022, 1, 5, 6, 0, tzinfo=UTC)
POLICY = AlertPolicy()

BASES = {
    "asad": ("Ain al-Asad", "Iraq", 33.79, 42.44), "green": ("Green Village", "Syria", 35.13, 40.56),
    "omar": ("Al-Omar oil field", "Syria", 35.09, 40.57), "tanf": ("al-Tanf", "Syria", 33.49, 38.61),
    "conoco": ("Conoco", "Syria", 35.33, 40.31), "erbil": ("Erbil airport", "Iraq", 36.24, 43.96),
}


def at(hours: float) -> datetime:
    """``START`` plus so many hours."""
    return START + timedelta(hours=hours)


def article(key: str, hours: float = 8, text: str = "", title: str = "", **more: object) -> Article:
    """An article of its own outlet, published ``hours`` after ``START``."""
    made = Article(
        key=key, feed=key, outlet=key, url=f"https://{key}.example/1", title=title or f"Report {key}", summary="",
        text=text, published=at(hours), seen_at=at(hours), content_hash=f"{key}-1",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def day(number: int = 0) -> When:
    """A whole day of the story."""
    start = datetime(2022, 1, 5, tzinfo=UTC) + timedelta(days=number)
    return When(start=start, end=start + timedelta(days=1), precision=Precision.DAY)


def hours(first: float, last: float) -> When:
    """Part of a day, in hours after ``START``."""
    return When(start=at(first), end=at(last), precision=Precision.PART_OF_DAY)


def report(base: str = "", place_words: str = "", country: str = "", when: When | None = None,
           weapon: Weapon = Weapon.UNKNOWN, said_by: str = "", **more: object) -> Report:
    """A report of a named base (a key of ``BASES``) or of a place in words; ``said_by`` speaks for all numbers."""
    who = tuple(
        Attribution(field=field, who=(said_by,)) for field in ("weapon", "killed", "wounded", "place") if said_by
    )
    made = Report(place=place_words, country=country, when=when or day(), weapon=weapon, attribution=who,
                  sentence=f"{base}{place_words}{weapon}")
    if base:
        name, land, lat, lon = BASES[base]
        made = replace(made, place=name, country=land, lat=lat, lon=lon, base_id=base, base_named=True)
    return replace(made, **more)  # type: ignore[arg-type]


Told = tuple[Article, Report | None]


class Desk:
    """What the store does with placements: keeps the newest revision of each incident."""

    def __init__(self) -> None:
        self.incidents: dict[str, Incident] = {}
        self.placements: list[Placement | None] = []

    def tell(self, told: Told) -> Placement | None:
        """Place one report and keep what came of it."""
        item, said = told
        placement = place(item, said, tuple(self.incidents.values()), item.published, POLICY)
        self.placements.append(placement)
        for incident in (placement.incident, *placement.others) if placement else ():
            self.incidents[incident.id] = incident
        return placement

    def tell_all(self, story: Iterable[Told]) -> "Desk":
        """Place a story in the order given."""
        for told in story:
            self.tell(told)
        return self

    @property
    def open(self) -> list[Incident]:
        """Incidents that were not merged into another one, by id."""
        return [i for _, i in sorted(self.incidents.items()) if not i.merged_into]

    def groups(self) -> set[frozenset[str]]:
        """Which articles stand together; links left out."""
        return {frozenset(m.article for m in i.members if not m.link_only) for i in self.open}


def groups(story: Sequence[Told]) -> set[frozenset[str]]:
    """The incidents of a story as sets of articles."""
    return Desk().tell_all(story).groups()
