"""Facts in words: what, where, when, how many."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.model import Facts, Outcome, Precision, Status, Weapon, When

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
    Outcome.NEAR_MISS: "landed near, not in, the base",
    Outcome.INTERCEPTED: "shot down",
    Outcome.FOILED: "foiled",
    Outcome.UNKNOWN: "",
}

STATUSES = {
    Status.REPORTED: "reported, single origin",
    Status.CORROBORATED: "corroborated",
    Status.OFFICIAL: "officially confirmed",
    Status.DISPUTED: "disputed",
    Status.CORRECTED: "corrected",
    Status.WITHDRAWN: "WITHDRAWN by its source",
    Status.CLOSED: "closed",
}

_PARTS_OF_DAY = ((5, "night"), (12, "morning"), (17, "afternoon"), (21, "evening"), (24, "night"))


def headline(facts: Facts) -> str:
    """What and where: ``Rocket attack: Ain al-Asad air base, Iraq``."""
    return f"{WEAPONS[facts.weapon][1]}: {where(facts)}"


def where(facts: Facts) -> str:
    """The base's name, or the words of the reports where none is named; with its country."""
    place = facts.place or "base not named"
    if not facts.country or facts.country.lower() in place.lower():
        return place
    return f"{place}, {facts.country}"


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
            return f"{other} damage"


def local_and_utc(when: When, timezone: str) -> str:
    """When, by the clock of the base and by UTC, as exactly as it is known and no more."""
    if when.start is None or when.end is None:
        return "time not stated"
    zone = ZoneInfo(timezone)
    local = when.start.astimezone(zone)
    match when.precision:
        case Precision.HOUR:
            return f"{_day(local)}, {local:%H:%M} local ({when.start.astimezone(UTC):%H:%M} UTC)"
        case Precision.PART_OF_DAY:
            span = f"{when.start.astimezone(UTC):%H:%M}–{when.end.astimezone(UTC):%H:%M} UTC"
            return f"{_day(local)}, {_part_of_day(local, when.end - when.start)} local ({span})"
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


def _day(moment: datetime) -> str:
    return f"{moment:%a} {moment.day} {moment:%b %Y}"


def _part_of_day(start: datetime, length: timedelta) -> str:
    middle = (start + length / 2).hour
    return next(name for until, name in _PARTS_OF_DAY if middle < until)


def clock(moment: datetime, timezone: str = "UTC") -> str:
    """A moment for a status line: ``14:05 UTC, 5 Jan``."""
    local = moment.astimezone(ZoneInfo(timezone))
    return f"{local:%H:%M} {local.tzname()}, {local.day} {local:%b}"
