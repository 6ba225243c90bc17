"""The rows of models/gazetteer and how they are read."""

import csv
from collections import defaultdict
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from monitor.errors import ModelFileError
from monitor.judge.folding import fold
from monitor.judge.gazetteer_file import load_gazetteer
from monitor.model import UserPlace
from tests.shared import ROOT

DIRECTORY = ROOT / "models" / "gazetteer"
BOXES = {
    "Afghanistan": (29.3, 38.5, 60.4, 74.9), "Bahrain": (25.5, 26.4, 50.3, 50.9), "Chad": (7.4, 23.5, 13.4, 24.0),
    "British Indian Ocean Territory": (-7.5, -5.2, 71.2, 72.6), "Cyprus": (34.5, 35.8, 32.2, 34.7),
    "Djibouti": (10.9, 12.8, 41.7, 43.5), "India": (6.7, 35.6, 68.1, 97.5), "Iraq": (29.0, 37.4, 38.7, 48.9),
    "Israel": (29.4, 33.4, 34.2, 35.9), "Jordan": (29.1, 33.4, 34.9, 39.4), "Kenya": (-4.9, 5.1, 33.9, 42.0),
    "Kuwait": (28.5, 30.2, 46.5, 48.9), "Kyrgyzstan": (39.1, 43.3, 69.2, 80.3), "Libya": (19.5, 33.3, 9.3, 25.3),
    "Mali": (10.1, 25.1, -12.3, 4.3), "Niger": (11.6, 23.6, 0.1, 16.1), "Oman": (16.6, 26.5, 51.9, 59.9),
    "Pakistan": (23.6, 37.1, 60.8, 77.9), "Qatar": (24.4, 26.3, 50.7, 51.7), "Russia": (41.1, 82.0, 19.6, 180.0),
    "Saudi Arabia": (16.0, 32.2, 34.5, 55.7), "Somalia": (-1.8, 12.1, 40.9, 51.5), "Syria": (32.2, 37.4, 35.6, 42.4),
    "Tajikistan": (36.6, 41.1, 67.3, 75.2), "Turkey": (35.8, 42.2, 25.6, 44.9), "Ukraine": (44.3, 52.4, 22.1, 40.3),
    "United Arab Emirates": (22.6, 26.1, 51.5, 56.5), "Uzbekistan": (37.1, 45.6, 55.9, 73.2),
    "Yemen": (12.1, 19.0, 41.8, 54.6),
}
"""South, north, west, east in degrees, rounded outwards."""


def rows(name: str) -> list[dict[str, str]]:
    with (DIRECTORY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_shipped_row_is_read() -> None:
    """At least 250 bases and 400 areas, each with an id of its own."""
    gazetteer = load_gazetteer(DIRECTORY)
    assert len(gazetteer.bases) == len(rows("bases.csv")) == len({base.id for base in gazetteer.bases}) >= 250
    assert len(gazetteer.areas) == len(rows("areas.csv")) == len({area.id for area in gazetteer.areas}) >= 400


def test_bases_lie_within_their_country() -> None:
    """Coordinates fall in the box around the country the row names."""
    for base in load_gazetteer(DIRECTORY).bases:
        south, north, west, east = BOXES[base.country]
        assert south <= base.lat <= north, base.id
        assert west <= base.lon <= east, base.id


def test_time_zones_exist() -> None:
    """Every zone of bases and areas can be loaded."""
    gazetteer = load_gazetteer(DIRECTORY)
    for zone in {place.timezone for place in (*gazetteer.bases, *gazetteer.areas)}:
        ZoneInfo(zone)


def test_every_country_of_a_base_is_a_country_of_the_areas() -> None:
    """So that its time zone is known and its mention settles an abbreviation."""
    gazetteer = load_gazetteer(DIRECTORY)
    assert all(gazetteer.timezone_of(place.country) for place in (*gazetteer.bases, *gazetteer.areas))


def test_no_unambiguous_name_belongs_to_two_bases() -> None:
    """A name that two bases share must stand among the ambiguous aliases of both."""
    owners: defaultdict[str, set[str]] = defaultdict(set)
    for base in load_gazetteer(DIRECTORY).bases:
        for name in (base.name, *base.aliases):
            owners[fold(name)].add(base.id)
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_verified_rows_name_two_sources_that_agree() -> None:
    """A row without two agreeing sources says ``verified`` no; one from memory alone says memory."""
    for row in rows("bases.csv"):
        agreeing = [part for part in row["sources"].split(";") if not part.startswith(("differs:", "memory"))]
        assert row["verified"] in {"yes", "no"}
        assert row["sources"], row["id"]
        assert row["verified"] == "no" or len(agreeing) >= 2, row["id"]


def test_a_place_of_the_user_is_found_and_corrects_a_row() -> None:
    """A new place is found by its aliases; one with the name of a listed base takes the place of that row."""
    own = UserPlace(name="Camp Xanadu", country="Iraq", lat=33.0, lon=44.0, timezone="Asia/Baghdad", aliases=("Zanadu",))
    moved = UserPlace(name="Tower 22", country="Jordan", lat=33.3, lon=38.7, timezone="Asia/Amman")
    gazetteer = load_gazetteer(DIRECTORY, (own, moved))
    found = [match.base for match in gazetteer.find("From Zanadu to Tower 22")]
    assert [(base.id, base.lat) for base in found if base] == [("user-camp-xanadu", 33.0), ("user-tower-22", 33.3)]
    assert gazetteer.base("tower-22") is None


def test_a_damaged_row_is_named_by_file_and_line(tmp_path: Path) -> None:
    """The error says where, and where to read about the columns."""
    for name in ("bases.csv", "areas.csv"):
        (tmp_path / name).write_text((DIRECTORY / name).read_text(encoding="utf-8"), encoding="utf-8")
    with (tmp_path / "bases.csv").open("a", encoding="utf-8") as file:
        file.write("broken,Broken,Iraq,north,44\n")
    line = len(rows("bases.csv")) + 2
    with pytest.raises(ModelFileError, match=f"bases.csv:{line}: .*docs/gazetteer.md"):
        load_gazetteer(tmp_path)


def test_a_missing_file_is_a_model_file_error(tmp_path: Path) -> None:
    """The message names the file."""
    with pytest.raises(ModelFileError, match="bases.csv"):
        load_gazetteer(tmp_path)
