"""The files of a model: read with every check, written so that a half-written model is never seen. Edge (files).

::

    models/manifest.json   id, sha256 of the other two, feature version, data, floors, threshold, golden predictions
    models/weights.npz     the fitted parts: arrays of numbers, read without pickle, so that no code comes from a file
    models/encoder.npz     the encoder, likewise; a model may come without
"""

import hashlib
import json
import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from monitor.errors import ModelFileError
from monitor.judge.encoder.file import ENCODER, read_encoder
from monitor.judge.features.columns import FEATURE_VERSION
from monitor.judge.scoring import Parts
from monitor.judge.weights_file import WEIGHTS, read_weights, write_weights

MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Golden:
    """A text and what the model said of it when it was stored; both are checked again at load."""

    title: str
    summary: str
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a model says of itself."""

    model_id: str
    weights_sha256: str
    feature_version: int
    versions: Mapping[str, str]
    """What it was made with; for readers alone."""
    threshold: float
    """P(attack) from which it alerts where a watch names no other."""
    miss_cost: float
    languages: tuple[str, ...]
    golden: tuple[Golden, ...]
    data: tuple[Mapping[str, object], ...] = ()
    """Name, sha256 and number of items of each file trained on."""
    floors: Mapping[str, float] = field(default_factory=dict)
    scores: Mapping[str, float] = field(default_factory=dict)
    encoder_sha256: str = ""
    """Empty: the model has no encoder."""
    frozen: Mapping[str, float | str] = field(default_factory=dict)
    """Scores on the frozen set, the digest of that set (``sha256``), and the floor of its F1; empty without one."""


def read_manifest(model_dir: Path) -> Manifest:
    """The manifest of ``model_dir``. Raises ModelFileError when it is missing or not understood."""
    path = model_dir / MANIFEST
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        golden = tuple(Golden(**g) for g in row.pop("golden"))
        return Manifest(golden=golden, languages=tuple(row.pop("languages")), data=tuple(row.pop("data")), **row)
    except FileNotFoundError:
        raise ModelFileError(f"{path}: no model here; run `monitor train` or point model_dir at a folder with one") from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelFileError(f"{path}: not a manifest of this program ({error}); run `monitor train` to make a new one") from error


def read_parts(model_dir: Path, manifest: Manifest) -> Parts:
    """The fitted parts, after feature version, digests and shapes were checked. Raises ModelFileError."""
    if manifest.feature_version != FEATURE_VERSION:
        raise ModelFileError(
            f"{model_dir / MANIFEST}: made for feature version {manifest.feature_version}, this program has {FEATURE_VERSION}; "
            "run `monitor train` or install the matching release")
    _check_digest(model_dir / WEIGHTS, manifest.weights_sha256)
    encoder = None
    if manifest.encoder_sha256:
        _check_digest(model_dir / ENCODER, manifest.encoder_sha256)
        encoder = read_encoder(model_dir / ENCODER)
    return read_weights(model_dir / WEIGHTS, encoder)


def _check_digest(path: Path, wanted: str) -> None:
    try:
        with path.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise ModelFileError(f"{path}: cannot be read ({error.strerror}); restore it or run `monitor train`") from error
    if found != wanted:
        raise ModelFileError(f"{path}: its sha256 is not that of {MANIFEST}; restore both files together or run `monitor train`")


def write_model(model_dir: Path, parts: Parts, manifest: Mapping[str, Any], encoder: Path | None = None) -> Manifest:
    """Stores a model; files appear under temporary names first, the manifest last. Returns it with the digests filled in.

    ``encoder``: the file of the encoder in ``parts``, which is copied as it is.
    """
    model_dir.mkdir(parents=True, exist_ok=True)
    fresh = model_dir / f".{WEIGHTS}.new"
    write_weights(fresh, parts)
    digest = hashlib.sha256(fresh.read_bytes()).hexdigest()
    whole = hashlib.sha256(encoder.read_bytes()).hexdigest() if encoder else ""
    row = {**manifest, "model_id": f"{manifest['model_id']}-{digest[:8]}", "weights_sha256": digest, "encoder_sha256": whole}
    if encoder and encoder != model_dir / ENCODER:
        shutil.copy(encoder, model_dir / f".{ENCODER}.new")
        (model_dir / f".{ENCODER}.new").replace(model_dir / ENCODER)
    note = model_dir / f".{MANIFEST}.new"
    note.write_text(json.dumps(row, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    fresh.replace(model_dir / WEIGHTS)
    note.replace(model_dir / MANIFEST)
    return read_manifest(model_dir)
