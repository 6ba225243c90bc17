"""A reader who leaves is nowhere afterwards: not in a row, and not in a byte of the files."""

from pathlib import Path

import pytest

from monitor.store import Store
from tests.bot.test_stories import an_evening

READER = "7700112233"


def bytes_of(folder: Path) -> bytes:
    """Every file of a store, its log too."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))


def held(data: bytes, number: int) -> list[str]:
    """In which form a number is there: in digits, or as SQLite writes integers."""
    forms = {"digits": str(number).encode(), "six bytes": number.to_bytes(6, "big"), "eight bytes": number.to_bytes(8, "big")}
    return [form for form, written in forms.items() if written in data]


async def test_a_reader_who_unsubscribes_is_in_no_byte_of_the_store(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """After wishes that changed, alerts, edits, a mute and a verdict; the files of the store are read as bytes, and the log."""
    folder = tmp_path / "data"
    with Store.open(f"sqlite:///{folder / 'monitor.db'}") as store:
        async with an_evening(store) as evening:
            for said in ("/subscribe Iraq", "/subscribe Iraq dead", "/subscribe"):
                evening.api.say(READER, said, int(READER))
            await evening.hear()
            await evening.attack()
            await evening.attack("b", "[asad rocket killed=2]", "Two dead as rockets hit base")
            number, incident = evening.alert(READER)
            for pressed in ("f", "x"):
                evening.api.press(READER, number, f"{pressed}:{incident}", int(READER))
            await evening.hear()
            assert "digits" in held(bytes_of(folder), int(READER))  # the control: while subscribed it is there
            evening.api.say(READER, "/unsubscribe", int(READER))
            await evening.hear()
            await evening.attack("c", "[tanf drone]", "Drone hits base")
        assert store.integrity() == ()
        assert held(bytes_of(folder), int(READER)) == []
    assert held(bytes_of(folder), int(READER)) == []
    assert READER not in "".join(capfd.readouterr())
