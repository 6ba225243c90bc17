"""``make audit`` tells holes, their absence, and that nobody looked, apart."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import ROOT

SOUND = {"name": "whole", "version": "1.0", "vulns": []}
HOLED = {"name": "holed", "version": "2.0", "vulns": [{"id": "HOLE-1", "fix_versions": ["2.1"], "description": ""}]}
SKIPPED = {"name": "unknown", "skip_reason": "could not be audited"}


@pytest.mark.parametrize(("found", "code", "said"), [
    ([SOUND], 0, "1 packages looked at, 0 with known holes, 0 not looked at"),
    ([SOUND, HOLED], 1, "holed 2.0: HOLE-1, mended in 2.1"),
    ([SOUND, SKIPPED], 3, "NOT AUDITED"), ([SKIPPED, HOLED], 1, "NOT AUDITED"), ([], 3, "NOT AUDITED"),
])
def test_a_report_is_judged(found: list[object], code: int, said: str, tmp_path: Path) -> None:
    """What nobody looked at is never taken for sound."""
    report = tmp_path / "report.json"
    report.write_text(json.dumps({"dependencies": found, "fixes": []}), encoding="utf-8")
    ran = subprocess.run([sys.executable, ROOT / ".ci" / "audit", "--report", report], capture_output=True, text=True, check=False)
    assert ran.returncode == code
    assert said in ran.stdout


def test_an_empty_report_is_no_good_news(tmp_path: Path) -> None:
    """It gave up without a word."""
    report = tmp_path / "report.json"
    report.write_text("", encoding="utf-8")
    ran = subprocess.run([sys.executable, ROOT / ".ci" / "audit", "--report", report], capture_output=True, text=True, check=False)
    assert (ran.returncode, "NOT AUDITED" in ran.stdout) == (3, True)
