"""The threat model names tests that are there."""

import re

from tests.shared import ROOT

TESTS = frozenset(name for path in (ROOT / "tests").rglob("test_*.py")
                  for name in re.findall(r"^ *(?:async )?def (test_\w+)\(", path.read_text(encoding="utf-8"), re.MULTILINE))


def rows() -> list[list[str]]:
    """The cells of every line of its tables."""
    text = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.startswith("| ") and not line.startswith("| what is protected")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_each_line_of_the_threat_model_names_what_from_whom_how_and_a_test() -> None:
    """Four cells, none empty, the last one tests alone."""
    assert len(rows()) > 20
    for row in rows():
        assert len(row) == 4, row
        assert all(row), row
        assert re.fullmatch(r"`test_\w+`(, `test_\w+`)*", row[3]), row


def test_every_test_that_a_page_names_exists() -> None:
    """In every page of docs/, not in the threat model alone."""
    missing = {(page.name, name) for page in (ROOT / "docs").glob("*.md")
               for name in re.findall(r"`(test_\w+)`", page.read_text(encoding="utf-8")) if name not in TESTS}
    assert missing == set()
