"""The encoder's forward pass: BERT (Devlin et al. 2019), six layers of 384, twelve heads, in numpy. Pure.

::

    pieces ─► word + position + side ─► 6 x (attention, feed-forward) ─► mean and weighed mean ─► four labels

Shapes: B texts of at most T pieces, H = 384 numbers a piece. Float32 throughout.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.special import erf

from monitor.judge.encoder.wordpiece import WordPiece

Array = NDArray[np.float32]
HEADS = 12
_EPSILON = 1e-12
_BATCH = 16
_FAR = np.float32(-1e4)
"""Added where there is no piece; gone after the softmax."""


class Encoder:
    """Fitted weights; texts in, log probabilities of the labels out."""

    def __init__(self, pieces: Sequence[str], weights: Mapping[str, Array], rows: "Rows") -> None:
        self._wordpiece = WordPiece(pieces)
        self._w = weights
        self._rows = rows
        self._layers = sum(name.endswith("attention.out.weight") for name in weights)

    def log_probabilities(self, texts: Sequence[tuple[str, str]]) -> Array:
        """Of each (headline, summary) the log probability of each label, shape (texts, labels), in the order of ``LABELS``."""
        read = [self._wordpiece.pair(title, summary) for title, summary in texts]
        # Texts of like length together: what is filled up is computed for nothing.
        order = sorted(range(len(read)), key=lambda i: len(read[i][0]))
        out = np.zeros((len(read), self._w["labels.bias"].shape[0]), np.float32)
        for start in range(0, len(order), _BATCH):
            chosen = order[start:start + _BATCH]
            out[chosen] = self._forward([read[i] for i in chosen])
        return out

    def _forward(self, read: Sequence[tuple[list[int], int]]) -> Array:
        longest = max(len(ids) for ids, _ in read)
        ids = np.zeros((len(read), longest), np.int64)
        side = np.ones((len(read), longest), np.int64)
        there = np.zeros((len(read), longest), np.float32)
        for i, (pieces, first) in enumerate(read):
            ids[i, :len(pieces)], side[i, :first], there[i, :len(pieces)] = pieces, 0, 1
        h = self._rows.of(ids) + self._w["positions"][:longest] + self._w["sides"][side]
        h = self._norm(h, "embeddings.norm")
        hidden = (1 - there)[:, None, None, :] * _FAR
        for layer in range(self._layers):
            h = self._layer(h, hidden, f"layer.{layer}")
        return self._labels(h, there)

    def _layer(self, h: Array, hidden: Array, name: str) -> Array:
        h = self._norm(h + self._attention(h, hidden, f"{name}.attention"), f"{name}.attention.norm")
        inner = self._linear(h, f"{name}.in")
        inner *= np.float32(0.5) * (1 + erf(inner * np.float32(np.sqrt(0.5))))
        return self._norm(h + self._linear(inner, f"{name}.out"), f"{name}.norm")

    def _attention(self, h: Array, hidden: Array, name: str) -> Array:
        count, length, width = h.shape
        q, k, v = (
            self._linear(h, f"{name}.{part}").reshape(count, length, HEADS, width // HEADS).transpose(0, 2, 1, 3)
            for part in ("query", "key", "value"))
        weights = _softmax(q @ k.transpose(0, 1, 3, 2) / np.float32(np.sqrt(width // HEADS)) + hidden)
        return self._linear((weights @ v).transpose(0, 2, 1, 3).reshape(count, length, width), f"{name}.out")

    def _labels(self, h: Array, there: Array) -> Array:
        mean = (h * there[:, :, None]).sum(1) / there.sum(1)[:, None]
        weight = _softmax(self._linear(h, "pool")[:, :, 0] + (1 - there) * _FAR)
        told = self._linear(np.concatenate([mean, (h * weight[:, :, None]).sum(1)], axis=1), "labels")
        top = told.max(axis=1, keepdims=True)
        return np.asarray(told - top - np.log(np.exp(told - top).sum(axis=1, keepdims=True)), np.float32)

    def _linear(self, h: Array, name: str) -> Array:
        return np.asarray(h @ self._w[f"{name}.weight"].T + self._w[f"{name}.bias"], np.float32)

    def _norm(self, h: Array, name: str) -> Array:
        centred = h - h.mean(axis=-1, keepdims=True)
        scale = np.sqrt((centred * centred).mean(axis=-1, keepdims=True) + np.float32(_EPSILON))
        return np.asarray(centred / scale * self._w[f"{name}.weight"] + self._w[f"{name}.bias"], np.float32)


class Rows:
    """A table of vectors kept in single bytes, one scale a row; only the rows asked for become numbers."""

    def __init__(self, small: NDArray[np.int8], scale: Array) -> None:
        self._small, self._scale = small, scale

    def of(self, ids: NDArray[np.int64]) -> Array:
        """The vectors of ``ids``: one axis more."""
        return self._small[ids].astype(np.float32) * self._scale[ids][..., None]


def _softmax(x: Array) -> Array:
    raised = np.exp(x - x.max(axis=-1, keepdims=True))
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True), np.float32)
