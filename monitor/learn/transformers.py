"""The features as scikit-learn transformers: readings in, sparse matrices out; what serving computes, by the same functions."""

from collections.abc import Sequence
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.pipeline import FeatureUnion

from monitor.judge.features.columns import GROUPS, dense, role_columns, word_columns
from monitor.judge.features.reading import Reading
from monitor.judge.features.signals import signals


class _Stateless(TransformerMixin, BaseEstimator):  # type: ignore[misc]  # scikit-learn has no types
    """A transformer that has nothing to fit."""

    def fit(self, readings: Sequence[Reading], labels: object = None) -> Self:
        """Nothing to learn."""
        return self

    def __sklearn_is_fitted__(self) -> bool:
        """Always ready."""
        return True


class Signals(_Stateless):
    """Dense numbers, one column for each of ``SIGNAL_NAMES``."""

    def transform(self, readings: Sequence[Reading]) -> NDArray[np.float32]:
        """One row for each reading."""
        return dense([signals(r) for r in readings])


class Roles(_Stateless):
    """Role and skeleton strings, hashed."""

    def transform(self, readings: Sequence[Reading]) -> Any:
        """One row for each reading."""
        return _counted([role_columns(r) for r in readings], "roles")


class Words(_Stateless):
    """Word n-grams with names put aside, hashed."""

    def transform(self, readings: Sequence[Reading]) -> Any:
        """One row for each reading."""
        return _counted([word_columns(r) for r in readings], "words")


def feature_union() -> Any:
    """All groups of features, in the order of ``GROUPS``."""
    return FeatureUnion([("signals", Signals()), ("roles", Roles()), ("words", Words())])


def _counted(columns: Sequence[NDArray[np.int64]], group: str) -> Any:
    """How often each column stands in each row."""
    ends = np.cumsum([0, *map(len, columns)])
    flat = np.concatenate([*columns, np.empty(0, np.int64)])
    start, end = GROUPS[group]
    out = csr_array((np.ones(len(flat), np.float32), flat, ends), shape=(len(columns), end - start))
    out.sum_duplicates()
    return out
