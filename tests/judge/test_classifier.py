"""The shipped classifier: loading, refusing, scoring, and invented headlines that look like what they are not."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from monitor.errors import ModelFileError
from monitor.judge.classifier import Classifier, load_classifier
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.gazetteer_file import load_gazetteer
from monitor.model import Article, Label

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "models"
WHEN = datetime(2024, 5, 1, tzinfo=UTC)
MOST_WRONG = json.loads((Path(__file__).parent / "trick_limits.json").read_text(encoding="utf-8"))
"""Per kind how many of twenty may be judged wrong: the state measured when it was written, to be lowered, never raised."""


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The shipped gazetteer."""
    return load_gazetteer(MODELS / "gazetteer")


@pytest.fixture(scope="module")
def classifier(gazetteer: Gazetteer) -> Classifier:
    """The shipped model."""
    return load_classifier(MODELS, gazetteer)


def article(title: str, summary: str = "", language: str = "") -> Article:
    """An article with only what the model reads."""
    return Article(key=title, feed="", outlet="", url="", title=title, summary=summary, published=WHEN, seen_at=WHEN, language=language)


def test_plain_attack_is_alerted_and_its_mirror_image_is_not(classifier: Classifier) -> None:
    """Who strikes whom decides."""
    attack, strike = classifier.score([
        article("Rockets hit air base housing US troops in western Iraq"), article("US strikes militia base in western Iraq")])
    assert attack.label is Label.ATTACK and attack.probability >= classifier.threshold
    assert strike.label is not Label.ATTACK and strike.probability < classifier.threshold


def test_reasons_name_the_roles_found(classifier: Classifier) -> None:
    """A person can see why."""
    score, = classifier.score([article("Drone hits American base in Syria")])
    assert any("coalition base" in reason for reason in score.reasons)


def test_batches_and_single_items_score_alike(classifier: Classifier) -> None:
    """The score of an item does not depend on its neighbours."""
    items = [article(t) for t in ("Mortars fall on NATO outpost", "Cup final goes to extra time", "")]
    assert [s.probability for s in classifier.score(items)] == pytest.approx(
        [classifier.score([i])[0].probability for i in items], abs=1e-6)


@pytest.mark.parametrize(("text", "language", "expected"), [
    ("Rockets hit base in Iraq, army says", "", True),
    ("Des roquettes tombent sur une base dans le nord de l'Irak", "fr", False),
    ("Raketen treffen die Basis und der Angriff wird untersucht", "", False),
    ("سقوط صواريخ على قاعدة عين الأسد", "", False),
])
def test_only_english_is_judged(classifier: Classifier, text: str, language: str, expected: bool) -> None:
    """Other languages are left to keywords, and the verdict says so."""
    assert classifier.judges(article(text, language=language)) is expected


@pytest.mark.parametrize("kind", sorted(MOST_WRONG))
def test_trick_headlines(classifier: Classifier, kind: str) -> None:
    """Twenty invented headlines of each hard kind; attack or not is what counts."""
    rows = [json.loads(line) for line in (Path(__file__).parent / "trick_headlines.jsonl").read_text(encoding="utf-8").splitlines()]
    chosen = [r for r in rows if r["kind"] == kind]
    assert len(chosen) == 20
    found = classifier.score([article(r["title"]) for r in chosen])
    wrong = [r["title"] for r, s in zip(chosen, found, strict=True) if (s.label is Label.ATTACK) != (r["label"] == "attack")]
    assert len(wrong) <= MOST_WRONG[kind], wrong


def test_every_kind_has_twenty_tricks() -> None:
    """The list is whole."""
    lines = (Path(__file__).parent / "trick_headlines.jsonl").read_text(encoding="utf-8").splitlines()
    assert set(Counter(json.loads(line)["kind"] for line in lines).values()) == {20}


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the model's files that a test may damage."""
    for name in ("manifest.json", "weights.npz", "encoder.npz"):
        shutil.copy(MODELS / name, tmp_path / name)
    return tmp_path


def test_missing_model_is_told_with_a_remedy(tmp_path: Path, gazetteer: Gazetteer) -> None:
    """No traceback for an empty folder."""
    with pytest.raises(ModelFileError, match="monitor train"):
        load_classifier(tmp_path, gazetteer)


@pytest.mark.parametrize("name", ["weights.npz", "encoder.npz"])
def test_damaged_weights_are_refused(copied: Path, gazetteer: Gazetteer, name: str) -> None:
    """One byte more and the digest differs."""
    with (copied / name).open("ab") as weights:
        weights.write(b"x")
    with pytest.raises(ModelFileError, match="sha256"):
        load_classifier(copied, gazetteer)


