"""A digest in words: for a chat, a terminal, a page, a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import jinja2
import orjson

from monitor.alert import wording
from monitor.alert.flags import flag
from monitor.alert.text import cut, escaped, isolated, link, one_line, utf16_length
from monitor.model import Digest, Incident, Member, Message

MESSAGE_UNITS = 4_096
"""What Telegram takes in one message, in UTF-16 units after its tags are read."""
ROOM_FOR_TAIL = 600
NEAR_SHOWN = 5
TROUBLES_SHOWN = 8
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One incident as a digest tells it."""

    symbol: str
    headline: str
    situation: str
    when: str
    sources: str
    status: str
    links: tuple[Member, ...]
    id: str


def row(incident: Incident) -> Row:
    """One incident in short lines."""
    facts = incident.facts
    parts = (wording.tolls(facts), wording.OUTCOMES[facts.outcome], wording.rounds(facts), wording.damage(facts))
    outlets, origins = len(incident.outlets), len(incident.origins)
    per_outlet = {m.outlet: m for m in reversed(incident.members) if not m.link_only}
    return Row(
        symbol=wording.WEAPONS[facts.weapon][0], headline=f"{wording.headline(facts)} {flag(facts.country)}".strip(),
        situation=", ".join(part for part in parts if part),
        when=wording.local_and_utc(facts.when, facts.timezone), status=wording.STATUSES[incident.status],
        sources=f"{outlets} outlet{'' if outlets == 1 else 's'}, {origins} origin{'' if origins == 1 else 's'}",
        links=tuple(list(per_outlet.values())[::-1]), id=incident.id,
    )


def headline(digest: Digest) -> str:
    """The count of the day against the usual."""
    count = sum(incident.alerted for incident in digest.incidents)
    text = f"{count} attack{'' if count == 1 else 's'} on {digest.day:%A}, {digest.day.day} {digest.day:%B %Y}"
    return text if digest.usual is None else f"{text} (usual: {digest.usual:g} a day)"


def silence(digest: Digest) -> str:
    """What was seen and why most of it stayed silent."""
    held = "; ".join(f"{held.reason.value}: {held.count}" for held in digest.held)
    return f"{digest.entries} new entries seen. Silent: {held or 'none'}."


def blind(digest: Digest) -> str:
    """What could not be seen, so that silence is honest; empty on a good day."""
    if not digest.troubles:
        return ""
    shown = "; ".join(f"{t.feed}: {cut(one_line(t.what), 90)}" for t in digest.troubles[:TROUBLES_SHOWN])
    more = len(digest.troubles) - TROUBLES_SHOWN
    return f"Not seen: {shown}" + (f"; and {more} more" if more > 0 else "")


