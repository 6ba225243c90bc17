"""The encoder's file, ``models/encoder.npz``: plain arrays of numbers, read without pickle. Edge (files).

Matrices are kept in single bytes with one scale a row (symmetric, 127 steps to each side): a quarter of the size, and the
log probabilities move by less than a hundredth. Everything else is float32.
"""

import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitor.errors import ModelFileError
from monitor.judge.encoder.transformer import Array, Encoder, Rows

ENCODER = "encoder.npz"
_WORDS = "words"
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
        rows = Rows(arrays.pop(_WORDS + _SMALL), arrays.pop(_WORDS + _SCALE))
        return Encoder(pieces, _whole(arrays), rows)
    except (OSError, EOFError, KeyError, ValueError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise ModelFileError(f"{path}: cannot be read as an encoder ({error}); restore it together with its manifest") from error


def _whole(arrays: Mapping[str, NDArray[np.generic]]) -> dict[str, Array]:
    out: dict[str, Array] = {}
    for name, value in arrays.items():
        whole = name.removesuffix(_SMALL)
        if whole != name:
            out[whole] = value.astype(np.float32) * np.asarray(arrays[whole + _SCALE], np.float32)[:, None]
        elif not name.endswith(_SCALE):
            out[name] = np.asarray(value, np.float32)
    return out
