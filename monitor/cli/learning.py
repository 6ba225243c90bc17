"""Commands about the model: train it, score it, hold it to its floors."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.common import interactive, loaded_or_shipped, say, with_config

if TYPE_CHECKING:
    from monitor.judge.gazetteer import Gazetteer
    from monitor.learn.held import Whole
    from monitor.model import Config

NEWS = Path("../shared/data/news")
"""Labelled real news beside the repo; not part of it."""


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), default=None, help="Where the model goes.  [default: models]")
@click.option("--feedback", type=click.Path(path_type=Path), help="Readers' verdicts to learn from too.")
@click.option("--cost", default=None, type=click.FloatRange(0.1, 100),
              help="How many false alarms one miss is worth.  [default: alerts.miss_cost of config.yaml]")
@click.option("--encoder", "base", type=click.Path(path_type=Path, exists=True, file_okay=False), default=None,
              help="Fit the encoder anew too, from the published one in this folder (extra `encoder`; half an hour).")
@click.option("--force", is_flag=True, help="Store it even if it is worse than the model in use.")
@click.option("--rollback", "back", is_flag=True, help="Train nothing: the model in use and the one before it change places.")
@with_config
@click.pass_context
def train(
    ctx: click.Context, paths: tuple[Path, ...], out: Path | None, feedback: Path | None, cost: float | None,
    base: Path | None, force: bool, back: bool, config_path: Path | None,
) -> None:
    """Fit the model on labelled items and store it, unless it is worse than the one in use.

    PATHS hold one labelled JSON item a line (.gz is unpacked, - is stdin). Without any: models/corpus, and ../shared/data/news where
    that is there. The model in use before lies in its folder under previous/, and comes back with --rollback.
    """
    from tempfile import TemporaryDirectory

    from monitor import wiring
    from monitor.judge.model_file import read_manifest
    from monitor.learn.held import read_whole
    from monitor.learn.promotion import promote, rollback
    from monitor.learn.training import train as fit

    config = loaded_or_shipped(ctx, config_path)
    folder = wiring.model_dir(config)
    if back:
        rollback(out or folder)
        click.echo(f"in use: {read_manifest(out or folder).model_id}; a running service takes it at its next start")
        return
    with TemporaryDirectory(prefix="basewatch-model-") as staged, _readable(paths or labelled(folder)) as files:
        whole = _fitted(files, base, Path(staged), kept_back(folder)) if base else read_whole(folder)
        with _at_work(f"training on {len(files)} files"):
            trained = fit(files, Path(staged), gazetteer=_gazetteer(config), feedback=feedback,
                          today=wiring.utc_now().date(), miss_cost=cost or config.alerts.miss_cost, frozen=kept_back(folder), whole=whole)
        click.echo(trained.as_text())
        promote(Path(staged), out or folder, force=force)


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@click.option("--gate", is_flag=True, help="Only check the stored model against its floors and digests.")
@click.option("--thorough", is_flag=True, help="Also each source left out, ablation and learning curve (minutes).")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@with_config
@click.pass_context
def evaluate(
    ctx: click.Context, paths: tuple[Path, ...], gate: bool, thorough: bool, form: str, config_path: Path | None,
) -> None:
    """Score the model on items it never saw, with confidence intervals, cut by source, years and label."""
    import orjson

    from monitor import wiring
    from monitor.judge.classifier import load_classifier
    from monitor.learn.evaluation import Row
    from monitor.learn.evaluation import evaluate as score
    from monitor.learn.frozen import judged, load_frozen
    from monitor.learn.held import read_whole

    config = loaded_or_shipped(ctx, config_path)
    folder, gazetteer = wiring.model_dir(config), _gazetteer(config)
    if gate:
        with _readable(paths or labelled(folder)) as data:
            _gate(folder, tuple(data), gazetteer)
        return
    classifier = load_classifier(folder, gazetteer)
    with _readable(paths or labelled(folder)) as data, _at_work(f"evaluating on {len(data)} files"):
        unseen = [(path.parent.name, path.stem, judged(classifier, load_frozen([path]))) for path in (*kept_back(folder), *blind(folder))]
        found = score(data, gazetteer=gazetteer, threshold=classifier.threshold, thorough=thorough, whole=read_whole(folder),
                      stored=[Row(table=f"{table} set", name=name, scores=told) for table, name, told in unseen if told])
    click.echo(orjson.dumps(found.as_dict(), option=orjson.OPT_INDENT_2).decode() if form == "json" else found.as_text())


def _fitted(files: Sequence[Path], base: Path, out: Path, frozen: Sequence[Path]) -> "Whole":
    from importlib.util import find_spec

    from monitor.errors import InputError

    if find_spec("torch") is None or find_spec("transformers") is None:
        raise InputError("--encoder needs PyTorch and Transformers: pip install 'basewatch[encoder]'; without it the encoder in use is kept")
    from monitor.learn.whole import fit_whole

    return fit_whole(files, base, out, frozen=frozen, say=say)


def _gate(folder: Path, data: tuple[Path, ...], gazetteer: "Gazetteer") -> None:
    from monitor.errors import WorkFailed
    from monitor.learn.gate import check

    result = check(folder, data, gazetteer, kept_back(folder))
    click.echo(result.as_text())
    if not result.passed:
        raise WorkFailed("the model does not pass; train it anew, or find what made it worse")


def labelled(folder: Path) -> list[Path]:
    """The labelled files at hand: the project's own corpus, and real news where it lies beside the repo."""
    own = sorted((folder / "corpus").glob("*.jsonl"))
    news = folder.resolve().parent / NEWS
    return [*own, *sorted(news.glob("*.jsonl")), *sorted(news.glob("*.jsonl.gz"))]


def kept_back(folder: Path) -> tuple[Path, ...]:
    """The files of the frozen set, on which no model is trained."""
    return tuple(sorted((folder / "frozen").glob("*.jsonl")))


def blind(folder: Path) -> tuple[Path, ...]:
    """The files written by somebody who knew neither model nor rules; no model is trained on them, no rule drawn from them."""
    return tuple(sorted((folder / "blind").glob("*.jsonl")))


def _gazetteer(config: "Config") -> "Gazetteer":
    from monitor import wiring
    from monitor.judge.gazetteer_file import load_gazetteer

    return load_gazetteer(wiring.model_dir(config) / "gazetteer", config.places)


@contextmanager
def _readable(paths: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """The files to read; what stands for stdin becomes one, as files are read more than once."""
    from tempfile import TemporaryDirectory

    if Path("-") not in paths:
        yield paths
        return
    with TemporaryDirectory(prefix="basewatch-stdin-") as folder:
        kept = Path(folder) / "stdin.jsonl"
        kept.write_bytes(sys.stdin.buffer.read())
        yield [kept if path == Path("-") else path for path in paths]


@contextmanager
def _at_work(what: str) -> Iterator[None]:
    """A moving sign on stderr where a person watches."""
    if not interactive():
        say(what)
        yield
        return
    from rich.console import Console

    with Console(stderr=True).status(what):
        yield
