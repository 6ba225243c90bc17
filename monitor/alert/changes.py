"""What changed, in words: the short reply under an alert."""

from collections.abc import Sequence

from monitor.alert import wording
from monitor.alert.text import ELLIPSIS, markup, one_line, piece
from monitor.model import Change, ChangeKind, Incident, Message

CHANGES_SHOWN = 6
VALUE_UNITS = 160
_CORRECTIONS = frozenset({ChangeKind.CORRECTION, ChangeKind.WITHDRAWN})


def reply_message(incident: Incident, changes: Sequence[Change]) -> Message:
    """A short reply that says only what changed; it is always loud, because it exists to be noticed."""
    said = list(dict.fromkeys(change_in_words(change) for change in changes))
    what = "; ".join(said[:CHANGES_SHOWN]) + (f"; {ELLIPSIS}" if len(said) > CHANGES_SHOWN else "")
    head = "Correction" if any(change.kind in _CORRECTIONS for change in changes) else "Update"
    where = wording.where(incident.facts)
    return Message(html=f"<b>{head}: {markup(what)}</b>\n{markup(where)}", plain=f"{head}: {what}\n{where}")


def change_in_words(change: Change) -> str:
    """One change: what holds now, and what was said before."""
    field = "outcome" if change.kind is ChangeKind.OUTCOME else ""
    before, after = (piece(wording.claimed(field, one_line(v)), VALUE_UNITS) for v in (change.before, change.after))
    was = f" (was {before})" if before else ""
    match change.kind:
        case ChangeKind.DEATHS:
            none, _, voices = after.partition(" ")  # "dead: 0" is read as dead by who is half asleep
            return f"{f'no dead {voices}'.rstrip()}{was}" if none == "0" else f"dead: {after}{was}"
        case ChangeKind.DENIAL | ChangeKind.CLAIM:
            return f"{'denied' if change.kind is ChangeKind.DENIAL else 'claimed'} by {after}"
        case ChangeKind.OFFICIAL:
            return f"an official is cited{f': {after}' if after else ''}"
        case ChangeKind.WITHDRAWN:
            return f"{before or 'a source'} withdrew its report"
        case ChangeKind.CORRECTION:
            return f"{after}, not {before}" if before and after != "corrected" else "a source corrected its report"
        case ChangeKind.NEW_SOURCE:
            return f"also reported by {after}"
        case ChangeKind.LINK:
            return f"reaction in {after}"
        case ChangeKind.OPENED:
            return f"first report: {after}"
        case ChangeKind.OTHER:
            return f"{after}{was}"
        case kind:
            return f"{kind.value}: {after}{was}"
