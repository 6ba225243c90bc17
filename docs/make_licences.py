"""Writes docs/licences.md: what the locked dependencies say of their licence. ``python docs/make_licences.py``."""

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LONGEST = 60
HEAD = """# Licences of what we depend on

Made by [make_licences.py](make_licences.py) from what the installed packages say of themselves. The program itself is under the
Apache License 2.0; the country outlines are Natural Earth's, in the public domain; the encoder in `models/encoder.npz` was fitted
from all-MiniLM-L6-v2 (sentence-transformers, after Microsoft's MiniLM), which is under the Apache License 2.0.

To look for known holes in these versions, where the network allows it: `make audit`.

| package | version | licence |
|---|---|---|
"""


def names(lock: Path) -> list[str]:
    """The packages of a lock file, each once: one can be locked in two versions, for older and for newer Pythons."""
    return list(dict.fromkeys(re.findall(r"^([A-Za-z0-9._-]+)==", lock.read_text(encoding="utf-8"), re.MULTILINE)))


def licence_of(package: str) -> tuple[str, str]:
    """Version and licence; a package that is for another system is told as such."""
    try:
        about = metadata(package)
    except PackageNotFoundError:
        return "-", "not installed on this system"
    said = about.get("License-Expression") or ""
    classified = [c.rsplit(" :: ", 1)[-1] for c in about.get_all("Classifier", []) if c.startswith("License ::")]
    first = (about.get("License") or "").strip().split("\n")[0]
    return about["Version"], said or ", ".join(classified) or first[:LONGEST] or "not said"


def page() -> str:
    """The whole page."""
    rows = ((name, *licence_of(name)) for name in names(ROOT / "requirements.lock"))
    return HEAD + "".join(f"| {name} | {version} | {licence.replace('|', '/')} |\n" for name, version, licence in rows)


if __name__ == "__main__":
    (ROOT / "docs" / "licences.md").write_text(page(), encoding="utf-8")
