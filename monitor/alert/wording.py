"""Facts in words: what, where, when, how many."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.alert.text import piece
from monitor.alert.zones import zone_of
from monitor.model import Facts, Incident, Outcome, Precision, Status, Weapon, When

PLACE_UNITS = 160
DAMAGE_UNITS = 60

WEAPONS = {
    Weapon.ROCKET: ("🚀", "Rocket attack"),
    Weapon.MORTAR: ("💥", "Mortar attack"),
    Weapon.DRONE: ("🛩", "Drone attack"),
    Weapon.MISSILE: ("🚀", "Missile attack"),
    Weapon.SHELL: ("💥", "Shelling"),
    Weapon.INDIRECT_FIRE: ("💥", "Indirect fire"),
    Weapon.CAR_BOMB: ("💣", "Car bomb"),
    Weapon.SUICIDE: ("💣", "Suicide attack"),
    Weapon.GUNFIRE: ("🔫", "Gun attack"),
    Weapon.GRENADE: ("💣", "Grenade attack"),
    Weapon.INSIDER: ("🔫", "Insider attack"),
    Weapon.BOMB: ("💣", "Bomb attack"),
    Weapon.MIXED: ("💥", "Attack with several weapons"),
    Weapon.UNKNOWN: ("⚠️", "Attack"),
}

OUTCOMES = {
    Outcome.HIT: "hit",
    Outcome.NEAR_MISS: "landed near the base, not in it",
    Outcome.INTERCEPTED: "shot down",
    Outcome.FOILED: "foiled",
    Outcome.UNKNOWN: "",
}

STATUSES = {
    Status.REPORTED: "one source so far",
    Status.CORROBORATED: "corroborated",
    Status.OFFICIAL: "an official is cited",
    Status.DISPUTED: "disputed",
    Status.CORRECTED: "corrected",
    Status.WITHDRAWN: "taken back by its source",
    Status.CLOSED: "closed",
}

_BACKED = frozenset({
    "affiliated", "aligned", "allied", "backed", "fighters", "group", "groups", "linked", "militant", "militants", "militia", "militias",
    "pro", "proxies", "proxy", "sponsored", "supported",
})
"""Beside "Iran" in a name: it is not the state that is meant, but those it stands behind."""
_BARE = frozenset({"base", "air base", "airbase", "military base", "military site", "camp", "outpost", "compound", "facility", "site"})
"""What a report says that gives its place no name."""
_PARTS_OF_DAY = ((5, "night"), (12, "morning"), (17, "afternoon"), (21, "evening"), (24, "night"))


def side(name: str) -> str:
    """A body that is blamed or claims, so that two wordings of one are one: "Iran proxy forces", "Iranian-backed militias"."""
    words = set(name.casefold().replace("-", " ").split())
    iranian = any(word.startswith("iran") for word in words)
    if iranian and words & _BACKED:
        return "iran-backed"
    return " ".join(sorted(words))


def headline(facts: Facts) -> str:
    """What and where: ``Rocket attack: Ain al-Asad air base, Iraq``."""
    return f"{WEAPONS[facts.weapon][1]}: {where(facts)}"


def where(facts: Facts) -> str:
    """The base's name, or the words of the reports where none is named; with its country."""
    place = piece(facts.place, PLACE_UNITS) or "base not named"
    if facts.place.casefold() in _BARE:  # "base, Syria" reads like a name
        return f"unnamed {place.lower()} in {facts.country}" if facts.country else f"unnamed {place.lower()}"
    if not facts.country or facts.country.lower() in facts.place.lower():
        return place
    return f"{place}, {facts.country}"


def sources(incident: Incident) -> str:
    """How many outlets tell of it, and how many texts they go back to: ``3 outlets, 2 origins``.

    Never "independent": two texts that are no copies may still rest on one source that neither names.
    """
    outlets, origins = len(incident.outlets), len(incident.origins)
    if outlets <= 1:
        return "1 outlet" if outlets else "no account left"
    return f"{outlets} outlets, {origins} {'origin' if origins == 1 else 'origins'}"


def standing(incident: Incident) -> str:
    """How sure it is: its status, and who tells of it."""
    if incident.status is Status.REPORTED and len(incident.outlets) == 1:
        return STATUSES[incident.status]  # "one source so far" says it all
    return f"{STATUSES[incident.status]} · {sources(incident)}"


def situation(facts: Facts) -> str:
    """How bad it was, in one line: dead and wounded, what was hit, with how much, damage."""
    parts = (tolls(facts), OUTCOMES[facts.outcome], rounds(facts), damage(facts))
    text = " · ".join(part for part in parts if part)
    return text[0].upper() + text[1:]


