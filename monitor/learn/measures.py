"""Scores of a classifier by the project's definition: ``attack`` against ``related`` and ``none``, follow-ups beside. Pure."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.model import Label

_DRAWS = 1000
_BINS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Interval:
    """A figure with its 95 % bootstrap interval."""

    value: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.value:.3f} ({self.low:.3f} to {self.high:.3f})"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """How well alerts match the labels at one threshold."""

    items: int
    attacks: int
    threshold: float
    precision: Interval
    recall: Interval
    f1: Interval
    best_f1: float
    """At the best threshold in hindsight: what ranking alone allows."""
    precision_at_92: float
    """Precision at the threshold that reaches recall 0.92."""
    follow_ups: int
    follow_ups_alerting: float
    """Share, 0 to 1; 0 where there are none."""
    calibration_error: float
    """Expected calibration error of P(attack) over all items, ten bins."""

    def as_text(self) -> str:
        """One line."""
        return (
            f"{self.items} items, {self.attacks} attacks: precision {self.precision}, recall {self.recall}, F1 {self.f1}; best F1 {self.best_f1:.3f}, "
            f"P at R 0.92 {self.precision_at_92:.3f}; follow-ups alerting {self.follow_ups_alerting:.1%} of {self.follow_ups}; "
            f"ECE {self.calibration_error:.3f}; threshold {self.threshold:.3f}")

    def as_dict(self) -> dict[str, float]:
        """Flat, for JSON."""
        flat = asdict(self)
        for name in ("precision", "recall", "f1"):
            spread = flat.pop(name)
            flat |= {name: spread["value"], f"{name}_low": spread["low"], f"{name}_high": spread["high"]}
        return {k: round(float(v), 4) for k, v in flat.items()}


def scores(probabilities: NDArray[np.float64], labels: Sequence[Label], threshold: float, seed: int = 0) -> Scores:
    """Scores of ``probabilities`` of attack at ``threshold``."""
    attack = np.array([x is Label.ATTACK for x in labels], bool)
    follow = np.array([x is Label.FOLLOW_UP for x in labels], bool)
    p, y = probabilities[~follow], attack[~follow]
    drawn = _bootstrap(p >= threshold, y, seed)
    now = _prf(p >= threshold, y)
    best, at92 = _ranking(p, y)
    return Scores(
        items=len(labels), attacks=int(attack.sum()), threshold=threshold,
        precision=_interval(now[0], drawn[:, 0]), recall=_interval(now[1], drawn[:, 1]), f1=_interval(now[2], drawn[:, 2]),
        best_f1=best, precision_at_92=at92, follow_ups=int(follow.sum()),
        follow_ups_alerting=float((probabilities[follow] >= threshold).mean()) if follow.any() else 0.0,
        calibration_error=calibration_error(probabilities, attack),
    )


def calibration_error(p: NDArray[np.float64], y: NDArray[np.bool_]) -> float:
    """Mean over ten bins of |share of attacks - mean probability|, weighed by their size."""
    bins = np.clip((p * _BINS).astype(int), 0, _BINS - 1)
    return float(sum(abs(y[bins == b].mean() - p[bins == b].mean()) * (bins == b).mean() for b in range(_BINS) if (bins == b).any()))


def _prf(alerts: NDArray[np.bool_], y: NDArray[np.bool_]) -> tuple[float, float, float]:
    hits = float((alerts & y).sum())
    precision = hits / alerts.sum() if alerts.any() else 0.0
    recall = hits / y.sum() if y.any() else 0.0
    return precision, recall, 2 * precision * recall / (precision + recall) if hits else 0.0


def _bootstrap(alerts: NDArray[np.bool_], y: NDArray[np.bool_], seed: int) -> NDArray[np.float64]:
    rng = np.random.default_rng(seed)
    n = len(y)
    drawn = (rng.integers(0, n, n) for _ in range(_DRAWS if n else 0))
    return np.array([_prf(alerts[d], y[d]) for d in drawn]).reshape(-1, 3)


def _interval(value: float, drawn: NDArray[np.float64]) -> Interval:
    low, high = np.percentile(drawn, [2.5, 97.5]) if len(drawn) else (value, value)
    return Interval(value=float(value), low=float(low), high=float(high))


def _ranking(p: NDArray[np.float64], y: NDArray[np.bool_]) -> tuple[float, float]:
    hit = y[np.argsort(-p)]
    if not hit.any():
        return 0.0, 0.0
    found = np.cumsum(hit)
    precision, recall = found / np.arange(1, len(hit) + 1), found / hit.sum()
    f1 = 2 * precision * recall / np.maximum(precision + recall, 1e-9)
    return float(f1.max()), float(precision[np.argmax(recall >= 0.92)])
