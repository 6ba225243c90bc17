"""Plain text out of markup, and foreign text into a message."""

from monitor.alert.text import MESSAGE_UNITS, cut, escaped, one_line, piece, utf16_length
from monitor.collect import plain
from tests.alert.botapi import entities_problem


def fuzz(data: bytes) -> None:
    """Bytes as markup of a feed; what is left stands in a message without ending it."""
    markup = data.decode("utf-8", "replace")
    text = plain.plain_text(markup)
    text.encode()
    assert plain.one_line(markup).count("\n") == 0
    assert entities_problem(f"<b>{escaped(text)}</b>") == ""
    assert entities_problem(f"<b>{escaped(markup)}</b>") == ""
    assert utf16_length(cut(one_line(text), 200)) <= 200
    assert utf16_length(piece(text, MESSAGE_UNITS)) <= MESSAGE_UNITS + 2
