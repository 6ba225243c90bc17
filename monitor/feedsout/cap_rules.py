"""How urgency, severity, certainty and area of a CAP message follow from an incident; docs/feeds-out.md tells the reasons."""

from datetime import timedelta
from enum import StrEnum

from monitor.model import Base, Incident, Outcome, Precision, Status

DANGER_AFTER = timedelta(hours=6)
"""How long after an attack those nearby are told to act: a second salvo or an unexploded round comes within hours."""
EXTREME_DEAD = 10
SEVERE_WOUNDED = 10
RADIUS_KM = 5.0
WIDE_RADIUS_KM = 8.0
"""The runway of an air base and its ends lie within this."""
UNNAMED_RADIUS_KM = 25.0
"""Where the reports only let a base be inferred."""
_WIDE = frozenset({"air base", "airfield", "airport", "naval base", "port"})
_TO_THE_HOUR = frozenset({Precision.HOUR, Precision.PART_OF_DAY})


class Urgency(StrEnum):
    """The values of CAP that we use; ``Expected`` and ``Future`` are for forecasts, which we make none of."""

    IMMEDIATE = "Immediate"
    PAST = "Past"
    UNKNOWN = "Unknown"


class Severity(StrEnum):
    """The values of CAP."""

    EXTREME = "Extreme"
    SEVERE = "Severe"
    MODERATE = "Moderate"
    MINOR = "Minor"
    UNKNOWN = "Unknown"


class Certainty(StrEnum):
    """The values of CAP that we use; ``Unknown`` is none of them: who says so is always known."""

    OBSERVED = "Observed"
    LIKELY = "Likely"
    POSSIBLE = "Possible"
    UNLIKELY = "Unlikely"


def is_over(incident: Incident) -> bool:
    """Whether nothing is told under this id any more: withdrawn, or told together with another."""
    return bool(incident.merged_into) or incident.status is Status.WITHDRAWN


def urgency(incident: Incident) -> Urgency:
    """``Past`` from six hours after the attack on, by the time of the revision; before that as exactly as the time is known."""
    when = incident.facts.when
    if is_over(incident) or incident.status is Status.CLOSED:
        return Urgency.PAST
    if when.start is None or when.end is None:
        return Urgency.UNKNOWN
    if incident.updated_at >= when.end + DANGER_AFTER:
        return Urgency.PAST
    return Urgency.IMMEDIATE if when.precision in _TO_THE_HOUR else Urgency.UNKNOWN


def severity(incident: Incident) -> Severity:
    """The worst that is told: dead, wounded, then what was hit."""
    facts = incident.facts
    killed, wounded = facts.killed or 0, facts.wounded or 0
    if killed >= EXTREME_DEAD:
        return Severity.EXTREME
    if killed or wounded >= SEVERE_WOUNDED:
        return Severity.SEVERE
    if wounded or facts.outcome is Outcome.HIT:
        return Severity.MODERATE
    if facts.outcome is not Outcome.UNKNOWN:
        return Severity.MINOR
    if facts.damage and facts.damage != "none":
        return Severity.MODERATE
    return Severity.MINOR if 0 in {facts.killed, facts.wounded} else Severity.UNKNOWN


def certainty(incident: Incident) -> Certainty:
    """Who says so: an official or two origins, one origin, accounts at odds, nobody any more."""
    if incident.status is Status.WITHDRAWN:
        return Certainty.UNLIKELY
    if incident.status is Status.DISPUTED or incident.facts.denied_by:
        return Certainty.POSSIBLE
    official = any(claim.official for claim in incident.claims)
    return Certainty.OBSERVED if official or len(incident.origins) > 1 else Certainty.LIKELY


def radius(incident: Incident, base: Base | None) -> float:
    """Kilometres around the base: wide for one with runways or quays, wider where no account names it."""
    if not incident.facts.base_named:
        return UNNAMED_RADIUS_KM
    return WIDE_RADIUS_KM if base and base.kind in _WIDE else RADIUS_KM
