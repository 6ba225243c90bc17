"""The attacks in Syria of 23 and 24 March 2023 as a dozen outlets told them, from the labelled news items."""

import json
from datetime import datetime, UTC
from random import Random
from urllib.parse import urlparse

from monitor.incidents.placing import place
from monitor.judge.facts import read_reports
from monitor.judge.gazetteer_file import load_gazetteer
from monitor.model import AlertPolicy, Article, DateQuality, Incident, Report
from tests.shared import ROOT, shared_path

DRONE = (
    "12eeb8e1a3 27c8915f57 8b6826b302 a4bc27483b af44e28d81 cf89c1ef13 d4d80fdd17 dfb67acbe8 e1b9a4db77 00c85e436c "
    "1ec0b3d07b 5e68c0f434"
).split()
"""Items whose news is the drone that killed a contractor near Hasakah on the 23rd."""
ROCKETS = "a89cb539be eaf6b0d945 f65ffeb160 46f24ab018".split()
"""Items whose news is the rocket fire of the 24th."""


def items() -> list[Article]:
    """The items of both lists."""
    found = []
    for line in shared_path("data/news/labelled.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["id"] in {*DRONE, *ROCKETS}:
            at = datetime.fromisoformat(row["published"]).replace(tzinfo=UTC)
            found.append(Article(
                key=row["id"], feed=row["source"], outlet=urlparse(row["source"]).netloc, url=row.get("url", ""),
                title=row["title"], summary=row.get("summary") or "", published=at, seen_at=at, content_hash="1",
                date_quality=DateQuality.DAY,
            ))
    return found


def test_the_drone_and_the_rockets_are_one_incident_each() -> None:
    """In any order, what outlets tell of one attack is one incident, and none tells of both as its news."""
    gazetteer = load_gazetteer(ROOT / "models/gazetteer")
    told = [(item, read_reports(item, gazetteer) or (Report(sentence=item.title),)) for item in items()]
    for seed in range(3):
        Random(seed).shuffle(told)
        desk: dict[str, Incident] = {}
        for item, reports in told:
            for report in reports:
                placed = place(item, report, tuple(desk.values()), item.published, AlertPolicy())
                if placed is not None:
                    desk |= {i.id: i for i in (placed.incident, *placed.others)}
        groups = [{m.article for m in i.members if not m.link_only} for i in desk.values() if not i.merged_into]
        assert sum(bool(group & set(DRONE)) for group in groups) == 1
        assert sum(bool(group & set(ROCKETS)) for group in groups) == 1
        assert not any(group & set(DRONE) and group & set(ROCKETS) for group in groups)
