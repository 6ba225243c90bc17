"""Which readers hear of an attack, and which chats do not want to. Pure.

A reader hears of it when its watch, its country and its weight are asked for. What is muted is not told anew; a chat
that was told already sees its message change, without a reply.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

from monitor.model import Facts, Incident, Message, Outcome
from monitor.model.readers import Audience, Reader, Severity


def severity_of(facts: Facts) -> Severity:
    """The weight of an attack as far as it is known."""
    if facts.killed:
        return Severity.DEAD
    if facts.wounded:
        return Severity.WOUNDED
    return Severity.HIT if facts.outcome is Outcome.HIT or facts.damage else Severity.ANY


def place_of(facts: Facts) -> str:
    """The place as a mute names it: the base, else the place or country that is said."""
    return facts.base_id or facts.place or facts.country


def wants(reader: Reader, facts: Facts, watches: Collection[str]) -> bool:
    """Whether a reader asked for such an attack; an attack whose country is not known is told to everyone."""
    return (
        (not reader.watches or bool(set(reader.watches) & set(watches)))
        and (not reader.countries or not facts.country or facts.country in reader.countries)
        and severity_of(facts) >= reader.least
    )


def is_muted(channel: str, facts: Facts, audience: Audience, now: datetime) -> bool:
    """Whether this chat does not want to hear of this place now."""
    until = audience.mutes.get((channel, place_of(facts)))
    return until is not None and until > now


def channels_for(
    incident: Incident, wanted: Collection[str], watches: Collection[str], audience: Audience, now: datetime,
) -> tuple[str, ...]:
    """The channels of the watches and of the readers, those without that muted the place and were not told yet."""
    readers = [reader.id for reader in audience.readers if wants(reader, incident.facts, watches)]
    told = incident.channels if incident.alerted else ()
    return tuple(c for c in dict.fromkeys((*wanted, *readers))
                 if c in told or not is_muted(c, incident.facts, audience, now))


def is_quiet(reader: Reader, now: datetime) -> bool:
    """Whether the reader sleeps: from the first hour, included, to the second, which is not; over midnight too."""
    if reader.quiet_from is None or reader.quiet_to is None:
        return False
    clock = now.astimezone(ZoneInfo(reader.timezone)).time()
    if reader.quiet_from <= reader.quiet_to:
        return reader.quiet_from <= clock < reader.quiet_to
    return clock >= reader.quiet_from or clock < reader.quiet_to


def for_reader(message: Message, reader: Reader, now: datetime) -> Message:
    """The message without a sound in quiet hours, unless it tells of dead: that sounds at any hour."""
    return replace(message, silent=True) if is_quiet(reader, now) and not message.urgent else message
