"""What was said to the bot. Pure."""

from dataclasses import dataclass
from enum import StrEnum

LONGEST = 4_096


class Ask(StrEnum):
    """The commands; the value is what is typed."""

    START = "start"
    HELP = "help"
    SUBSCRIBE = "subscribe"
    UNSUBSCRIBE = "unsubscribe"
    SETTINGS = "settings"
    LATEST = "latest"
    TODAY = "today"
    WHY = "why"
    STATUS = "status"
    MUTE = "mute"
    UNMUTE = "unmute"
    LOCATION = "location"
    ADD_FEED = "addfeed"
    PAUSE_FEED = "pausefeed"
    RESUME_FEED = "resumefeed"
    FEEDS = "feeds"
    RELOAD = "reload"
    PAUSE = "pause"
    RESUME = "resume"


FOR_ADMINS = frozenset({Ask.ADD_FEED, Ask.PAUSE_FEED, Ask.RESUME_FEED, Ask.FEEDS, Ask.RELOAD, Ask.PAUSE, Ask.RESUME})
CHANGES = frozenset({Ask.SUBSCRIBE, Ask.UNSUBSCRIBE, Ask.MUTE, Ask.UNMUTE})
"""What changes the subscription of a chat: in a group only its administrators may."""
MENU = (
    (Ask.SUBSCRIBE, "be told of attacks here"), (Ask.UNSUBSCRIBE, "stop, and be forgotten"),
    (Ask.SETTINGS, "what you are told"), (Ask.LATEST, "the last attacks"), (Ask.TODAY, "the attacks of today"),
    (Ask.WHY, "why an alert was sent, or was not"), (Ask.STATUS, "whether the monitor sees everything"),
    (Ask.LOCATION, "a pin of the last attack, or of /location ID"), (Ask.MUTE, "silence its place for a day"),
    (Ask.UNMUTE, "lift every mute"), (Ask.HELP, "all commands"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A command and what stands behind it."""

    ask: Ask
    argument: str = ""


def command_of(text: str, bot_name: str) -> Command | None:
    """The command of a message; None for talk, for an unknown command, and for one meant for another bot."""
    first, _, rest = text[:LONGEST].strip().partition(" ")
    line, _, after = first.partition("\n")
    if not line.startswith("/"):
        return None
    name, at, whose = line[1:].partition("@")
    if at and whose.lower() != bot_name.lower():
        return None
    if name.lower() not in set(Ask):
        return None
    return Command(ask=Ask(name.lower()), argument=f"{after} {rest}".strip())
