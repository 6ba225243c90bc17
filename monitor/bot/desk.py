"""Does what readers ask, in the store. Every answer is made from a :class:`Heard` and the store alone; nothing is sent here."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from monitor.alert.callbacks import ABOUT_ARTICLES, MUTE_FOR, Press, Pressed, pressed_of
from monitor.alert.audience import place_of
from monitor.bot import words
from monitor.bot.choosing import meant
from monitor.bot.commands import CHANGES, FOR_ADMINS, Ask, Command, command_of
from monitor.bot.wishes import Choices, with_wishes
from monitor.digest.periods import day_span
from monitor.errors import InputError
from monitor.explaining import explain
from monitor.model import Config, Incident
from monitor.model.heard import SILENCE, Heard, Reply
from monitor.model.readers import Reader
from monitor.model.stored import VerdictKind
from monitor.store import Store

KINDS = {
    Press.RIGHT: VerdictKind.RIGHT, Press.FALSE_ALARM: VerdictKind.FALSE_ALARM, Press.WRONG_FACTS: VerdictKind.WRONG_FACTS,
    Press.MISSED: VerdictKind.MISSED, Press.RIGHTLY_SILENT: VerdictKind.RIGHTLY_SILENT,
}
ONLY_ADMINS = "Only administrators of this chat can change that."
LATEST = 5
RECENT = 200
"""Incidents among which /mute and /location look for the one that is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the desk is given: the store and the service it works beside."""

    store: Store
    on_store: Callable[..., Awaitable[Any]]
    clock: Callable[[], datetime]
    config: Callable[[], Config]
    countries: tuple[str, ...]
    lot: Callable[[], str]
    """A new name for a reader's channel, drawn by lot."""
    name_of: Callable[[int], str]
    """A reader's name in verdicts: nobody can tell the person from it."""
    admins: Callable[[], frozenset[int]]
    may_change: Callable[[Heard], Awaitable[bool]]
    """Whether who spoke may decide for the chat: in a group its administrators."""
    readers_changed: Callable[[], Awaitable[None]]
    door: Callable[[str, bool], Awaitable[None]]
    """Is told that a channel of config.yaml put the bot out (False) or let it in again (True)."""
    manage: Callable[[Command], Awaitable[str]]
    """Carries out a command for administrators of the monitor; returns what to say. Raises InputError."""
    standing: Callable[[], Awaitable[str]]
    """How the monitor is doing, for /status."""


