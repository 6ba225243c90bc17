"""Web pages: text and date of any bytes; run in a child process by ``run``, so a hang is its time limit."""

from monitor.collect.articles import TEXT_LIMIT, extract_page
from monitor.model import Page

HEADS = (b"", b"<html lang=en><head><script type='application/ld+json'>", b"<html><body><article><p>", b"<html><body><table>",
         b'<meta property="article:published_time" content="', b'<?xml version="1.0" encoding="utf-16"?>')


def fuzz(data: bytes) -> None:
    """The first byte chooses the head."""
    page = extract_page(HEADS[data[:1].ljust(1, b"\0")[0] % len(HEADS)] + data[1:], "http://a.example/1")
    if isinstance(page, Page):
        assert 0 < len(page.text) <= TEXT_LIMIT
        assert "\n" not in page.title
        for text in (page.title, page.text, page.byline, page.language):
            text.encode()
            assert "\0" not in text
