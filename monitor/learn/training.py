"""``monitor train``: labelled files in, a stored model out.

::

    files ─► examples ─► readings ─► out-of-fold scores ─► weights of the parts, threshold, floors
                             └─────► fit on everything ─► weights.npz + manifest.json, promoted only if the floors hold
"""

import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import sklearn

from monitor.judge.classifier import golden_probabilities
from monitor.judge.features.columns import FEATURE_VERSION
from monitor.judge.features.reading import read
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.model_file import Golden, Manifest, write_model
from monitor.judge.scoring import Parts
from monitor.learn import arrays, corpus, model, splits
from monitor.learn.corpus import DataFile, Example
from monitor.learn.feedback import read_feedback
from monitor.learn.frozen import apart, load_frozen, measure, note
from monitor.learn.held import Whole
from monitor.learn.measures import Scores, scores
from monitor.learn.thresholds import cheapest
from monitor.learn.transformers import feature_union

GOLDEN = (
    ("Five rockets land near an air base housing US troops in Anbar; no one hurt", ""),
    ("Washington vows to respond after the drone attack on its garrison", ""),
    ("Roadside bomb hits coalition supply convoy south of Baghdad", ""),
    ("Opposition leader comes under fire over budget", ""),
    ("US jets strike militia base near the border", "The raid follows a rocket attack on a base last week."),
    ("", "Taliban gunmen attack a NATO outpost in the east of the country, killing two soldiers."),
)
"""Invented texts whose probabilities are stored and checked at every load."""
_PRESUMED_SHARE = 3
"""One in so many presumed items is trained on: more adds time, not quality."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trained:
    """What training led to."""

    manifest: Manifest
    out_of_fold: Scores | None
    """None where no real items were given: then nothing can be said about quality on real news."""
    frozen: Scores | None = None
    """Of this very model on the frozen set; None without one."""
    notes: tuple[str, ...]

    def as_text(self) -> str:
        """The result in lines for a person."""
        lines = [f"model {self.manifest.model_id}, threshold {self.manifest.threshold:.3f}"]
        return "\n".join([*lines, *(["out of fold: " + self.out_of_fold.as_text()] if self.out_of_fold else []),
                          *(["frozen set: " + self.frozen.as_text()] if self.frozen else []), *self.notes])


def train(
    paths: Sequence[Path], out_dir: Path, *, gazetteer: Gazetteer, today: date, miss_cost: float = 3.0,
    settings: model.Settings | None = None, folds: int = 8, feedback: Path | None = None, frozen: Sequence[Path] = (),
    whole: Whole | None = None,
) -> Trained:
    """Fit on all examples of ``paths`` (and of a readers' export) and store the model in ``out_dir``. Raises InputError.

    ``whole``: the encoder that becomes part of it as it is.
    """
    chosen = settings or model.Settings()
    found, files = corpus.load(paths)
    readers = read_feedback(feedback) if feedback else ()
    kept_back = load_frozen(frozen)
    examples = apart((*thinned(found), *readers), kept_back)
    matrix = feature_union().transform([read(e.article, gazetteer) for e in examples]).tocsr()
    trial, weighing, threshold = _measure(matrix, examples, chosen, miss_cost, folds, whole)
    linear, forest = model.fit(matrix, examples, chosen)
    parts = Parts(linear=arrays.linear(linear), forest=arrays.forest(forest), quick=weighing.quick, weigher=weighing.weigher,
                  encoder=whole.encoder if whole else None)
    unseen = measure(parts, kept_back, gazetteer, threshold)
    row = {**_manifest(parts, files, trial, threshold, miss_cost, today), "frozen": note(unseen, kept_back)}
    manifest = write_model(out_dir, parts, row, whole.path if whole else None)
    return Trained(manifest=manifest, out_of_fold=trial, frozen=unseen, notes=_notes(examples))


def thinned(examples: Sequence[Example]) -> tuple[Example, ...]:
    """All that was read by someone, and every third item that is only presumed to be ``none``."""
    presumed = [e for e in examples if e.presumed]
    return (*(e for e in examples if not e.presumed), *presumed[::_PRESUMED_SHARE])


def _measure(
    matrix: Any, examples: Sequence[Example], settings: model.Settings, miss_cost: float, folds: int, whole: Whole | None,
) -> tuple[Scores | None, model.Weighing, float]:
    """Scores on items not seen, the weights of the parts, and the threshold; without real items the own corpus lends itself."""
    real = any(splits.is_tested(e) for e in examples)
    parts = splits.folds(examples, folds) if real else splits.dealt(examples, folds)
    held = model.out_of_fold(matrix, examples, parts, settings, whole.log_odds(examples) if whole else None)
    weighing, threshold = model.weigh(held, examples), cheapest(miss_cost)
    labels = [examples[i].label for i in held.positions]
    return (scores(weighing.probabilities(held), labels, threshold) if real else None), weighing, threshold


def _manifest(
    parts: Parts, files: Sequence[DataFile], trial: Scores | None, threshold: float, miss_cost: float, today: date,
) -> Mapping[str, object]:
    golden = [Golden(title=t, summary=s, probability=0.0) for t, s in GOLDEN]
    told = golden_probabilities(parts, golden)
    return {
        "model_id": f"{'reader' if parts.encoder else 'roles'}-{today:%Y%m%d}", "weights_sha256": "", "feature_version": FEATURE_VERSION,
        "versions": {"scikit-learn": sklearn.__version__, "numpy": np.__version__, "python": platform.python_version()},
        "threshold": round(threshold, 4), "miss_cost": miss_cost, "languages": ["en"],
        "golden": [{"title": g.title, "summary": g.summary, "probability": round(p, 6)} for g, p in zip(golden, told, strict=True)],
        "data": [{"name": f.name, "sha256": f.sha256, "items": f.items} for f in files],
        "floors": floors(trial), "scores": trial.as_dict() if trial else {},
    }


def floors(trial: Scores | None) -> dict[str, float]:
    """Floors a little under what was measured, so that noise passes and a loss does not; empty where nothing was measured."""
    if trial is None:
        return {}
    return {
        "f1": round(trial.f1.value - 0.02, 3), "recall": round(trial.recall.value - 0.03, 3), "precision": round(trial.precision.value - 0.04, 3),
        "follow_ups_alerting": round(trial.follow_ups_alerting + 0.03, 3), "calibration_error": 0.03,
    }


def _notes(examples: Sequence[Example]) -> tuple[str, ...]:
    if any(splits.is_tested(e) for e in examples):
        return ()
    return ("trained on the repo's own corpus alone: nothing is known of its quality on real news, and its threshold rests on invented text",)
