"""The forest is asked tree by tree."""

import numpy as np
from sklearn.ensemble import ExtraTreesClassifier

from monitor.judge.scoring import by_trees


def test_the_trees_one_by_one_say_what_the_forest_says_to_the_bit() -> None:
    """Whatever the number of rows, the probability of the second class is that of ``predict_proba``."""
    chance = np.random.default_rng(7)
    rows = chance.random((300, 12)).astype(np.float32)
    forest = ExtraTreesClassifier(30, min_samples_leaf=2, random_state=7).fit(rows, rows[:, 0] + chance.random(300) > 1)
    asked = chance.random((50, 12)).astype(np.float32)
    for many in (1, 7, 50):
        assert np.array_equal(by_trees(forest, asked[:many]), forest.predict_proba(asked[:many])[:, 1])
