"""What a button under a message says to us, as the few bytes that Telegram carries (at most 64). Pure.

::

    r:INCIDENT  right     f:INCIDENT  false alarm     w:INCIDENT  wrong facts     x:INCIDENT  mute its place
    l:INCIDENT  send the location                     s:INCIDENT  all sources
    m:ARTICLE   missed                                q:ARTICLE   rightly silent
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from monitor.model import Button

MUTE_FOR = timedelta(hours=24)
MOST_BYTES = 64


class Press(StrEnum):
    """The buttons there are."""

    RIGHT = "r"
    FALSE_ALARM = "f"
    WRONG_FACTS = "w"
    MUTE = "x"
    LOCATION = "l"
    SOURCES = "s"
    MISSED = "m"
    RIGHTLY_SILENT = "q"


ABOUT_ARTICLES = frozenset({Press.MISSED, Press.RIGHTLY_SILENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Pressed:
    """A button that was pressed, and what it is about: an incident's id or an article's key."""

    press: Press
    about: str


def data_of(pressed: Pressed) -> str:
    """The bytes of a button."""
    return f"{pressed.press}:{pressed.about}"


def pressed_of(data: str) -> Pressed | None:
    """The button behind the bytes; None for what is none of ours."""
    press, colon, about = data.partition(":")
    if not colon or not about or press not in set(Press) or len(data.encode()) > MOST_BYTES:
        return None
    return Pressed(press=Press(press), about=about)


def alert_buttons(incident_id: str, *, on_map: bool, more: int = 0) -> tuple[tuple[Button, ...], ...]:
    """Two rows under an alert: what it was worth, and what the reader wants of it.

    ``more``: how many sources the alert has beyond those it names; then a button gives them all.
    """
    def button(text: str, press: Press) -> Button:
        return Button(text=text, data=data_of(Pressed(press=press, about=incident_id)))

    second = [button("Mute here 24 h", Press.MUTE)] + ([button("Location", Press.LOCATION)] if on_map else [])
    second += [button(f"{more} more source{'' if more == 1 else 's'}", Press.SOURCES)] if more else []
    return ((button("Right", Press.RIGHT), button("False alarm", Press.FALSE_ALARM), button("Wrong facts", Press.WRONG_FACTS)),
            tuple(second))


def near_miss_buttons(number: int, article: str) -> tuple[Button, ...]:
    """One row for the near miss with that number in a digest: a reader says whether silence was right."""
    return tuple(Button(text=f"{number} {text}", data=data_of(Pressed(press=press, about=article)))
                 for text, press in (("should have alerted", Press.MISSED), ("rightly silent", Press.RIGHTLY_SILENT)))
