"""The sample article is an attack, whole and by its first lines; so are texts built like it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.judge.classifier import Classifier, load_classifier
from monitor.judge.gazetteer_file import load_gazetteer
from monitor.model import Article, Label
from tests.shared import ROOT, shared_path

WHEN = datetime(2022, 1, 6, 0, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def classifier() -> Classifier:
    """The shipped model."""
    models = ROOT / "models"
    return load_classifier(models, load_gazetteer(models / "gazetteer"))


def judged(classifier: Classifier, title: str, summary: str, text: str = "") -> Label:
    article = Article(key="k", feed="f", outlet="o", url="", title=title, summary=summary, text=text, published=WHEN,
                      seen_at=WHEN)
    return classifier.score([article])[0].label


def test_the_sample_article_is_an_attack(classifier: Classifier) -> None:
    """With its body and no summary, as a page behind a bare entry gives it, and with its first paragraph as summary."""
    path: Path = shared_path("data/seed/000_b41ce53977fa088a.txt")
    title, _, body = path.read_text(encoding="utf-8").partition("\n")
    lead = next(line for line in body.splitlines() if line.strip())
    assert judged(classifier, title, "", body) is Label.ATTACK
    assert judged(classifier, title, lead, body) is Label.ATTACK
    assert judged(classifier, title, lead) is Label.ATTACK


@pytest.mark.parametrize(("title", "summary"), [
    ("Coalition comes under fire in two countries",
     ("Camps used by the US-led coalition battling the Islamic State group were shelled on Tuesday in Iraq and Syria, "
     "officials said, and nobody was hurt.")),
    ("US-led force under fire in Syria", "Bases hosting the coalition that fights jihadists took rocket fire on Sunday."),
    ("NATO comes under fire in Afghanistan",
     "An airfield used by the NATO-led force fighting the Taliban came under mortar fire overnight."),
])
def test_whom_the_victim_fights_is_not_the_victim(classifier: Classifier, title: str, summary: str) -> None:
    """A base of those who fight militants is the target, not the militants named beside it."""
    assert judged(classifier, title, summary) is Label.ATTACK
