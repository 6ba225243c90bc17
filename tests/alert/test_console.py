"""The console and the test message."""

import io

import pytest
from rich.cells import cell_len

from monitor.alert import trial
from monitor.alert.channels.console import Console
from monitor.alert.rendering import alert_message
from monitor.model import InDoubt, Moved, ParcelKind, Sent
from monitor.redaction import Redaction
from tests.alert.fakes import ScriptedChannel
from tests.alert.golden_files import CASES, message_of
from tests.alert.makers import NOW, incident, parcel


async def test_a_message_is_one_block_with_its_whole_text() -> None:
    """No colour codes where nobody watches, nothing cut."""
    out = io.StringIO()
    said = alert_message(incident(), NOW)
    outcome = await Console(out, width=80).deliver(parcel(message=said, id=4), "", "")
    assert outcome == Sent(remote_id="console:4")
    assert "\x1b" not in out.getvalue()
    assert "https://north.example/a1" in out.getvalue()
    assert "NEW" in out.getvalue()


@pytest.mark.parametrize("width", [40, 80, 120])
@pytest.mark.parametrize("case", CASES)
async def test_every_message_keeps_to_the_width(case: str, width: int) -> None:
    """A line is folded rather than cut, at any width; an address stays whole, to be copied."""
    out = io.StringIO()
    await Console(out, width=width).deliver(parcel(ParcelKind.EDIT, message=message_of(case)), "console:1", "")
    assert all(cell_len(line) <= width for line in out.getvalue().splitlines() if "https://" not in line)


async def test_the_test_message_says_of_each_channel_how_it_went() -> None:
    """And counts those that failed."""
    said: list[str] = []
    chats = {"a": ScriptedChannel(), "b": ScriptedChannel([InDoubt(reason="lost")]), "c": ScriptedChannel([Moved(new_target="x")])}
    assert await trial.test_message(chats, NOW, said.append, Redaction().clean) == 2
    assert said[0] == "a: sent"
    assert said[1] == "b: not sent: lost"
    assert "another id" in said[2]
