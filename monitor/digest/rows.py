"""One incident as a digest or a page tells it. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.alert import wording
from monitor.alert.flags import flag
from monitor.alert.sources import shown_sources
from monitor.alert.text import cut, one_line, web_address
from monitor.model import Digest, Incident

OUTLET_UNITS = 40
TROUBLES_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An outlet, and where it says so; ``url`` is empty where no browser should open it."""

    outlet: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One incident in short lines."""

    symbol: str
    headline: str
    situation: str
    when: str
    standing: str
    """How sure it is, and how many tell of it."""
    links: tuple[Source, ...]
    id: str
    alerted: bool


def row(incident: Incident) -> Row:
    """One incident in short lines."""
    facts = incident.facts
    return Row(
        symbol=wording.WEAPONS[facts.weapon][0], headline=f"{wording.headline(facts)} {flag(facts.country)}".strip(),
        situation=wording.situation(facts), when=wording.when_and_where(facts),
        standing=wording.standing(incident), id=incident.id, alerted=incident.alerted,
        links=tuple(Source(outlet=cut(one_line(m.outlet), OUTLET_UNITS) or "unnamed", url=web_address(m.url))
                    for m in shown_sources(incident)),
    )


def headline(digest: Digest) -> str:
    """The count of the day against the usual."""
    count = sum(incident.alerted for incident in digest.incidents)
    what = f"{count or 'No'} attack{'' if count == 1 else 's'} reported"
    text = f"{what} · {digest.day:%A} {digest.day.day} {digest.day:%B %Y}"
    return text if digest.usual is None else f"{text} (usual: {digest.usual:g} a day)"


def silence(digest: Digest) -> str:
    """What was seen and why most of it stayed silent."""
    held = ", ".join(f"{held.reason.value} ({held.count})" for held in digest.held)
    seen = f"{digest.entries} new {'entry' if digest.entries == 1 else 'entries'} seen"
    return f"{seen}. Held back: {held}." if held else f"{seen}."


def blind(digest: Digest) -> str:
    """What could not be seen, so that silence is honest; empty on a good day."""
    if not digest.troubles:
        return ""
    shown = "; ".join(f"{t.feed}: {cut(one_line(t.what), 90)}" for t in digest.troubles[:TROUBLES_SHOWN])
    more = len(digest.troubles) - TROUBLES_SHOWN
    return f"Not seen: {shown}" + (f"; and {more} more" if more > 0 else "")


def parts(digest: Digest) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The incidents under their headings, empty parts left out."""
    for title, incidents in (("", [i for i in digest.incidents if i.alerted]),
                             ("Changed on this day", [i for i in digest.updated if i.alerted]),
                             ("Found, not alerted", [i for i in digest.incidents if not i.alerted])):
        if incidents:
            yield title, tuple(row(incident) for incident in incidents)
