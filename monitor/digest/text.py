"""A digest for a terminal, and as Markdown. Pure."""

from collections.abc import Iterable, Iterator

from monitor.alert.text import isolated, one_line, web_address
from monitor.digest import sentences
from monitor.digest.rows import Item, Row, changed, near_miss, parts, reaction, within
from monitor.model.digests import Digest

NEAR_SHOWN = 5
UNJUDGED_SHOWN = 10
LINKS_SHOWN = 6


def as_text(digest: Digest) -> str:
    """For a terminal."""
    return "\n\n".join(part for part in _text_parts(digest) if part)


def _text_parts(digest: Digest) -> Iterator[str]:
    yield "\n".join(line for line in top(digest) if line)
    for title, rows in parts(digest):
        yield "\n\n".join([*([f"{title}:"] if title else []), *(_text_row(shown) for shown in rows)])
    for title, items in lists(digest):
        shown = items[:UNJUDGED_SHOWN if title == UNJUDGED else NEAR_SHOWN]
        more = [f"  and {len(items) - len(shown)} more"] if len(items) > len(shown) else []
        yield "\n".join([f"{title}:", *map(_text_item, shown), *more])
    yield "\n".join(bottom(digest))
    if digest.since:
        yield "\n".join([f"{SINCE}:", *(f"  {line}" for line in later(digest))])


REACTIONS = "Reactions"
NEAR = "Just below the threshold"
UNJUDGED = "Keywords found, language not judged"
SINCE = "Known since then, not part of the above"


def top(digest: Digest) -> tuple[str, ...]:
    """The lines that stand first: count, tolls, warning; empty ones among them."""
    quiet = "" if digest.attacks else f"No attack was reported {within(digest)}."
    return (sentences.headline(digest), quiet, sentences.summary(digest), sentences.warning(digest), sentences.history(digest))


def bottom(digest: Digest) -> tuple[str, ...]:
    """The closing lines: what was not seen, what was, how often alerts were right, as of when."""
    lines = (*sentences.blind_spots(digest), sentences.depth(digest), sentences.silence(digest), sentences.precision(digest),
             sentences.as_of(digest))
    return tuple(line for line in lines if line)


def lists(digest: Digest) -> Iterator[tuple[str, list[Item]]]:
    """Articles under their headings, empty lists left out."""
    for title, items in ((REACTIONS, [reaction(f) for f in digest.follow_ups]),
                         (NEAR, [near_miss(m) for m in digest.near_misses]),
                         (UNJUDGED, [near_miss(m) for m in digest.unjudged])):
        if items:
            yield title, items


def later(digest: Digest) -> Iterator[str]:
    """What became known afterwards, a line for each incident."""
    for update in digest.since:
        shown = changed(update)
        yield f"{shown.headline}: {'; '.join(shown.changes)}"


def _text_row(shown: Row) -> str:
    title = f"WITHDRAWN: {shown.headline}" if shown.withdrawn else shown.headline
    lines = [f"{shown.symbol} {title}", *(f"   Changed: {change}" for change in shown.changes), f"   {shown.situation}",
             f"   {shown.when}", *(f"   {line}" for line in shown.accounts), f"   {shown.standing}  [{shown.id}]"]
    lines += [f"   • {isolated(source.outlet)}" + (f"  {source.url}" if source.url else "") for source in shown.links[:LINKS_SHOWN]]
    if len(shown.links) > LINKS_SHOWN:
        lines.append(f"   and {len(shown.links) - LINKS_SHOWN} more")
    return "\n".join(lines)


def _text_item(item: Item) -> str:
    score = f"{item.probability:.2f} " if item.probability else ""
    about = f" (on {item.about})" if item.about else ""
    return f"  {score}{item.outlet}: {item.title}{about}\n       {item.url}"


def as_markdown(digest: Digest) -> str:
    """For a file or a wiki; foreign text is escaped so that it cannot become mark-up."""
    title, *rest = top(digest)
    lines = [f"# {_md(title)}", "", *(f"{_md(line)}\n" for line in rest if line)]
    for heading, rows in parts(digest):
        lines += [f"## {_md(heading)}", ""] if heading else []
        for shown in rows:
            lines += _md_row(shown)
    for heading, items in lists(digest):
        lines += [f"## {heading}", "", *map(_md_item, items), ""]
    lines += ["## What was seen, and what was not", "", *(f"- {_md(text)}" for text in bottom(digest)), ""]
    if digest.since:
        lines += [f"## {SINCE}", "", *(f"- {_md(line)}" for line in later(digest)), ""]
    return "\n".join(lines)


def _md_row(shown: Row) -> Iterable[str]:
    links = ", ".join(_md_link(source.outlet, source.url) for source in shown.links)
    withdrawn = "WITHDRAWN: " if shown.withdrawn else ""
    yield from (f"### {withdrawn}{_md(shown.headline)}", "")
    yield from (f"- Changed: {_md(change)}" for change in shown.changes)
    yield from (f"- {_md(line)}" for line in (shown.situation, shown.when, *shown.accounts))
    yield from (f"- {_md(shown.standing)}: {links}", "")


def _md_item(item: Item) -> str:
    score = f"{item.probability:.2f} " if item.probability else ""
    about = f" (on {_md(item.about)})" if item.about else ""
    return f"- {score}{_md_link(f'{item.outlet}: {item.title}', item.url)}{about}"


def _md(text: str) -> str:
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#|!~&" else c for c in one_line(text))


def _md_link(text: str, url: str) -> str:
    address = web_address(url).replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
    return f"[{_md(text)}](<{address}>)" if address else _md(text)
