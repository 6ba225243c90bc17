"""The alert as people read it: what and where first, then when, how bad, who says so, who denies, how sure.

Lengths are bounded so that a message stays within Telegram's 4,096 UTF-16 units whatever its sources wrote: each
foreign piece is cut before it is escaped, and lists end with a count of what they leave out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.alert import wording
from monitor.alert.flags import flag
from monitor.alert.text import cut, escaped, isolated, link, one_line
from monitor.model import Change, ChangeKind, Claim, Incident, Member, Message, Outcome, Status

LINKS_SHOWN = 6
SPEAKERS_SHOWN = 4
DISPUTED_FIELDS = ("killed", "wounded", "weapon", "outcome", "damage", "claimed_by", "blamed_on")
TITLE_UNITS = 120
PIECE_UNITS = 160
FIELD_NAMES = {
    "killed": "dead", "wounded": "wounded", "weapon": "weapon", "outcome": "outcome", "damage": "damage",
    "claimed_by": "claimed by", "blamed_on": "blamed on",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line in both forms."""

    html: str
    plain: str


def alert_message(incident: Incident, now: datetime) -> Message:
    """The whole message about an incident at its present revision; ``now`` stands in its last line."""
    lines = [
        _headline(incident),
        _text(_situation(incident)),
        _text(wording.local_and_utc(incident.facts.when, incident.facts.timezone)),
        *_blame(incident),
        *_speakers(incident),
        *_disputes(incident),
        Line(html="", plain=""),
        *_sources(incident),
        _status(incident, now),
    ]
    return Message(
        html="\n".join(line.html for line in lines), plain="\n".join(line.plain for line in lines),
        silent=_silent(incident),
    )


def reply_message(incident: Incident, changes: Sequence[Change], now: datetime) -> Message:
    """A short reply that says only what changed; it is always loud, because it exists to be noticed."""
    what = "; ".join(dict.fromkeys(_change(change) for change in changes))
    head = "Correction" if _corrects(changes) else "Update"
    line = f"{head}: {cut(what, 600)} · {cut(wording.where(incident.facts), PIECE_UNITS)}"
    return Message(html=escaped(line), plain=isolated(one_line(line)))


def _headline(incident: Incident) -> Line:
    symbol = wording.WEAPONS[incident.facts.weapon][0]
    text = cut(one_line(wording.headline(incident.facts)), 2 * PIECE_UNITS)
    tail = f" {flag(incident.facts.country)}".rstrip()
    if incident.status is Status.WITHDRAWN:
        return Line(html=f"❌ <b>WITHDRAWN</b> <s>{escaped(text)}</s>{tail}", plain=f"❌ WITHDRAWN: {isolated(text)}{tail}")
    return Line(html=f"{symbol} <b>{escaped(text)}</b>{tail}", plain=f"{symbol} {isolated(text)}{tail}")


def _situation(incident: Incident) -> str:
    facts = incident.facts
    parts = (wording.tolls(facts), wording.OUTCOMES[facts.outcome], wording.rounds(facts), wording.damage(facts))
    text = " · ".join(part for part in parts if part)
    return text[0].upper() + text[1:]


def _blame(incident: Incident) -> Iterable[Line]:
    facts = incident.facts
    for name, value in (("Claimed by", facts.claimed_by), ("Blamed on", facts.blamed_on),
                        ("Denied by", facts.denied_by)):
        if value:
            yield _text(f"{name}: {cut(one_line(value), PIECE_UNITS)}")


def _speakers(incident: Incident) -> Iterable[Line]:
    outlets = set(incident.outlets)
    claims = sorted(incident.claims, key=lambda claim: (not claim.official, claim.first_at))
    names = list(dict.fromkeys(name for claim in claims for name in claim.speakers if name not in outlets))
    if names:
        yield _text(f"Says: {_listed(names, SPEAKERS_SHOWN)}")


