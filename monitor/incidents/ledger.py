"""The ledger: every value of every field, with who said it and when. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from monitor.incidents.speakers import is_official
from monitor.model import Claim, Member, Outcome, Report, Weapon, When

FIELDS = (
    "place", "when", "weapon", "rounds", "killed", "wounded", "outcome", "damage", "claimed_by", "blamed_on",
    "denied_by",
)


def value_of(report: Report, name: str) -> str:
    """One field of a report as text, empty where it says nothing; numbers in digits, times as ``start/end``."""
    match name:
        case "place":
            return report.place
        case "when":
            return when_text(report.when)
        case "weapon":
            return "" if report.weapon is Weapon.UNKNOWN else str(report.weapon)
        case "outcome":
            return "" if report.outcome is Outcome.UNKNOWN else str(report.outcome)
    value = getattr(report, name)
    return "" if value is None else str(value)


def when_text(when: When) -> str:
    """A time as text: both ends in ISO 8601, empty where the start is not known."""
    if when.start is None or when.end is None:
        return ""
    return f"{when.start:%Y-%m-%dT%H:%MZ}/{when.end:%Y-%m-%dT%H:%MZ}"


def speakers_of(member: Member, name: str) -> tuple[str, ...]:
    """Who says a field: those the text quotes for it, else the outlet itself."""
    report = member.report or Report()
    quoted = tuple(who for said in report.attribution if said.field == name for who in said.who)
    return quoted or (member.outlet,)


@dataclass(slots=True)
class _Entry:
    speakers: dict[str, None] = field(default_factory=dict)
    origins: dict[str, None] = field(default_factory=dict)
    times: list[datetime] = field(default_factory=list)


def claims_of(members: Sequence[Member]) -> tuple[Claim, ...]:
    """All claims of the members, field by field; within a field first said first, then by value."""
    entries: dict[tuple[str, str], _Entry] = {}
    for member in members:
        for name, value in _said(member):
            entry = entries.setdefault((name, value), _Entry())
            entry.speakers |= dict.fromkeys(speakers_of(member, name))
            entry.origins[member.origin] = None
            entry.times.append(member.published)
    claims = [_claim(name, value, entry) for (name, value), entry in entries.items()]
    return tuple(sorted(claims, key=lambda c: (FIELDS.index(c.field), c.first_at, c.value)))


def _said(member: Member) -> Iterable[tuple[str, str]]:
    if member.report is None:
        return ()
    report = member.report
    return ((name, value) for name in FIELDS if (value := value_of(report, name)))


def _claim(name: str, value: str, entry: _Entry) -> Claim:
    return Claim(
        field=name, value=value, speakers=tuple(entry.speakers), official=any(map(is_official, entry.speakers)),
        origins=tuple(entry.origins), first_at=min(entry.times), last_at=max(entry.times),
    )
