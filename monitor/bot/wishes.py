"""What a reader wants to hear, as typed after /subscribe. Pure.

``/subscribe iraq, syria; wounded; quiet 22:00-07:00 Europe/Berlin; watch bases`` in any order: parts end with ``;``, a
part is told by its first word; a part of no known word names countries.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import time
from zoneinfo import ZoneInfo, available_timezones

from monitor.errors import InputError
from monitor.model.readers import Reader, Severity

_SEVERITIES = {
    "all": Severity.ANY, "any": Severity.ANY, "hit": Severity.HIT, "hits": Severity.HIT, "damage": Severity.HIT,
    "wounded": Severity.WOUNDED, "casualties": Severity.WOUNDED, "dead": Severity.DEAD, "deaths": Severity.DEAD,
}
LONGEST = 600
"""Characters of wishes that are read; nobody types more."""
EXAMPLE = "/subscribe Iraq, Syria; wounded; quiet 22:00-07:00 Asia/Baghdad"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What can be wished for."""

    watches: tuple[str, ...]
    countries: tuple[str, ...]


def with_wishes(reader: Reader, text: str, choices: Choices) -> Reader:
    """The reader with what ``text`` asks for; what it does not speak of stays. Raises InputError with an example."""
    if len(text) > LONGEST:
        raise InputError(f"That is too long to read. Write for example: {EXAMPLE}")
    for part in filter(None, (" ".join(piece.split()) for piece in text.replace("\n", ";").split(";"))):
        first, _, rest = part.partition(" ")
        match first.lower():
            case "quiet":
                reader = _quiet(reader, rest)
            case "zone":
                reader = replace(reader, timezone=_zone(rest))
            case "watch" | "watches":
                reader = replace(reader, watches=_named(rest, choices.watches, "watch"))
            case word if word in _SEVERITIES and not rest:
                reader = replace(reader, least=_SEVERITIES[word])
            case _:
                reader = replace(reader, countries=_named(part, choices.countries, "country"))
    return reader


def _named(text: str, known: Sequence[str], what: str) -> tuple[str, ...]:
    if text.strip().lower() in {"all", "any", "everything"}:
        return ()
    by_low = {name.lower(): name for name in known}
    found = [name.strip() for name in text.split(",") if name.strip()]
    if missing := [name for name in found if name.lower() not in by_low]:
        raise InputError(f"There is no {what} “{missing[0][:40]}” here. {_hint(what, known)}")
    return tuple(dict.fromkeys(by_low[name.lower()] for name in found))


def _hint(what: str, known: Collection[str]) -> str:
    if what == "watch":
        return f"The watches are: {', '.join(known)}."
    return f"Write countries by their English names, for example: {EXAMPLE}"


def _quiet(reader: Reader, text: str) -> Reader:
    if text.strip().lower() in {"off", "none", "never"}:
        return replace(reader, quiet_from=None, quiet_to=None)
    span, _, zone = text.strip().partition(" ")
    first, dash, last = span.replace("–", "-").partition("-")
    begin, end = _clock(first), _clock(last)
    if not dash or begin is None or end is None or begin == end:
        raise InputError(f"Quiet hours are written like “quiet 22:00-07:00 Asia/Baghdad”, or “quiet off”; “{text[:40]}” is not.")
    return replace(reader, quiet_from=begin, quiet_to=end, timezone=_zone(zone) if zone else reader.timezone)


def _clock(text: str) -> time | None:
    hour, colon, minute = text.strip().partition(":")
    if not (hour.isascii() and hour.isdecimal() and len(hour) <= 2) or (colon and not (minute.isdecimal() and len(minute) == 2)):
        return None
    try:
        return time(int(hour), int(minute or 0))
    except ValueError:
        return None


def _zone(text: str) -> str:
    by_low = {name.lower(): name for name in available_timezones()}
    name = by_low.get(text.strip().lower().replace(" ", "_"))
    if name is None:
        raise InputError(f"There is no time zone “{text[:40]}”. Write one like Asia/Baghdad, Europe/Berlin or UTC.")
    ZoneInfo(name)
    return name


def in_words(reader: Reader) -> str:
    """What the reader gets, in one line a wish."""
    least = {Severity.ANY: "every attack, foiled ones too", Severity.HIT: "attacks that hit or did damage, and worse",
             Severity.WOUNDED: "attacks with wounded or dead", Severity.DEAD: "attacks with dead"}[reader.least]
    lines = [f"What: {least}", f"Where: {', '.join(reader.countries) or 'everywhere'}",
             f"Watches: {', '.join(reader.watches) or 'all'}"]
    if reader.quiet_from is not None and reader.quiet_to is not None:
        lines.append(f"Without sound: {reader.quiet_from:%H:%M} to {reader.quiet_to:%H:%M} {reader.timezone} (attacks with dead sound)")
    else:
        lines.append(f"Without sound: never (time zone {reader.timezone})")
    return "\n".join(lines)
