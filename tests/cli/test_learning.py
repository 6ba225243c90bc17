"""train and evaluate from the command line."""

import json
from pathlib import Path

from monitor.cli.learning import labelled
from monitor.judge.classifier import load_classifier
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.model_file import read_manifest
from tests.cli.running import Folder
from tests.learn.test_learn import example, filler, write
from tests.shared import ROOT


def test_the_own_corpus_is_what_is_learned_from_without_any_paths(tmp_path: Path) -> None:
    """And real news, where it lies beside the repo."""
    (tmp_path / "repo/models/corpus").mkdir(parents=True)
    (tmp_path / "repo/models/corpus/b.jsonl").touch()
    assert [path.name for path in labelled(tmp_path / "repo/models")] == ["b.jsonl"]
    (tmp_path / "shared/data/news").mkdir(parents=True)
    (tmp_path / "shared/data/news/n.jsonl.gz").touch()
    assert [path.name for path in labelled(tmp_path / "repo/models")] == ["b.jsonl", "n.jsonl.gz"]
    assert labelled(ROOT / "models")


def test_a_file_that_is_no_corpus_is_refused_with_its_line(tmp_path: Path) -> None:
    """Exit code 2, and nothing is stored."""
    bad = tmp_path / "bad.jsonl"
    bad.write_text('{"id": 1}\n', encoding="utf-8")
    done = Folder(tmp_path).run("train", str(bad), "--out", str(tmp_path / "out"))
    assert (done.returncode, b"bad.jsonl:1: not a labelled item" in done.stderr) == (2, True)
    assert not (tmp_path / "out").exists()
    assert Folder(tmp_path).run("train", "nowhere.jsonl").returncode == 2


def test_labelled_items_come_from_stdin_too(tmp_path: Path) -> None:
    """``-`` as everywhere; a bad line is named all the same."""
    for command in ("train", "evaluate"):
        done = Folder(tmp_path).run(command, "-", stdin=b'{"id": 1}\n')
        assert (done.returncode, b"stdin.jsonl:1: not a labelled item" in done.stderr) == (2, True), done.stderr
    good = write(tmp_path / "good.jsonl", "paper").read_bytes()
    assert Folder(tmp_path).run("train", "-", "--out", str(tmp_path / "out"), stdin=good).returncode == 0
    assert read_manifest(tmp_path / "out").scores["f1"] > 0.5


def test_the_gate_is_passed_by_the_stored_model(tmp_path: Path) -> None:
    """As asked by the checks of the repo."""
    done = Folder(tmp_path).run("evaluate", "--gate")
    assert (done.returncode, b"quality gate passed" in done.stdout) == (0, True), done.stderr + done.stdout


def test_a_new_model_replaces_the_old_one_only_where_it_is_no_worse(tmp_path: Path) -> None:
    """``monitor train`` from end to end: promoted, refused with the reason, forced; the old one stays for rollback."""
    here, models = Folder(tmp_path), tmp_path / "kept"
    good = write(tmp_path / "good.jsonl", "paper")
    assert here.run("train", str(good), "--out", str(models)).returncode == 0
    first = read_manifest(models)
    assert first.scores["f1"] > 0.5
    rows = [json.loads(line) for line in good.read_text(encoding="utf-8").splitlines()]
    labels = [row["label"] for row in rows]
    mixed = [{**row, "label": labels[(7 * i + 3) % len(labels)]} for i, row in enumerate(rows)]
    (tmp_path / "mixed.jsonl").write_text("\n".join(json.dumps(row) for row in mixed), encoding="utf-8")
    worse = here.run("train", str(tmp_path / "mixed.jsonl"), "--out", str(models))
    assert (worse.returncode, b"was not promoted: f1" in worse.stderr) == (1, True), worse.stderr
    assert read_manifest(models) == first
    assert here.run("train", str(tmp_path / "mixed.jsonl"), "--out", str(models), "--force").returncode == 0
    assert read_manifest(models).model_id != first.model_id
    assert read_manifest(models).floors == first.floors
    assert read_manifest(models / "previous") == first
    worst = read_manifest(models)
    back = here.run("train", "--rollback", "--out", str(models))
    assert (back.returncode, first.model_id.encode() in back.stdout) == (0, True), back.stderr
    assert (read_manifest(models), read_manifest(models / "previous")) == (first, worst)
    load_classifier(models, Gazetteer((), ()))
    assert here.run("train", "--rollback", "--out", str(models)).returncode == 0
    assert read_manifest(models) == worst
    assert here.run("train", "--rollback", "--out", str(tmp_path / "none")).returncode == 1


def test_readers_verdicts_change_what_the_next_model_says(tmp_path: Path) -> None:
    """``--feedback``: what readers called missed, the model trained with it holds for likelier than the one without."""
    here = Folder(tmp_path)
    good = write(tmp_path / "good.jsonl", "paper")
    missed = [{"title": f"Thunder over the wadi: {n} sleepers shaken at {town}", "summary": filler(f"v{n}"), "verdict": "missed", "published": "2024-01-01"}
              for n, town in enumerate(("Harir", "Tanf", "Balad", "Taji", "Victoria", "Conoco", "Asad", "Erbil"))]
    (tmp_path / "verdicts.jsonl").write_text("\n".join(json.dumps(row) for row in missed), encoding="utf-8")
    gazetteer, probe = Gazetteer((), ()), example("Thunder over the wadi: nine sleepers shaken at Rutba").article
    for name, more in (("without", ()), ("with", ("--feedback", str(tmp_path / "verdicts.jsonl")))):
        done = here.run("train", str(good), "--out", str(tmp_path / name), *more)
        assert done.returncode == 0, done.stderr
    said = {name: load_classifier(tmp_path / name, gazetteer).score([probe])[0].probability for name in ("without", "with")}
    assert said["with"] > 2 * said["without"], said