class Desk:
    """Where readers are served."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._doings: dict[Ask, Callable[[Heard, str], Awaitable[Reply]]] = {
            Ask.SUBSCRIBE: self._subscribe, Ask.UNSUBSCRIBE: self._end, Ask.SETTINGS: self._settings, Ask.LATEST: self._latest,
            Ask.TODAY: self._today, Ask.WHY: self._why, Ask.UNMUTE: self._unmute, Ask.STATUS: self._status,
            Ask.MUTE: self._mute_by_word, Ask.LOCATION: self._location,
        }

    async def serve(self, heard: Heard, bot_name: str) -> Reply:
        """Do what was asked, and say what to answer."""
        around = self._around
        if heard.left:
            await self._changed(around.store.pause_reader, heard.chat, around.clock())
        if heard.returned:
            await self._changed(around.store.resume_reader, heard.chat)
        if heard.left or heard.returned:
            for channel in self._configured(heard):
                await around.door(channel, heard.returned)
            return SILENCE
        if heard.moved_to:
            await around.on_store(around.store.move_reader, heard.chat, heard.moved_to)
            await around.readers_changed()
            return SILENCE
        if heard.press:
            pressed = pressed_of(heard.press)
            return SILENCE if pressed is None else await self._pressed(heard, pressed)
        command = command_of(heard.text, bot_name)
        if command is None:
            return Reply(message=words.help_text(admin=self._is_admin(heard))) if heard.kind == "private" else SILENCE
        try:
            return await self._command(heard, command)
        except InputError as error:
            return Reply(message=words.plainly(str(error)))

    async def _changed(self, call: Callable[..., bool], *arguments: object) -> None:
        if await self._around.on_store(call, *arguments):
            await self._around.readers_changed()

    def _is_admin(self, heard: Heard) -> bool:
        return heard.user in self._around.admins()

    async def _command(self, heard: Heard, command: Command) -> Reply:
        if command.ask in FOR_ADMINS:
            if not self._is_admin(heard):
                return SILENCE
            return Reply(message=words.plainly(await self._around.manage(command)))
        if command.ask in CHANGES and heard.kind != "private" and not await self._around.may_change(heard):
            return Reply(message=words.plainly(ONLY_ADMINS))
        doing = self._doings.get(command.ask)
        return await doing(heard, command.argument) if doing else Reply(message=words.help_text(admin=self._is_admin(heard)))

    async def _end(self, heard: Heard, _: str) -> Reply:
        gone = await self._forget(heard)
        return Reply(message=words.plainly(
            "You are not told of attacks any more, and nothing of you is kept." if gone else "This chat is not subscribed."))

    async def _settings(self, heard: Heard, _: str) -> Reply:
        reader = await self._reader(heard)
        return Reply(message=words.wished(reader) if reader else words.plainly("This chat is not subscribed. /subscribe"))

    async def _status(self, _: Heard, __: str) -> Reply:
        return Reply(message=words.plainly(await self._around.standing()))

    async def _reader(self, heard: Heard) -> Reader | None:
        reader: Reader | None = await self._around.on_store(self._around.store.reader_of, heard.chat)
        return reader

    async def _subscribe(self, heard: Heard, wishes: str) -> Reply:
        around, before = self._around, await self._reader(heard)
        if {heard.chat, heard.chat_name} & {channel.chat for channel in around.config().channels if channel.chat}:
            raise InputError("This chat is a channel of config.yaml already; what it is told is decided there.")
        fresh = Reader(id=around.lot(), chat=heard.chat, since=around.clock(), is_group=heard.kind != "private",
                       timezone=around.config().digest.timezone)
        choices = Choices(watches=tuple(watch.name for watch in around.config().watches), countries=around.countries)
        reader = replace(with_wishes(before or fresh, wishes, choices), paused_at=None)
        await around.on_store(around.store.subscribe, reader)
        await around.readers_changed()
        return Reply(message=words.wished(reader, "Subscribed." if before is None else "Changed."))

    async def _forget(self, heard: Heard) -> bool:
        around = self._around
        gone: bool = await around.on_store(around.store.unsubscribe, heard.chat)
        if heard.kind == "private":
            await around.on_store(around.store.forget_name, around.name_of(heard.user))
        if gone:
            await around.readers_changed()
        return gone

    async def _latest(self, _: Heard, __: str) -> Reply:
        found: tuple[Incident, ...] = await self._around.on_store(self._around.store.latest_incidents, LATEST * 4)
        return Reply(message=words.listed([i for i in found if i.alerted][:LATEST], "The last attacks", "No attack is known yet."))

    async def _today(self, _: Heard, argument: str) -> Reply:
        around = self._around
        zone = around.config().digest.timezone
        today = around.clock().astimezone(ZoneInfo(zone)).date()
        day = _day(argument) if argument else today
        start, end = day_span(day, zone)
        found: tuple[Incident, ...] = await around.on_store(around.store.incidents_between, start, end)
        told = [i for i in reversed(found) if i.alerted]
        return Reply(message=words.listed(told, f"Attacks reported {'today' if day == today else day} ({zone})",
                                          f"No attack was reported {'today' if day == today else f'on {day}'}."))

    async def _why(self, _: Heard, argument: str) -> Reply:
        around = self._around
        if not argument:
            raise InputError("Write the id of an alert or the link of an article behind it: /why https://…")
        incident = await around.on_store(around.store.incident, argument)
        if incident is not None:
            return Reply(message=words.about(incident))
        lines = await around.on_store(lambda: list(explain(argument, around.store)))
        return Reply(message=words.plainly("\n".join(lines)))

    async def _unmute(self, heard: Heard, _: str) -> Reply:
        lifted = 0
        for channel in await self._channels_of(heard):
            lifted += await self._around.on_store(self._around.store.unmute, channel)
        return Reply(message=words.plainly(f"{lifted} mute{'' if lifted == 1 else 's'} lifted."))

    async def _channels_of(self, heard: Heard) -> list[str]:
        """The channels that stand for this chat: its own subscription, and those of config.yaml that name it."""
        reader = await self._reader(heard)
        return [*([reader.id] if reader else []), *self._configured(heard)]

    def _configured(self, heard: Heard) -> list[str]:
        named = {heard.chat, heard.chat_name} - {""}
        return [channel.name for channel in self._around.config().channels if channel.chat in named]

    async def _pressed(self, heard: Heard, pressed: Pressed) -> Reply:
        around = self._around
        if pressed.press in ABOUT_ARTICLES:
            return await self._said(heard, pressed, article=pressed.about)
        incident = await around.on_store(around.store.incident, pressed.about)
        if incident is None:
            return Reply(note="This alert is not known any more.")
        if pressed.press is Press.LOCATION:
            return words.pin(incident)
        if pressed.press is Press.SOURCES:
            # What is said in a channel is said to all of its readers: who asked sees it over the button alone.
            return Reply(note=words.outlets(incident)) if heard.kind == "channel" else Reply(message=words.sources(incident))
        if pressed.press is Press.MUTE:
            if heard.kind != "private" and not self._is_admin(heard) and not await around.may_change(heard):
                return Reply(note=ONLY_ADMINS)
            return Reply(note=await self._mute(heard, incident))
        return await self._said(heard, pressed, incident=incident.id)

    async def _mute_by_word(self, heard: Heard, argument: str) -> Reply:
        return Reply(message=words.plainly(await self._mute(heard, await self._meant(argument))))

    async def _location(self, _: Heard, argument: str) -> Reply:
        reply = words.pin(await self._meant(argument))
        return reply if reply.location else Reply(message=words.plainly(reply.note))

    async def _meant(self, argument: str) -> Incident:
        found: tuple[Incident, ...] = await self._around.on_store(self._around.store.latest_incidents, RECENT)
        return meant([incident for incident in found if incident.alerted], argument)

    async def _mute(self, heard: Heard, incident: Incident) -> str:
        around, place = self._around, place_of(incident.facts)
        channels = await self._channels_of(heard)
        if not place or not channels:
            return "There is nothing to mute here."
        until = around.clock() + MUTE_FOR
        for channel in channels:
            await around.on_store(around.store.mute, channel, place, until)
        return words.muted(incident.facts.place or incident.facts.country, until)

    async def _said(self, heard: Heard, pressed: Pressed, *, incident: str = "", article: str = "") -> Reply:
        """Keep a verdict; the same one twice is one, another one by the same reader counts from now on."""
        around, kind = self._around, KINDS[pressed.press]
        who = around.name_of(heard.user)
        known = await around.on_store(around.store.reader_verdicts_of, (incident or article,))
        mine = [verdict for verdict in known if verdict.who == who]
        if not mine or mine[-1].kind != kind.value:
            await around.on_store(lambda: around.store.add_reader_verdict(
                incident=incident, article=article, kind=kind.value, who=who, at=around.clock()))
        return Reply(note=words.NOTED[kind.value])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise InputError("Write a day like /today 2026-01-31") from error
