"""Corpus, splits, measures, threshold, gate, feedback, promotion and training on a handful of invented items."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np
import pytest
from sklearn.linear_model import LogisticRegression

from monitor.errors import InputError, ModelFileError, WorkFailed
from monitor.judge.classifier import load_classifier
from monitor.judge.encoder.file import ENCODER
from monitor.judge.features.reading import shown
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.gazetteer_file import load_gazetteer
from monitor.judge.scoring import DOUBT, combined
from monitor.learn import arrays, corpus, gate, promotion, splits
from monitor.learn.evaluation import evaluate
from monitor.learn.feedback import read_feedback
from monitor.learn.held import HELD, key_of, read_whole, write_held
from monitor.learn.measures import calibration_error, scores
from monitor.learn.model import Settings
from monitor.learn.thresholds import cheapest
from monitor.learn.training import train
from monitor.model import Article, Label
from tests.judge.encoders import stored
from tests.shared import ROOT, SHARED

NOWHERE = Gazetteer((), ())
TOWNS = ("Anbar", "Balad", "Mosul", "Kirkuk", "Basra", "Tikrit", "Herat", "Ghazni", "Zabul", "Kunar", "Homs", "Doha")
TEXTS = {
    "attack": "Rockets hit the base housing American troops near {}, two hurt", "related": "Roadside bomb strikes NATO convoy on the road to {}",
    "follow_up": "Washington vows an answer after the drone raid around {}", "none": "Mayor of {} opens new market hall and promises lower rents",
}


def filler(mark: str) -> str:
    """Words that no other item has, so that items are no near copies of each other."""
    return " ".join(f"q{mark}z{n}" for n in range(40))


def write(path: Path, pool: str = "") -> Path:
    """48 invented items, one for each town and label."""
    rows = [
        {"id": f"{label}{i}", "label": label, "title": text.format(town), "summary": filler(f"{label[0]}{i}"), "published": f"20{10 + i}-0{1 + i % 9}-01", **({"pool": pool} if pool else {})}
        for label, text in TEXTS.items() for i, town in enumerate(TOWNS)]
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    return path


def example(title: str, pool: str = "paper", year: int = 2020) -> corpus.Example:
    """A labelled item."""
    when = datetime(year, 1, 1, tzinfo=UTC)
    article = Article(key=title, feed="", outlet="", url="", title=title, summary="", published=when, seen_at=when)
    return corpus.Example(article=article, label=Label.NONE, pool=pool)


def test_broken_line_is_named(tmp_path: Path) -> None:
    """File and line stand in the message."""
    path = tmp_path / "bad.jsonl"
    path.write_text('{"label": "attack", "title": "a"}\n{"label": "maybe"}\n', encoding="utf-8")
    with pytest.raises(InputError, match=r"bad\.jsonl:2"):
        corpus.load([path])


def test_near_copies_never_straddle_a_split() -> None:
    """An edited wire copy of a tested item is not trained on."""
    copy = "Five rockets struck the old airfield near the river before dawn on Tuesday"
    items = [example(copy, "one"), example(f"{copy}, officials say", "two"), example("Cats win the cup", "two", 2019)]
    for train_on, test in splits.folds(items, 4):
        assert not ({0, 1} & set(train_on) and {0, 1} & set(test))


@pytest.mark.parametrize(("split", "held_back"), [(splits.folds, 40), (splits.dealt, 41)])
def test_blocks_stay_whole_and_everything_real_is_tested_once(split: Callable[..., Iterator[splits.Split]], held_back: int) -> None:
    """Source and month are on one side; the own corpus is held back only where it is dealt out, presumed items never."""
    items = [example(f"item {i} word{i} thing{i}", f"pool{i % 5}", 2000 + i % 7) for i in range(40)] + [
        example("own", "own corpus"), replace(example("presumed", "stream"), presumed=True)]
    tested: list[int] = []
    for train_on, test in split(items, 4):
        assert not {items[i].block for i in train_on if splits.is_tested(items[i])} & {items[i].block for i in test}
        tested += test
    assert sorted(tested) == list(range(held_back))


def test_follow_ups_are_left_out_of_precision() -> None:
    """They are told beside."""
    labels = [Label.ATTACK, Label.NONE, Label.FOLLOW_UP, Label.FOLLOW_UP]
    found = scores(np.array([0.9, 0.1, 0.9, 0.2]), labels, 0.5)
    assert (found.precision.value, found.recall.value, found.follow_ups_alerting) == (1.0, 1.0, 0.5)
    assert found.precision.low <= found.precision.value <= found.precision.high


def test_calibration_error_of_true_probabilities_is_nought() -> None:
    """Half of the items at one half."""
    assert calibration_error(np.array([0.5, 0.5, 0.0, 1.0 - 1e-9]), np.array([True, False, False, True])) == pytest.approx(0, abs=1e-6)


def test_threshold_follows_the_cost() -> None:
    """A dearer miss lowers it."""
    assert cheapest(3) == 0.25 and cheapest(9) < cheapest(3)
    with pytest.raises(ValueError, match="above 0"):
        cheapest(0)


def test_floors_catch_a_loss_both_ways() -> None:
    """Less F1 or more alerting follow-ups."""
    floors = {"f1": 0.8, "follow_ups_alerting": 0.05}
    assert gate.under_floors({"f1": 0.81, "follow_ups_alerting": 0.04}, floors) == ()
    assert len(gate.under_floors({"f1": 0.7, "follow_ups_alerting": 0.2}, floors)) == 2
    assert gate.lowered(floors, {"f1": 0.7, "follow_ups_alerting": 0.05}) == ("f1",)


def test_feedback_becomes_examples(tmp_path: Path) -> None:
    """A missed item is an attack, a false alarm is none unless the reader says what it is."""
    path = tmp_path / "feedback.jsonl"
    rows = [{"title": "a", "verdict": "missed"}, {"title": "b", "verdict": "false alarm"}, {"title": "c", "verdict": "false alarm", "label": "related"}]
    path.write_text("\n".join(json.dumps(r) for r in rows), encoding="utf-8")
    assert [e.label for e in read_feedback(path)] == [Label.ATTACK, Label.NONE, Label.RELATED]
    path.write_text('{"title": "a", "verdict": "perhaps"}', encoding="utf-8")
    with pytest.raises(InputError, match=r"feedback\.jsonl:1"):
        read_feedback(path)


def test_own_corpus_alone_trains_a_model_that_loads_and_says_what_it_lost(tmp_path: Path) -> None:
    """No real items: a model, no scores, a note."""
    path = write(tmp_path / "own.jsonl")
    found = train([path], tmp_path / "model", gazetteer=NOWHERE, today=date(2026, 1, 1), settings=Settings(trees=20), folds=3)
    assert found.out_of_fold is None and "own corpus alone" in found.as_text()
    assert load_classifier(tmp_path / "model", NOWHERE).model_id == found.manifest.model_id
    with pytest.raises(WorkFailed, match="real"):
        evaluate([path], gazetteer=NOWHERE, threshold=0.25)


def test_worse_model_is_not_promoted_and_the_old_one_comes_back(tmp_path: Path) -> None:
    """Floors of the model in use hold for the next one; rollback is one call."""
    model_dir, staged = tmp_path / "model", tmp_path / "staged"
    train([write(tmp_path / "real.jsonl", "paper")], model_dir, gazetteer=NOWHERE, today=date(2026, 1, 1), settings=Settings(trees=20), folds=3)
    old, floors = load_classifier(model_dir, NOWHERE).model_id, load_classifier(model_dir, NOWHERE).manifest.floors
    assert floors
    train([write(tmp_path / "own.jsonl")], staged, gazetteer=NOWHERE, today=date(2026, 1, 2), settings=Settings(trees=20), folds=3)
    with pytest.raises(WorkFailed, match="not promoted"):
        promotion.promote(staged, model_dir)
    promotion.promote(staged, model_dir, force=True)
    assert load_classifier(model_dir, NOWHERE).model_id != old
    assert load_classifier(model_dir, NOWHERE).manifest.floors == floors  # not even --force lowers a floor
    promotion.rollback(model_dir)
    assert load_classifier(model_dir, NOWHERE).model_id == old


def test_evaluation_tells_tables_and_worst_errors(tmp_path: Path) -> None:
    """Baselines stand beside the model, and it can be written as JSON."""
    found = evaluate([write(tmp_path / "real.jsonl", "paper")], gazetteer=NOWHERE, threshold=0.25, folds=3, settings=Settings(trees=20))
    assert {"keyword filter", "shipped model"} <= {r.name for r in found.rows}
    assert "keyword filter" in found.as_text()
    json.dumps(found.as_dict())


def test_shipped_model_passes_its_gate() -> None:
    """Floors hold, and the data at hand are those it was trained on; what is absent is named."""
    models = ROOT / "models"
    data = (*sorted((models / "corpus").glob("*.jsonl")), SHARED / "data/news/labelled.jsonl", SHARED / "data/news/presumed-none.jsonl.gz")
    found = gate.check(models, data, load_gazetteer(models / "gazetteer"), tuple((models / "frozen").glob("*.jsonl")))
    assert found.passed, found.as_text()


def test_a_model_with_an_encoder_is_trained_stored_promoted_and_scored_with_it(tmp_path: Path) -> None:
    """The encoder's word on known items is the one it gave while they were held back; of others it is asked."""
    real, folder = write(tmp_path / "real.jsonl", "paper"), tmp_path / "model"
    examples = corpus.load([real])[0]
    folder.mkdir()
    stored(folder / ENCODER)
    told = {key_of(shown(e.article)): 2.5 if e.label is Label.ATTACK else -2.5 for e in examples[1:]}
    write_held(folder / HELD, folds=told, early={})
    whole = read_whole(folder)
    assert whole is not None
    odds = whole.log_odds(examples)
    assert odds[1:].tolist() == pytest.approx(list(told.values()))
    assert odds[0] == pytest.approx(np.log(np.expm1(-whole.encoder.log_probabilities([shown(examples[0].article)])[0, 0]) ** -1), abs=1e-3)
    found = train([real], tmp_path / "staged", gazetteer=NOWHERE, today=date(2026, 1, 1), settings=Settings(trees=20), folds=3, whole=whole)
    promotion.promote(tmp_path / "staged", tmp_path / "in-use")
    assert found.manifest.encoder_sha256 == load_classifier(tmp_path / "in-use", NOWHERE).manifest.encoder_sha256 != ""
    assert any("read as a whole" in reason for score in load_classifier(tmp_path / "in-use", NOWHERE).score([e.article for e in examples]) for reason in score.reasons)
    rows = evaluate([real], gazetteer=NOWHERE, threshold=0.25, folds=3, settings=Settings(trees=20), whole=whole).rows
    assert next(r for r in rows if r.table == "out of fold").scores.f1.value > 0.9
    with (tmp_path / "in-use" / ENCODER).open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelFileError, match="sha256"):
        load_classifier(tmp_path / "in-use", NOWHERE)


