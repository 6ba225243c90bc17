"""The reading of sentences: who does what to whom."""

import json
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.base import clone
from sklearn.feature_extraction import FeatureHasher

from monitor.judge.features import SIGNAL_NAMES, Reading, patterns, read, signals
from monitor.judge.features.columns import WIDTH, dense, role_columns, row
from monitor.judge.gazetteer import Gazetteer
from monitor.learn.transformers import feature_union
from monitor.model import Article, Base

NOWHERE = Gazetteer((), ())
WHEN = datetime(2024, 5, 1, tzinfo=UTC)


def reading(title: str, summary: str = "") -> Reading:
    """A reading without gazetteer."""
    return read(Article(key="", feed="", outlet="", url="", title=title, summary=summary, published=WHEN, seen_at=WHEN), NOWHERE)


@pytest.mark.parametrize(("title", "agent", "target"), [
    ("Militants attack US base in Iraq", "militant", "coalition base"),
    ("US base in Iraq attacked by militants", "militant", "coalition base"),
    ("U.S. forces strike militia base", "coalition force", "militant base"),
    ("NATO outpost comes under fire", "", "coalition base"),
    ("Suicide drones attack US base in Syria", "weapon", "coalition base"),
    ("Iran attacks Israel and US bases in the Gulf", "iran", "coalition base"),
])
def test_agent_and_target(title: str, agent: str, target: str) -> None:
    """Active and passive voice give the same roles."""
    assert (agent, target) in [(b.agent, b.target) for b in reading(title).head.blows]


def test_base_housing_troops_is_the_coalitions() -> None:
    """A host nation's base counts where the text says that coalition troops are there."""
    assert "coalition base" in [c.kind for c in reading("Rockets land at Iraqi base housing American soldiers").head.chunks]


def test_background_clause_is_marked() -> None:
    """What stands behind "after" is not the news."""
    clauses = {b.word: b.clause for b in reading("US bombs depots after drones hit American base").head.blows}
    assert clauses["hit"] == "after"


def test_pronoun_is_no_country() -> None:
    """In small letters "us" counts only before a martial noun."""
    assert "coalition" not in [c.kind for c in reading("The storm that attacked us all").head.chunks]
    assert "coalition force" in [c.kind for c in reading("us soldier killed in iraq").head.chunks]


def test_topic_before_a_chronicle_sentence_is_left_out() -> None:
    """The heading of a chronicle is no news."""
    assert reading("", "Occupation of Iraq: Rockets strike a coalition base near the river.").head.chunks[0].words == "rockets"


def test_listed_base_needs_no_words_around_it() -> None:
    """A base that is added to the gazetteer is understood at once."""
    base = Base(id="x", name="Camp Invented", country="Iraq", lat=0.0, lon=0.0, timezone="UTC", kind="camp")
    article = Article(key="", feed="", outlet="", url="", title="Rockets hit Camp Invented", summary="", published=WHEN, seen_at=WHEN)
    assert "listed base" in [b.target for b in read(article, Gazetteer((base,), ())).head.blows]


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_text_has_a_reading(title: str, summary: str) -> None:
    """No text breaks the reader, and every signal has a column."""
    found = reading(title, summary)
    assert set(signals(found)) <= set(SIGNAL_NAMES)
    assert all(isinstance(p, str) for p in patterns(found))


def test_union_is_clonable_and_repeats_itself() -> None:
    """Parameters are plain, and the same reading gives the same row."""
    rows = [reading("Mortars hit US camp"), reading("")]
    first, second = feature_union().transform(rows), clone(feature_union()).transform(rows)
    assert (first != second).nnz == 0


def test_what_is_trained_on_is_what_is_served() -> None:
    """A row of the matrix holds the signals and counts the columns of the same reading."""
    readings = [reading("Mortars hit US camp near Balad", "Two soldiers were hurt, the army said. Mortars hit the camp last week too."), reading("")]
    matrix = feature_union().transform(readings)
    assert matrix.shape == (2, WIDTH)
    for line, served in zip(matrix.toarray(), map(row, readings), strict=True):
        expected = np.bincount(served.columns, minlength=WIDTH).astype(np.float32)
        expected[:len(SIGNAL_NAMES)] = dense([served.held])[0]
        assert np.array_equal(line, expected)


def test_strings_fall_on_the_columns_of_scikit_learns_own_hasher() -> None:
    """The trick is the published one."""
    found = reading("Drone hits American base in Syria, wounding six", "Militants claimed the attack.")
    peer = FeatureHasher(2**15, input_type="string", alternate_sign=False, dtype=np.float32).transform([set(patterns(found))])
    assert np.array_equal(np.bincount(role_columns(found), minlength=2**15), peer.toarray()[0])


def test_trick_list_is_json() -> None:
    """Each line names id, kind, label and title."""
    for line in (Path(__file__).parent / "trick_headlines.jsonl").read_text(encoding="utf-8").splitlines():
        assert {"id", "kind", "label", "title"} <= set(json.loads(line))
