"""A new model takes the place of the old one only if it is not worse; the old one stays for rollback. Files only."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from monitor.errors import WorkFailed
from monitor.judge.encoder.file import ENCODER
from monitor.judge.model_file import MANIFEST, read_manifest
from monitor.judge.weights_file import WEIGHTS
from monitor.learn.held import HELD
from monitor.learn.gate import lowered, may_replace

PREVIOUS = "previous"


def promote(staged: Path, model_dir: Path, *, force: bool = False) -> None:
    """Moves the model of ``staged`` into ``model_dir``, manifest last; the old one goes to ``model_dir/previous``.

    Raises WorkFailed with the reasons when it may not replace the one in use and ``force`` is not set.
    """
    old = read_manifest(model_dir) if (model_dir / MANIFEST).exists() else None
    reasons = may_replace(old, read_manifest(staged))
    if reasons and not force:
        raise WorkFailed("the new model was not promoted: " + "; ".join(reasons))
    if old:
        _keep_floors(staged, old.floors)
    if old:
        _copy(model_dir, model_dir / PREVIOUS)
    _copy(staged, model_dir)


def _keep_floors(staged: Path, floors: Mapping[str, float]) -> None:
    """The floors in use stay where training would set lower ones, forced or not: only a hand lowers a floor."""
    path = staged / MANIFEST
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["floors"] |= {name: floors[name] for name in lowered(floors, manifest["floors"])}
    path.write_text(json.dumps(manifest, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def rollback(model_dir: Path) -> None:
    """Puts the previous model back, and the one in use in its place, so that a second call undoes the first.

    Raises WorkFailed where there is none.
    """
    if not (model_dir / PREVIOUS / MANIFEST).exists():
        raise WorkFailed(f"{model_dir / PREVIOUS}: no previous model to go back to; the one in use stays")
    with TemporaryDirectory(prefix="basewatch-model-") as kept:
        _copy(model_dir, Path(kept))
        _copy(model_dir / PREVIOUS, model_dir)
        _copy(Path(kept), model_dir / PREVIOUS)


def _copy(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    for name in (HELD, ENCODER, WEIGHTS, MANIFEST):
        if name in {HELD, ENCODER} and not (source / name).exists():
            continue
        fresh = target / f".{name}.new"
        shutil.copy(source / name, fresh)
        fresh.replace(target / name)
