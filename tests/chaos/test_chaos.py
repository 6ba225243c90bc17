"""The short form of the chaos run; ``make chaos`` is the long one."""

import subprocess
import sys

import pytest

from tests.shared import ROOT

pytestmark = pytest.mark.slow


def test_nothing_is_lost_whatever_fails_and_whenever_the_service_is_killed() -> None:
    """Every alert is shown in every chat, doubled only in doubt, none invented, the database sound, no process left."""
    ran = subprocess.run([sys.executable, "-m", "tests.chaos.harness", "--kills", "15", "--attacks", "6", "--seed", "7"],
                         cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)
    assert ran.returncode == 0, ran.stdout + ran.stderr[-3000:]
