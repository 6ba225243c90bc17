"""One incident as a digest or a page tells it, and the parts it stands under. Pure."""

from collections.abc import Iterator
from dataclasses import dataclass

from monitor.alert import wording
from monitor.alert.changes import change_in_words
from monitor.alert.flags import flag
from monitor.alert.rendering import blame, disputes
from monitor.alert.sources import shown_sources
from monitor.alert.text import cut, one_line, piece, web_address
from monitor.model import Incident, Member, NearMiss, Status
from monitor.model.digests import Digest, FollowUp, Update

OUTLET_UNITS = 40
TITLE_UNITS = 120
PLACE_UNITS = 80


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
    accounts: tuple[str, ...] = ()
    """Who claims and denies it, and where accounts differ, a line each."""
    changes: tuple[str, ...] = ()
    """What changed, where it was known before."""
    withdrawn: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One article in a list: a reaction, a near miss, one that nobody judged."""

    article: str
    outlet: str
    title: str
    url: str
    about: str = ""
    """The attack it reacts to."""
    probability: float = 0.0


def row(incident: Incident, changes: tuple[str, ...] = ()) -> Row:
    """One incident in short lines."""
    facts = incident.facts
    withdrawn = incident.status is Status.WITHDRAWN
    return Row(
        symbol="❌" if withdrawn else wording.WEAPONS[facts.weapon][0],
        headline=f"{wording.headline(facts)} {flag(facts.country)}".strip(),
        situation=wording.situation(facts), when=wording.when_and_where(facts), standing=_begun(wording.standing(incident)),
        id=incident.id, alerted=incident.alerted, withdrawn=withdrawn, changes=changes,
        accounts=(*blame(incident), *disputes(incident)),
        links=tuple(Source(outlet=cut(one_line(m.outlet), OUTLET_UNITS) or "unnamed", url=web_address(m.url))
                    for m in shown_sources(incident)),
    )


def _begun(line: str) -> str:
    """A line of its own begins with a capital."""
    return line[:1].upper() + line[1:]


def changed(update: Update) -> Row:
    """An incident known before; each change said once, in words."""
    return row(update.incident, tuple(dict.fromkeys(change_in_words(change) for change in update.changes)))


def reaction(follow_up: FollowUp) -> Item:
    """A linked article, and the attack it reacts to."""
    facts = follow_up.incident.facts
    weapon = wording.WEAPONS[facts.weapon][1]
    about = f"{weapon[:1].lower()}{weapon[1:]}: {piece(facts.place, PLACE_UNITS) or facts.country or 'base not named'}"
    return _item(follow_up.member.article, follow_up.member, about=about)


def near_miss(miss: NearMiss) -> Item:
    """An article that stayed silent."""
    return _item(miss.article, miss, probability=miss.probability)


def _item(article: str, told: Member | NearMiss, about: str = "", probability: float = 0.0) -> Item:
    return Item(
        article=article, outlet=piece(told.outlet, OUTLET_UNITS) or "unnamed", url=web_address(told.url), about=about,
        title=piece(told.title, TITLE_UNITS) or "without a title", probability=probability,
    )


def parts(digest: Digest) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The incidents under their headings, empty parts left out."""
    for title, rows in (("", [row(i) for i in digest.attacks]),
                        (f"Changed {within(digest)}", [changed(u) for u in digest.updated if u.incident.alerted]),
                        ("Found, not alerted", [row(i) for i in digest.incidents if not i.alerted])):
        if rows:
            yield title, tuple(rows)


def within(digest: Digest) -> str:
    """How the period is called in the middle of a sentence."""
    return {"daily": "on this day", "weekly": "in this week", "monthly": "in this month"}[digest.period.kind.value]
