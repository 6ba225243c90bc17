"""``make bench``: where the program stands, one table, every row beside a limit or a peer of the same run.

Each part runs in a process of its own, one after another, so that neither memory nor imports of one count for another.
Parts that need the measuring data (``MONITOR_SHARED``) say so and are left out without it. CPU is user and system time of
the measured process; on a machine that does other work it is still inflated by shared caches and cores.
"""

import importlib.metadata
import os
import platform
import subprocess
import sys
from pathlib import Path

import orjson

ROOT = Path(__file__).resolve().parents[1]
PARTS = ("replaying", "service_cost", "latency", "memory", "growth", "growth_whole", "starting")
LONGEST = 600
LIBRARIES = ("feedparser", "reader", "aiohttp", "sqlalchemy", "scikit-learn", "trafilatura")


def main() -> None:
    """Run the parts and print."""
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    load = ", ".join(f"{load:.1f}" for load in os.getloadavg())
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {load}; Python {platform.python_version()}; {versions}\n")
    print(f"{'what':<58}{'measured':>16}  {'beside':<34}{'ratio':>8}")
    for part in sys.argv[1:] or PARTS:
        for line in _lines(part):
            print(line, flush=True)


def _lines(part: str) -> list[str]:
    """The table lines of one part, or why there are none."""
    try:
        ran = subprocess.run([sys.executable, "-m", f"benchmarks.{part}"], cwd=ROOT, capture_output=True, timeout=LONGEST,
                             check=False)
    except subprocess.TimeoutExpired:
        return [f"{part}: left out, it took longer than {LONGEST} s"]
    if ran.returncode:
        reason = ran.stderr.decode(errors="replace").strip().splitlines() or ["without a word"]
        return [f"{part}: failed: {reason[-1]}"]
    return [_line(orjson.loads(line)) for line in ran.stdout.splitlines() if line.startswith(b"{")]


def _line(row: dict[str, object]) -> str:
    if "skipped" in row:
        return f"{row['what']}: left out, {row['skipped']}"
    return f"{row['what']:<58}{row['measured']:>16}  {row['beside']:<34}{row['ratio']:>7.2f}x"


if __name__ == "__main__":
    main()
