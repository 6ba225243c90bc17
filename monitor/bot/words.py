"""What the bot says. Pure."""

from collections.abc import Sequence
from datetime import datetime

from monitor.alert import wording
from monitor.alert.flags import flag
from monitor.alert.sources import shown_sources
from monitor.alert.text import MESSAGE_UNITS, cut, link, markup, one_line, piece, shown_length
from monitor.bot.commands import MENU
from monitor.model import Incident, Message
from monitor.model.heard import Reply
from monitor.model.readers import Reader

from monitor.bot.wishes import EXAMPLE, in_words

SHOWN = 40
NOTE_UNITS = 190
"""What fits over a button (200, Bot API), with room to spare."""
WELCOME = (
    "I watch public news for attacks on bases that host forces of the US-led coalition and tell of each attack once; the "
    "message changes as facts do.\n\nTo be told here: /subscribe\nWith wishes: " + EXAMPLE)
ADMIN_HELP = (
    "For administrators of the monitor: /feeds, /addfeed URL, /pausefeed NAME, /resumefeed NAME, /reload, "
    "/pause (hold every message), /resume")
NOTED = {
    "right": "Noted: right.", "false alarm": "Noted: a false alarm. Thank you.", "wrong facts": "Noted: facts are wrong. Thank you.",
    "missed": "Noted: it should have alerted.", "rightly silent": "Noted: rightly silent.",
}


def plainly(text: str) -> Message:
    """Our own words, escaped, as a silent message."""
    short = cut(text, MESSAGE_UNITS)
    return Message(html=markup(short), plain=short, silent=True)


def help_text(*, admin: bool) -> Message:
    """All commands."""
    lines = [f"/{ask} - {what}" for ask, what in MENU]
    return plainly("\n".join([WELCOME, "", *lines, *(["", ADMIN_HELP] if admin else [])]))


def wished(reader: Reader, head: str = "This chat is subscribed.") -> Message:
    """What the chat is told."""
    return plainly(f"{head}\n{in_words(reader)}\n\nChange it by /subscribe with wishes, end it by /unsubscribe.")


def listed(incidents: Sequence[Incident], heading: str, nothing: str) -> Message:
    """Incidents in short, newest first; what does not fit is counted."""
    if not incidents:
        return plainly(nothing)
    parts, room = [f"<b>{markup(heading)}</b>"], MESSAGE_UNITS - 200
    for incident in incidents[:SHOWN]:
        text = _short(incident)
        room -= shown_length(text) + 2
        if room < 0:
            break
        parts.append(text)
    if len(incidents) > len(parts) - 1:
        parts.append(f"and {len(incidents) - len(parts) + 1} more")
    html = "\n\n".join(parts)
    return Message(html=html, plain=one_line(heading), silent=True)


def _short(incident: Incident) -> str:
    facts = incident.facts
    head = f"{wording.WEAPONS[facts.weapon][0]} <b>{markup(wording.headline(facts))}</b> {flag(facts.country)}".strip()
    return (f"{head}\n{markup(wording.situation(facts))}\n{markup(wording.when_and_where(facts))}\n"
            f"{markup(wording.standing(incident))} · <code>{markup(incident.id)}</code>")


def about(incident: Incident) -> Message:
    """Why an incident was told: who told of it, what is claimed by whom."""
    lines = [f"{incident.id}: {wording.headline(incident.facts)}", wording.standing(incident),
             f"{'Told' if incident.alerted else 'Not told'}; watches: {', '.join(incident.watches) or 'none'}", ""]
    lines += [f"{claim.field}: {piece(claim.value, 80)} - says {piece(', '.join(claim.speakers), 100)}" for claim in incident.claims[:20]]
    lines += [f"- {piece(member.outlet, 40)}: {piece(member.title, 120)}" for member in incident.members[:10]]
    return plainly("\n".join(lines))


def pin(incident: Incident) -> Reply:
    """Where it was, on the map; in words why not, where the place is known too roughly."""
    facts = incident.facts
    if facts.lat is None or facts.lon is None:
        return Reply(note="Its place is not known well enough.")
    return Reply(location=(facts.lat, facts.lon), note="The place follows.")


def sources(incident: Incident) -> Message:
    """Every outlet that tells of it, with its link; what does not fit is counted."""
    head = f"Sources of {wording.headline(incident.facts)}"
    accounts = shown_sources(incident)
    html, plain, room = [f"<b>{markup(head)}</b>"], [head], MESSAGE_UNITS - shown_length(head) - 30
    for number, member in enumerate(accounts):
        line = f"• {markup(piece(member.outlet, 40))}: {link(member.url, piece(member.title, 100) or 'without a title')}"
        room -= shown_length(line) + 1
        if room < 0:
            html.append(f"and {len(accounts) - number} more")
            break
        html.append(line)
        plain.append(f"• {one_line(member.outlet)}: {member.url}")
    return Message(html="\n".join(html), plain=cut("\n".join(plain), MESSAGE_UNITS), silent=True)


def outlets(incident: Incident) -> str:
    """Over the button in a channel: who else tells of it."""
    names = [piece(member.outlet, 40) for member in shown_sources(incident)]
    return cut(f"{len(names)} outlet{'' if len(names) == 1 else 's'}: {', '.join(names)}", NOTE_UNITS)


def muted(place: str, until: datetime) -> str:
    """Over the button."""
    return cut(f"New attacks at {place} are not told here until {until:%d %b %H:%M} UTC. /unmute lifts it.", NOTE_UNITS)
