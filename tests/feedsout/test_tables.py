"""CSV: a row an incident, no cell a formula."""

import csv
import io

from hypothesis import given, strategies as st

from monitor.feedsout import COLUMNS, csv_table
from monitor.model import Incident
from tests.alert.makers import facts
from tests.feedsout.makers import BASES, hostile_incidents, story, told


def rows(text: str) -> list[dict[str, str]]:
    """As a spreadsheet reads them."""
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_names_facts_sources_and_addresses() -> None:
    """Empty where nobody says, 0 where somebody says none."""
    (row,) = rows(csv_table([story()[1]], BASES))
    assert (row["incident"], row["killed"], row["wounded"], row["damage"]) == ("20260301-k3x9a", "1", "2", "")
    assert (row["outlets"], row["urls"]) == ("North Post; East Post", "https://north.example/a1 https://east.example/b1?a=1&b=2")
    assert rows(csv_table([told(facts=facts(killed=0))]))[0]["killed"] == "0"


def test_a_southern_latitude_stays_a_number() -> None:
    """Only words are kept from being formulas."""
    assert rows(csv_table([told(facts=facts(base_id="", lat=-11.5, lon=-3.0))]))[0]["lat"] == "-11.5"


def test_no_incidents_are_a_line_of_names() -> None:
    """So that a program that reads the file finds its columns."""
    assert csv_table([]).strip().split(",") == list(COLUMNS)


@given(st.lists(hostile_incidents, max_size=4))
def test_hostile_words_stay_in_their_cell(incidents: list[Incident]) -> None:
    """As many rows as incidents, as many cells as columns, none a formula."""
    table = rows(csv_table(incidents, BASES))
    assert len(table) == len(incidents)
    for row in table:
        assert set(row) == set(COLUMNS)
        assert not any(cell.startswith(("=", "+", "@", "\t", "\r")) for cell in row.values())
