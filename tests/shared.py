"""Where the measuring data lies; tests that need it skip where it is absent."""

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("MONITOR_SHARED", ROOT.parent / "shared"))


def shared_path(relative: str) -> Path:
    """The path of a file or folder of the measuring data, or skip the test that asks."""
    path = SHARED / relative
    if not path.exists():
        pytest.skip(f"measuring data not here: {path} (set MONITOR_SHARED to the folder that holds data/)")
    return path
