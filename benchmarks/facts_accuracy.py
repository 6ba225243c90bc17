"""How well the facts of labelled attack items are read: ``python benchmarks/facts_accuracy.py [FILE...] [--misses]``.

Per field two figures over the main report (the first that is not background): *said*: where the label gives a value, how
often it is read; *unsaid*: where it gives none, how often nothing is invented. Without a file it reads the measuring data
(``MONITOR_SHARED``, default ``../shared``).
"""

import json
import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from monitor.judge.facts import read_reports
from monitor.judge.folding import fold
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.gazetteer_file import load_gazetteer
from monitor.model import Article, Report

ROOT = Path(__file__).resolve().parents[1]
FIELDS = ("place", "country", "weapon", "killed", "wounded")
_FAMILIES = {"ied": {"bomb"}, "shell": {"shell", "indirect fire"}, "indirect fire": {"indirect fire", "shell"}}
_COUNTRIES = {"uae": "united arab emirates"}
_NAMELESS = re.compile(r"unnamed|^(two |us |usa |u s |american |coalition |nato |isaf |a )*(military |army |air )*(base|bases|outpost)s?$")
_FILLERS = frozenset("base bases us u s the a in of near around air airfield airbase airport military camp at and".split())


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One field of one item: what the label says, what was read."""

    item: str
    field: str
    said: object
    read: object
    right: bool


def articles(path: Path) -> Iterator[tuple[dict[str, object], Article]]:
    """The attack items of a JSON lines file as articles."""
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row.get("label") == "attack":
            yield row, article_of(row)


def article_of(row: dict[str, object]) -> Article:
    """One row as an article; a missing or vague day of publication becomes the first of its year."""
    moment = _moment(str(row.get("published") or ""))
    return Article(
        key=str(row["id"]), feed="", outlet="", url="", title=str(row.get("title") or ""),
        summary=str(row.get("summary") or ""), text=str(row.get("text") or ""), published=moment, seen_at=moment,
    )


def _moment(written: str) -> datetime:
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        year = re.match(r"\d{4}", written)
        return datetime(int(year.group()) if year else 2020, 1, 1, tzinfo=UTC)
    return found if found.tzinfo else found.replace(hour=23, tzinfo=UTC) if len(written) <= 10 else found.replace(tzinfo=UTC)


def judge(row: dict[str, object], report: Report | None, gazetteer: Gazetteer) -> Iterable[Judged]:
    """Every field of one item."""
    report = report or Report()
    read = {"place": report.place, "country": report.country, "weapon": str(report.weapon), "killed": report.killed,
            "wounded": report.wounded}
    for field in FIELDS:
        said = row.get(field)
        said = None if said in {"unknown", "", None} else said
        if field == "place":
            right = _place_right(said, report, gazetteer)
            said = None if said is None or _NAMELESS.search(fold(str(said))) else said
        elif field == "country" and said is not None:
            right = fold(report.country) in {_COUNTRIES.get(fold(part), fold(part)) for part in str(said).split(",")}
        elif field == "weapon":
            right = _weapon_right(said, str(report.weapon))
        else:
            right = said == (read[field] or None if field == "country" else read[field])
        yield Judged(item=str(row["id"]), field=field, said=said, read=read[field], right=right)


def _weapon_right(said: object, read: str) -> bool:
    return read == "unknown" if said is None else read in _FAMILIES.get(str(said), {str(said)})


def _place_right(said: object, report: Report, gazetteer: Gazetteer) -> bool:
    if said is None or _NAMELESS.search(fold(str(said))):
        return not report.base_named
    expected = [match.base.id for match in gazetteer.find(str(said)) if match.base is not None]
    if expected and report.base_id:
        return report.base_id in expected
    names, read = set(re.findall(r"\w+", fold(str(said)))) - _FILLERS, set(re.findall(r"\w+", fold(report.place)))
    return bool(names & read) or (not names and bool(read))


def main_report(reports: tuple[Report, ...]) -> Report | None:
    """The first that is not background, else the first."""
    return next((report for report in reports if not report.background), reports[0] if reports else None)


def measure(path: Path, gazetteer: Gazetteer) -> list[Judged]:
    """All fields of all attack items of a file."""
    return [judged for row, article in articles(path)
            for judged in judge(row, main_report(read_reports(article, gazetteer)), gazetteer)]


def shares(results: list[Judged], field: str) -> tuple[int, int, int, int]:
    """Of one field: right where said, said, right where unsaid, unsaid."""
    said = [r for r in results if r.field == field and r.said is not None]
    unsaid = [r for r in results if r.field == field and r.said is None]
    return sum(r.right for r in said), len(said), sum(r.right for r in unsaid), len(unsaid)


def main(arguments: list[str]) -> None:
    """Print the table, and with ``--misses`` every field that was read wrong."""
    shared = Path(os.environ.get("MONITOR_SHARED", ROOT.parent / "shared"))
    paths = [Path(a) for a in arguments if not a.startswith("--")] or [shared / "data/news/labelled.jsonl"]
    gazetteer = load_gazetteer(ROOT / "models" / "gazetteer")
    for path in paths:
        results = measure(path, gazetteer)
        print(f"{path.name}: field, right where said, right where unsaid")
        for field in FIELDS:
            right, said, silent, unsaid = shares(results, field)
            print(f"{field:8} {right:4}/{said:<4} {right / max(said, 1):.3f}   {silent:4}/{unsaid:<4} {silent / max(unsaid, 1):.3f}")
        if "--misses" in arguments:
            for miss in (r for r in results if not r.right):
                print(f"  {miss.item} {miss.field}: said {miss.said!r}, read {miss.read!r}")


if __name__ == "__main__":
    main(sys.argv[1:])
