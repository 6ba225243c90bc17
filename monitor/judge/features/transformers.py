"""The features as scikit-learn transformers: readings in, matrices out. One code path for training and for serving.

None of them learns anything, so nothing but their names is stored and nothing of the training text can leak from them.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.feature_extraction import FeatureHasher
from sklearn.pipeline import FeatureUnion, Pipeline

from monitor.judge.features.masked import masked_words
from monitor.judge.features.reading import Reading
from monitor.judge.features.signals import SIGNAL_NAMES, patterns, signals

FEATURE_VERSION = 6
"""Raised when the meaning of a feature changes; a model of another version is refused."""
_COLUMN = {name: i for i, name in enumerate(SIGNAL_NAMES)}


class _Stateless(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """A transformer that has nothing to fit."""

    def fit(self, readings: Sequence[Reading], labels: object = None) -> Self:
        """Nothing to learn."""
        return self

    def __sklearn_is_fitted__(self) -> bool:
        """Always ready."""
        return True


class Signals(_Stateless):
    """Dense numbers, one column for each of :data:`SIGNAL_NAMES`."""

    def transform(self, readings: Sequence[Reading]) -> NDArray[np.float32]:
        """One row for each reading."""
        rows = np.zeros((len(readings), len(SIGNAL_NAMES)), np.float32)
        for row, reading in zip(rows, readings, strict=True):
            for name, value in signals(reading).items():
                row[_COLUMN[name]] = value
        return rows


class Patterns(_Stateless):
    """Sets of role and skeleton strings, for a hasher."""

    def transform(self, readings: Sequence[Reading]) -> list[set[str]]:
        """One set for each reading."""
        return [pattern_strings(r) for r in readings]


class MaskedNgrams(_Stateless):
    """Sets of word n-grams with names put aside, for a hasher."""

    def __init__(self, head: int = 3, rest: int = 2) -> None:
        self.head = head
        self.rest = rest

    def transform(self, readings: Sequence[Reading]) -> list[set[str]]:
        """One set for each reading; words of the head and of the rest never mix."""
        return [ngram_strings(r, self.head, self.rest) for r in readings]


def pattern_strings(reading: Reading) -> set[str]:
    """What :class:`Patterns` gives for one reading."""
    return set(patterns(reading))


def ngram_strings(reading: Reading, head: int, rest: int) -> set[str]:
    """What :class:`MaskedNgrams` gives for one reading."""
    first, later = masked_words(reading)
    return {*_ngrams(first, "h ", head), *_ngrams(later, "r ", rest)}


def _ngrams(words: Sequence[str], prefix: str, longest: int) -> Iterator[str]:
    for size in range(1, longest + 1):
        for i in range(len(words) - size + 1):
            yield prefix + " ".join(words[i:i + size])


def _hasher(bits: int) -> Any:
    return FeatureHasher(2**bits, input_type="string", alternate_sign=False, dtype=np.float32)


def feature_union(groups: Sequence[str] = ("signals", "roles", "words"), bits: int = 15) -> Any:
    """The union of feature groups; ``groups`` names those wanted (an ablation leaves some out)."""
    parts = {
        "signals": Signals(),
        "roles": Pipeline([("patterns", Patterns()), ("hash", _hasher(bits))]),
        "words": Pipeline([("ngrams", MaskedNgrams()), ("hash", _hasher(bits + 1))]),
    }
    return FeatureUnion([(name, parts[name]) for name in groups])
