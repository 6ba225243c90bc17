"""The sample article and one of the same build in our own words: eight reports, and nothing besides."""

import json
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from monitor.model import Report
from tests.judge.facts.reading_aloud import read
from tests.shared import shared_path

_PARTS = {"morning": (0, 12), "evening": (16, 24)}

OWN_TITLE = "Coalition sites shelled and rocketed across Iraq and Syria"
OWN_TEXT = """Baghdad - Bases of the US-led coalition came under fire on Wednesday in Iraq and Syria, officials said, the latest of several attacks. Nobody was hurt.

The second anniversary of the killing of an Iranian general in a US drone strike at Baghdad airport was marked on Monday.

On Wednesday evening, five rockets were fired at an air base used by the coalition in western Iraq.

"Five rounds were counted, the closest impact two kilometres away," a coalition official said. "No damage, no casualties."

The rockets came down near the Ain al-Asad air base in Anbar. The same base was attacked on Tuesday, when coalition forces shot down two armed drones.

On Monday, the coalition also shot down two armed drones aimed at a compound beside the airport in Baghdad.

The January 3, 2020 strike, ordered in Washington, hit a car on a road out of town.

Five days after that death, Iran fired missiles at an air base in Iraq housing US troops and another near Arbil in the north.

Since then dozens of rockets have targeted American sites across the country.

Also on Wednesday, the coalition said one of its bases in northeast Syria came under fire from Iran-backed groups.

"Our forces were targeted this morning by eight rounds of indirect fire at Green Village," a statement said. "There were no casualties, but several rounds landed inside the base and caused minor damage."

The day before, the forces said they had foiled a rocket attack on the same base.

Earlier Wednesday, the Syrian Observatory for Human Rights said pro-Iran militia fighters fired shells towards a US base in eastern Syria's Al-Omar oil field, causing damage but no casualties.

However, the coalition said it had not received reports of new attacks.

IS was defeated in Iraq in 2017. Its remnants still carry out attacks.
"""


def _article(which: str) -> tuple[tuple[Report, ...], list[dict[str, Any]]]:
    expected = json.loads(shared_path("data/seed/expected.json").read_text(encoding="utf-8")) if which == "file" else None
    if expected is None:
        return read(OWN_TITLE, text=OWN_TEXT), OWN_EXPECTED
    title, text = shared_path("data/seed/" + expected["item"]["text_file"]).read_text(encoding="utf-8").split("\n", 1)
    return read(title, text=text, published=expected["item"]["published"]), expected["reports"]


OWN_EXPECTED: list[dict[str, Any]] = [
    {"place": "Ain al-Asad air base", "country": "Iraq", "date": "2022-01-05", "part_of_day": "evening", "weapon": "rocket",
     "rounds": 5, "killed": 0, "wounded": 0, "outcome": "near_miss", "damage": "none", "said_by": ["coalition official"],
     "background": False},
    {"place": "Green Village", "country": "Syria", "date": "2022-01-05", "part_of_day": "morning",
     "weapon": ["shell", "indirect fire"], "rounds": 8, "killed": 0, "wounded": 0, "outcome": "hit", "damage": "minor",
     "blamed_on": "Iran-backed groups", "background": False},
    {"place": "Al-Omar oil field", "country": "Syria", "date": "2022-01-05", "weapon": "shell", "rounds": None, "killed": 0,
     "wounded": 0, "outcome": "hit", "damage": "yes", "blamed_on": "pro-Iran militia fighters",
     "said_by": ["Syrian Observatory for Human Rights"], "denied_by": ["coalition"], "background": False},
    {"place": "Ain al-Asad air base", "country": "Iraq", "date": "2022-01-04", "weapon": "drone", "rounds": 2,
     "outcome": "intercepted", "background": True},
    {"place": "Green Village", "country": "Syria", "date": "2022-01-04", "weapon": "rocket", "outcome": "foiled",
     "background": True},
    {"place": "Baghdad airport", "country": "Iraq", "date": "2022-01-03", "weapon": "drone", "rounds": 2,
     "outcome": "intercepted", "background": True},
    {"country": "Iraq", "date": "2020-01-08", "weapon": "missile", "blamed_on": "Iran", "background": True},
    {"place": "Erbil", "country": "Iraq", "date": "2020-01-08", "weapon": "missile", "blamed_on": "Iran", "background": True},
]


@pytest.mark.parametrize("which", ["file", "own"])
def test_every_expected_report_is_read_field_by_field(which: str) -> None:
    """Each expected report is found, once, with all of its fields."""
    reports, expected = _article(which)
    left = list(reports)
    for row in expected:
        matching = [report for report in left if not _wrong(row, report)]
        assert matching, f"{row} not among {[(r.place, r.when.start, r.weapon) for r in left]}: " + "; ".join(
            str(_wrong(row, report)) for report in left)
        left.remove(matching[0])


@pytest.mark.parametrize("which", ["file", "own"])
def test_nothing_else_becomes_a_report(which: str) -> None:
    """The strike on a car, a war won, a count of rockets are no reports."""
    reports, expected = _article(which)
    assert len(reports) == len(expected)


def _wrong(row: dict[str, Any], report: Report) -> list[str]:
    """The fields in which a report differs from what is expected."""
    wrong: list[str] = [name for name in ("country", "killed", "wounded", "rounds", "damage", "background")
             if name in row and getattr(report, name) != row[name]]
    weapons = row["weapon"] if isinstance(row["weapon"], list) else [row["weapon"]]
    wrong += [] if report.weapon.value in weapons else ["weapon"]
    wrong += [] if row.get("outcome", report.outcome.value) == report.outcome.value else ["outcome"]
    wrong += [] if _same_name(str(row.get("place", "")), report.place) else ["place"]
    wrong += [] if str(row.get("blamed_on", "")) in report.blamed_on else ["blamed_on"]
    wrong += [] if all(who in report.denied_by for who in row.get("denied_by", [])) else ["denied_by"]
    said = " ".join(name for a in report.attribution for name in a.who)
    wrong += [] if all(_same_name(who, said) for who in row.get("said_by", [])) else ["said_by"]
    return wrong + _wrong_time(row, report)


def _wrong_time(row: dict[str, Any], report: Report) -> list[str]:
    zone = ZoneInfo("Asia/Baghdad" if row["country"] == "Iraq" else "Asia/Damascus")
    midnight = datetime.fromisoformat(str(row["date"])).replace(tzinfo=zone)
    first, last = _PARTS.get(str(row.get("part_of_day", "")), (0, 24))
    start, end = report.when.start, report.when.end
    if start is None or end is None:
        return ["when"]
    fits = midnight + timedelta(hours=first) <= start and end <= midnight + timedelta(hours=last)
    return [] if fits else ["when"]


def _same_name(expected: str, read_as: str) -> bool:
    """Whether the words of the expected name stand in what was read; Arbil is Erbil."""
    words = {"erbil" if w == "arbil" else w for w in expected.lower().split()}
    return words <= set(read_as.lower().replace("airbase", "air base").split())
