"""Invented attacks, each at a base of its own, so that what a chat shows tells which of them it is about."""

import random
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html import escape

from monitor.judge.gazetteer import Gazetteer

COUNTRIES = frozenset({"Iraq", "Syria", "Jordan", "Kuwait", "Afghanistan"})
_SAID = (
    ("{n} rockets hit {place} in {country}, {w} US soldiers wounded",
     "{n} rockets struck {place}, which houses American troops in {country}, wounding {w} US soldiers, a coalition official said."),
    ("Drone strikes {place} in {country}, wounding {w} American service members",
     "An explosive drone hit {place} in {country}, where US forces are stationed, and wounded {w} service members, the Pentagon said."),
    ("{n} mortar shells land on {place} housing US troops in {country}, {w} wounded",
     "{n} mortar rounds fell on {place} in {country}. {w} American soldiers were wounded, a US military official said."),
)
_AGAIN = (
    "Base in {country} under fire: {n} projectiles at {place}, officials say",
    "Officials in {country} confirmed that {place}, used by American forces, came under fire; {w} US soldiers were wounded.",
)
FILLER = (
    ("Parliament of district {n} debates school budget", "Ministers met on item {n} of the agenda."),
    ("League match {n} ends in a draw", "The hosts equalised late in match {n}."),
)


@dataclass(frozen=True, slots=True)
class Attack:
    """One attack of the run."""

    number: int
    place: str
    country: str

    def told(self, *, again: bool = False) -> tuple[str, str]:
        """Title and text of its first account, or of a second one by another outlet."""
        title, text = _AGAIN if again else _SAID[self.number % len(_SAID)]
        values = {"place": self.place, "country": self.country, "n": 3 + self.number % 5, "w": 2 + self.number % 3}
        return title.format(**values), f"{text.format(**values)} {self._details(again=again)}"

    def _details(self, *, again: bool) -> str:
        """Words of its own, so that no account looks like a copy of another."""
        chance = random.Random(f"{self.number} {again}")

        def name() -> str:
            return "".join(chance.choice("bdfgklmnrstz") + chance.choice("aeiou") for _ in range(3)).title()

        return " ".join(f"{name()} {name()}, a {chance.choice(_TRADES)} from {name()}, {chance.choice(_HEARD)} near the {name()} "
                        f"{chance.choice(_SPOTS)}." for _ in range(4))


_TRADES = ("farmer", "baker", "driver", "teacher", "shepherd", "mechanic", "nurse", "trader")
_HEARD = ("heard a row of blasts", "saw smoke", "was woken by sirens", "filmed a column of dust", "counted the flashes")
_SPOTS = ("bridge", "canal", "market", "mill", "checkpoint", "cemetery", "orchard", "depot")


def attacks(gazetteer: Gazetteer) -> tuple[Attack, ...]:
    """An attack at each base of the gazetteer that has a name of several words."""
    bases = [base for base in gazetteer.bases if base.country in COUNTRIES and " " in base.name and base.name.isascii()]
    return tuple(Attack(number, base.name, base.country) for number, base in enumerate(bases))


def item(guid: str, title: str, text: str, at: datetime, link: str = "") -> str:
    """One RSS item."""
    where = f"<link>{escape(link)}</link>" if link else ""
    return (f"<item><guid isPermaLink='false'>{guid}</guid>{where}<title>{escape(title)}</title>"
            f"<description>{escape(text)}</description><pubDate>{format_datetime(at)}</pubDate></item>")


def rss(items: list[str]) -> bytes:
    """A feed of them."""
    return (f'<?xml version="1.0"?><rss version="2.0"><channel><title>F</title><link>http://127.0.0.1/</link>'
            f"{''.join(items)}</channel></rss>").encode()
