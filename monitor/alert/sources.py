"""Which accounts of an incident a reader is pointed to."""

from monitor.model import Incident, Member


def shown_sources(incident: Incident) -> tuple[Member, ...]:
    """One account per outlet, first published first; a withdrawn one only where the outlet has no other."""
    first: dict[str, Member] = {}
    for member in incident.members:
        known = first.get(member.outlet)
        if not member.link_only and (known is None or (known.withdrawn and not member.withdrawn)):
            first[member.outlet] = member
    return tuple(first.values())


def reactions(incident: Incident, most: int) -> tuple[Member, ...]:
    """The last reactions linked to it, at most so many."""
    return tuple(member for member in incident.members if member.link_only)[-most:]
