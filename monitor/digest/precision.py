"""How often alerts were right, by what readers say of them. Pure."""

from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from math import sqrt

from monitor.model.digests import TrackRecord
from monitor.model.stored import ReaderVerdict, VerdictKind

Z = 1.959963984540054
"""The 97.5 % point of the normal distribution: an interval of 95 %."""
RIGHT = frozenset({VerdictKind.RIGHT, VerdictKind.WRONG_FACTS})
"""An attack it was, even where a fact of it was told wrong."""
SAID = RIGHT | {VerdictKind.FALSE_ALARM}


def wilson(right: int, judged: int) -> tuple[float, float]:
    """The 95 % interval of a share, good for few cases and for shares near 0 and 1 (Wilson 1927); 0 to 1 for none."""
    if not judged:
        return 0.0, 1.0
    share, square = right / judged, Z * Z
    middle = (share + square / (2 * judged)) / (1 + square / judged)
    half = Z / (1 + square / judged) * sqrt(share * (1 - share) / judged + square / (4 * judged * judged))
    return max(middle - half, 0.0), min(middle + half, 1.0)


def precision(verdicts: Iterable[ReaderVerdict], as_of: datetime) -> TrackRecord:
    """The share of judged incidents that were attacks: each reader's last word counts, a tie counts against us."""
    last: dict[tuple[str, str], bool] = {}
    for verdict in verdicts:
        if verdict.incident and verdict.at < as_of and verdict.kind in SAID:
            last[verdict.incident, verdict.who] = verdict.kind in RIGHT
    votes: Counter[str] = Counter()
    for (incident, _), was_right in last.items():
        votes[incident] += 1 if was_right else -1
    right, judged = sum(sum_ > 0 for sum_ in votes.values()), len(votes)
    low, high = wilson(right, judged)
    return TrackRecord(right=right, judged=judged, low=low, high=high)
