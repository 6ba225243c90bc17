"""The frozen set: items written for it alone, never trained on, on which a new model must beat the old one.

The folds of training say how good a kind of model is; the frozen set says whether this very model is better than that
very model, since neither has seen it. Files: ``models/frozen/*.jsonl``, in the format of the corpus.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from monitor.judge.classifier import Classifier
from monitor.judge.features.columns import row
from monitor.judge.features.reading import read, shown
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.scoring import Parts
from monitor.learn import corpus
from monitor.learn.corpus import Example
from monitor.learn.measures import Scores, scores

FOLDER = "frozen"
_SLACK = 0.03
"""Of the floor under what was measured; the bootstrap interval of F1 is about as wide on each side."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenSet:
    """The items, and one digest over the files they came from."""

    examples: tuple[Example, ...]
    sha256: str

    def __bool__(self) -> bool:
        return bool(self.examples)


def load_frozen(paths: Sequence[Path]) -> FrozenSet:
    """The items of ``paths``. Raises InputError with file and line."""
    examples, files = corpus.load(paths)
    digest = hashlib.sha256("".join(sorted(f.sha256 for f in files)).encode()).hexdigest()
    return FrozenSet(examples=tuple(examples), sha256=digest if examples else "")


def apart(examples: Sequence[Example], frozen: FrozenSet) -> tuple[Example, ...]:
    """``examples`` without near copies of frozen items."""
    if not frozen:
        return tuple(examples)
    every = (*examples, *frozen.examples)
    copies, first = corpus.near_copies(every), len(examples)
    return tuple(e for i, e in enumerate(examples) if not any(j >= first for j in copies[i]))


def measure(parts: Parts, frozen: FrozenSet, gazetteer: Gazetteer, threshold: float) -> Scores | None:
    """Scores of fitted parts on the frozen set; None without one."""
    if not frozen:
        return None
    articles = [e.article for e in frozen.examples]
    p = parts.weigh([row(read(a, gazetteer)) for a in articles], [shown(a) for a in articles]).probabilities
    return scores(p, [e.label for e in frozen.examples], threshold)


def judged(classifier: Classifier, frozen: FrozenSet) -> Scores | None:
    """Scores of a stored model on the frozen set, as it serves; None without one."""
    if not frozen:
        return None
    p = np.array([s.probability for s in classifier.score([e.article for e in frozen.examples])])
    return scores(p, [e.label for e in frozen.examples], classifier.threshold)


def note(found: Scores | None, frozen: FrozenSet) -> Mapping[str, object]:
    """What the manifest keeps: digest, scores, and a floor for F1."""
    if found is None:
        return {}
    return {"sha256": frozen.sha256, **found.as_dict(), "floor": round(found.f1.value - _SLACK, 3)}