def claimed(field: str, value: str) -> str:
    """The value of a claim or change in words: ``near_miss`` is no word for a reader."""
    if field == "outcome" and value in set(Outcome):
        return OUTCOMES[Outcome(value)] or "not known"
    if field == "when":
        return _span(value)
    return value.replace("_", " ")


def _span(value: str) -> str:
    """A time of the ledger (``start/end`` in ISO 8601) as words; anything else as it stands."""
    try:
        start, end = (datetime.fromisoformat(moment) for moment in value.split("/"))
    except ValueError:
        return value
    last = f"{end:%H:%M}" if start.date() == end.date() else f"{_day(end)}, {end:%H:%M}"
    return f"{_day(start)}, {start:%H:%M} to {last} UTC" if start != end else f"{_day(start)}, {start:%H:%M} UTC"


def tolls(facts: Facts) -> str:
    """Dead and wounded; what nobody says is said to be unknown, which is not the same as none."""
    if facts.killed is None and facts.wounded is None:
        return "casualties not stated"
    if facts.killed == 0 and facts.wounded == 0:
        return "no casualties"
    parts = []
    if facts.killed is not None:
        parts.append(f"{facts.killed} dead" if facts.killed else "no dead")
    if facts.wounded is not None:
        parts.append(f"{facts.wounded} wounded" if facts.wounded else "no wounded")
    return ", ".join(parts)


def rounds(facts: Facts) -> str:
    """How many rounds, drones or missiles; empty where nobody says."""
    if facts.rounds is None:
        return ""
    noun = {
        Weapon.ROCKET: "rocket", Weapon.DRONE: "drone", Weapon.MISSILE: "missile", Weapon.SHELL: "shell",
        Weapon.MORTAR: "mortar round",
    }.get(facts.weapon, "round")
    return f"{facts.rounds} {noun}{'' if facts.rounds == 1 else 's'}"


def damage(facts: Facts) -> str:
    """Damage in two words."""
    match facts.damage:
        case "":
            return ""
        case "none":
            return "no damage"
        case "yes":
            return "damage reported"
        case other:
            return f"{piece(other, DAMAGE_UNITS)} damage"


def when_and_where(facts: Facts) -> str:
    """When the attack was, by the clock of its place and by UTC."""
    return local_and_utc(facts.when, zone_of(facts))


def local_and_utc(when: When, timezone: str) -> str:
    """When, by the clock of ``timezone`` and by UTC, as exactly as it is known and no more.

    ``UTC`` stands for a place whose clock we do not know: then nothing is called local.
    """
    if when.start is None or when.end is None:
        return "time not stated"
    zone = ZoneInfo(timezone)
    local = when.start.astimezone(zone)
    if when.precision in {Precision.HOUR, Precision.PART_OF_DAY}:
        return _within_a_day(when.start, when.end, zone, exact=when.precision is Precision.HOUR)
    match when.precision:
        case Precision.DAY:
            return _day(local)
        case Precision.DAYS:
            return f"{_day(local)} to {_day((when.end - timedelta(seconds=1)).astimezone(zone))}"
        case Precision.MONTH:
            return f"{local:%B %Y}"
        case Precision.YEAR:
            return f"{local:%Y}"
        case _:
            return "time not stated"


def _within_a_day(start: datetime, end: datetime, zone: ZoneInfo, *, exact: bool) -> str:
    local, universal = start.astimezone(zone), start.astimezone(UTC)
    span = f"{universal:%H:%M}" if exact else f"{universal:%H:%M}–{end.astimezone(UTC):%H:%M}"
    if zone.key == "UTC":
        return f"{_day(local)}, {span} UTC"
    # Shortly after midnight in Baghdad it is still yesterday in London: the UTC date is said where it differs.
    dated = "" if universal.date() == local.date() else f", {universal.day} {universal:%b}"
    if exact:
        return f"{_day(local)}, {local:%H:%M} local time ({span} UTC{dated})"
    return f"{_day(local)}, {_part_of_day(start + (end - start) / 2, zone)} local time ({span} UTC{dated})"


def _day(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b %Y}"


def _part_of_day(middle: datetime, zone: ZoneInfo) -> str:
    hour = middle.astimezone(zone).hour
    return next(name for until, name in _PARTS_OF_DAY if hour < until)


def clock(moment: datetime, timezone: str = "UTC") -> str:
    """A moment for a status line: ``14:05 UTC, 5 Jan``."""
    local = moment.astimezone(ZoneInfo(timezone))
    return f"{local:%H:%M} {local.tzname()}, {local.day} {local:%b}"
