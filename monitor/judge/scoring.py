"""From readings to calibrated probabilities with the fitted parts of the model; no files here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.judge.features.reading import Reading
from monitor.judge.features.signals import SIGNAL_NAMES
from monitor.model import Label

LABELS = (Label.ATTACK, Label.RELATED, Label.FOLLOW_UP, Label.NONE)
"""In the order of the columns."""
RULES = ("ev.rule", "ev.rule_loose")
"""The rules of docs/labels.md hold, and nothing else leads the headline."""
_EDGE = 2e-3
"""Beyond it the parts have too few examples to be believed; chosen by out-of-fold F1."""


def logit(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log odds, kept finite."""
    held = np.clip(p, _EDGE, 1 - _EDGE)
    return np.asarray(np.log(held / (1 - held)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The fitted estimators of one model."""

    features: Any
    """Union of transformers, the dense signals first: readings in, one sparse matrix out."""
    linear: Any
    """On all features: the four labels, in the order of :data:`LABELS`."""
    forest: Any
    """On the dense signals alone: attack or not."""
    weigher: Any
    """Weighs the log odds of both and the rules; its output is the calibrated probability."""

    def probabilities(self, readings: Sequence[Reading]) -> tuple[NDArray[np.float64], list[Label]]:
        """P(attack) of each reading, and the likeliest of the other labels."""
        matrix = self.features.transform(readings)
        signals = dense(matrix)
        labels = self.linear.predict_proba(matrix)
        weighed = evidence(labels[:, 0], self.forest.predict_proba(signals)[:, 1], rules(signals))
        others = [LABELS[1 + int(i)] for i in labels[:, 1:].argmax(axis=1)]
        return self.weigher.predict_proba(weighed)[:, 1], others


def dense(matrix: Any) -> NDArray[np.float32]:
    """The columns of the dense signals, which stand first."""
    return np.asarray(matrix.tocsr()[:, :len(SIGNAL_NAMES)].toarray(), np.float32)


def rules(signals: NDArray[np.float32]) -> NDArray[np.float64]:
    """The columns of :data:`RULES` among the dense signals."""
    return signals[:, [SIGNAL_NAMES.index(name) for name in RULES]].astype(np.float64)


def evidence(
    linear: NDArray[np.float64], forest: NDArray[np.float64], ruled: NDArray[np.float64],
) -> NDArray[np.float64]:
    """What the weigher weighs: the log odds of both parts, and the rules as they stand."""
    return np.column_stack([logit(linear), logit(forest), ruled])
