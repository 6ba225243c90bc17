"""Items per second on one core: the model alone, and gate plus model over a raw stream.

Run: ``OMP_NUM_THREADS=1 python benchmarks/model_rates.py [STREAM.jsonl.gz]``
"""

import gzip
import json
import os
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from monitor.config.loading import load_config
from monitor.judge.classifier import load_classifier
from monitor.judge.gazetteer_file import load_gazetteer
from monitor.judge.judging import Judge
from monitor.judge.keywords import WatchMatcher
from monitor.model import Article

ROOT = Path(__file__).resolve().parents[1]
STREAM = Path(os.environ.get("MONITOR_SHARED", ROOT.parent / "shared")) / "data/stream/2022-01_2022-08.jsonl.gz"


def articles(path: Path) -> list[Article]:
    """The items of a recorded stream."""
    when = datetime(2022, 1, 1, tzinfo=UTC)
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        Article(key=r["id"], feed="", outlet=r["source"], url="", title=r.get("title") or "", summary=r.get("summary") or "", published=when, seen_at=when)
        for r in rows
    ]


def rate(name: str, count: int, work: Callable[[], object]) -> None:
    """Prints items per second of the better of two runs."""
    best = 1e9
    for _ in range(2):
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    print(f"{name:<24} {count:>7} items  {count / best:>9,.0f} items/s  {best / count * 1e6:>8.1f} us/item")


def main() -> None:
    """Both rates."""
    items = articles(Path(sys.argv[1]) if len(sys.argv) > 1 else STREAM)
    classifier = load_classifier(ROOT / "models", load_gazetteer(ROOT / "models/gazetteer"))
    config = load_config(ROOT / "config.yaml")
    judge = Judge(config.watches, WatchMatcher(config.watches), classifier)
    rate("model alone", 1000, lambda: classifier.score(items[:1000]))
    rate("gate and model", len(items), lambda: judge.verdicts(items))


if __name__ == "__main__":
    main()
