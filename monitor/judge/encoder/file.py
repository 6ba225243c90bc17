"""The encoder's file, ``models/encoder.npz``: plain arrays of numbers, read without pickle. Edge (files).

Matrices are kept in single bytes with one scale a row (symmetric, 127 steps to each side): a quarter of the size, and the
log probabilities move by less than a hundredth. Everything else is float32. The bytes stay bytes in memory; they are read,
not mapped, because a mapped file that somebody writes over ends the process.
"""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitor.errors import ModelFileError
from monitor.judge.encoder.matrix import Array, Rows
from monitor.judge.encoder.transformer import Encoder

ENCODER = "encoder.npz"
_STEPS = 127
_SMALL, _SCALE, _PIECES = ".small", ".scale", "pieces"
_LEAST = 4096
"""Numbers from which a matrix is kept in single bytes."""


def write_encoder(path: Path, pieces: Sequence[str], weights: Mapping[str, Array]) -> None:
    """Store it; ``weights`` by the names that :class:`Encoder` asks for, and ``words`` the table of the pieces."""
    arrays: dict[str, NDArray[np.generic]] = {_PIECES: np.frombuffer("\n".join(pieces).encode(), np.uint8)}
    for name, value in weights.items():
        if value.ndim == 2 and value.size >= _LEAST:
            scale = np.maximum(np.abs(value).max(axis=1), 1e-9).astype(np.float32) / _STEPS
            arrays[name + _SMALL] = np.rint(value / scale[:, None]).astype(np.int8)
            arrays[name + _SCALE] = scale
        else:
            arrays[name] = value.astype(np.float32)
    np.savez(path, **arrays)  # type: ignore[arg-type]


def read_encoder(path: Path) -> Encoder:
    """The encoder of ``path``. Raises ModelFileError where it is missing or not one."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        pieces = arrays.pop(_PIECES).tobytes().decode().split("\n")
        return Encoder(pieces, _weights(arrays))
    except (OSError, EOFError, KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise ModelFileError(f"{path}: cannot be read as an encoder ({error}); restore it together with its manifest") from error


def _weights(arrays: Mapping[str, NDArray[np.generic]]) -> dict[str, Array | Rows]:
    out: dict[str, Array | Rows] = {}
    for name, value in arrays.items():
        whole = name.removesuffix(_SMALL)
        if whole != name:
            out[whole] = Rows(np.asarray(value, np.int8), np.asarray(arrays[whole + _SCALE], np.float32))
        elif not name.endswith(_SCALE):
            out[name] = np.asarray(value, np.float32)
    return out
