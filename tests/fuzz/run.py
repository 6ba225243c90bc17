"""The long runs: ``python -m tests.fuzz.run [--runs N] [--seed S] [--seconds T] [target ...]``; exit code 1 on a finding.

Each target runs under atheris (libFuzzer guided by coverage) in a process of its own, a fixed number of runs from a
fixed seed; an input over 10 s or 2 GB is a finding. ``documents`` is no such target: every feed document of the
measuring data, cut, flipped and re-encoded, through the parser as the service calls it. Findings are left in
``.fuzz/<target>/`` of the working directory.
"""

import argparse
import asyncio
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from monitor.collect.workers import Extractor
from tests.collect.fakes import FEED, NOW, body, settings
from tests.fuzz.mutations import mutants
from tests.fuzz.targets import NAMES, target
from tests.shared import SHARED

RUNS, SEED = 20_000, 567
INPUT_SECONDS, INPUT_MEGABYTES = 10, 2_000
SLACK = 2.0
"""Seconds beyond the extraction limit that a document may take before it counts as a hang."""


def main() -> int:
    """Run the targets one after the other."""
    parser = argparse.ArgumentParser()
    parser.add_argument("targets", nargs="*", default=[*NAMES, "documents"])
    parser.add_argument("--runs", type=int, default=RUNS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--seconds", type=int, default=0, help="end each target after so long (0: after its runs)")
    given = parser.parse_args()
    findings = 0
    for name in given.targets:
        began = time.monotonic()
        failed = documents(given.seed) if name == "documents" else guided(name, given.runs, given.seed, given.seconds)
        findings += failed
        print(f"{name}: {'FINDING' if failed else 'nothing found'}, {time.monotonic() - began:.0f} s", flush=True)
    return 1 if findings else 0


def guided(name: str, runs: int, seed: int, seconds: int) -> int:
    """One target under atheris, in a child, because it ends its process."""
    folder = Path(".fuzz") / name
    (folder / "corpus").mkdir(parents=True, exist_ok=True)
    code = f"from tests.fuzz.run import child; child({name!r})"
    options = [f"-runs={runs}", f"-seed={seed}", f"-timeout={INPUT_SECONDS}", f"-rss_limit_mb={INPUT_MEGABYTES}",
               "-print_final_stats=1", "-verbosity=0", f"-artifact_prefix={folder}/", f"-max_total_time={seconds}"]
    ended = subprocess.run([sys.executable, "-c", code, *options, str(folder / "corpus")], check=False)
    return int(ended.returncode != 0)


def child(name: str) -> None:
    """Never returns."""
    import atheris

    with atheris.instrument_imports(include=["monitor.collect", "monitor.config", "monitor.judge", "monitor.alert", "feedparser"]):
        fuzz = target(name)
    atheris.Setup(sys.argv, fuzz)
    atheris.Fuzz()


def documents(seed: int) -> int:
    """Every document of the measuring data in its mutants, each parsed once."""
    folder = SHARED / "data" / "feeds" / "docs"
    if not folder.exists():
        print(f"documents: the measuring data is not here ({folder})")
        return 0
    seen = asyncio.run(_parsed(folder, seed))
    print("documents:", ", ".join(f"{count} {what}" for what, count in sorted(seen.items())))
    return seen["hangs"]


async def _parsed(folder: Path, seed: int) -> Counter[str]:
    given, seen = settings(), Counter[str]()
    extractor = Extractor(given)
    try:
        for number, path in enumerate(sorted(folder.iterdir())):
            for what, mutant in mutants(path.read_bytes(), seed + number):
                began = time.monotonic()
                parsed = await extractor.parse(body(mutant), FEED, NOW)
                took = time.monotonic() - began
                detail = getattr(parsed, "detail", "")
                seen[type(parsed).__name__] += 1
                if took > given.extraction_timeout.total_seconds() + SLACK:
                    seen["hangs"] += 1
                    print(f"{path.name}, {what}: {took:.1f} s")
                if "gave up" in detail:
                    seen["given up by feedparser"] += 1
                    print(f"{path.name}, {what}: {detail}")
    finally:
        extractor.close()
    return seen


if __name__ == "__main__":
    sys.exit(main())
