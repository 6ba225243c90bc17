"""How long a person waits: ``monitor --help``, the load of gazetteer and model, and ``monitor run`` until it is ready."""

import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from benchmarks.growth import fill
from benchmarks.rows import ROOT, row
from monitor.store import Store

TIMES = 5
HELP_GOAL = 0.3
READY_GOAL = 2.0
ENTRIES = 100_000
CONFIG = """
feeds: [{{name: nobody, url: "http://127.0.0.1:9/feed"}}]
watches: [{{name: bases, keywords: [rocket*]}}]
channels: [{{name: console, kind: console}}]
models: {models}
store: sqlite:///{folder}/monitor.db
web: 127.0.0.1:{port}
"""
LOAD = ("from pathlib import Path; from monitor import wiring; from monitor.config import load_config; "
        "wiring.load_brain(load_config(Path('config.yaml')))")


def main() -> None:
    """Measure and print."""
    bare = _seconds("-c", "pass")
    told = _seconds("-m", "monitor", "--help")
    loaded = _seconds("-c", LOAD)
    sklearn = _seconds("-c", "import sklearn.pipeline, sklearn.linear_model, sklearn.ensemble")
    row("monitor --help", f"{told:.2f} s", f"goal {HELP_GOAL} s", told / HELP_GOAL)
    row("  the same", f"{told:.2f} s", f"python -c pass {bare:.2f} s", told / bare)
    row("start of the service: config, gazetteer, model", f"{loaded:.2f} s", f"import of scikit-learn {sklearn:.2f} s",
        loaded / sklearn)
    ready = _ready()
    row(f"monitor run until /readyz says yes, {ENTRIES:,} entries", f"{ready:.2f} s", f"goal {READY_GOAL:.0f} s", ready / READY_GOAL)


def _ready() -> float:
    """The median wall time from the start of a service to its first yes."""
    with tempfile.TemporaryDirectory() as name, socket.socket() as free:
        folder = Path(name)
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
        free.close()
        with Store.open(f"sqlite:///{folder}/monitor.db") as store:
            fill(store, 0, ENTRIES)
        config = folder / "config.yaml"
        config.write_text(CONFIG.format(folder=folder, models=ROOT / "models", port=port), encoding="utf-8")
        return statistics.median(_until_ready(config, port) for _ in range(TIMES))


def _until_ready(config: Path, port: int) -> float:
    start = time.perf_counter()
    running = subprocess.Popen([sys.executable, "-m", "monitor", "run", "--config", str(config)], cwd=ROOT,
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while not _is_ready(port):
            if running.poll() is not None:
                raise RuntimeError("the service ended before it was ready")
            time.sleep(0.02)
        return time.perf_counter() - start
    finally:
        running.send_signal(signal.SIGTERM)
        running.wait()


def _is_ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


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
