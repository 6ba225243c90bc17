"""Fitting: the two parts of the model, and the small one that weighs them against each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression

from monitor.errors import InputError
from monitor.judge.features.columns import SIGNALS
from monitor.judge.linear import Weigher
from monitor.judge.scoring import LABELS, combined, evidence, rules
from monitor.learn import arrays
from monitor.learn.corpus import Example
from monitor.model import Label

_PRESUMED_WEIGHT = 0.5
"""An item that nobody read counts half: a few of them are attacks."""

_TRUST = 0.1
"""Inverse regularisation of the weigher. The rules were drawn up by people who had read the same items, so that they
look better on them than they are; with 3.0 the F1 of held back files of the own corpus falls by 0.02 to 0.03."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be chosen about fitting; the figures were found by out-of-fold F1."""

    strength: float = 0.2
    """Inverse regularisation of the linear part."""
    trees: int = 120
    least: int = 3
    """Examples a leaf of a tree holds at least."""
    share: float = 0.3
    """Of the signals, tried at each branch."""
    attack_weight: float = 2.0


def targets(examples: Sequence[Example]) -> NDArray[np.int64]:
    """Positions of the labels in :data:`LABELS`."""
    return np.array([LABELS.index(e.label) for e in examples])


def weights(examples: Sequence[Example], settings: Settings) -> NDArray[np.float64]:
    """How much each example counts."""
    return np.array([
        (_PRESUMED_WEIGHT if e.presumed else 1.0) * (settings.attack_weight if e.label is Label.ATTACK else 1.0) for e in examples
    ])


def fit(matrix: Any, examples: Sequence[Example], settings: Settings) -> tuple[Any, Any]:
    """The linear part (on all features: four labels) and the forest (on the dense signals: attack or not), as scikit-learn has them."""
    y, w = targets(examples), weights(examples, settings)
    if missing := [label.value for i, label in enumerate(LABELS) if i not in y]:
        raise InputError(f"no example of {' or '.join(missing)} to learn from: give items of all four labels")
    linear = LogisticRegression(C=settings.strength, max_iter=300).fit(matrix, y, sample_weight=w)
    forest = ExtraTreesClassifier(
        settings.trees, min_samples_leaf=settings.least, max_features=settings.share, random_state=0)
    return linear, forest.fit(dense_of(matrix), y == 0, sample_weight=w)


def dense_of(matrix: Any) -> NDArray[np.float32]:
    """The columns of the dense signals, which stand first."""
    return np.asarray(matrix.tocsr()[:, :SIGNALS].toarray(), np.float32)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfFold:
    """What the parts said of each tested example when they had not seen its source and month."""

    positions: tuple[int, ...]
    evidence: NDArray[np.float64]
    """What the weigher weighs, as :func:`monitor.judge.scoring.evidence` puts it together."""
    whole: NDArray[np.float64]
    """Log odds by an encoder that had not seen it either; NaN where there is none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """The two estimators that weigh the parts, without and with the encoder's word."""

    quick: Weigher
    weigher: Weigher | None
    """None where there is no encoder."""

    def probabilities(self, held: OutOfFold) -> NDArray[np.float64]:
        """P(attack) as the model in use would put it together."""
        return combined(self.quick, self.weigher, held.evidence, held.whole)


def weigh(held: OutOfFold, examples: Sequence[Example]) -> Weighing:
    """The calibrated weights of the parts; ``examples`` are those that :func:`out_of_fold` was given."""
    y = targets([examples[i] for i in held.positions]) == 0
    asked = ~np.isnan(held.whole)
    both = np.column_stack([held.evidence, held.whole])
    return Weighing(quick=arrays.weigher(LogisticRegression(C=_TRUST).fit(held.evidence, y)),
                    weigher=arrays.weigher(LogisticRegression(C=_TRUST).fit(both[asked], y[asked])) if asked.any() else None)


def out_of_fold(
    matrix: Any, examples: Sequence[Example], splits: Iterable[tuple[list[int], list[int]]], settings: Settings,
    whole: NDArray[np.float64] | None = None,
) -> OutOfFold:
    """Fit on the training side of every split, score the other. ``matrix`` has one row of features for each example.

    ``whole``: log odds of each example by an encoder that did not see its source and month, NaN where unknown.
    """
    positions: list[int] = []
    found: list[NDArray[np.float64]] = []
    for train, test in splits:
        if not test or len({examples[i].label for i in train}) < len(LABELS):
            continue
        first, second = fit(matrix[train], [examples[i] for i in train], settings)
        positions += test
        signals = dense_of(matrix[test])
        found.append(evidence(first.predict_proba(matrix[test])[:, 0], second.predict_proba(signals)[:, 1], rules(signals)))
    if not positions:
        raise InputError("too few different items to hold some back: give more sources, months or wordings")
    told = np.full(len(positions), np.nan) if whole is None else whole[positions]
    return OutOfFold(positions=tuple(positions), evidence=np.concatenate(found), whole=told)
