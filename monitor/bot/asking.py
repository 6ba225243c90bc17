"""What readers ask about attacks: the last ones, those of a day, why, and where. Read from the store; nothing is changed."""

from datetime import date
from zoneinfo import ZoneInfo

from monitor.bot import words
from monitor.bot.around import Around
from monitor.bot.choosing import meant
from monitor.digest.periods import day_span
from monitor.errors import InputError
from monitor.explaining import explain
from monitor.model import Incident
from monitor.model.heard import Heard, Reply

LATEST = 5
RECENT = 200
"""Incidents among which /mute and /location look for the one that is meant."""


async def status(around: Around, _: Heard, __: str) -> Reply:
    """How the monitor is doing."""
    return Reply(message=words.plainly(await around.standing()))


async def latest(around: Around, _: Heard, __: str) -> Reply:
    """The last attacks that alerted."""
    found: tuple[Incident, ...] = await around.on_store(around.store.latest_incidents, LATEST * 4)
    return Reply(message=words.listed([i for i in found if i.alerted][:LATEST], "The last attacks", "No attack is known yet."))


async def today(around: Around, _: Heard, argument: str) -> Reply:
    """The attacks of today, or of the day that is named. Raises InputError for what is no day."""
    zone = around.config().digest.timezone
    now = around.clock().astimezone(ZoneInfo(zone)).date()
    day = _day(argument) if argument else now
    start, end = day_span(day, zone)
    found: tuple[Incident, ...] = await around.on_store(around.store.incidents_between, start, end)
    told = [i for i in reversed(found) if i.alerted]
    return Reply(message=words.listed(told, f"Attacks reported {'today' if day == now else day} ({zone})",
                                      f"No attack was reported {'today' if day == now else f'on {day}'}."))


async def why(around: Around, _: Heard, argument: str) -> Reply:
    """Who says what of an incident, or what became of an article. Raises InputError where neither is named or known."""
    if not argument:
        raise InputError("Write the id of an alert or the link of an article behind it: /why https://…")
    incident = await around.on_store(around.store.incident, argument)
    if incident is not None:
        return Reply(message=words.about(incident))
    lines = await around.on_store(lambda: list(explain(argument, around.store)))
    return Reply(message=words.plainly("\n".join(lines)))


async def location(around: Around, _: Heard, argument: str) -> Reply:
    """A pin of the attack that is meant, or why there is none. Raises InputError where none is meant."""
    reply = words.pin(await meant_by(around, argument))
    return reply if reply.location else Reply(message=words.plainly(reply.note))


async def meant_by(around: Around, argument: str) -> Incident:
    """The attack that is meant by an id, a place or nothing: the last one. Raises InputError where none is."""
    found: tuple[Incident, ...] = await around.on_store(around.store.latest_incidents, RECENT)
    return meant([incident for incident in found if incident.alerted], argument)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError("Write a day like /today 2026-01-31") from error
