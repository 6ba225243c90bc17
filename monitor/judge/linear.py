"""Logistic regression as it is asked: fitted numbers in, probabilities out. Pure; fitted in :mod:`monitor.learn.model`."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.judge.features.columns import SIGNALS, Row


@dataclass(frozen=True, slots=True)
class Linear:
    """The labels by all features."""

    weights: NDArray[np.float32]
    """Shape (:data:`~monitor.judge.features.columns.WIDTH`, labels): what belongs to one column stands together."""
    intercepts: NDArray[np.float32]
    """One for each label."""

    def probabilities(self, rows: Sequence[Row], signals: NDArray[np.float32]) -> NDArray[np.float64]:
        """Of each row (``signals``: its dense part) the probability of each label, shape (rows, labels)."""
        odds = signals @ self.weights[:SIGNALS] + self.intercepts
        for i, row in enumerate(rows):
            odds[i] += self.weights[row.columns].sum(axis=0)
        raised = np.exp(odds.astype(np.float64) - odds.max(axis=1, keepdims=True))
        return np.asarray(raised / raised.sum(axis=1, keepdims=True))


@dataclass(frozen=True, slots=True)
class Weigher:
    """Two classes by a few numbers."""

    weights: NDArray[np.float64]
    intercept: float

    def probabilities(self, evidence: NDArray[np.float64]) -> NDArray[np.float64]:
        """Of the second class, for each row of ``evidence``."""
        return np.asarray(1 / (1 + np.exp(-(evidence @ self.weights + self.intercept))))
