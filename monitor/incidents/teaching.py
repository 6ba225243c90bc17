"""From readers' splits and merges to the weight that two accounts need to count as one attack. Pure.

Each split says: so much was not enough; each merge: so much would have been. The weight asked for is the one that
contradicts them least, held near the one set by hand by as much as ``PRIOR`` such words, and never beyond ``BOUNDS``:
a handful of readers moves it by a little, nobody can make it join everything or nothing.
"""

from collections.abc import Sequence
from datetime import datetime

from monitor.incidents.partition import against_group
from monitor.incidents.weighing import JOIN
from monitor.model import AlertPolicy, Incident, Lesson

BOUNDS = (2.0, 3.25)
PRIOR = 6.0
STEP = 0.05
MARGIN = 0.05
"""By how much the weight must clear a split that it would still join."""


def lesson(one: Incident, other: Incident, now: datetime, policy: AlertPolicy, *, same: bool) -> Lesson | None:
    """What a split into, or a merge of, these two teaches; None where a conflict of place or time decided, no weight."""
    side = [m for m in one.telling if m.report is not None]
    scores = [found.score for m in other.telling if m.report is not None
              and (found := against_group(m, side, policy.window)) is not None]
    return Lesson(score=round(sum(scores) / len(scores), 3), same=same, at=now) if side and scores else None


def taught(lessons: Sequence[Lesson]) -> float:
    """The weight from which two accounts are one attack."""
    low, high = BOUNDS
    tried = [round(low + STEP * i, 2) for i in range(round((high - low) / STEP) + 1)]
    return min(tried, key=lambda join: (round(_cost(join, lessons), 6), abs(join - JOIN)))


def _cost(join: float, lessons: Sequence[Lesson]) -> float:
    wrong = (max(0.0, join - x.score) if x.same else max(0.0, x.score + MARGIN - join) for x in lessons)
    return PRIOR * (join - JOIN) ** 2 + sum(wrong)