def changed(folder: Path, **arrays: "np.ndarray | None") -> None:
    """Weights with other arrays under a digest that fits: what somebody would write who wants this program to load them."""
    with np.load(folder / "weights.npz") as stored:
        held = {name: stored[name] for name in stored.files}
    held |= {name.replace("__", "."): value for name, value in arrays.items()}
    with (folder / "weights.npz").open("wb") as out:
        np.savez(out, **{name: value for name, value in held.items() if value is not None})
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["weights_sha256"] = hashlib.sha256((folder / "weights.npz").read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")


@pytest.mark.parametrize(("arrays", "said"), [
    ({"linear__weights": np.zeros((3, 4), np.float32)}, "linear.weights is not"),
    ({"quick__weights": np.full(4, np.nan)}, "quick.weights is not a finite"),
    ({"forest__share": None}, "forest.share"),
    ({"weigher__weights": None}, "encoder's word"),
    ({"linear__intercepts": np.array(["code"] * 4, object)}, "pickle"),
])
def test_arrays_that_do_not_fit_are_refused(copied: Path, gazetteer: Gazetteer, arrays: "dict[str, np.ndarray | None]", said: str) -> None:
    """Other shapes, other kinds, numbers that are none, parts left out, objects that would bring code."""
    changed(copied, **arrays)
    with pytest.raises(ModelFileError, match=said):
        load_classifier(copied, gazetteer)


@pytest.mark.parametrize(("part", "to"), [("left", 0), ("right", 10**8), ("signal", 20_000)])
def test_trees_that_lead_in_circles_or_out_are_refused(copied: Path, gazetteer: Gazetteer, part: str, to: int) -> None:
    """Asking such a forest would never end."""
    with np.load(copied / "weights.npz") as stored:
        nodes, inner = stored[f"forest.{part}"], int(np.flatnonzero(stored["forest.signal"] >= 0)[-1])
    nodes[inner] = to
    changed(copied, **{f"forest__{part}": nodes})
    with pytest.raises(ModelFileError, match="lead nowhere"):
        load_classifier(copied, gazetteer)


def test_weights_of_an_older_release_are_told_with_a_remedy(copied: Path, gazetteer: Gazetteer) -> None:
    """They stood in another file."""
    (copied / "weights.npz").rename(copied / "weights.skops")
    with pytest.raises(ModelFileError, match="monitor train"):
        load_classifier(copied, gazetteer)


def test_serving_loads_no_library_of_training() -> None:
    """They would be a third of the memory and of the start."""
    code = ("import sys; from pathlib import Path; from monitor import wiring; from monitor.config import load_config; "
            "wiring.load_brain(load_config(Path('config.yaml'))); "
            "sys.exit(', '.join({'sklearn', 'scipy', 'torch', 'pandas'} & set(sys.modules)) or None)")
    ended = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr


@pytest.mark.parametrize(("key", "value", "said"), [
    ("feature_version", 999, "feature version"),
    ("golden", [{"title": "Rain", "summary": "", "probability": 0.987}], "golden prediction"),
])
def test_mismatch_is_refused_with_a_sentence(copied: Path, gazetteer: Gazetteer, key: str, value: object, said: str) -> None:
    """A model that would judge otherwise than it was measured does not start."""
    path = copied / "manifest.json"
    path.write_text(json.dumps({**json.loads(path.read_text(encoding="utf-8")), key: value}), encoding="utf-8")
    with pytest.raises(ModelFileError, match=said):
        load_classifier(copied, gazetteer)


@pytest.mark.parametrize("title", [
    "Incirlik üssüne füze saldırısı: iki asker yaralandı", "Irak'ta Amerikan ussune roketli saldiri", "Misiles impactan base aérea en Erbil",
    "Tres soldados heridos en Siria", "Trois soldats français tués à Erbil", "US-Basis in Syrien mit Raketen beschossen",
])
def test_a_short_headline_of_another_language_is_not_taken_for_english(classifier: Classifier, title: str) -> None:
    """With and without diacritics, no language declared."""
    assert not classifier.judges(article(title))


@pytest.mark.parametrize("title", [
    "I thought I would not survive, says soldier at Incirlik", "Mathieu van der Poel wins Milan-Sanremo", "Le Pen, von der Leyen visit LA",
    "Reproductive coercion: suspicion grows", "Uber Files: how politicians helped Uber", "Beşiktaş beat Fenerbahçe", "Erdoğan visits Incirlik",
])
def test_english_with_names_of_other_languages_stays_english(classifier: Classifier, title: str) -> None:
    """Names say nothing of the language."""
    assert classifier.judges(article(title))


@pytest.mark.parametrize(("title", "said"), [
    ("Ten years on, veterans recall the rocket attack on Camp Lemonnier", "against an attack: the headline has words of looking back"),
    ("US strikes militia after attack on Camp Lemonnier in reprisal", "the first blow told is one by the coalition's side"),
    ("US troops at Camp Lemonnier practise repelling a drone attack in exercise", "missing: no blow against a site or troops"),
    ("Cup final goes to extra time", "missing: no site of coalition forces"),
])
def test_silence_is_explained_by_what_spoke_against_and_what_was_missing(classifier: Classifier, title: str, said: str) -> None:
    """Not by what spoke for an attack alone."""
    score, = classifier.score([article(title)])
    assert score.label is not Label.ATTACK and said in "\n".join(score.reasons)
