"""One line of the table, as a part prints it."""

import os
import sys
from pathlib import Path

import orjson

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("MONITOR_SHARED", ROOT.parent / "shared"))


def row(what: str, measured: str, beside: str, ratio: float) -> None:
    """Print one row; ``ratio``: measured by what stands beside it."""
    sys.stdout.buffer.write(orjson.dumps(
        {"what": what, "measured": measured, "beside": beside, "ratio": ratio}, option=orjson.OPT_APPEND_NEWLINE))
    sys.stdout.flush()


def skipped(what: str, why: str) -> None:
    """Print why a row is missing."""
    sys.stdout.buffer.write(orjson.dumps({"what": what, "skipped": why}, option=orjson.OPT_APPEND_NEWLINE))
