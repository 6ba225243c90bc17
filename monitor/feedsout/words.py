"""An incident in the words of its alert, dated by its revision: the same revision reads the same whenever it is asked for."""

from monitor.alert import wording
from monitor.alert.rendering import alert_message
from monitor.feedsout.fitting import fit, line
from monitor.model import Incident


def as_html(incident: Incident) -> str:
    """The alert as HTML; our own tags, foreign text escaped."""
    return "<br>\n".join(fit(alert_message(incident, incident.updated_at).html).split("\n"))


def as_plain(incident: Incident) -> str:
    """The alert as text."""
    return fit(alert_message(incident, incident.updated_at).plain)


def summary(incident: Incident) -> str:
    """How bad and when, in one line."""
    facts = incident.facts
    return line(f"{wording.situation(facts)}. {wording.when_and_where(facts)}. {wording.standing(incident)}.")
