"""Fitted estimators of scikit-learn as the plain arrays that the model file holds and serving asks. Pure."""

from typing import Any

import numpy as np

from monitor.judge.forest import LEAF, Forest
from monitor.judge.linear import Linear, Weigher


def linear(fitted: Any) -> Linear:
    """Of a ``LogisticRegression`` with a class for each label."""
    return Linear(np.ascontiguousarray(fitted.coef_.T, np.float32), fitted.intercept_.astype(np.float32))


def weigher(fitted: Any) -> Weigher:
    """Of a ``LogisticRegression`` with two classes."""
    return Weigher(fitted.coef_[0].astype(np.float64), float(fitted.intercept_[0]))


def forest(fitted: Any) -> Forest:
    """Of an ``ExtraTreesClassifier`` with two classes, the second of them attack."""
    trees = [tree.tree_ for tree in fitted.estimators_]
    roots = np.cumsum([0, *(tree.node_count for tree in trees)])[:-1].astype(np.int32)
    leaf = np.concatenate([tree.children_left for tree in trees]) < 0

    def child(side: str) -> Any:
        return np.where(leaf, 0, np.concatenate([getattr(tree, side) + root for tree, root in zip(trees, roots, strict=True)])).astype(np.int32)

    return Forest(
        roots, np.where(leaf, LEAF, np.concatenate([tree.feature for tree in trees])).astype(np.int16),
        np.where(leaf, 0.0, np.concatenate([tree.threshold for tree in trees])), child("children_left"), child("children_right"),
        np.concatenate([tree.value[:, 0, 1] for tree in trees]))
