"""Fitting the encoder to the four labels, with PyTorch and Transformers (extra ``encoder``); nothing else needs them.

It starts from MiniLM-L6-H384 as published with all-MiniLM-L6-v2 (Wang et al. 2020, arXiv 2002.10957; Apache 2.0): the
table of pieces stays as it is, the six layers and two small heads (a learned mean, four labels) are fitted. Figures were
chosen on the blind set of 2003 to 2014: with two layers held fast F1 falls from 0.88 to 0.84, with the table of pieces
fitted too, or names of bases explained in brackets, it does not rise.
"""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from monitor.judge.encoder.matrix import Array
from monitor.judge.encoder.wordpiece import LIMIT, WordPiece
from monitor.judge.features.reading import shown
from monitor.judge.scoring import LABELS
from monitor.learn.corpus import Example
from monitor.learn.model import Settings, targets, weights

_VOCABULARY = "vocab.txt"
_PRESUMED_SHARE = 3
"""One presumed item in so many of those given: the rest costs an hour and changes nothing."""
_POSITIONS = LIMIT + 8
_CLIP = 1.0
_SMOOTHING = 0.05
_BUCKET = 20
"""Batches among which texts are sorted by length."""
_PARTS = (
    ("attention.query", "attention.self.query"), ("attention.key", "attention.self.key"), ("attention.value", "attention.self.value"),
    ("attention.out", "attention.output.dense"), ("attention.norm", "attention.output.LayerNorm"), ("in", "intermediate.dense"),
    ("out", "output.dense"), ("norm", "output.LayerNorm"))
"""Our names and those of Transformers' BERT."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """How it is fitted."""

    epochs: int = 4
    rate: float = 8e-5
    head_rate: float = 1e-3
    batch: int = 32
    seed: int = 0


def pieces_of(base: Path) -> list[str]:
    """The vocabulary of the published encoder in ``base``."""
    return (base / _VOCABULARY).read_text(encoding="utf-8").rstrip("\n").split("\n")


def chosen(examples: Sequence[Example]) -> list[Example]:
    """Those that are fitted on."""
    presumed = [e for e in examples if e.presumed]
    return [*(e for e in examples if not e.presumed), *presumed[::_PRESUMED_SHARE]]


def fit(examples: Sequence[Example], base: Path, course: Course) -> dict[str, Array]:
    """The weights of an encoder fitted to ``examples``, by the names that :class:`~monitor.judge.encoder.Encoder` asks for."""
    import torch
    from torch.nn.functional import cross_entropy

    torch.manual_seed(course.seed)
    chance = random.Random(course.seed)
    bert, heads = _network(base)
    slow = [p for p in bert.encoder.parameters() if p.requires_grad]
    optimizer = torch.optim.AdamW([{"params": slow, "lr": course.rate}, {"params": heads.parameters(), "lr": course.head_rate}], weight_decay=0.01)
    reader = WordPiece(pieces_of(base))
    rows = [reader.pair(*shown(e.article)) for e in examples]
    y, w = torch.tensor(targets(examples)), torch.tensor(weights(examples, Settings()), dtype=torch.float32)
    steps = course.epochs * -(-len(rows) // course.batch)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, [course.rate, course.head_rate], total_steps=steps + 5, pct_start=0.1, anneal_strategy="linear")
    for _ in range(course.epochs):
        for batch in _batches([len(ids) for ids, _ in rows], course.batch, chance):
            with torch.autocast("cpu", dtype=torch.bfloat16):
                told = _forward(bert, heads, [rows[i] for i in batch])
            lost = cross_entropy(told.float(), y[batch], reduction="none", label_smoothing=_SMOOTHING)
            optimizer.zero_grad()
            (lost * w[batch]).mean().backward()
            torch.nn.utils.clip_grad_norm_([*slow, *heads.parameters()], _CLIP)
            optimizer.step()
            schedule.step()
    return _named(bert, heads)


def _network(base: Path) -> tuple[Any, Any]:
    """The published encoder, its table of pieces held fast, and two heads: a weight for each piece, and the labels."""
    from torch import nn
    from transformers import BertModel

    bert = BertModel.from_pretrained(base, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0, attn_implementation="eager")
    bert.embeddings.requires_grad_(False)
    width = bert.config.hidden_size
    bert.train()
    return bert, nn.ModuleDict({"pool": nn.Linear(width, 1), "labels": nn.Linear(2 * width, len(LABELS)), "drop": nn.Dropout(0.1)})


def _forward(bert: Any, heads: Any, rows: Sequence[tuple[list[int], int]]) -> Any:
    import torch

    longest = max(len(ids) for ids, _ in rows)
    ids, side, there = (torch.zeros((len(rows), longest), dtype=torch.long) for _ in range(3))
    for i, (pieces, first) in enumerate(rows):
        ids[i, :len(pieces)], side[i, first:len(pieces)], there[i, :len(pieces)] = torch.tensor(pieces), 1, 1
    h = bert(input_ids=ids, token_type_ids=side, attention_mask=there).last_hidden_state
    mask = there[:, :, None]
    mean = (h * mask).sum(1) / mask.sum(1)
    weight = torch.softmax(heads["pool"](h).masked_fill(mask == 0, -1e4), 1)
    return heads["labels"](heads["drop"](torch.cat([mean, (h * weight).sum(1)], 1)))


def _batches(lengths: Sequence[int], size: int, chance: random.Random) -> Iterator[list[int]]:
    """Every position once: in random order, texts of like length together."""
    order = list(range(len(lengths)))
    chance.shuffle(order)
    out = []
    for start in range(0, len(order), size * _BUCKET):
        bucket = sorted(order[start:start + size * _BUCKET], key=lambda i: lengths[i])
        out += [bucket[i:i + size] for i in range(0, len(bucket), size)]
    chance.shuffle(out)
    yield from out


def _named(bert: Any, heads: Any) -> dict[str, Array]:
    state = {name: np.asarray(value.detach().float().numpy(), np.float32) for name, value in bert.state_dict().items() if value.is_floating_point()}
    out = {"words": state["embeddings.word_embeddings.weight"], "positions": state["embeddings.position_embeddings.weight"][:_POSITIONS],
           "sides": state["embeddings.token_type_embeddings.weight"]}
    pairs = [("embeddings.norm", "embeddings.LayerNorm")]
    pairs += [(f"layer.{i}.{ours}", f"encoder.layer.{i}.{theirs}") for i in range(bert.config.num_hidden_layers) for ours, theirs in _PARTS]
    for ours, theirs in pairs:
        out |= {f"{ours}.{kind}": state[f"{theirs}.{kind}"] for kind in ("weight", "bias")}
    for name in ("pool", "labels"):
        out |= {f"{name}.{kind}": heads[name].state_dict()[kind].float().numpy() for kind in ("weight", "bias")}
    return out
