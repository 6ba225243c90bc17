"""How well articles are grouped by words alone, and what one costs. Run: ``python -m benchmarks.grouping_quality``.

Quality: the given half of the SemEval-2018 task 5 incidents (``data/incidents/violent.jsonl.gz``) in one pass in time
order. Follow-ups come up to a year later (a third of the gold pairs lie more than a fortnight apart), so the window is
500 days. Cost: the same signatures again and again, each round moved behind the window with its words renamed, so that
the window is always full and new.
"""

import argparse
import gzip
import json
import os
import resource
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta, UTC
from pathlib import Path
from time import process_time

from monitor.incidents.grouping import RARE, Grouper
from monitor.incidents.shingles import jaccard
from monitor.incidents.similarity import signature
from monitor.incidents.words import weight_of
from monitor.model import Article, Signature

SHARED = Path(os.environ.get("MONITOR_SHARED", Path(__file__).resolve().parents[2] / "shared"))
LONG = timedelta(days=500)
MOULD = 0.15
"""Share of 3-shingles from which two articles of different incidents look alike."""


def load(path: Path) -> tuple[list[Article], list[str]]:
    """Articles in order of time and their gold incidents."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        rows = sorted((json.loads(line) for line in lines), key=lambda row: (row["date"], row["id"]))
    articles = []
    for row in rows:
        at = datetime.fromisoformat(row["date"]).replace(tzinfo=UTC)
        articles.append(Article(key=row["id"], feed="", outlet="", url=row["url"], title=row["title"], summary="",
                                text=row["text"], published=at, seen_at=at))
    return articles, [row["incident"] for row in rows]


def pairwise(found: Sequence[object], gold: Sequence[object]) -> tuple[float, float, float]:
    """Precision, recall and F1 over pairs of articles."""
    both = _pairs(list(zip(found, gold, strict=True)))
    precision, recall = both / max(1, _pairs(found)), both / max(1, _pairs(gold))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def b_cubed(found: Sequence[object], gold: Sequence[object]) -> tuple[float, float, float]:
    """B-cubed precision, recall and F1; high for every-article-alone, so never to be read by itself."""
    joint, of_found, of_gold = Counter(zip(found, gold, strict=True)), Counter(found), Counter(gold)
    precision = sum(joint[f, g] / of_found[f] for f, g in zip(found, gold, strict=True)) / len(found)
    recall = sum(joint[f, g] / of_gold[g] for f, g in zip(found, gold, strict=True)) / len(found)
    return precision, recall, 2 * precision * recall / (precision + recall)


def _pairs(labels: Sequence[object]) -> int:
    return sum(count * (count - 1) // 2 for count in Counter(labels).values())


def look_alikes(found: Sequence[int], gold: Sequence[str], words: Sequence[Signature]) -> int:
    """Pairs of different incidents in one group although their texts come out of one mould."""
    groups: dict[int, list[int]] = {}
    for place, number in enumerate(found):
        groups.setdefault(number, []).append(place)
    return sum(
        gold[a] != gold[b] and jaccard(words[a].minhash, words[b].minhash) >= MOULD
        for places in groups.values() for n, a in enumerate(places) for b in places[:n]
    )


def renamed(words: Signature, turn: int) -> Signature:
    """The signature of another story of the same make: its rare words and names are not those of the round before."""
    terms = tuple(f"{term}{turn}q" if weight_of(term) >= RARE else term for term in words.terms)
    return replace(words, terms=terms, names=tuple(f"{name}{turn}q" for name in words.names), minhash=b"")


def cost(words: Sequence[Signature], total: int, rate: int) -> None:
    """Print microseconds an item and memory while ``total`` items at ``rate`` a day pass through a 72 h window."""
    grouper, at, step = Grouper(), datetime(2022, 1, 1, tzinfo=UTC), timedelta(days=1) / rate
    begun, mark = process_time(), max(1, total // 10)
    for number in range(total):
        grouper.add_signature(renamed(words[number % len(words)], number // len(words)), at)
        at += step
        if (number + 1) % mark == 0:
            spent, begun = process_time() - begun, process_time()
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(f"  {number + 1:>9,} items  {spent / mark * 1e6:7.0f} µs an item  {len(grouper):>7,} in the window  "
                  f"{memory} MB at most", flush=True)


def main() -> None:
    """Print quality, then cost."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--items", type=int, default=1_000_000, help="items of the cost run")
    options.add_argument("--per-day", type=int, default=2_000, help="items a day in the cost run")
    chosen = options.parse_args()
    articles, gold = load(SHARED / "data/incidents/violent.jsonl.gz")
    begun = process_time()
    words = [signature(article) for article in articles]
    print(f"signature: {(process_time() - begun) / len(words) * 1e6:.0f} µs a text")
    begun, grouper = process_time(), Grouper(LONG)
    found = [grouper.add_signature(s, a.published) for s, a in zip(words, articles, strict=True)]
    print(f"grouping: {(process_time() - begun) / len(words) * 1e6:.0f} µs an article, {len(words)} articles")
    print("pairwise P {:.3f} R {:.3f} F1 {:.3f}".format(*pairwise(found, gold)))
    print("B-cubed  P {:.3f} R {:.3f} F1 {:.3f}".format(*b_cubed(found, gold)))
    print(f"groups {len(set(found))}, incidents {len(set(gold))}, look-alikes joined {look_alikes(found, gold, words)}")
    print(f"cost at {chosen.per_day} items a day:")
    cost(words, chosen.items, chosen.per_day)


if __name__ == "__main__":
    main()
