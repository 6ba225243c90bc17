"""The list of licences is that of the lock file, and none of them binds a user more than ours."""

import re

from tests.shared import ROOT


def rows() -> dict[str, str]:
    """Licence by package."""
    text = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    return {cells[1].strip(): cells[3].strip() for line in text.splitlines() if line.startswith("| ") and "---" not in line
            and (cells := line.split("|"))[1].strip() != "package"}


def test_every_locked_package_is_listed_and_no_other() -> None:
    """Run docs/make_licences.py after make lock."""
    locked = set(re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(rows()) == locked


def test_no_package_says_nothing_and_none_is_under_the_gpl() -> None:
    """The lesser one is no hindrance to a program that only calls its library."""
    assert [name for name, licence in rows().items() if licence == "not said"] == []
    bound = [name for name, licence in rows().items()
             if all(re.search(r"\bA?GPL", choice.replace("LGPL", "")) for choice in licence.split(" OR "))]
    assert bound == []
