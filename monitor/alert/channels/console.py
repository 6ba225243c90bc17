"""The console: one coloured block per message, so that the product works before any chat is set up."""

import sys
from typing import TextIO

from rich.console import Console as Terminal
from rich.panel import Panel
from rich.text import Text

from monitor.model import AlertKind, Parcel, ParcelKind, SendOutcome, Sent

_COLOURS = {
    AlertKind.NEW: "bold red", AlertKind.UPDATE: "yellow", AlertKind.CORRECTION: "magenta",
    AlertKind.DIGEST: "cyan", AlertKind.NOTICE: "dim",
}
_TITLES = {ParcelKind.SEND: "", ParcelKind.EDIT: " (message edited)", ParcelKind.REPLY: " (reply)"}
_WIDTH = 110


class Console:
    """Prints to a stream; colours only where the stream is a terminal."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._terminal = Terminal(file=stream or sys.stdout, highlight=False, soft_wrap=False)

    async def deliver(self, parcel: Parcel, message_id: str, target: str) -> SendOutcome:
        """Print one block; a console takes everything."""
        title = f"{parcel.about.value.upper()}{_TITLES[parcel.kind]}"
        panel = Panel(
            Text(parcel.message.plain), title=title, title_align="left", border_style=_COLOURS[parcel.about],
            width=min(self._terminal.width, _WIDTH),
        )
        self._terminal.print(panel)
        return Sent(remote_id=message_id or str(parcel.id))

    async def close(self) -> None:
        """Nothing to let go of."""
