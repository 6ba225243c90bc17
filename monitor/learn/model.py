"""Fitting: the two parts of the model, and the small one that weighs them against each other."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression

from monitor.judge.features.signals import SIGNAL_NAMES, SPEAKS_AGAINST, SPEAKS_FOR
from monitor.judge.scoring import LABELS, dense, evidence
from monitor.errors import InputError
from monitor.learn.corpus import Example
from monitor.model import Label

_PRESUMED_WEIGHT = 0.5
"""An item that nobody read counts half: a few of them are attacks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What can be chosen about fitting; the figures were found by out-of-fold F1."""

    groups: tuple[str, ...] = ("signals", "roles", "words")
    strength: float = 0.3
    """Inverse regularisation of the linear part."""
    rounds: int = 250
    """Trees of the boosted part."""
    rate: float = 0.05
    leaves: int = 10
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
    """The linear part (on all features) and the boosted part (on the dense signals): attack or not."""
    attack, w = targets(examples) == 0, weights(examples, settings)
    linear = LogisticRegression(C=settings.strength, solver="liblinear", max_iter=200, random_state=0)
    linear.fit(matrix, attack, sample_weight=w)
    boosted = HistGradientBoostingClassifier(
        max_iter=settings.rounds, learning_rate=settings.rate, max_leaf_nodes=settings.leaves, l2_regularization=5.0, max_features=0.3,
        min_samples_leaf=12, monotonic_cst=direction(), random_state=0)
    boosted.fit(dense(matrix), attack, sample_weight=w)
    return linear, boosted


def direction() -> list[int]:
    """For each dense signal 1 where it may only raise the probability, -1 where it may only lower it, else 0."""
    return [int(name in SPEAKS_FOR) - int(name in SPEAKS_AGAINST) for name in SIGNAL_NAMES]


def fit_others(matrix: Any, examples: Sequence[Example]) -> Any:
    """Tells ``related``, ``follow_up`` and ``none`` apart, for items that are no attack."""
    chosen = [i for i, e in enumerate(examples) if e.label is not Label.ATTACK]
    y = targets(examples)[chosen]
    return LogisticRegression(C=0.3, max_iter=300).fit(dense(matrix[chosen]), y)


def weigh(linear: NDArray[np.float64], boosted: NDArray[np.float64], y: NDArray[np.int64]) -> Any:
    """The calibrated weights of both parts, from out-of-fold probabilities of ``attack``."""
    return LogisticRegression(C=100.0).fit(evidence(linear, boosted), y == 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class OutOfFold:
    """What the parts said of each tested example when they had not seen its source and month."""

    positions: tuple[int, ...]
    linear: NDArray[np.float64]
    boosted: NDArray[np.float64]


def out_of_fold(
    matrix: Any, examples: Sequence[Example], splits: Iterable[tuple[list[int], list[int]]], settings: Settings,
) -> OutOfFold:
    """Fit on the training side of every split, score the other. ``matrix`` has one row of features for each example."""
    positions: list[int] = []
    linear: list[NDArray[np.float64]] = []
    boosted: list[NDArray[np.float64]] = []
    for train, test in splits:
        if not test or len({examples[i].label is Label.ATTACK for i in train}) < 2:
            continue
        first, second = fit(matrix[train], [examples[i] for i in train], settings)
        positions += test
        linear.append(first.predict_proba(matrix[test])[:, 1])
        boosted.append(second.predict_proba(dense(matrix[test]))[:, 1])
    if not positions:
        raise InputError("too few different items to hold some back: give more sources, months or wordings")
    return OutOfFold(positions=tuple(positions), linear=np.concatenate(linear), boosted=np.concatenate(boosted))
