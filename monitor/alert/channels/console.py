"""The console: one coloured block per message, so that the product works before any chat is set up."""

import sys
from typing import TextIO

from rich.console import Console as Terminal
from rich.rule import Rule
from rich.text import Text

from monitor.model import AlertKind, Parcel, ParcelKind, SendOutcome, Sent

_COLOURS = {
    AlertKind.NEW: "bold red", AlertKind.UPDATE: "yellow", AlertKind.CORRECTION: "magenta",
    AlertKind.DIGEST: "cyan", AlertKind.NOTICE: "dim", AlertKind.PICTURE: "dim",
}
_TITLES = {ParcelKind.SEND: "", ParcelKind.EDIT: " (message edited)", ParcelKind.REPLY: " (reply)"}
_WIDTH = 110
"""A line of more characters is hard to read, however wide the terminal."""


class Console:
    """Prints to a stream; colours only where the stream is a terminal."""

    def __init__(self, stream: TextIO | None = None, width: int | None = None) -> None:
        self._terminal = Terminal(file=stream or sys.stdout, highlight=False, width=width)

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Print one block; a console takes everything."""
        title = f"{parcel.about.value.upper()}{_TITLES[parcel.kind]}"
        width = min(self._terminal.width, _WIDTH)
        headline, *lines = parcel.message.plain.split("\n")
        self._terminal.print(Rule(title, align="left", style=_COLOURS[parcel.about]), width=width)
        self._terminal.print(Text(headline, style="bold"), width=width)
        for line in lines:
            # No frame and no fold around an address: it is there to be clicked or copied.
            address = line.lstrip().startswith(("https://", "http://"))
            self._terminal.print(Text(line, style="dim" if address else ""), width=width, soft_wrap=address)
        self._terminal.print()
        # The name says whose id it is: should this channel become a chat one day, the chat does not take it for its own.
        return Sent(remote_id=message_id or f"console:{parcel.id}")

    async def close(self) -> None:
        """Nothing to let go of."""
