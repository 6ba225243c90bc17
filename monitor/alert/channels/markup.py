"""Our small HTML (b, s, i, a, code) in the mark-up of other chats. Pure.

Foreign words reach it escaped; each medium escapes them anew by its own rules, so that no word becomes mark-up, a mention
or a link there.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from html.parser import HTMLParser

from monitor.alert.text import cut

_SLACK = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_MARKS = re.compile(r"([\\`*_{}\[\]()#+\-.!|~>:@<])")
BLANK = "\u200b"
"""Breaks "@everyone" without being seen."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words that are marked alike."""

    text: str
    bold: bool = False
    struck: bool = False
    href: str = ""


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.spans: list[Span] = []
        self._open: list[Span] = [Span("")]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        now = self._open[-1]
        href = next((value or "" for name, value in attrs if name == "href"), now.href) if tag == "a" else now.href
        self._open.append(replace(now, bold=now.bold or tag == "b", struck=now.struck or tag == "s", href=href))

    def handle_endtag(self, tag: str) -> None:
        if len(self._open) > 1:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        self.spans.append(replace(self._open[-1], text=data))


def spans(html: str) -> tuple[Span, ...]:
    """The words of a message with their marks."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.spans)


def as_slack(html: str) -> str:
    """Slack's mrkdwn: only &, < and > are escaped there, and stars and tildes mark only what stands between them."""
    def one(span: Span) -> str:
        text = span.text.translate(_SLACK)
        if span.href:
            return f"<{span.href.translate(_SLACK).replace('|', '%7C')}|{text.replace('|', '¦')}>"
        return _around(text, "*" if span.bold else "~" if span.struck else "")

    return _joined(html, one)


def as_discord(html: str) -> str:
    """Discord's Markdown, every sign of it escaped."""
    def one(span: Span) -> str:
        text = _MARKS.sub(r"\\\1", span.text).replace("@", f"@{BLANK}")
        if span.href:
            return f"[{text}](<{span.href.replace('>', '%3E').replace(' ', '%20')}>)"
        return _around(text, "**" if span.bold else "~~" if span.struck else "")

    return _joined(html, one)


def as_mail(html: str, pictures: Sequence[tuple[str, str]] = ()) -> str:
    """A body of HTML; ``pictures``: the name of each that comes with the mail, and what it shows in words."""
    shown = "".join(f'<p><img src="cid:{name}" alt="{escape(words)}" style="max-width:100%"></p>' for name, words in pictures)
    return f"<!doctype html><html><body><p>{html.replace(chr(10), '<br>')}</p>{shown}</body></html>"


def with_addresses(html: str) -> str:
    """Plain text in which links are followed by their addresses."""
    return _joined(html, lambda span: f"{span.text} <{span.href}>" if span.href else span.text)


def _joined(html: str, one: Callable[[Span], str]) -> str:
    return "".join(one(span) for span in spans(html))


def _around(text: str, mark: str) -> str:
    """Marks stand at words: white space stays outside, and no line break stands inside."""
    inner = text.strip()
    if not mark or not inner or "\n" in inner:
        return text
    before, _, after = text.partition(inner)
    return f"{before}{mark}{inner}{mark}{after}"


def fitting(text: str, plain: str, most: int) -> str:
    """The marked text where it fits, else the plain one, cut: mark-up cut in the middle would show its signs."""
    return text if len(text) <= most else cut(plain, most)
