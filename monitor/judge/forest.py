"""A forest of decision trees as it is asked: fitted numbers in, probabilities out. Pure; fitted in :mod:`monitor.learn.model`.

All trees lie in the same arrays. A node sends a row to ``left`` where its signal is at most the threshold, else to
``right``; children stand behind their parent, so that every way ends.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

LEAF = -1
"""In place of a signal."""


@dataclass(frozen=True, slots=True)
class Forest:
    """Trees over the dense signals; arrays of one number for each node, but ``roots``."""

    roots: NDArray[np.int32]
    signal: NDArray[np.int16]
    """Column that is asked; :data:`LEAF` for none."""
    threshold: NDArray[np.float64]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    share: NDArray[np.float64]
    """Of attacks among the examples of the node."""

    def probabilities(self, signals: NDArray[np.float32]) -> NDArray[np.float64]:
        """P(attack) of each row: the mean of what the trees say of it."""
        row = np.repeat(np.arange(len(signals)), len(self.roots))
        at = np.tile(self.roots, len(signals))
        under_way = np.flatnonzero(self.signal[at] != LEAF)
        while under_way.size:
            node = at[under_way]
            few = signals[row[under_way], self.signal[node]] <= self.threshold[node]
            at[under_way] = np.where(few, self.left[node], self.right[node])
            under_way = under_way[self.signal[at[under_way]] != LEAF]
        return np.asarray(self.share[at].reshape(len(signals), len(self.roots)).mean(axis=1))
