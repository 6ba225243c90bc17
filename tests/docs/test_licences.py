"""The list of licences is that of the lock file, and none of them binds a user more than ours."""

import re
import runpy

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
    listed = [line for line in (ROOT / "docs" / "licences.md").read_text(encoding="utf-8").splitlines() if line.startswith("| ")]
    assert len(listed) == len(set(listed)), "a package stands there twice"


def test_no_package_says_nothing_and_none_is_under_the_gpl() -> None:
    """The lesser one is no hindrance to a program that only calls its library."""
    assert [name for name, licence in rows().items() if licence == "not said"] == []
    bound = [name for name, licence in rows().items()
             if all(re.search(r"\bA?GPL", choice.replace("LGPL", "")) for choice in licence.split(" OR "))]
    assert bound == []


def test_the_list_is_what_the_installed_packages_say() -> None:
    """Made anew it is the same: licence and version of every package, but for those of another system or another Python."""
    made = runpy.run_path(str(ROOT / "docs" / "make_licences.py"))
    now = {name: line for line in made["page"]().splitlines() if line.startswith("| ") and (name := line.split("|")[1].strip())}
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    locked = re.findall(r"^([A-Za-z0-9._-]+)==", (ROOT / "requirements.lock").read_text(encoding="utf-8"), re.MULTILINE)
    differing = [line for name, line in now.items()
                 if locked.count(name) < 2 and "not installed on this system" not in line and line not in page.splitlines()]
    assert len(now) > 50
    assert differing == []
    assert page.startswith(made["HEAD"])


def test_every_version_listed_is_the_locked_one() -> None:
    """A list of licences of other versions says nothing."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([A-Za-z0-9._-]+)==([^ ;\\\\]+)", lock, re.MULTILINE))
    listed = {(cells[1].strip(), cells[2].strip()) for line in (ROOT / "docs" / "licences.md").read_text(encoding="utf-8").splitlines()
              if line.startswith("| ") and (cells := line.split("|"))[2].strip() not in {"version", "-"}}
    assert len(listed) > 50
    assert listed <= locked
