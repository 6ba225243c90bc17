"""A reading as numbers: the dense signals by name, and the columns that its strings fall on. Pure.

One code path for training and for serving: :mod:`monitor.learn.transformers` calls the same functions. Nothing here is
learned, so nothing of the training text can leak from it.

::

    columns   0 .. SIGNALS                      the dense signals, in the order of SIGNAL_NAMES
              GROUPS["roles"]                   role and skeleton strings, hashed
              GROUPS["words"] .. WIDTH          word n-grams with names put aside, hashed
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

import mmh3
import numpy as np
from numpy.typing import NDArray

from monitor.judge.features.masked import masked_words
from monitor.judge.features.reading import Reading
from monitor.judge.features.signals import SIGNAL_NAMES, patterns, signals

FEATURE_VERSION = 6
"""Raised when the meaning of a feature changes; a model of another version is refused."""
SIGNALS = len(SIGNAL_NAMES)
_ROLES, _WORDS = 2**15, 2**16
GROUPS = {"signals": (0, SIGNALS), "roles": (SIGNALS, SIGNALS + _ROLES), "words": (SIGNALS + _ROLES, SIGNALS + _ROLES + _WORDS)}
"""First and behind the last column of each group of features."""
WIDTH = GROUPS["words"][1]
_COLUMN = {name: i for i, name in enumerate(SIGNAL_NAMES)}
_HEAD, _REST = 3, 2
"""Longest n-gram of the headline and of the rest."""


@dataclass(frozen=True, slots=True)
class Row:
    """What the model sees of one reading."""

    held: Mapping[str, float]
    """The dense signals that are not zero."""
    columns: NDArray[np.int64]
    """Of the hashed strings, among all :data:`WIDTH`; one stands as often as strings fall on it."""


def row(reading: Reading) -> Row:
    """The features of one reading."""
    roles, words = role_columns(reading), word_columns(reading)
    return Row(signals(reading), np.concatenate([roles + GROUPS["roles"][0], words + GROUPS["words"][0]]))


def dense(held: Sequence[Mapping[str, float]]) -> NDArray[np.float32]:
    """Signals by name as a matrix, shape (readings, :data:`SIGNALS`)."""
    out = np.zeros((len(held), SIGNALS), np.float32)
    for line, signals_of in zip(out, held, strict=True):
        for name, value in signals_of.items():
            line[_COLUMN[name]] = value
    return out


def role_columns(reading: Reading) -> NDArray[np.int64]:
    """Columns within their group that the role and skeleton strings fall on."""
    return _hashed(set(patterns(reading)), _ROLES)


def word_columns(reading: Reading) -> NDArray[np.int64]:
    """Columns within their group that the n-grams fall on; words of the head and of the rest never mix."""
    head, rest = masked_words(reading)
    return _hashed({*_ngrams(head, "h ", _HEAD), *_ngrams(rest, "r ", _REST)}, _WORDS)


def _hashed(strings: Collection[str], width: int) -> NDArray[np.int64]:
    """The hashing trick (Weinberger et al. 2009) as scikit-learn's ``FeatureHasher`` has it: MurmurHash3, no signs."""
    return np.fromiter((abs(mmh3.hash(text)) % width for text in strings), np.int64, len(strings))


def _ngrams(words: Sequence[str], prefix: str, longest: int) -> Iterator[str]:
    for size in range(1, longest + 1):
        for i in range(len(words) - size + 1):
            yield prefix + " ".join(words[i:i + size])