def test_what_the_cheap_parts_are_sure_of_is_not_read_as_a_whole() -> None:
    """Below one in a thousand their word stands; above it the encoder has one too."""
    y = np.array([i % 2 == 0 for i in range(40)])
    cheap = np.array([[4.0, 4.0, 1.0, 0.0] if attack else [-6.0, -6.0, 0.0, 0.0] for attack in y])
    quick = arrays.weigher(LogisticRegression(C=100).fit(cheap, y))
    weigher = arrays.weigher(LogisticRegression(C=100).fit(np.column_stack([cheap, np.where(y, 5.0, -5.0)]), y))
    asked = np.array([[-40.0, -40.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0]])
    against, beside = (combined(quick, weigher, asked, np.array([odds, odds])) for odds in (-5.0, 5.0))
    assert against[0] == beside[0] < DOUBT
    assert against[1] < beside[1]
    assert combined(quick, weigher, asked, np.array([np.nan, np.nan])).tolist() == quick.probabilities(asked).tolist()


def test_frozen_items_are_never_trained_on_and_a_new_model_must_not_be_worse_on_them(tmp_path: Path) -> None:
    """Near copies are left out of training; the gate scores the stored model anew and knows the set it was held to."""
    model_dir, real, set_apart = tmp_path / "model", write(tmp_path / "real.jsonl", "paper"), tmp_path / "frozen.jsonl"
    rows = [json.loads(line) for line in real.read_text(encoding="utf-8").splitlines()]
    set_apart.write_text("\n".join(json.dumps(row) for row in rows[::6]), encoding="utf-8")
    found = train([real], model_dir, gazetteer=NOWHERE, today=date(2026, 1, 1), settings=Settings(trees=20), folds=3, frozen=[set_apart])
    assert found.out_of_fold is not None and found.out_of_fold.items == len(rows) - len(rows[::6])
    assert found.frozen is not None and found.frozen.items == len(rows[::6])
    assert gate.check(model_dir, (), NOWHERE, (set_apart,)).passed
    assert not gate.check(model_dir, (), NOWHERE).passed
    kept = load_classifier(model_dir, NOWHERE).manifest
    worse = replace(kept, frozen={**kept.frozen, "f1": float(kept.frozen["f1"]) - 0.1})
    assert any("frozen" in reason for reason in gate.may_replace(kept, worse))
    assert not gate.may_replace(kept, kept)
