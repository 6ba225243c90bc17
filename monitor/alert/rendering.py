"""The alert as people read it: what and where first, then how bad, when, who says so, who denies, how sure.

Lengths are bounded so that a message stays within Telegram's 4,096 UTF-16 units whatever its sources wrote: each
foreign piece is cut before it is escaped, and lists end with a count of what they leave out. At its longest:

==========================  ====================
headline, situation, when   460
claimed, blamed, denied     3 x 120
according to                270
accounts differ             3 x 340
sources and reactions       (6 + 2) x 180
status                      200
==========================  ====================
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.alert import wording
from monitor.alert.bodies import body_of
from monitor.alert.flags import flag
from monitor.alert.sources import reactions, shown_sources
from monitor.alert.text import link, markup, piece, web_address

from monitor.model import Claim, Incident, Member, Message, Outcome, Status

LINKS_SHOWN = 6
REACTIONS_SHOWN = 2
SPEAKERS_SHOWN = 4
ACCOUNTS_SHOWN = 3
DISPUTES_SHOWN = 3
TITLE_UNITS = 100
NAME_UNITS = 40
VOICE_UNITS = 60
BLAME_UNITS = 100
DISPUTED_FIELDS = {
    "killed": "dead", "wounded": "wounded", "weapon": "weapon", "outcome": "outcome", "damage": "damage",
    "claimed_by": "who claims it", "blamed_on": "who is blamed",
}
"""Fields of the ledger on which accounts can differ, most important first, as a reader calls them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line in both forms."""

    html: str
    plain: str


def alert_message(incident: Incident, now: datetime) -> Message:
    """The whole message about an incident at its present revision; ``now`` stands in its last line."""
    lines = [
        *_moved(incident),
        _headline(incident),
        _line(wording.situation(incident.facts)),
        _line(_sentence(wording.when_and_where(incident.facts))),
        *map(_line, blame(incident)),
        *_speakers(incident),
        *map(_line, disputes(incident)),
        Line(html="", plain=""),
        *_sources(incident),
        _status(incident, now),
    ]
    return Message(
        html="\n".join(line.html for line in lines), plain="\n".join(line.plain for line in lines),
        silent=_silent(incident),
    )


def _moved(incident: Incident) -> Iterable[Line]:
    if incident.merged_into:
        yield _line(f"Told together with {piece(incident.merged_into, NAME_UNITS)}.")


def _headline(incident: Incident) -> Line:
    symbol = wording.WEAPONS[incident.facts.weapon][0]
    text = wording.headline(incident.facts)
    tail = f" {flag(incident.facts.country)}".rstrip()
    if incident.status is Status.WITHDRAWN:
        return Line(html=f"❌ <b>WITHDRAWN</b> <s>{markup(text)}</s>{tail}", plain=f"❌ WITHDRAWN: {text}{tail}")
    return Line(html=f"{symbol} <b>{markup(text)}</b>{tail}", plain=f"{symbol} {text}{tail}")


def blame(incident: Incident) -> Iterable[str]:
    """Who claims it, who is blamed, who denies, a line each."""
    facts = incident.facts
    for name, value in (("Claimed by", facts.claimed_by), ("Blamed on", facts.blamed_on),
                        ("Denied by", facts.denied_by)):
        if value:
            yield f"{name}: {piece(value, BLAME_UNITS)}"


def _speakers(incident: Incident) -> Iterable[Line]:
    outlets = set(incident.outlets)
    claims = sorted(incident.claims, key=lambda claim: (not claim.official, claim.first_at))
    names = list(dict.fromkeys(name for claim in claims for name in claim.speakers if name not in outlets))
    if names:
        yield _line(f"According to: {_listed(_telling(names), SPEAKERS_SHOWN)}")


def _telling(names: Sequence[str]) -> list[str]:
    """The names without those that another ends with, and one name a body: beside "coalition official", "official" says nothing."""
    once = {body_of(name): name for name in reversed(names)}
    return [name for name in names if once[body_of(name)] is name
            and not any(other.lower().endswith(f" {name.lower()}") for other in names)]


def disputes(incident: Incident) -> Iterable[str]:
    """Each fact of which accounts differ, with the accounts, a line each."""
    shown = 0
    for field, name in DISPUTED_FIELDS.items():
        claims = [claim for claim in incident.claims if claim.field == field]
        if len({_meant(claim) for claim in claims}) > 1 and shown < DISPUTES_SHOWN:
            shown += 1
            accounts = "; ".join(_account(claim) for claim in claims[:ACCOUNTS_SHOWN])
            more = f"; {len(claims) - ACCOUNTS_SHOWN} more" if len(claims) > ACCOUNTS_SHOWN else ""
            yield f"Accounts differ on {name}: {accounts}{more}"


def _meant(claim: Claim) -> str:
    """What a claim says: of who did it, several wordings are one."""
    return wording.side(claim.value) if claim.field in {"claimed_by", "blamed_on"} else claim.value


def _account(claim: Claim) -> str:
    value = piece(wording.claimed(claim.field, claim.value), NAME_UNITS)
    return f"{value} ({piece(', '.join(_telling(claim.speakers)[:2]), VOICE_UNITS) or 'unnamed'})"


def sources_left_out(incident: Incident) -> int:
    """How many outlets an alert counts without naming them."""
    return max(0, len(shown_sources(incident)) - LINKS_SHOWN)


def _sources(incident: Incident) -> Iterable[Line]:
    accounts = shown_sources(incident)
    alike = _rests_on_summaries(accounts)  # the last line says so of all
    yield from (_source(member, "•", alike) for member in accounts[:LINKS_SHOWN])
    if more := sources_left_out(incident):
        yield _line(f"and {more} more")
    yield from (_source(member, "↪", alike) for member in reactions(incident, REACTIONS_SHOWN))


def _rests_on_summaries(accounts: Sequence[Member]) -> bool:
    return bool(accounts) and all(member.summary_only for member in accounts)


def _source(member: Member, mark: str, alike: bool) -> Line:
    outlet, title = piece(member.outlet, NAME_UNITS), piece(member.title, TITLE_UNITS) or "without a title"
    notes = [note for note, on in (("summary only", member.summary_only and not alike), ("withdrawn", member.withdrawn)) if on]
    tail = f" ({', '.join(notes)})" if notes else ""
    address = web_address(member.url)
    return Line(
        html=f"{mark} {markup(outlet)}: {link(member.url, title)}{tail}",
        plain=f"{mark} {outlet}: {title}{tail}" + (f"\n  {address}" if address else ""),
    )


def _status(incident: Incident, now: datetime) -> Line:
    parts = [wording.standing(incident)]
    accounts = shown_sources(incident)
    if _rests_on_summaries(accounts):
        parts.append("rests on summaries alone" if len(accounts) > 1 else "rests on its summary alone")
    first = f"reported {wording.clock(now)}"
    parts.append(f"updated {wording.clock(now)} (rev {incident.revision})" if incident.revision > 1 else first)
    text = " · ".join(parts)
    return Line(html=f"<i>{markup(text)}</i>  <code>{markup(incident.id)}</code>", plain=f"{text}  [{incident.id}]")


def _silent(incident: Incident) -> bool:
    """An attack that was stopped arrives without a sound, unless somebody tells of dead or wounded all the same."""
    facts = incident.facts
    stopped = facts.outcome in {Outcome.INTERCEPTED, Outcome.FOILED}
    return stopped and not facts.killed and not facts.wounded


def _sentence(text: str) -> str:
    return text[0].upper() + text[1:]


def _listed(names: Sequence[str], shown: int) -> str:
    text = ", ".join(piece(name, VOICE_UNITS) for name in names[:shown])
    return f"{text} and {len(names) - shown} more" if len(names) > shown else text


def _line(text: str) -> Line:
    """A line put together of pieces that are cut and isolated already."""
    return Line(html=markup(text), plain=text)
