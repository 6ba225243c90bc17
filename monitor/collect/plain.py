"""Feed text as plain text: tags dropped, entities read (twice where a feed escaped twice), tricks taken out. Pure."""

import html
import re
import unicodedata
from html.parser import HTMLParser

LONGEST = 200_000
_MARKUP = re.compile(r"[<&]")
_BLOCKS = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "td", "ul", "ol", "figure"})
_HIDDEN = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg"})
_ESCAPED_TAG = re.compile(r"&lt;/?[a-zA-Z]{1,10}|&amp;[a-z#0-9]{2,8};")


class _Text(HTMLParser):
    """Collects what a browser would show."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Blocks part words; hidden elements are skipped."""
        self.hidden += tag in _HIDDEN
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """The end of a block parts words too."""
        self.hidden = max(0, self.hidden - (tag in _HIDDEN))
        if tag in _BLOCKS:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        """Text outside hidden elements."""
        if not self.hidden:
            self.pieces.append(data)


def plain_text(markup: str) -> str:
    """What a reader would see, white space folded within lines."""
    text = markup[:LONGEST]
    if _MARKUP.search(text):
        if "<" not in text and _ESCAPED_TAG.search(text):
            text = html.unescape(text)
        text = _shown(text)
    return _clean(text)


def _shown(markup: str) -> str:
    parser = _Text()
    parser.feed(markup)
    parser.close()
    return "".join(parser.pieces)


def _clean(text: str) -> str:
    if not text.isascii():
        text = "".join(c for c in text if c in "\n\u200c\u200d" or unicodedata.category(c) not in {"Cc", "Cf", "Cs"})
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line).strip()


def one_line(markup: str) -> str:
    """The same on one line, for titles."""
    return " ".join(plain_text(markup).split())
