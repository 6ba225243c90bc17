"""train and evaluate from the command line."""

from pathlib import Path

from monitor.cli.learning import labelled
from tests.cli.running import Folder
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


def test_the_gate_is_passed_by_the_stored_model(tmp_path: Path) -> None:
    """As asked by the checks of the repo."""
    done = Folder(tmp_path).run("evaluate", "--gate")
    assert (done.returncode, b"quality gate passed" in done.stdout) == (0, True), done.stderr + done.stdout
