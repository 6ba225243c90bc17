"""Helpers of the tests of reading: an article from words, the shipped gazetteer, reports compared with expectations."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from monitor.judge.facts import read_reports
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.gazetteer_file import load_gazetteer
from monitor.model import Article, Report

ROOT = Path(__file__).resolve().parents[3]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that is shipped."""
    return load_gazetteer(ROOT / "models" / "gazetteer")


def read(title: str, summary: str = "", text: str = "", published: str = "2022-01-06T00:30:00+00:00") -> tuple[Report, ...]:
    """The reports of an article of these words."""
    at = datetime.fromisoformat(published)
    at = at if at.tzinfo else at.replace(hour=20, tzinfo=UTC)
    return read_reports(Article(
        key="k", feed="", outlet="", url="", title=title, summary=summary, text=text, published=at, seen_at=at,
    ), gazetteer())


def main_report(reports: tuple[Report, ...]) -> Report:
    """The first that is not background, else the first, else one that says nothing."""
    fresh = [report for report in reports if not report.background]
    return (fresh or list(reports) or [Report()])[0]
