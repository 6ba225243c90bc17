"""The trained classifier as the service uses it: articles in, scores with reasons out.

Loading checks everything it can before a first score is given: digests, shapes, feature version and the golden
predictions, so that a model which would judge otherwise than it did when it was measured is refused.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from monitor.errors import ModelFileError
from monitor.judge.explaining import reasons, signal_weights, silence
from monitor.judge.features.columns import row
from monitor.judge.features.reading import read, shown
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.language import is_english
from monitor.judge.model_file import MANIFEST, Golden, Manifest, read_manifest, read_parts
from monitor.judge.scoring import Parts
from monitor.model import Article, Label, Score

_TOLERANCE = 1e-4
"""Of a golden prediction; other processors round in another order."""
_BATCH = 512


class Classifier:
    """A loaded model over one gazetteer."""

    def __init__(self, parts: Parts, manifest: Manifest, gazetteer: Gazetteer) -> None:
        self._parts = parts
        self._gazetteer = gazetteer
        self._weights = signal_weights(parts.linear.weights[:, 0])
        self.manifest = manifest
        self.model_id = manifest.model_id
        self.threshold = manifest.threshold
        self.languages = manifest.languages

    def judges(self, article: Article) -> bool:
        """Whether the article is in a language the model was trained on (English)."""
        return is_english(f"{article.title} {article.summary or article.text[:500]}", article.language)

    def score(self, articles: Sequence[Article]) -> list[Score]:
        """One score per article, in order. Cost is linear; batches of any size are taken."""
        out: list[Score] = []
        for start in range(0, len(articles), _BATCH):
            out += self._scores(articles[start:start + _BATCH])
        return out

    def _scores(self, articles: Sequence[Article]) -> list[Score]:
        if not articles:
            return []
        readings = [read(a, self._gazetteer) for a in articles]
        rows = [row(r) for r in readings]
        weighed = self._parts.weigh(rows, [shown(a) for a in articles])
        out = []
        for reading, held, p, other, whole in zip(
                readings, (r.held for r in rows), weighed.probabilities, weighed.others, weighed.whole, strict=True):
            label = Label.ATTACK if p >= self.threshold else other
            told = reasons(reading, self._weights, held)
            if not np.isnan(whole):
                told = (*told, f"read as a whole: {whole:.0%} an attack on a base")
            if label is not Label.ATTACK:
                told = (*told, *silence(held))
            out.append(Score(label=label, probability=float(p), reasons=told))
        return out


def load_classifier(model_dir: Path, gazetteer: Gazetteer) -> Classifier:
    """The model of ``model_dir``. Raises ModelFileError with a sentence on what is wrong and what to do."""
    manifest = read_manifest(model_dir)
    parts = read_parts(model_dir, manifest)
    check_golden(parts, manifest.golden, model_dir)
    return Classifier(parts, manifest, gazetteer)


def golden_probabilities(parts: Parts, golden: Sequence[Golden]) -> list[float]:
    """What ``parts`` say of the golden texts, without any gazetteer: its rows may change, these may not."""
    nowhere = Gazetteer((), ())
    when = datetime(2020, 1, 1, tzinfo=UTC)
    articles = [Article(key="golden", feed="", outlet="", url="", title=g.title, summary=g.summary, published=when, seen_at=when) for g in golden]
    weighed = parts.weigh([row(read(a, nowhere)) for a in articles], [shown(a) for a in articles])
    return [float(p) for p in weighed.probabilities]


def check_golden(parts: Parts, golden: Sequence[Golden], model_dir: Path) -> None:
    """Raises ModelFileError when the model does not repeat what it said when it was stored."""
    for g, p in zip(golden, golden_probabilities(parts, golden) if golden else (), strict=True):
        if abs(p - g.probability) > _TOLERANCE:
            raise ModelFileError(
                f"{model_dir / MANIFEST}: golden prediction differs for “{g.title}”: stored {g.probability:.4f}, now {p:.4f}; "
                "the model does not fit this program; run `monitor train`")
