"""The quality gate of ``make check``: the model's floors hold, and its data are those it was measured on.

The floors stand in models/manifest.json. Promotion keeps them (:mod:`monitor.learn.promotion`): lowering
one is an edit by hand, with a line in CHANGELOG.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from monitor.judge.classifier import Classifier, load_classifier
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.model_file import Manifest
from monitor.learn import corpus
from monitor.learn.frozen import FrozenSet, judged, load_frozen

_AT_MOST = frozenset({"follow_ups_alerting", "calibration_error"})
"""Figures where less is better; all others are floors proper."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GateResult:
    """Whether the gate is passed, and what could not be looked at."""

    failures: tuple[str, ...]
    unchecked: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """True when nothing failed; what could not be checked does not fail."""
        return not self.failures

    def as_text(self) -> str:
        """One line a finding."""
        lines = [f"FAIL {f}" for f in self.failures] + [f"not checked: {u}" for u in self.unchecked]
        return "\n".join([*lines, "quality gate passed" if self.passed else "quality gate failed"])


def check(model_dir: Path, data: tuple[Path, ...], gazetteer: Gazetteer, frozen: tuple[Path, ...] = ()) -> GateResult:
    """The gate over ``model_dir``.

    It loads (digest, golden predictions), its out-of-fold scores hold the floors, and each of
    its data files that is found in ``data`` has the digest it was trained with. Raises ModelFileError if it does not load.
    """
    classifier = load_classifier(model_dir, gazetteer)
    manifest = classifier.manifest
    here = {path.name: path for path in data if path.exists()}
    failures = [*under_floors(manifest.scores, manifest.floors)]
    failures += _frozen(classifier, load_frozen(frozen))
    unchecked = []
    for row in manifest.data:
        name = str(row["name"])
        if name not in here:
            unchecked.append(f"{name} is not here, its digest cannot be compared")
        elif corpus.load([here[name]])[1][0].sha256 != row["sha256"]:
            failures.append(f"{name} is not the file the model was trained on; run `monitor train`")
    if not manifest.scores:
        unchecked.append("the model was trained without real items, nothing is known of its quality on real news")
    return GateResult(failures=tuple(failures), unchecked=tuple(unchecked))


def _frozen(classifier: Classifier, frozen: FrozenSet) -> list[str]:
    """What is wrong with the stored model on the frozen set, which it is judged on anew."""
    told = classifier.manifest.frozen
    if frozen.sha256 != told.get("sha256", ""):
        return ["the frozen set is not the one the model was held to; run `monitor train`"]
    found = judged(classifier, frozen)
    floor = float(told.get("floor", 0.0))
    return [f"F1 on the frozen set is {found.f1.value:.3f}, at least {floor:.3f} is asked for"] if found and found.f1.value < floor else []


def under_floors(found: Mapping[str, float], floors: Mapping[str, float]) -> tuple[str, ...]:
    """One sentence for each figure on the wrong side of its floor; a missing figure counts as wrong."""
    out = []
    for name, floor in floors.items():
        value = found.get(name)
        if value is None:
            out.append(f"{name}: no figure, the floor is {floor:.3f}")
        elif (value > floor) if name in _AT_MOST else (value < floor):
            out.append(f"{name}: {value:.3f}, {'at most' if name in _AT_MOST else 'at least'} {floor:.3f} is asked for")
    return tuple(out)


def lowered(old: Mapping[str, float], new: Mapping[str, float]) -> tuple[str, ...]:
    """Names of floors that ``new`` asks less of than ``old``."""
    return tuple(
        name for name, floor in old.items()
        if name not in new or ((new[name] > floor) if name in _AT_MOST else (new[name] < floor)))


def may_replace(old: Manifest | None, new: Manifest) -> tuple[str, ...]:
    """Why ``new`` may not take the place of ``old``: its floors fail, or its F1 is worse.

    F1 out of fold, and on the frozen set where both were measured on the same one. Empty: it may.
    """
    floors = old.floors if old else new.floors
    found = list(under_floors(new.scores, floors))
    if old and "f1" in old.scores and new.scores.get("f1", 0.0) < old.scores["f1"]:
        found.append(f"out-of-fold F1 {new.scores.get('f1', 0.0):.3f} is under that of the model in use, {old.scores['f1']:.3f}")
    if old and old.frozen and new.frozen.get("sha256") == old.frozen["sha256"] and float(new.frozen["f1"]) < float(old.frozen["f1"]):
        found.append(f"F1 on the frozen set {float(new.frozen['f1']):.3f} is under that of the model in use, {float(old.frozen['f1']):.3f}")
    return tuple(found)
