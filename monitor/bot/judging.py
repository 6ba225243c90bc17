"""What readers decide on an attack: the buttons under a message, their verdicts, and the mute of a place."""

from monitor.alert.audience import place_of
from monitor.alert.callbacks import ABOUT_ARTICLES, MUTE_FOR, Press, Pressed
from monitor.bot import words
from monitor.bot.around import ONLY_ADMINS, Around
from monitor.bot.asking import meant_by
from monitor.model import Incident
from monitor.model.heard import Heard, Reply
from monitor.model.stored import VerdictKind

KINDS = {
    Press.RIGHT: VerdictKind.RIGHT, Press.FALSE_ALARM: VerdictKind.FALSE_ALARM, Press.WRONG_FACTS: VerdictKind.WRONG_FACTS,
    Press.MISSED: VerdictKind.MISSED, Press.RIGHTLY_SILENT: VerdictKind.RIGHTLY_SILENT,
}


async def pressed_by(around: Around, heard: Heard, pressed: Pressed) -> Reply:
    """Do what a button says."""
    if pressed.press in ABOUT_ARTICLES:
        return await _said(around, heard, pressed, article=pressed.about)
    incident = await around.on_store(around.store.incident, pressed.about)
    if incident is None:
        return Reply(note="This alert is not known any more.")
    if pressed.press is Press.LOCATION:
        return words.pin(incident)
    if pressed.press is Press.SOURCES:
        # What is said in a channel is said to all of its readers: who asked sees it over the button alone.
        return Reply(note=words.outlets(incident)) if heard.kind == "channel" else Reply(message=words.sources(incident))
    if pressed.press is Press.MUTE:
        if heard.kind != "private" and not around.is_admin(heard) and not await around.may_change(heard):
            return Reply(note=ONLY_ADMINS)
        return Reply(note=await _muted(around, heard, incident))
    return await _said(around, heard, pressed, incident=incident.id)


async def mute(around: Around, heard: Heard, argument: str) -> Reply:
    """Silence the place of the attack that is meant. Raises InputError where none is."""
    return Reply(message=words.plainly(await _muted(around, heard, await meant_by(around, argument))))


async def unmute(around: Around, heard: Heard, _: str) -> Reply:
    """Lift every mute of the chat."""
    lifted = 0
    for channel in await around.channels_of(heard):
        lifted += await around.on_store(around.store.unmute, channel)
    return Reply(message=words.plainly(f"{lifted} mute{'' if lifted == 1 else 's'} lifted."))


async def _muted(around: Around, heard: Heard, incident: Incident) -> str:
    place = place_of(incident.facts)
    channels = await around.channels_of(heard)
    if not place or not channels:
        return "There is nothing to mute here."
    until = around.clock() + MUTE_FOR
    for channel in channels:
        await around.on_store(around.store.mute, channel, place, until)
    return words.muted(incident.facts.place or incident.facts.country, until)


async def _said(around: Around, heard: Heard, pressed: Pressed, *, incident: str = "", article: str = "") -> Reply:
    """Keep a verdict; the same one twice is one, another one by the same reader counts from now on."""
    kind, who = KINDS[pressed.press], around.name_of(heard.user)
    known = await around.on_store(around.store.reader_verdicts_of, (incident or article,))
    mine = [verdict for verdict in known if verdict.who == who]
    if not mine or mine[-1].kind != kind.value:
        await around.on_store(lambda: around.store.add_reader_verdict(
            incident=incident, article=article, kind=kind.value, who=who, at=around.clock()))
    return Reply(note=words.NOTED[kind.value])
