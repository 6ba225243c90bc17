"""The encoder's forward pass: BERT (Devlin et al. 2019), six layers of 384, twelve heads, in numpy. Pure.

::

    pieces ─► word + position + side ─► 6 x (attention, feed-forward) ─► mean and weighed mean ─► four labels

Shapes: the P pieces of several texts stand side by side, one column of H = 384 numbers each; nothing is filled up. Columns,
because a stored matrix then multiplies from the left as it is, and sums over H or over the pieces of a text run along
rows. What looks from piece to piece (attention, means) goes text by text. Float32 throughout.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from monitor.judge.encoder.gelu import gelu
from monitor.judge.encoder.matrix import Array, Rows
from monitor.judge.encoder.wordpiece import WordPiece

HEADS = 12
_EPSILON = 1e-12
_PIECES = 1024
"""Pieces taken through the layers at once: enough for full speed, few enough for some megabytes."""


class Encoder:
    """Fitted weights; texts in, log probabilities of the labels out."""

    def __init__(self, pieces: Sequence[str], weights: Mapping[str, Array | Rows]) -> None:
        self._wordpiece = WordPiece(pieces)
        self._w = {name: value[:, None] if value.ndim == 1 else value for name, value in weights.items() if not isinstance(value, Rows)}
        self._large = {name: value for name, value in weights.items() if isinstance(value, Rows)}
        self._layers = sum(name.endswith("attention.out.weight") for name in weights)

    def log_probabilities(self, texts: Sequence[tuple[str, str]]) -> Array:
        """Of each (headline, summary) the log probability of each label, shape (texts, labels), in the order of ``LABELS``."""
        read = [self._wordpiece.pair(title, summary) for title, summary in texts]
        out = np.zeros((len(read), self._w["labels.bias"].shape[0]), np.float32)
        start = 0
        while start < len(read):
            end, pieces = start + 1, len(read[start][0])
            while end < len(read) and pieces + len(read[end][0]) <= _PIECES:
                pieces += len(read[end][0])
                end += 1
            out[start:end] = self._forward(read[start:end])
            start = end
        return out

    def _forward(self, read: Sequence[tuple[list[int], int]]) -> Array:
        ends = np.cumsum([len(ids) for ids, _ in read]).tolist()
        texts = [slice(end - len(ids), end) for end, (ids, _) in zip(ends, read, strict=True)]
        places = np.concatenate([np.arange(len(ids)) for ids, _ in read])
        sides = np.concatenate([np.arange(len(ids)) >= first for ids, first in read]).astype(np.int64)
        words = np.concatenate([ids for ids, _ in read])
        rows = self._looked_up("words", words) + self._looked_up("positions", places) + self._looked_up("sides", sides)
        h = self._norm(np.ascontiguousarray(rows.T), "embeddings.norm")
        for layer in range(self._layers):
            h = self._layer(h, texts, f"layer.{layer}")
        return self._labels(h, texts)

    def _looked_up(self, name: str, ids: NDArray[np.int64]) -> Array:
        return self._large[name].of(ids) if name in self._large else self._w[name][ids]

    def _layer(self, h: Array, texts: Sequence[slice], name: str) -> Array:
        h = self._norm(h + self._attention(h, texts, f"{name}.attention"), f"{name}.attention.norm")
        inner = gelu(self._linear(h, f"{name}.in"))
        return self._norm(h + self._linear(inner, f"{name}.out"), f"{name}.norm")

    def _attention(self, h: Array, texts: Sequence[slice], name: str) -> Array:
        width = len(h) // HEADS
        q, k, v = (self._linear(h, f"{name}.{part}").reshape(HEADS, width, -1) for part in ("query", "key", "value"))
        q *= np.float32(1 / np.sqrt(width))
        seen = np.empty_like(q)
        for text in texts:
            asked = _softmax(k[:, :, text].transpose(0, 2, 1) @ q[:, :, text])
            np.matmul(v[:, :, text], asked, out=seen[:, :, text])
        return self._linear(seen.reshape(h.shape), f"{name}.out")

    def _labels(self, h: Array, texts: Sequence[slice]) -> Array:
        weight = self._linear(h, "pool")[0, :, None]
        both = [np.concatenate([h[:, text].mean(axis=1), (h[:, text] @ _softmax(weight[text]))[:, 0]]) for text in texts]
        told = self._linear(np.asarray(both, np.float32).T, "labels").T
        top = told.max(axis=1, keepdims=True)
        return np.asarray(told - top - np.log(np.exp(told - top).sum(axis=1, keepdims=True)), np.float32)

    def _linear(self, h: Array, name: str) -> Array:
        weight, large = f"{name}.weight", self._large.get(f"{name}.weight")
        out = np.asarray(self._w[weight] @ h if large is None else large.times(h), np.float32)
        out += self._w[f"{name}.bias"]
        return out

    def _norm(self, h: Array, name: str) -> Array:
        h -= h.mean(axis=0)
        h /= np.sqrt(np.einsum("ij,ij->j", h, h) / np.float32(len(h)) + np.float32(_EPSILON))
        h *= self._w[f"{name}.weight"]
        h += self._w[f"{name}.bias"]
        return h


def _softmax(x: Array) -> Array:
    """Shares along the last axis but one."""
    raised: Array = np.exp(x - x.max(axis=-2, keepdims=True))
    raised /= raised.sum(axis=-2, keepdims=True)
    return raised