def as_message(digest: Digest) -> Message:
    """One message that fits whatever the day was: rows are left out at the end, and counted."""
    rows = [_html_row(row(i)) for i in digest.incidents if i.alerted]
    rows += [f"↻ {_html_row(row(i))}" for i in digest.updated if i.alerted]
    tail = [escaped(cut(part, ROOM_FOR_TAIL // 2)) for part in (silence(digest), blind(digest)) if part]
    head = f"📋 <b>{escaped(headline(digest))}</b>"
    room = MESSAGE_UNITS - ROOM_FOR_TAIL - utf16_length(head)
    shown = list(_fitting(rows, room))
    if len(shown) < len(rows):
        shown.append(f"and {len(rows) - len(shown)} more: monitor digest --date {digest.day}")
    return Message(html="\n\n".join([head, *shown, *tail]), plain=as_text(digest), silent=True)


def _fitting(rows: list[str], room: int) -> Iterator[str]:
    for text in rows:
        room -= utf16_length(text) + 2  # tags count here though Telegram does not count them: always short enough
        if room < 0:
            return
        yield text


def _html_row(shown: Row) -> str:
    links = ", ".join(link(m.url, cut(one_line(m.outlet), 30)) for m in shown.links[:4])
    return (f"{shown.symbol} <b>{escaped(cut(shown.headline, 120))}</b>\n{escaped(shown.situation)}\n"
            f"{escaped(shown.when)} · {escaped(shown.status)} · {links}")


def as_text(digest: Digest) -> str:
    """For a terminal."""
    return "\n\n".join(part for part in _text_parts(digest) if part)


def _text_parts(digest: Digest) -> Iterator[str]:
    yield headline(digest)
    for title, incidents in (("", [i for i in digest.incidents if i.alerted]),
                             ("Changed today:", [i for i in digest.updated if i.alerted]),
                             ("Found, not alerted:", [i for i in digest.incidents if not i.alerted])):
        rows = "\n\n".join(_text_row(row(incident)) for incident in incidents)
        if rows:
            yield f"{title}\n{rows}".strip()
    near = digest.near_misses[:NEAR_SHOWN]
    if near:
        yield "Just below the threshold:\n" + "\n".join(_near(n.probability, n.outlet, n.title, n.url) for n in near)
    yield silence(digest)
    yield blind(digest)


def _text_row(shown: Row) -> str:
    links = "\n".join(f"  {isolated(one_line(m.outlet))}: {m.url}" for m in shown.links[:6])
    return (f"{shown.symbol} {isolated(shown.headline)}\n  {shown.situation}\n  {shown.when} · {shown.status} · "
            f"{shown.sources} [{shown.id}]\n{links}")


def _near(probability: float, outlet: str, title: str, url: str) -> str:
    return f"  {probability:.2f} {isolated(one_line(outlet))}: {isolated(cut(one_line(title), 120))}\n       {url}"


def as_markdown(digest: Digest) -> str:
    """For a file or a wiki; foreign text is escaped so that it cannot become mark-up."""
    lines = [f"# {_md(headline(digest))}", ""]
    for incident in (i for i in (*digest.incidents, *digest.updated) if i.alerted):
        shown = row(incident)
        links = ", ".join(f"[{_md(m.outlet)}](<{_md_url(m.url)}>)" for m in shown.links)
        lines += [f"## {_md(shown.headline)}", "", f"- {_md(shown.situation)}", f"- {_md(shown.when)}",
                  f"- {_md(shown.status)}, {shown.sources}: {links}", ""]
    lines += [_md(silence(digest)), ""]
    if blind(digest):
        lines += [_md(blind(digest)), ""]
    return "\n".join(lines)


def _md(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>#|!" else c for c in one_line(text))


def _md_url(url: str) -> str:
    return url.replace("<", "%3C").replace(">", "%3E")


def as_json(digest: Digest) -> str:
    """For programs."""
    return orjson.dumps({
        "day": digest.day, "timezone": digest.timezone, "usual": digest.usual, "entries": digest.entries,
        "incidents": [_json(i) for i in digest.incidents], "updated": [_json(i) for i in digest.updated],
        "held": {held.reason.name.lower(): held.count for held in digest.held},
        "near_misses": [{"title": n.title, "url": n.url, "outlet": n.outlet, "probability": n.probability}
                        for n in digest.near_misses],
        "feeds_failed": [{"feed": t.feed, "what": t.what} for t in digest.troubles],
    }, option=orjson.OPT_INDENT_2).decode()


def _json(incident: Incident) -> dict[str, object]:
    facts = incident.facts
    return {
        "incident": incident.id, "alerted": incident.alerted, "status": incident.status.value,
        "revision": incident.revision, "place": facts.place, "country": facts.country, "weapon": facts.weapon.value,
        "start": facts.when.start, "end": facts.when.end, "killed": facts.killed, "wounded": facts.wounded,
        "outlets": list(incident.outlets), "origins": len(incident.origins),
        "urls": [m.url for m in incident.members],
    }


def as_html(digest: Digest, made_at: datetime) -> str:
    """A page of its own: no script, no outside resource, light and dark, printable."""
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(_TEMPLATES), autoescape=True,
                                     undefined=jinja2.StrictUndefined)
    return environment.get_template("digest.html").render(
        title=headline(digest), alerted=[row(i) for i in digest.incidents if i.alerted],
        updated=[row(i) for i in digest.updated if i.alerted],
        held=[row(i) for i in digest.incidents if not i.alerted], near=digest.near_misses,
        silence=silence(digest), blind=blind(digest), made_at=wording.clock(made_at), day=digest.day,
    )
