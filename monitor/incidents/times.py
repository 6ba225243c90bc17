"""Whether two reports can speak of one hour. Pure; all times aware, in UTC."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from monitor.model import Member, Precision, When

SLACK = {
    Precision.HOUR: timedelta(hours=1), Precision.PART_OF_DAY: timedelta(hours=1), Precision.DAY: timedelta(0),
    Precision.DAYS: timedelta(0),
}
"""By how much an interval of that precision is widened before it is called disjoint from another one."""
FORETOLD = timedelta(hours=1)
"""How long before the event an article's publication stamp may lie: clocks and embargoes."""
_DAY = timedelta(days=1)

SAME_HOUR = 2.0
"""Both name the hour or part of day, and they overlap."""
SAME_DAY = 1.5
CAN_BE = 0.5
"""One says less than the day, and the other lies within it."""
OLD_NEWS = -1.0
"""One says no time, and the other tells of more than ``FRESH`` before the first was published."""
FRESH = timedelta(hours=60)
OTHER_DAY = -2.5
"""The next day by one account's reading; a group is joined only where as many members agree on the day."""
NEXT_DAY = timedelta(hours=20)
"""Conflicts wider than this are no misreading of midnight."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeWeight:
    """What two times say."""

    weight: float = 0.0
    veto: str = ""
    doubt: str = ""
    """A conflict by less than a day of which one side names no hour: two days, or one day misread at midnight."""
    reason: str = ""


def compare_times(a: Member, b: Member) -> TimeWeight:
    """Weigh the times of two reports; a conflict of day, or of two hours, is a veto."""
    first = a.report.when if a.report else When()
    second = b.report.when if b.report else When()
    for when, other in ((first, b), (second, a)):
        if when.start is not None and when.start > _latest(other) + FORETOLD:
            return TimeWeight(veto="published before it happened")
    if first.start and first.end and second.start and second.end:
        return _intervals(first.start, first.end, first.precision, second.start, second.end, second.precision)
    known, silent = (first, b) if first.end else (second, a)
    if known.end is not None and silent.published - known.end > FRESH:
        return TimeWeight(weight=OLD_NEWS, reason="told long after it happened")
    return TimeWeight()


def _intervals(
    start: datetime, end: datetime, precision: Precision, other_start: datetime, other_end: datetime,
    other_precision: Precision,
) -> TimeWeight:
    slack = max(SLACK.get(precision, timedelta(0)), SLACK.get(other_precision, timedelta(0)))
    fine = {Precision.HOUR, Precision.PART_OF_DAY}
    gap = max(start - other_end, other_start - end)
    if gap >= slack:
        if gap < NEXT_DAY and not (precision in fine and other_precision in fine):
            return TimeWeight(weight=OTHER_DAY, doubt="the next day")
        return TimeWeight(veto="another time")
    if precision in fine and other_precision in fine:
        return TimeWeight(weight=SAME_HOUR, reason="same hours")
    known = fine | {Precision.DAY}
    if precision in known and other_precision in known:
        return TimeWeight(weight=SAME_DAY, reason="same day")
    return TimeWeight(weight=CAN_BE, reason="the times can be one")


def _latest(member: Member) -> datetime:
    """When the article can have been written at the latest; a stamp of midnight sharp stands for the whole day."""
    return member.published + _DAY if member.published.time() == time(0) else member.published
