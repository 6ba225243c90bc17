"""From the features of readings to calibrated probabilities with the fitted parts of the model; no files here."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from monitor.judge.encoder import Encoder
from monitor.judge.features.columns import Row, dense
from monitor.judge.features.reading import Text
from monitor.judge.features.signals import SIGNAL_NAMES
from monitor.judge.forest import Forest
from monitor.judge.linear import Linear, Weigher
from monitor.model import Label

LABELS = (Label.ATTACK, Label.RELATED, Label.FOLLOW_UP, Label.NONE)
"""In the order of the columns."""
RULES = ("ev.rule", "ev.rule_loose")
"""The rules of docs/labels.md hold, and nothing else leads the headline."""
EVIDENCE = 2 + len(RULES)
"""Numbers that are weighed for each text, the encoder's not counted."""
DOUBT = 1e-3
"""The encoder costs 4 to 14 ms a text, the rest half of one: below this probability it is not asked. Of 153 attacks of the blind
and the frozen set two lay below it, of the 1,968 items of both streams that passed the gate 85 in 100."""
_EDGE = 2e-3
"""Beyond it the parts have too few examples to be believed; chosen by out-of-fold F1."""


def logit(p: NDArray[np.float64]) -> NDArray[np.float64]:
    """Log odds, kept finite."""
    held = np.clip(p, _EDGE, 1 - _EDGE)
    return np.asarray(np.log(held / (1 - held)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The fitted parts of one model."""

    linear: Linear
    """On all features: the four labels, in the order of :data:`LABELS`."""
    forest: Forest
    """On the dense signals alone: attack or not."""
    quick: Weigher
    """Weighs the log odds of both and the rules; its output is a calibrated probability."""
    weigher: Weigher | None
    """The same with the encoder's log odds beside them; None where there is no encoder."""
    encoder: Encoder | None = None

    def weigh(self, rows: Sequence[Row], texts: Sequence[Text]) -> "Weighed":
        """P(attack) of each row of features; ``texts``: headline and summary that each was read from."""
        signals = dense([row.held for row in rows])
        labels = self.linear.probabilities(rows, signals)
        cheap = evidence(labels[:, 0], self.forest.probabilities(signals), rules(signals))
        p = self.quick.probabilities(cheap)
        whole = np.full(len(p), np.nan)
        if self.encoder is not None:
            asked = [i for i, quick in enumerate(p) if quick >= DOUBT]
            told = self.encoder.log_probabilities([texts[i] for i in asked])
            whole[asked] = np.exp(told[:, 0])
            labels[asked, 1:] *= np.exp(told[:, 1:])
            p = combined(self.quick, self.weigher, cheap, logit(whole))
        return Weighed(p, tuple(LABELS[1 + int(i)] for i in labels[:, 1:].argmax(axis=1)), whole)


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the model says of some texts."""

    probabilities: NDArray[np.float64]
    others: tuple[Label, ...]
    """The likeliest label of each beside ``attack``."""
    whole: NDArray[np.float64]
    """P(attack) by the encoder alone; NaN where it was not asked."""


def combined(quick: Weigher, weigher: Weigher | None, cheap: NDArray[np.float64], whole: NDArray[np.float64]) -> NDArray[np.float64]:
    """P(attack) of each row: by ``quick`` alone where it is below :data:`DOUBT` or the encoder (log odds) was not asked."""
    p = quick.probabilities(cheap)
    asked = (p >= DOUBT) & ~np.isnan(whole)
    if weigher is not None and asked.any():
        p[asked] = weigher.probabilities(np.column_stack([cheap[asked], whole[asked]]))
    return p


def rules(signals: NDArray[np.float32]) -> NDArray[np.float64]:
    """The columns of :data:`RULES` among the dense signals."""
    return signals[:, [SIGNAL_NAMES.index(name) for name in RULES]].astype(np.float64)


def evidence(
    linear: NDArray[np.float64], forest: NDArray[np.float64], ruled: NDArray[np.float64],
) -> NDArray[np.float64]:
    """What the weigher weighs: the log odds of both parts, and the rules as they stand."""
    return np.column_stack([logit(linear), logit(forest), ruled])
