"""Counts told after the attack: injuries found in the days that follow, which belong to an attack told before. Pure."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.model import Incident, Member, Outcome, Report

LATE = timedelta(days=14)
"""How long after an attack a count of its injured still counts to it; of the strike of January 2020 on Al-Asad the
counts were raised for five weeks, but by then a new message is what a reader wants."""
_STOPPED = frozenset({Outcome.INTERCEPTED, Outcome.FOILED})


def counted_in(member: Member, window: Sequence[Incident], since: timedelta) -> Incident | None:
    """The attack such a count belongs to: the newest in its country that was not stopped, the same toll first; else None.

    ``since``: accounts nearer to the attack than this are placed by all they say, like any other.
    """
    report = member.report or Report()
    fitting = [i for i in window if i.telling and _can_be(i, report) and i.facts.outcome not in _STOPPED
               and since < member.published - _began(i) <= LATE]
    return max(fitting, key=lambda i: (_same_toll(i, report), _hurt(i), _began(i), i.id), default=None)


def _can_be(incident: Incident, report: Report) -> bool:
    return incident.facts.country == report.country if report.country else _same_toll(incident, report)


def _same_toll(incident: Incident, report: Report) -> bool:
    return bool(report.wounded) and incident.facts.wounded == report.wounded


def _hurt(incident: Incident) -> bool:
    return bool(incident.facts.wounded or incident.facts.killed)


def _began(incident: Incident) -> datetime:
    return incident.facts.when.start or min(m.published for m in incident.telling)
