"""How long a person waits: ``monitor --help``, and the load of gazetteer and model before the first poll."""

import statistics
import subprocess
import sys
import time

from benchmarks.rows import ROOT, row

TIMES = 5
HELP_GOAL = 0.3
LOAD = ("from pathlib import Path; from monitor import wiring; from monitor.config import load_config; "
        "wiring.load_brain(load_config(Path('config.yaml')))")


def main() -> None:
    """Measure and print."""
    bare = _seconds("-c", "pass")
    told = _seconds("-m", "monitor", "--help")
    loaded = _seconds("-c", LOAD)
    sklearn = _seconds("-c", "import sklearn.pipeline, sklearn.linear_model, sklearn.ensemble, skops.io")
    row("monitor --help", f"{told:.2f} s", f"goal {HELP_GOAL} s", told / HELP_GOAL)
    row("  the same", f"{told:.2f} s", f"python -c pass {bare:.2f} s", told / bare)
    row("start of the service: config, gazetteer, model", f"{loaded:.2f} s", f"import of scikit-learn {sklearn:.2f} s",
        loaded / sklearn)


def _seconds(*arguments: str) -> float:
    """The median wall time of a fresh Python."""
    times = []
    for _ in range(TIMES):
        start = time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
        times.append(time.perf_counter() - start)
    return statistics.median(times)


if __name__ == "__main__":
    main()
