"""Matrices kept in single bytes with one scale a row; they become numbers only where and while they are used. Pure."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


class Rows:
    """A matrix of shape (rows, columns): a quarter of the memory of float32."""

    def __init__(self, small: NDArray[np.int8], scale: Array) -> None:
        self._small, self._scale = small, scale

    def of(self, ids: NDArray[np.int64]) -> Array:
        """The rows ``ids`` as vectors: one axis more."""
        return np.asarray(self._small[ids].astype(np.float32) * self._scale[ids][..., None], np.float32)

    def times(self, h: Array) -> Array:
        """``matrix @ h``. The scales go to the result: bytes become floats by a cast alone (0.1 ms for 590,000)."""
        out = self._small.astype(np.float32) @ h
        out *= self._scale[:, None]
        return np.asarray(out, np.float32)
