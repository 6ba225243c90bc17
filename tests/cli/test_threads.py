"""Matrix products of the model are not shared among threads that wait for each other."""

import os
import subprocess
import sys

import pytest

ASKED = "import os, sys; from monitor.cli import main\ntry: main(['--version'])\nexcept SystemExit: print(os.environ['OPENBLAS_NUM_THREADS'], 'numpy' in sys.modules)"


@pytest.mark.parametrize(("given", "expected"), [({}, "1 False"), ({"OPENBLAS_NUM_THREADS": "4"}, "4 False")])
def test_one_thread_before_numpy_is_imported_unless_told_otherwise(given: dict[str, str], expected: str) -> None:
    """Afterwards it would be too late: numpy reads it once."""
    environment = {key: value for key, value in os.environ.items() if key != "OPENBLAS_NUM_THREADS"} | given
    ran = subprocess.run([sys.executable, "-c", ASKED], env=environment, capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines()[-1] == expected
