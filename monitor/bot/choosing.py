"""Which attack a reader means by what stands behind /mute and /location. Pure."""

from collections.abc import Sequence

from monitor.alert.text import piece
from monitor.errors import InputError
from monitor.judge.folding import fold
from monitor.model import Incident


def meant(incidents: Sequence[Incident], words: str) -> Incident:
    """The one of this id, the newest at this place, or the newest of all where nothing is said; newest first.

    Raises InputError with what to write instead.
    """
    if not incidents:
        raise InputError("No attack is known yet.")
    if not words:
        return incidents[0]
    asked = fold(words).strip()
    for incident in incidents:
        facts = incident.facts
        if words == incident.id or asked in {fold(name) for name in (facts.place, facts.base_id, facts.country) if name}:
            return incident
    raise InputError(f"No lately told attack is known by “{piece(words, 40)}”. Write the id or the place of an alert; /latest lists them.")
