"""The threshold that costs least when a miss costs more than a false alarm. Pure."""

import numpy as np
from numpy.typing import NDArray


def cheapest(probabilities: NDArray[np.float64], is_attack: NDArray[np.bool_], miss_cost: float) -> float:
    """The threshold with the least ``miss_cost * misses + false alarms``, midway between two neighbouring probabilities.

    Given probabilities that are true, it lies near 1 / (1 + miss_cost).
    """
    order = np.argsort(-probabilities)
    p, hit = probabilities[order], is_attack[order]
    false_alarms = np.concatenate([[0], np.cumsum(~hit)])
    misses = hit.sum() - np.concatenate([[0], np.cumsum(hit)])
    best = int(np.argmin(miss_cost * misses + false_alarms))
    above = p[best - 1] if best else 1.0
    below = p[best] if best < len(p) else 0.0
    return float((above + below) / 2)
