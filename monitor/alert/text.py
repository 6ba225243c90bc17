"""Foreign text made fit for a message: one line, cut by UTF-16 units, isolated where it runs right to left, escaped once."""

import html
import re
import unicodedata
from urllib.parse import urlsplit

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
ELLIPSIS = "…"
MESSAGE_UNITS = 4_096
"""What Telegram takes in one message, in UTF-16 units after its tags and entities are read."""
URL_UNITS = 2_048
"""An address longer than this is not linked: no browser or chat promises to open it."""

_JOINERS = frozenset("\u200c\u200d")
"""Invisible, but part of the spelling of Persian words and of joined emoji."""
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn"})
TAG = re.compile(r"<[^<>]*>")


def utf16_length(text: str) -> int:
    """Length as Telegram counts it: characters outside the basic plane count twice."""
    return len(text) + sum(ord(c) > 0xFFFF for c in text)


def shown_length(marked_up: str) -> int:
    """Length of what is seen of our own HTML, tags and entities read."""
    return utf16_length(html.unescape(TAG.sub("", marked_up)))


def cut(text: str, units: int) -> str:
    """At most ``units`` UTF-16 units, ended at a word with an ellipsis; cut before escaping, so no tag is split."""
    if utf16_length(text) <= units:
        return text
    kept, length = [], 0
    for character in text:
        length += 2 if ord(character) > 0xFFFF else 1
        if length > units - 1:
            break
        kept.append(character)
    shortened = "".join(kept)
    at_word = shortened.rsplit(" ", 1)[0] if " " in shortened[units // 2:] else shortened
    return at_word.rstrip(" ,;:-") + ELLIPSIS


def runs_right_to_left(text: str) -> bool:
    """Whether any letter is of a right-to-left script."""
    return not text.isascii() and any(unicodedata.bidirectional(c) in {"R", "AL"} for c in text)


def isolated(text: str) -> str:
    """Text that cannot turn the words around it: right-to-left runs stand in an isolate of their own."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}" if runs_right_to_left(text) else text


def one_line(text: str) -> str:
    """White space folded; control, format and override characters dropped (they hide or reorder what is read)."""
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    shown = (c for c in text if c.isspace() or c in _JOINERS or unicodedata.category(c) not in _HIDDEN)
    return " ".join("".join(shown).split())


def piece(text: str, units: int) -> str:
    """One foreign piece of a line: on one line, cut, isolated. Lines are put together of pieces and escaped whole."""
    return isolated(cut(one_line(text), units))


def markup(text: str) -> str:
    """A finished line between tags: its pieces are isolated already."""
    return html.escape(text, quote=False)


def escaped(text: str) -> str:
    """One foreign piece between tags, whole."""
    return markup(isolated(one_line(text)))


def web_address(url: str) -> str:
    """The address if a browser should open it, else empty: http and https alone, never ``javascript:``."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    opens = parts.scheme in {"http", "https"} and bool(parts.netloc) and len(url) <= URL_UNITS
    return url if opens and url.isprintable() and not any(c.isspace() for c in url) else ""


def link(url: str, text: str) -> str:
    """An HTML link, or the bare text where the address is none a browser should open."""
    if not web_address(url):
        return escaped(text)
    return f'<a href="{html.escape(url, quote=True)}">{escaped(text)}</a>'
