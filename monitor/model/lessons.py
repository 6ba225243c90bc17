"""What readers teach about which accounts tell of one attack."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A reader split what we had joined, or merged what we had kept apart."""

    score: float
    """What the two sides weighed for being one attack (:mod:`monitor.incidents.weighing`)."""
    same: bool
    """True for a merge: they were one."""
    at: datetime
