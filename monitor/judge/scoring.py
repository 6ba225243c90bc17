"""From readings to calibrated probabilities with the fitted parts of the model; no files here."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from monitor.judge.features.reading import Reading
from monitor.model import Label

LABELS = (Label.ATTACK, Label.RELATED, Label.FOLLOW_UP, Label.NONE)
"""In the order of the columns."""
_EDGE = 1e-5


def logit(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log odds, kept finite."""
    held = np.clip(p, _EDGE, 1 - _EDGE)
    return np.asarray(np.log(held / (1 - held)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The fitted estimators of one model."""

    linear: Any
    """Pipeline on words and roles: attack or not."""
    boosted: Any
    """Pipeline on the dense signals: four labels."""
    weigher: Any
    """Weighs the log odds of both; its output is the calibrated probability."""

    def probabilities(self, readings: Sequence[Reading]) -> tuple[NDArray[np.float64], list[Label]]:
        """P(attack) of each reading, and the likeliest of the other labels."""
        trees = self.boosted.predict_proba(readings)
        both = np.column_stack([logit(self.linear.predict_proba(readings)[:, 1]), logit(trees[:, 0])])
        others = [LABELS[1 + int(i)] for i in trees[:, 1:].argmax(axis=1)]
        return self.weigher.predict_proba(both)[:, 1], others