def _disputes(incident: Incident) -> Iterable[Line]:
    for field in DISPUTED_FIELDS:
        claims = [claim for claim in incident.claims if claim.field == field]
        if len({claim.value for claim in claims}) > 1:
            accounts = "; ".join(_account(claim) for claim in claims[:SPEAKERS_SHOWN])
            yield _text(f"Accounts differ, {FIELD_NAMES[field]}: {accounts}")


def _account(claim: Claim) -> str:
    return f"{cut(one_line(claim.value), 60)} ({cut(', '.join(claim.speakers[:2]) or 'unnamed', 80)})"


def _sources(incident: Incident) -> Iterable[Line]:
    members = [m for m in incident.members if not m.link_only]
    per_outlet = list({m.outlet: m for m in reversed(members)}.values())[::-1]
    yield from (_source(member) for member in per_outlet[:LINKS_SHOWN])
    if len(per_outlet) > LINKS_SHOWN:
        yield _text(f"and {len(per_outlet) - LINKS_SHOWN} more")
    links = [m for m in incident.members if m.link_only]
    if links:
        yield from (_source(member, mark="↪") for member in links[-2:])


def _source(member: Member, mark: str = "•") -> Line:
    title = cut(one_line(member.title) or member.url, TITLE_UNITS)
    notes = [note for note, on in (("summary only", member.summary_only), ("withdrawn", member.withdrawn)) if on]
    tail = f" ({', '.join(notes)})" if notes else ""
    outlet = cut(one_line(member.outlet), 60)
    return Line(
        html=f"{mark} {escaped(outlet)}: {link(member.url, title)}{tail}",
        plain=f"{mark} {isolated(outlet)}: {isolated(title)}{tail}\n  {member.url}",
    )


def _status(incident: Incident, now: datetime) -> Line:
    outlets, origins = len(incident.outlets), len(incident.origins)
    count = f"{outlets} outlet{'' if outlets == 1 else 's'}, {origins} origin{'' if origins == 1 else 's'}"
    parts = [wording.STATUSES[incident.status], count]
    if incident.members and all(m.summary_only for m in incident.members if not m.link_only):
        parts.append("rests on summaries alone")
    revised = f"rev {incident.revision}, {wording.clock(now)}" if incident.revision > 1 else wording.clock(now)
    text = " · ".join([*parts, revised])
    return Line(html=f"<i>{escaped(text)}</i>  <code>{escaped(incident.id)}</code>", plain=f"{text}  [{incident.id}]")


def _silent(incident: Incident) -> bool:
    """Only what certainly hurt nobody arrives without a sound."""
    facts = incident.facts
    stopped = facts.outcome in {Outcome.INTERCEPTED, Outcome.FOILED}
    return stopped and not facts.killed and not facts.wounded


def _corrects(changes: Sequence[Change]) -> bool:
    return any(change.kind in {ChangeKind.CORRECTION, ChangeKind.WITHDRAWN} for change in changes)


def _change(change: Change) -> str:
    match change.kind:
        case ChangeKind.DEATHS:
            return f"dead now {change.after}" + (f" (was {change.before})" if change.before else "")
        case ChangeKind.WOUNDED:
            return f"wounded now {change.after}" + (f" (was {change.before})" if change.before else "")
        case ChangeKind.DENIAL:
            return f"denied by {change.after}"
        case ChangeKind.CLAIM:
            return f"claimed by {change.after}"
        case ChangeKind.OFFICIAL:
            return f"officially confirmed{f' by {change.after}' if change.after else ''}"
        case ChangeKind.WITHDRAWN:
            return f"{change.before or 'a source'} withdrew its report"
        case kind:
            before = f" (was {change.before})" if change.before else ""
            return f"{kind.value.replace('_', ' ')}: {change.after}{before}"


def _listed(names: Sequence[str], shown: int) -> str:
    text = ", ".join(cut(one_line(name), 60) for name in names[:shown])
    return f"{text} and {len(names) - shown} more" if len(names) > shown else text


def _text(text: str) -> Line:
    return Line(html=escaped(text), plain=isolated(one_line(text)))
