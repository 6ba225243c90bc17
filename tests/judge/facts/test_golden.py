"""Short reports written by us from facts, each with the fields it tells; a floor under the accuracy of every field."""

import json
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.model import Report
from tests.judge.facts.reading_aloud import gazetteer, main_report, read

GOLDEN = Path(__file__).with_name("golden.jsonl")
FLOORS = {"place": 0.95, "country": 0.95, "weapon": 0.95, "killed": 0.95, "wounded": 0.95, "rounds": 0.95, "outcome": 0.95,
          "date": 1.0}
"""Share right where the item says it."""
NOTHING_INVENTED = 0.98
"""Share left None where the item gives no number of killed, of wounded."""


def _wrong(row: dict[str, object]) -> Iterator[tuple[str, bool, bool]]:
    """Field, whether the item says it, whether it was read right."""
    report = main_report(read(str(row["title"]), str(row.get("summary", "")), published=str(row["published"])))
    for name in ("country", "weapon", "killed", "wounded", "rounds", "outcome"):
        said, got = row.get(name), getattr(report, name)
        yield name, said is not None, str(got) == str(said) if said is not None else got is None
    if "place" in row:
        names = f"{report.place} {report.base_id}".replace("-", " ").lower()
        yield "place", True, str(row["place"]).lower().replace("-", " ") in names
    if "date" in row:
        yield "date", True, _day(report) == row["date"]


def _day(report: Report) -> str:
    if report.when.start is None:
        return ""
    return str(report.when.start.astimezone(ZoneInfo(gazetteer().timezone_of(report.country) or "UTC")).date())


@cache
def _results() -> dict[tuple[str, bool], list[bool]]:
    found: dict[tuple[str, bool], list[bool]] = defaultdict(list)
    for line in GOLDEN.read_text(encoding="utf-8").splitlines():
        for name, said, right in _wrong(json.loads(line)):
            found[name, said].append(right)
    return found


def test_there_are_at_least_150() -> None:
    """The set is as large as promised."""
    assert len(GOLDEN.read_text(encoding="utf-8").splitlines()) >= 150


@pytest.mark.parametrize("name", FLOORS)
def test_a_field_is_read_where_it_is_said(name: str) -> None:
    """The accuracy of each field stays above its floor."""
    right = _results()[name, True]
    assert sum(right) / len(right) >= FLOORS[name]


@pytest.mark.parametrize("name", ["killed", "wounded"])
def test_no_toll_is_invented(name: str) -> None:
    """Where an item gives no number, none is read."""
    right = _results()[name, False]
    assert sum(right) / len(right) >= NOTHING_INVENTED


def test_a_country_in_the_clause_behind_a_place_is_not_its_country() -> None:
    """"in Syria, where US forces are stationed": the base is in Syria; "Rukban, Jordan" closes with its country."""
    for text in ("A drone hit an air base in Syria, where US forces are stationed, and wounded two.", "Rockets struck a base in Syria, U.S. officials said."):
        assert main_report(read(text, "", published="2024-05-01")).country == "Syria"
    assert main_report(read("A drone hit a camp of US troops in Rukban, Jordan, killing three.", "", published="2024-05-01")).country == "Jordan"


def test_a_strike_on_the_hosts_own_services_adds_nothing_to_the_attack_told_before() -> None:
    """Its weapon and its dead are another attack's."""
    report = main_report(read("", "A militia says that it targeted 27 American bases in Iraq overnight. One officer died in a drone strike on the "
                                  "headquarters of the Iraqi police in Basra.", published="2026-03-05"))
    assert (str(report.weapon), report.killed, report.place) == ("unknown", None, "27 American bases in Iraq")


def test_a_base_near_a_town_that_is_hit_is_no_near_miss() -> None:
    """"Near" behind the base says where it lies; before it, where the rocket fell."""
    for text, outcome in (("A drone struck a facility on a coalition base near Hasakah, the Pentagon said.", "hit"),
                          ("Rockets landed near a US base in Syria, an official said.", "near_miss"),
                          ("Rockets aimed at a US base in Syria landed nearby, an official said.", "near_miss")):
        assert main_report(read("", text, published="2024-05-01")).outcome == outcome, text
