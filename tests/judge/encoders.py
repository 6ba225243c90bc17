"""A tiny encoder of invented weights."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitor.judge.encoder import Encoder
from monitor.judge.encoder.file import write_encoder
from monitor.judge.encoder.matrix import Rows
from monitor.judge.encoder.transformer import HEADS
from monitor.judge.encoder.wordpiece import LIMIT

PIECES = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "rocket", "##s", "hit", "base", "##2", "u", ".", "cafe", "基", "-", "b", "##as"]
WIDTH, LAYERS, LABELS = 2 * HEADS, 2, 4
Weights = dict[str, NDArray[np.float32]]


def invented(seed: int = 1) -> Weights:
    """Weights of a tiny encoder."""
    chance = np.random.default_rng(seed)

    def some(*shape: int) -> NDArray[np.float32]:
        return chance.normal(0, 0.5, shape).astype(np.float32)

    out = {"words": some(len(PIECES), WIDTH), "positions": some(LIMIT + 8, WIDTH), "sides": some(2, WIDTH),
           "pool.weight": some(1, WIDTH), "labels.weight": some(LABELS, 2 * WIDTH), "pool.bias": some(1), "labels.bias": some(LABELS)}
    shapes = {"attention.query": (WIDTH, WIDTH), "attention.key": (WIDTH, WIDTH), "attention.value": (WIDTH, WIDTH), "attention.out": (WIDTH, WIDTH),
              "in": (4 * WIDTH, WIDTH), "out": (WIDTH, 4 * WIDTH)}
    norms = ["embeddings.norm"]
    for layer in range(LAYERS):
        for name, shape in shapes.items():
            out |= {f"layer.{layer}.{name}.weight": some(*shape), f"layer.{layer}.{name}.bias": some(shape[0])}
        norms += [f"layer.{layer}.attention.norm", f"layer.{layer}.norm"]
    for name in norms:
        out |= {f"{name}.weight": 1 + some(WIDTH), f"{name}.bias": some(WIDTH)}
    return out


def small(w: Weights) -> Encoder:
    """The encoder of these weights, its table of words in single bytes."""
    table = w["words"]
    scale = np.abs(table).max(axis=1) / 127
    return Encoder(PIECES, {**w, "words": Rows(np.rint(table / scale[:, None]).astype(np.int8), scale)})


def stored(path: Path) -> Path:
    """The file of one; its table is long enough to be kept in single bytes."""
    w = invented()
    write_encoder(path, PIECES, {**w, "words": np.concatenate([w["words"], np.ones((4096, WIDTH), np.float32)])})
    return path
