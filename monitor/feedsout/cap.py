"""Common Alerting Protocol 1.2: one message per told revision of an incident.

The first is an Alert, the later ones are Updates that name all earlier ones; where the incident is withdrawn or told together
with another, a Cancel. What came back after a Cancel is an Update again. An incident that was over before anybody was told
has no message: there is nothing to cancel.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from urllib.parse import quote

from monitor.alert import wording
from monitor.alert.text import cut
from monitor.feedsout import cap_rules
from monitor.feedsout.fitting import fit, line
from monitor.feedsout.publication import NOT_OFFICIAL, PROGRAM, Publication, headline, page, position, sources
from monitor.feedsout.words import as_plain
from monitor.feedsout.xml import Element, child, one_line, root
from monitor.model import Base, Incident

_CAP = "urn:oasis:names:tc:emergency:cap:1.2"
EXPIRES_AFTER = timedelta(hours=72)
"""As long as an incident can gain reports by default (alerts.window); a later revision brings a new message."""
HEADLINE_UNITS = 160
"""The length that the standard names for small displays."""
_PARAMETERS = ("status", "revision", "base_id", "weapon", "rounds", "killed", "wounded", "outcome", "damage")


class MessageType(StrEnum):
    """The kinds of message that we send."""

    ALERT = "Alert"
    UPDATE = "Update"
    CANCEL = "Cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class CapMessage:
    """One message; ``body`` is a whole XML document on one line, ended by a line feed."""

    identifier: str
    sent: str
    kind: MessageType
    body: bytes


def cap_messages(
    revisions: Iterable[Incident], publication: Publication, bases: Mapping[str, Base] = MappingProxyType({}),
) -> tuple[CapMessage, ...]:
    """The messages of one incident, oldest first; ``revisions``: all of it, in any order."""
    messages: list[CapMessage] = []
    for incident in sorted((r for r in revisions if r.alerted), key=lambda r: r.revision):
        if messages or not cap_rules.is_over(incident):
            messages.append(_message(incident, messages, publication, bases))
    return tuple(messages)


def _message(
    incident: Incident, earlier: Sequence[CapMessage], publication: Publication, bases: Mapping[str, Base],
) -> CapMessage:
    kind = MessageType.ALERT if not earlier else (
        MessageType.CANCEL if cap_rules.is_over(incident) else MessageType.UPDATE)
    identifier, sent, sender = f"{_name(incident.id)}.{incident.revision}", _time(incident.updated_at), _name(publication.sender)
    alert = root(_CAP, "alert")
    child(alert, "identifier", identifier)
    child(alert, "sender", sender)
    child(alert, "sent", sent)
    child(alert, "status", "Actual")
    child(alert, "msgType", kind.value)
    child(alert, "source", PROGRAM)
    child(alert, "scope", "Public")
    child(alert, "note", _note(incident))
    if earlier:
        child(alert, "references", " ".join(f"{sender},{m.identifier},{m.sent}" for m in earlier))
    child(alert, "incidents", _name(incident.id))
    _info(alert, incident, publication, bases)
    return CapMessage(identifier=identifier, sent=sent, kind=kind, body=one_line(alert))


def _info(alert: Element, incident: Incident, publication: Publication, bases: Mapping[str, Base]) -> None:
    start = incident.facts.when.start
    title, *lines = as_plain(incident).split("\n")
    info = child(alert, "info")
    child(info, "language", "en")
    child(info, "category", "Security")
    child(info, "event", wording.WEAPONS[incident.facts.weapon][1])
    child(info, "urgency", cap_rules.urgency(incident).value)
    child(info, "severity", cap_rules.severity(incident).value)
    child(info, "certainty", cap_rules.certainty(incident).value)
    if start is not None:
        child(info, "onset", _time(start))
    child(info, "expires", _time(incident.updated_at + EXPIRES_AFTER))
    child(info, "senderName", line(publication.title) or PROGRAM)
    child(info, "headline", cut(headline(incident), HEADLINE_UNITS))
    child(info, "description", "\n".join(lines).strip() or title)
    if address := page(publication, incident.id) or next((url for _, url in sources(incident)), ""):
        child(info, "web", address)
    for name, value in _parameters(incident):
        parameter = child(info, "parameter")
        child(parameter, "valueName", name)
        child(parameter, "value", value)
    _area(info, incident, bases)


def _area(info: Element, incident: Incident, bases: Mapping[str, Base]) -> None:
    """The place in words, and a circle around the base where one is known."""
    area = child(info, "area")
    child(area, "areaDesc", line(wording.where(incident.facts)))
    if where := position(incident, bases):
        around = cap_rules.radius(incident, bases.get(incident.facts.base_id))
        child(area, "circle", f"{where[0]:.6f},{where[1]:.6f} {around:g}")


def _parameters(incident: Incident) -> Iterable[tuple[str, str]]:
    values = {"status": incident.status.value, "revision": incident.revision}
    for name in _PARAMETERS:
        value = line(str(found)) if (found := values.get(name, getattr(incident.facts, name, None))) is not None else ""
        if value:
            yield name, value
    yield "outlets", str(len(incident.outlets))
    yield "origins", str(len(incident.origins))


def _note(incident: Incident) -> str:
    if incident.merged_into:
        return f"Told together with {line(incident.merged_into)} from now on. {NOT_OFFICIAL}"
    return f"Withdrawn by its source. {NOT_OFFICIAL}" if cap_rules.is_over(incident) else NOT_OFFICIAL


def _name(text: str) -> str:
    """A name without what separates names: no space, comma, less-than sign, ampersand."""
    return quote(fit(text), safe="@:.~-_") or "unnamed"


def _time(moment: datetime) -> str:
    """To the second, with the offset in digits: the standard allows no ``Z``."""
    return moment.astimezone(UTC).isoformat(timespec="seconds")
