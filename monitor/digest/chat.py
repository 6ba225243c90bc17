"""A digest as one chat message that fits, the most important first. Pure.

::

    head         count, usual, dead and wounded, a warning where much was dark
    incidents    whole while there is room, then a line each, then counted
    changes      a line for each older incident that changed
    reactions
    near misses  with two buttons each, so that a reader can say whether silence was right
    tail         what was not seen, what was, how often alerts were right

Head and tail are bounded and always there; near misses have their room kept; the rest shares what is left.
"""

from collections.abc import Sequence

from monitor.alert.callbacks import near_miss_buttons
from monitor.alert.text import MESSAGE_UNITS, link, markup, piece, shown_length
from monitor.digest import sentences
from monitor.digest.listing import BLOCK_GAP, fitting, plural
from monitor.digest.rows import Item, Row, changed, near_miss, reaction, row
from monitor.digest.text import as_text
from monitor.model import Message
from monitor.model.digests import Digest, DigestKind

LINKS_SHOWN = 3
ACCOUNTS_SHOWN = 2
ACCOUNT_UNITS = 160
CHANGES_UNITS = 200
NEAR_SHOWN = 4
COUNT_UNITS = 80
"""The line that says how many are left out and where they stand."""
WHOLE_ROWS = 0.6
"""Of the room for incidents, what those told whole may take."""


def as_message(digest: Digest, whole: str = "") -> Message:
    """One message that fits whatever the day was: rows are left out at the end, and counted.

    ``whole``: in HTML, where a reader of the chat finds the rest, at most ``COUNT_UNITS`` long as shown; without it the
    command that prints it is named.
    """
    head, tail = _head(digest), _tail(digest)
    near = [near_miss(miss) for miss in digest.near_misses[:NEAR_SHOWN]]
    asked = [_near_block(near)] if near else []
    room = MESSAGE_UNITS - sum(shown_length(block) + BLOCK_GAP for block in (head, *asked, *tail)) - COUNT_UNITS
    blocks, left = _told(digest, room)
    counted = [f"and {left} more: {whole or command(digest)}"] if left else []
    return Message(
        html="\n\n".join([head, *blocks, *counted, *asked, *tail]), plain=as_text(digest), silent=True,
        buttons=tuple(near_miss_buttons(number, item.article) for number, item in enumerate(near, 1)),
    )


def found_at(digest: Digest, pages: str) -> str:
    """Where a reader of a chat finds the whole: its page, else what to ask the bot. ``pages``: ``web_url``, or empty."""
    if pages and digest.period.kind is DigestKind.DAILY:
        return link(f"{pages}digest/{digest.day}", "the whole digest")
    if pages:
        return link(f"{pages}archive", "the days on a page")
    return f"/today {digest.day}" if digest.period.kind is DigestKind.DAILY else "in the digests of its days"


def command(digest: Digest) -> str:
    """What to type to read the whole."""
    option = {DigestKind.DAILY: "", DigestKind.WEEKLY: "--week ", DigestKind.MONTHLY: "--month "}[digest.period.kind]
    return f"monitor digest {option}--date {digest.day}"


def _head(digest: Digest) -> str:
    warning = sentences.warning(digest)
    lines = [f"📋 <b>{markup(sentences.headline(digest))}</b>", markup(sentences.summary(digest)),
             f"⚠️ {markup(warning)}" if warning else "", markup(sentences.history(digest))]
    return "\n".join(line for line in lines if line)


def _tail(digest: Digest) -> list[str]:
    lines = [*sentences.blind_spots(digest), sentences.silence(digest), sentences.precision(digest)]
    return ["\n".join(f"<i>{markup(line)}</i>" for line in lines)]


def _told(digest: Digest, room: int) -> tuple[list[str], int]:
    """Incidents, changes and reactions that fit, and how many of them do not."""
    attacks = [row(incident) for incident in digest.attacks]
    whole = fitting((_whole(shown) for shown in attacks), int(room * (WHOLE_ROWS if len(attacks) > 3 else 1)))
    # One that is told short while a shorter one behind it is told whole would look like the lesser of the two.
    short = [_short(shown) for shown in attacks[len(whole):]]
    changes = [f"↻ {_change(changed(update))}" for update in digest.updated if update.incident.alerted]
    reactions = _reactions(digest)
    blocks = [*whole, *short, *changes, *reactions]
    kept = fitting(blocks, room)
    return _grouped(kept, len(whole)), len(blocks) - len(kept)


def _grouped(kept: Sequence[str], whole: int) -> list[str]:
    """Whole rows stand apart; short lines of one kind stand together."""
    groups: list[str] = list(kept[:whole])
    mark = ""
    for line in kept[whole:]:
        if line[0] == mark:
            groups[-1] += f"\n{line}"
        else:
            groups.append(line)
        mark = line[0]
    return groups


def _whole(shown: Row) -> str:
    links = ", ".join(link(source.url, source.outlet) for source in shown.links[:LINKS_SHOWN])
    accounts = [markup(piece(line, ACCOUNT_UNITS)) for line in shown.accounts[:ACCOUNTS_SHOWN]]
    return "\n".join([_title(shown), markup(shown.situation), markup(shown.when), *accounts,
                      f"{markup(shown.standing)}: {links}"])


def _title(shown: Row) -> str:
    text = markup(shown.headline)
    return f"{shown.symbol} WITHDRAWN <s>{text}</s>" if shown.withdrawn else f"{shown.symbol} <b>{text}</b>"


def _short(shown: Row) -> str:
    where = f": {link(shown.links[0].url, shown.links[0].outlet)}" if shown.links else ""
    return f"• {_title(shown)} · {markup(shown.situation)}{where}"


def _change(shown: Row) -> str:
    return f"<b>{markup(shown.headline)}</b>: {markup(sentences.said(shown.changes, CHANGES_UNITS))}"


def _reactions(digest: Digest) -> list[str]:
    """A line for each attack: the first reaction to it, and how many tell the same or more of it.

    Twenty outlets that report one retaliation are one thing to know; the page lists them all.
    """
    of: dict[str, list[Item]] = {}
    for follow_up in digest.follow_ups:
        of.setdefault(follow_up.incident.id, []).append(reaction(follow_up))
    return [_reaction(items[0], len(items) - 1) for items in of.values()]


def _reaction(item: Item, more: int) -> str:
    others = f" and {plural(more, 'more reaction')}" if more else ""
    return f"↪ {markup(item.outlet)}: {link(item.url, item.title)}{others} (on {markup(item.about)})"


def _near_block(items: Sequence[Item]) -> str:
    lines = [f"{number}. {item.probability:.2f} {markup(item.outlet)}: {link(item.url, item.title)}"
             for number, item in enumerate(items, 1)]
    return "\n".join(["<b>Just below the threshold. Was silence right?</b>", *lines])
