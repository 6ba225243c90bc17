"""Does what readers ask, in the store. Every answer is made from a :class:`Heard` and the store alone; nothing is sent here."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from monitor.alert.callbacks import pressed_of
from monitor.bot import asking, judging, words
from monitor.bot.around import ONLY_ADMINS, Around
from monitor.bot.commands import CHANGES, FOR_ADMINS, Ask, Command, command_of
from monitor.bot.wishes import Choices, with_wishes
from monitor.errors import InputError
from monitor.model.heard import SILENCE, Heard, Reply
from monitor.model.readers import Reader


class Desk:
    """Where readers are served."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._doings: dict[Ask, Callable[[Around, Heard, str], Awaitable[Reply]]] = {
            Ask.LATEST: asking.latest, Ask.TODAY: asking.today, Ask.WHY: asking.why, Ask.STATUS: asking.status,
            Ask.LOCATION: asking.location, Ask.MUTE: judging.mute, Ask.UNMUTE: judging.unmute,
            Ask.SUBSCRIBE: self._subscribe, Ask.UNSUBSCRIBE: self._end, Ask.SETTINGS: self._settings,
        }

    async def serve(self, heard: Heard, bot_name: str) -> Reply:
        """Do what was asked, and say what to answer."""
        around = self._around
        if heard.left:
            await self._changed(around.store.pause_reader, heard.chat, around.clock())
        if heard.returned:
            await self._changed(around.store.resume_reader, heard.chat)
        if heard.left or heard.returned:
            for channel in around.configured(heard):
                await around.door(channel, heard.returned)
            return SILENCE
        if heard.moved_to:
            await around.on_store(around.store.move_reader, heard.chat, heard.moved_to)
            await around.readers_changed()
            return SILENCE
        if heard.press:
            pressed = pressed_of(heard.press)
            return SILENCE if pressed is None else await judging.pressed_by(around, heard, pressed)
        command = command_of(heard.text, bot_name)
        if command is None:
            return self._help(heard) if heard.kind == "private" else SILENCE
        try:
            return await self._command(heard, command)
        except InputError as error:
            return Reply(message=words.plainly(str(error)))

    async def _changed(self, call: Callable[..., bool], *arguments: object) -> None:
        if await self._around.on_store(call, *arguments):
            await self._around.readers_changed()

    async def _command(self, heard: Heard, command: Command) -> Reply:
        if command.ask in FOR_ADMINS:
            if not self._around.is_admin(heard):
                return SILENCE
            return Reply(message=words.plainly(await self._around.manage(command)))
        if command.ask in CHANGES and heard.kind != "private" and not await self._around.may_change(heard):
            return Reply(message=words.plainly(ONLY_ADMINS))
        doing = self._doings.get(command.ask)
        if doing is None:
            return self._help(heard)
        return await doing(self._around, heard, command.argument)

    def _help(self, heard: Heard) -> Reply:
        return Reply(message=words.help_text(admin=self._around.is_admin(heard)))

    async def _end(self, _: Around, heard: Heard, __: str) -> Reply:
        gone = await self._forget(heard)
        return Reply(message=words.plainly(
            "You are not told of attacks any more, and nothing of you is kept." if gone else "This chat is not subscribed."))

    async def _settings(self, around: Around, heard: Heard, _: str) -> Reply:
        reader = await around.reader(heard)
        return Reply(message=words.wished(reader) if reader else words.plainly("This chat is not subscribed. /subscribe"))

    async def _subscribe(self, around: Around, heard: Heard, wishes: str) -> Reply:
        before = await around.reader(heard)
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
