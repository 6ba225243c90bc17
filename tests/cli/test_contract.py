"""The JSON that other programs read: every key of docs/interfaces.md is there, and of the kind it names."""

from pathlib import Path
from typing import Any

import orjson
import pytest

from tests.cli.running import Folder, folder

ITEMS = b"".join(orjson.dumps(item) + b"\n" for item in (
    {"id": "a", "url": "https://one.example/1", "source": "Harbour Wire", "published": "2026-11-22T18:05:00Z", "lang": "en",
     "title": "Six rockets hit Ain al-Asad air base in Iraq, two US soldiers wounded",
     "text": "Six rockets hit Ain al-Asad air base in Iraq on Sunday, wounding two US soldiers, a coalition official said."},
    {"id": "b", "url": "https://two.example/1", "source": "Desert Post", "published": "2026-11-22T21:05:00Z", "lang": "en", "unknown": 1,
     "title": "One US soldier dies after rockets hit Ain al-Asad air base in Iraq",
     "text": "A US soldier died of his wounds after rockets hit Ain al-Asad air base in Iraq on Sunday, the Pentagon said."},
    {"id": "c", "title": "Iraq wins the cup", "published": "2026-11-22"},
))
NUMBER = (int, float, type(None))
WORDS = (str, type(None))
COUNT = (int, type(None))
WHEN = {"start": WORDS, "end": WORDS, "precision": (str,)}
VERDICT = {"id": (str,), "label": (str,), "probability": (float,), "alert": (bool,), "watch": (list,), "reasons": (list,), "model": (str,)}
REPORT = {
    "place": WORDS, "country": WORDS, "lat": NUMBER, "lon": NUMBER, "base_id": WORDS, "base_named": (bool,), "when": (dict,),
    "weapon": (str,), "rounds": COUNT, "killed": COUNT, "wounded": COUNT, "outcome": (str,), "damage": WORDS, "claimed_by": WORDS,
    "blamed_on": WORDS, "denied_by": WORDS, "attribution": (dict,), "background": (bool,), "sentence": (str,),
}
EVENT = {
    "event": (str,), "incident": (str,), "revision": (int,), "at": (str,), "place": WORDS, "when": (dict,), "weapon": (str,),
    "killed": COUNT, "wounded": COUNT, "items": (list,), "outlets": (list,), "origins": (int,), "text": (str,), "reasons": (list,),
}
HELD = {"event": (str,), "items": (list,), "at": (str,), "title": (str,), "reason": (str,), "detail": (str,), "probability": NUMBER}


@pytest.fixture
def here(tmp_path: Path) -> Folder:
    """A folder with a configuration."""
    return folder(tmp_path)


def holds(found: dict[str, Any], shape: dict[str, tuple[type, ...]]) -> bool:
    """Each key is there with a value of its kind; more keys may be there."""
    return all(key in found and type(found[key]) in kinds for key, kinds in shape.items())


def out(here: Folder, *command: str, code: int = 0) -> list[dict[str, Any]]:
    """The JSON lines of a command that is given the items."""
    done = here.run(*command, stdin=ITEMS)
    assert done.returncode == code, done.stderr
    return [orjson.loads(line) for line in done.stdout.splitlines()]


def test_a_verdict_has_every_key(here: Folder) -> None:
    """One per item, in their order."""
    verdicts = out(here, "classify")
    assert [verdict["id"] for verdict in verdicts] == ["a", "b", "c"]
    assert all(holds(verdict, VERDICT) for verdict in verdicts)
    assert [verdict["alert"] for verdict in verdicts] == [True, True, False]


def test_a_report_has_every_key(here: Folder) -> None:
    """A line per item, without reports where it tells of no attack."""
    first, second, third = out(here, "reports", "-")
    assert third == {"id": "c", "reports": []}
    for report in (*first["reports"], *second["reports"]):
        assert holds(report, REPORT) and holds(report["when"], WHEN)
        assert all(isinstance(who, list) for who in report["attribution"].values())
    (attack,) = first["reports"]
    assert (attack["weapon"], attack["rounds"], attack["wounded"], attack["base_named"]) == ("rocket", 6, 2, True)


def test_an_alert_event_and_a_silence_have_every_key(here: Folder) -> None:
    """The death that the second article tells is an update of the first one's attack; the third is held."""
    new, update, held = out(here, "replay", "--held", "-")
    assert holds(new, EVENT) and holds(update, EVENT) and holds(new["when"], WHEN) and holds(held, HELD)
    assert [line["event"] for line in (new, update, held)] == ["new", "update", "held"]
    assert (new["items"], update["items"], held["items"]) == (["a"], ["a", "b"], ["c"])
    assert (update["incident"], update["killed"]) == (new["incident"], 1)


def test_a_digest_event_has_its_text(here: Folder) -> None:
    """One for the one day, after its alerts."""
    *_, digest = out(here, "replay", "--digest", "-")
    assert (digest["event"], digest["day"]) == ("digest", "2026-11-22")
    assert digest["text"].startswith("1 attack reported")
