"""The short form of the soak; ``make soak`` is the long one."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.shared import ROOT


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="memory and open files are read from /proc")
def test_a_day_of_faults_in_simulated_time_leaves_nothing_behind() -> None:
    """Forty feeds: each alert told once in each chat, the queue empty, no memory and no file taken in its second half."""
    ran = subprocess.run([sys.executable, "-m", "tests.soak.harness", "--days", "1", "--feeds", "40", "--seed", "3", "--step", "5"], cwd=ROOT,
                         capture_output=True, text=True, check=False, timeout=300,
                         env={**os.environ, "OMP_NUM_THREADS": "1"})  # threads of numpy that wait for each other are no work of ours
    assert ran.returncode == 0, ran.stdout + ran.stderr[-3000:]
