"""What encoders said of items they had not seen: ``models/encoder_held.npz``, kept beside the encoder they lead to.

Fine-tuning takes half an hour and PyTorch; with these figures the other parts can be trained and measured anew within
minutes and without it. An item is known by a digest of what is read of it, so that no text is kept. Edge (files).
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from monitor.errors import ModelFileError
from monitor.judge.encoder import Encoder
from monitor.judge.encoder.file import ENCODER, read_encoder
from monitor.judge.features.reading import Text, shown
from monitor.judge.scoring import logit
from monitor.learn.corpus import Example

HELD = "encoder_held.npz"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """An encoder for training: what it says of new items, and what its like said of those it was trained on."""

    path: Path
    """Its file."""
    encoder: Encoder
    folds: Mapping[int, float]
    """Log odds by an encoder that had not seen the item's source and month."""
    early: Mapping[int, float] = field(default_factory=dict)
    """Log odds by an encoder that had seen nothing of the years tested (:func:`monitor.learn.splits.by_year`)."""

    def log_odds(self, examples: Sequence[Example]) -> NDArray[np.float64]:
        """For each example, honestly: the held figure of a known text, the encoder's own word on a new one. Presumed items: NaN."""
        keys = [key_of(shown(e.article)) for e in examples]
        out = np.array([self.folds.get(k, np.nan) for k in keys])
        new = [i for i, e in enumerate(examples) if not e.presumed and np.isnan(out[i])]
        if new:
            told = self.encoder.log_probabilities([shown(examples[i].article) for i in new])
            out[new] = logit(np.exp(told[:, 0]))
        return out

    def early_log_odds(self, examples: Sequence[Example]) -> NDArray[np.float64]:
        """The same by the encoder of the early years; NaN where it was not asked."""
        return np.array([self.early.get(key_of(shown(e.article)), np.nan) for e in examples])


def key_of(text: Text) -> int:
    """A number for a text, the same everywhere."""
    return int.from_bytes(hashlib.sha256("\n".join(text).encode()).digest()[:8], "little")


def write_held(path: Path, **tables: Mapping[int, float]) -> None:
    """Store tables of log odds by their names."""
    arrays = {f"{name}.{part}": value for name, table in tables.items() for part, value in (
        ("keys", np.array(list(table), np.uint64)), ("log_odds", np.array(list(table.values()), np.float32)))}
    np.savez_compressed(path, **arrays)  # type: ignore[arg-type]


def read_whole(model_dir: Path) -> Whole | None:
    """The encoder of ``model_dir`` with its held figures; None where there is none. Raises ModelFileError."""
    if not (model_dir / ENCODER).exists():
        return None
    try:
        with np.load(model_dir / HELD, allow_pickle=False) as stored:
            tables = {name: dict(zip(map(int, stored[f"{name}.keys"]), map(float, stored[f"{name}.log_odds"]), strict=True))
                      for name in ("folds", "early")}
    except (OSError, KeyError, ValueError) as error:
        raise ModelFileError(f"{model_dir / HELD}: cannot be read ({error}); restore it together with {ENCODER}") from error
    return Whole(path=model_dir / ENCODER, encoder=read_encoder(model_dir / ENCODER), **tables)
