"""What serving says by plain arrays is what the fitted estimators of scikit-learn say."""

import numpy as np
from scipy.sparse import csr_array
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.linear_model import LogisticRegression

from monitor.judge.features.columns import SIGNALS, WIDTH, Row
from monitor.judge.features.signals import SIGNAL_NAMES
from monitor.learn import arrays

CHANCE = np.random.default_rng(7)


def test_the_forest_says_the_same_of_any_number_of_rows() -> None:
    """The probability of the second class is that of ``predict_proba``."""
    rows = CHANCE.random((300, 12)).astype(np.float32)
    fitted = ExtraTreesClassifier(30, min_samples_leaf=2, random_state=7).fit(rows, rows[:, 0] + CHANCE.random(300) > 1)
    forest, asked = arrays.forest(fitted), CHANCE.random((50, 12)).astype(np.float32)
    for many in (0, 1, 7, 50):
        expected = fitted.predict_proba(asked[:many])[:, 1] if many else []
        assert np.allclose(forest.probabilities(asked[:many]), expected, rtol=0, atol=1e-12)


def test_a_forest_of_stumps_that_ask_nothing_is_asked_too() -> None:
    """A root may be a leaf."""
    rows = np.zeros((6, 3), np.float32)
    fitted = ExtraTreesClassifier(3, random_state=7).fit(rows, [0, 0, 0, 0, 1, 1])
    assert np.allclose(arrays.forest(fitted).probabilities(rows[:1]), 1 / 3)


def test_the_linear_part_says_the_same_of_signals_and_strings() -> None:
    """A column that two strings fall on counts twice."""
    held = [{SIGNAL_NAMES[i % 9]: 1.0, SIGNAL_NAMES[i % 7]: 0.5} for i in range(60)]
    rows = [Row(h, CHANCE.integers(SIGNALS, SIGNALS + 40, i % 5)) for i, h in enumerate(held)]
    matrix = np.zeros((60, WIDTH), np.float32)
    for line, row in zip(matrix, rows, strict=True):
        np.add.at(line, row.columns, 1)
        for name, value in row.held.items():
            line[SIGNAL_NAMES.index(name)] = value
    sparse = csr_array(matrix)
    fitted = LogisticRegression(max_iter=50).fit(sparse, np.arange(60) % 4)
    told = arrays.linear(fitted).probabilities(rows, matrix[:, :SIGNALS])
    assert np.allclose(told, fitted.predict_proba(sparse), rtol=0, atol=1e-6)
    assert arrays.linear(fitted).probabilities([], matrix[:0, :SIGNALS]).shape == (0, 4)


def test_the_weigher_says_the_same() -> None:
    """Of the second class."""
    numbers = CHANCE.normal(size=(80, 5))
    fitted = LogisticRegression(C=0.1).fit(numbers, numbers[:, 0] > 0)
    assert np.allclose(arrays.weigher(fitted).probabilities(numbers), fitted.predict_proba(numbers)[:, 1], rtol=0, atol=1e-12)
