"""What the bot says. Pure."""

from collections.abc import Sequence
from datetime import datetime

from monitor.alert import wording
from monitor.alert.flags import flag
from monitor.alert.text import MESSAGE_UNITS, cut, markup, one_line, piece, shown_length
from monitor.bot.commands import MENU
from monitor.model import Incident, Message
from monitor.model.readers import Reader

from monitor.bot.wishes import EXAMPLE, in_words

SHOWN = 10
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
        parts.append(f"and {len(incidents) - len(parts) + 1} more in the digest")
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


def muted(place: str, until: datetime) -> str:
    """Over the button."""
    return cut(f"New attacks at {place} are not told here until {until:%d %b %H:%M} UTC. /unmute lifts it.", 190)
