"""Foreign text made fit for a message: cut by UTF-16 units, isolated where it runs right to left, escaped once."""

import html
import unicodedata
from urllib.parse import urlsplit

FIRST_STRONG_ISOLATE = "\u2068"
POP_ISOLATE = "\u2069"
ELLIPSIS = "…"


def utf16_length(text: str) -> int:
    """Length as Telegram counts it: characters outside the basic plane count twice."""
    return len(text) + sum(ord(c) > 0xFFFF for c in text)


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
    shown = (c for c in text if c.isspace() or unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co", "Cn"})
    return " ".join("".join(shown).split())


def escaped(text: str) -> str:
    """Text between tags."""
    return html.escape(isolated(one_line(text)), quote=False)


def link(url: str, text: str) -> str:
    """An HTML link, or the bare text where the address is none a browser should open."""
    if urlsplit(url).scheme not in {"http", "https"}:
        return escaped(text)
    return f'<a href="{html.escape(url, quote=True)}">{escaped(text)}</a>'
