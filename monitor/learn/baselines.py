"""The simple things the model is held against: a keyword filter, and TF-IDF with logistic regression."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline, make_union

from monitor.learn.corpus import Example
from monitor.model import Label

_SITE = re.compile(r"(?i)\b(?:air ?bases?|bases?|camp|outpost|garrison|airfield|headquarters|airport|compound)\b")
_WEAPON = re.compile(r"(?i)\b(?:rockets?|mortars?|drones?|missiles?|attack\w*|bomb\w*|shell\w*|fired?|struck|hits?|explo\w+|gunm[ae]n)\b")
_COALITION = re.compile(r"(?i)\b(?:u\.?s\.?|americans?|coalition|nato|isaf|british|troops)\b")


def text_of(example: Example) -> str:
    """Headline and summary."""
    return f"{example.article.title} {example.article.summary}"


def keyword_filter(examples: Sequence[Example]) -> NDArray[np.float64]:
    """1.0 where a word for a site, one for a weapon or attack and one for the coalition stand together, else 0.0."""
    return np.array([float(all(p.search(text_of(e)) for p in (_SITE, _WEAPON, _COALITION))) for e in examples])


def tfidf(examples: Sequence[Example], splits: Iterable[tuple[list[int], list[int]]]) -> tuple[list[int], NDArray[np.float64]]:
    """Out-of-fold P(attack) of TF-IDF words and characters with logistic regression, trained on the same items."""
    positions: list[int] = []
    found: list[NDArray[np.float64]] = []
    for train, test in splits:
        if not test:
            continue
        pipeline = make_pipeline(
            make_union(
                TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True),
                TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), min_df=3, sublinear_tf=True)),
            LogisticRegression(C=5.0, solver="liblinear", class_weight="balanced"))
        pipeline.fit([text_of(examples[i]) for i in train], [examples[i].label is Label.ATTACK for i in train])
        positions += test
        found.append(pipeline.predict_proba([text_of(examples[i]) for i in test])[:, 1])
    return positions, np.concatenate(found)
