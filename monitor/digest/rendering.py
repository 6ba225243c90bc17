"""A digest in words: for a chat, a terminal, a page, a file."""

from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path

import jinja2
import orjson

from monitor.alert import wording
from monitor.alert.sources import shown_sources
from monitor.alert.text import MESSAGE_UNITS, cut, isolated, link, markup, one_line, piece, shown_length, web_address
from monitor.digest.rows import Row, blind, headline, parts, row, silence
from monitor.model import Digest, Incident, Message, NearMiss

NEAR_SHOWN = 5
UNJUDGED_SHOWN = 10
LINKS_SHOWN = 3
TAIL_UNITS = 300
ROOM_FOR_TAIL = 2 * TAIL_UNITS + 100
"""Two closing lines, the line that counts what is left out, and what stands between them."""
_TEMPLATES = Path(__file__).parent / "templates"


def as_message(digest: Digest) -> Message:
    """One message that fits whatever the day was: rows are left out at the end, and counted."""
    rows = [_html_row(row(i)) for i in digest.incidents if i.alerted]
    rows += [f"↻ {_html_row(row(i))}" for i in digest.updated if i.alerted]
    tail = [markup(piece(part, TAIL_UNITS)) for part in (silence(digest), blind(digest)) if part]
    head = f"📋 <b>{markup(headline(digest))}</b>"
    shown = list(_fitting(rows, MESSAGE_UNITS - ROOM_FOR_TAIL - shown_length(head)))
    if len(shown) < len(rows):
        shown.append(f"and {len(rows) - len(shown)} more: monitor digest --date {digest.day}")
    return Message(html="\n\n".join([head, *shown, *tail]), plain=as_text(digest), silent=True)


def _fitting(rows: list[str], room: int) -> Iterator[str]:
    for text in rows:
        room -= shown_length(text) + len("\n\n")
        if room < 0:
            return
        yield text


def _html_row(shown: Row) -> str:
    links = ", ".join(link(source.url, source.outlet) for source in shown.links[:LINKS_SHOWN])
    return (f"{shown.symbol} <b>{markup(shown.headline)}</b>\n{markup(shown.situation)}\n"
            f"{markup(shown.when)}\n{markup(shown.standing)}: {links}")


def as_text(digest: Digest) -> str:
    """For a terminal."""
    return "\n\n".join(part for part in _text_parts(digest) if part)


def _text_parts(digest: Digest) -> Iterator[str]:
    yield headline(digest)
    for title, rows in parts(digest):
        yield "\n\n".join([*([f"{title}:"] if title else []), *(_text_row(shown) for shown in rows)])
    near = digest.near_misses[:NEAR_SHOWN]
    if near:
        yield "Just below the threshold:\n" + "\n".join(_near(miss) for miss in near)
    if digest.unjudged:
        yield "Keywords found, language not judged:\n" + "\n".join(_unjudged(miss) for miss in digest.unjudged[:UNJUDGED_SHOWN])
    yield silence(digest)
    yield blind(digest)


def _text_row(shown: Row) -> str:
    lines = [f"{shown.symbol} {shown.headline}", f"   {shown.situation}", f"   {shown.when}",
             f"   {shown.standing}  [{shown.id}]"]
    lines += [f"   • {isolated(source.outlet)}" + (f"  {source.url}" if source.url else "") for source in shown.links[:6]]
    return "\n".join(lines)


def _near(miss: NearMiss) -> str:
    return f"  {miss.probability:.2f} {piece(miss.outlet, 40)}: {piece(miss.title, 120)}\n       {web_address(miss.url)}"


def _unjudged(miss: NearMiss) -> str:
    return f"  {piece(miss.outlet, 40)}: {piece(miss.title, 120)}\n       {web_address(miss.url)}"


def as_markdown(digest: Digest) -> str:
    """For a file or a wiki; foreign text is escaped so that it cannot become mark-up."""
    lines = [f"# {_md(headline(digest))}", ""]
    for title, rows in parts(digest):
        lines += [f"## {_md(title)}", ""] if title else []
        for shown in rows:
            links = ", ".join(_md_link(source.outlet, source.url) for source in shown.links)
            lines += [f"### {_md(shown.headline)}", "", f"- {_md(shown.situation)}", f"- {_md(shown.when)}",
                      f"- {_md(shown.standing)}: {links}", ""]
    if digest.near_misses:
        lines += ["## Just below the threshold", ""]
        lines += [f"- {n.probability:.2f} {_md_link(f'{n.outlet}: {n.title}', n.url)}" for n in digest.near_misses]
        lines.append("")
    if digest.unjudged:
        lines += ["## Keywords found, language not judged", ""]
        lines += [f"- {_md_link(f'{n.outlet}: {n.title}', n.url)}" for n in digest.unjudged]
        lines.append("")
    lines += [_md(text) + "\n" for text in (silence(digest), blind(digest)) if text]
    return "\n".join(lines)


def _md(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#|!~&" else c for c in one_line(text))


def _md_link(text: str, url: str) -> str:
    address = web_address(url).replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
    return f"[{_md(text)}](<{address}>)" if address else _md(text)


def as_json(digest: Digest) -> str:
    """For programs; times in UTC, keys stay as they are."""
    return orjson.dumps({
        "day": digest.day, "timezone": digest.timezone, "start": digest.start, "end": digest.end,
        "usual": digest.usual, "entries": digest.entries,
        "incidents": [_json(i) for i in digest.incidents], "updated": [_json(i) for i in digest.updated],
        "held": {held.reason.name.lower(): held.count for held in digest.held},
        "near_misses": [{"title": n.title, "url": n.url, "outlet": n.outlet, "probability": n.probability}
                        for n in digest.near_misses],
        "unjudged": [{"title": n.title, "url": n.url, "outlet": n.outlet} for n in digest.unjudged],
        "feeds_failed": [{"feed": t.feed, "what": t.what} for t in digest.troubles],
    }, option=orjson.OPT_INDENT_2).decode()


def _json(incident: Incident) -> dict[str, object]:
    facts = incident.facts
    return {
        "incident": incident.id, "alerted": incident.alerted, "status": incident.status.value,
        "revision": incident.revision, "place": facts.place, "country": facts.country, "weapon": facts.weapon.value,
        "start": facts.when.start, "end": facts.when.end, "killed": facts.killed, "wounded": facts.wounded,
        "outlets": list(incident.outlets), "origins": len(incident.origins),
        "urls": [m.url for m in shown_sources(incident)],
    }


def as_html(digest: Digest, made_at: datetime) -> str:
    """A page of its own: no script, no outside resource, light and dark, printable."""
    near, unjudged = ([{"probability": n.probability, "outlet": one_line(n.outlet), "url": web_address(n.url),
                        "title": cut(one_line(n.title), 200) or n.url} for n in misses]
                      for misses in (digest.near_misses, digest.unjudged))
    return _template("digest.html").render(
        title=headline(digest), parts=list(parts(digest)), near=near, unjudged=unjudged, silence=silence(digest), blind=blind(digest),
        made_at=wording.clock(made_at), alerted=any(i.alerted for i in digest.incidents),
    )


@cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(_TEMPLATES), autoescape=True,
                                     undefined=jinja2.StrictUndefined)
    return environment.get_template(name)
