"""The fitted parts in a file of plain arrays, ``models/weights.npz``, read without pickle. Edge (files)."""

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from monitor.errors import ModelFileError
from monitor.judge.encoder import Encoder
from monitor.judge.features.columns import SIGNALS, WIDTH
from monitor.judge.forest import LEAF, Forest
from monitor.judge.linear import Linear, Weigher
from monitor.judge.scoring import EVIDENCE, LABELS, Parts

WEIGHTS = "weights.npz"
Arrays = Mapping[str, NDArray[Any]]
_Kind = TypeVar("_Kind", bound=np.generic)
_TYPES = {"linear": Linear, "forest": Forest, "quick": Weigher, "weigher": Weigher}


def write_weights(path: Path, parts: Parts) -> None:
    """Store them, each array under the name of its part and its own."""
    arrays = {f"{name}.{field}": np.asarray(value) for name in _TYPES for field, value in _held(getattr(parts, name))}
    with path.open("wb") as out:
        np.savez_compressed(out, **arrays)  # type: ignore[arg-type]


def _held(part: Linear | Forest | Weigher | None) -> Iterator[tuple[str, object]]:
    if part is not None:
        yield from ((field.name, getattr(part, field.name)) for field in fields(part))


def read_weights(path: Path, encoder: Encoder | None) -> Parts:
    """The parts of ``path``. Raises ModelFileError where it is not such a file, or its arrays do not fit this program."""
    try:
        with np.load(path, allow_pickle=False) as stored:
            arrays = {name: stored[name] for name in stored.files}
        parts = Parts(linear=_linear(arrays), forest=_forest(arrays), quick=_weigher(arrays, "quick", EVIDENCE),
                      weigher=_weigher(arrays, "weigher", EVIDENCE + 1) if "weigher.weights" in arrays else None, encoder=encoder)
    except (OSError, EOFError, KeyError, ValueError, TypeError, zipfile.BadZipFile) as error:
        raise ModelFileError(f"{path}: cannot be read as weights ({error}); restore it or run `monitor train`") from error
    if (encoder is None) != (parts.weigher is None):
        raise ModelFileError(f"{path}: weighs an encoder's word, or has no encoder's word weighed; restore it together with its manifest")
    return parts


def _linear(arrays: Arrays) -> Linear:
    return Linear(_shaped(arrays, "linear.weights", np.float32, (WIDTH, len(LABELS))), _shaped(arrays, "linear.intercepts", np.float32, (len(LABELS),)))


def _weigher(arrays: Arrays, name: str, width: int) -> Weigher:
    return Weigher(_shaped(arrays, f"{name}.weights", np.float64, (width,)), float(_shaped(arrays, f"{name}.intercept", np.float64, ())))


def _forest(arrays: Arrays) -> Forest:
    """Its ways are looked at too: each one must end, and at a node that there is."""
    nodes = (arrays["forest.signal"].size,)
    forest = Forest(
        roots=_shaped(arrays, "forest.roots", np.int32, (arrays["forest.roots"].size,)),
        signal=_shaped(arrays, "forest.signal", np.int16, nodes), threshold=_shaped(arrays, "forest.threshold", np.float64, nodes),
        left=_shaped(arrays, "forest.left", np.int32, nodes), right=_shaped(arrays, "forest.right", np.int32, nodes),
        share=_shaped(arrays, "forest.share", np.float64, nodes))
    inner = np.flatnonzero(forest.signal != LEAF)
    children = np.concatenate([forest.left[inner], forest.right[inner]])
    here = [_within(children, nodes[0]), _within(forest.roots, nodes[0]), _within(forest.signal[inner], SIGNALS)]
    if not all(here) or not forest.roots.size or (children <= np.tile(inner, 2)).any():
        raise ValueError("its trees lead nowhere")
    return forest


def _within(numbers: NDArray[np.signedinteger], end: int) -> bool:
    return bool(((numbers >= 0) & (numbers < end)).all())


def _shaped(arrays: Arrays, name: str, kind: type[_Kind], shape: tuple[int, ...]) -> NDArray[_Kind]:
    found = arrays[name]
    if found.shape != shape or found.dtype != kind or not np.isfinite(found).all():
        raise ValueError(f"{name} is not a finite {np.dtype(kind)} array of shape {shape}")
    return found
