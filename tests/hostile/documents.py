"""Feed documents built to harm, each around one item that is a real alert."""

import json
from collections.abc import Callable
from datetime import datetime
from email.utils import format_datetime
from html import escape

HEAD = '<?xml version="1.0"?>'
BOMB = "<!DOCTYPE l [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
SQUARE = f"<!DOCTYPE l [<!ENTITY a '{'x' * 60_000}'>]>"
OUTSIDE = '<!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>'
TRICKS = "\u202e\u2066\u200b\u200e\ufeff\u00ad\u2060"
"""Right-to-left override, isolate, zero-width space, direction mark, byte order mark, soft hyphen, word joiner."""
INJECTED = (
    '</b><a href="javascript:alert(1)">x</a> <script>alert(1)</script> [y](javascript:alert(1)) <!channel> @everyone @room '
    "*b* _i_ `c` ~~s~~ ||p|| {{ 7*7 }} ${7*7} %s %(a)s \\ ]]> --> ' \" </item></rss>"
)


def item(title: str, text: str, at: datetime, more: str = "", guid: str = "") -> str:
    """One item; what it says is escaped, ``more`` is not."""
    name = f"<guid isPermaLink='false'>{escape(guid)}</guid>" if guid else ""
    return (f"<item>{name}<title>{escape(title)}</title><description>{escape(text)}</description>"
            f"<pubDate>{format_datetime(at)}</pubDate>{more}</item>")


def rss(items: str, before: str = "") -> str:
    """A feed of them."""
    return f'{HEAD}{before}<rss version="2.0"><channel><title>F</title>{items}</channel></rss>'


Made = tuple[str, str, datetime]
"""Title, text and time of the real item."""


def dated(made: Made, date: str) -> bytes:
    """The real item with this date."""
    title, text, _ = made
    return rss(f"<item><title>{escape(title)}</title><description>{escape(text)}</description><pubDate>{date}</pubDate></item>").encode()


def with_tricks(text: str) -> str:
    """Hidden characters inside every word."""
    return " ".join(word[:1] + TRICKS + word[1:] for word in text.split())


def as_json(made: Made, **changed: object) -> bytes:
    """A JSON Feed with the real item."""
    title, text, at = made
    real = {"id": "real", "title": title, "content_text": text, "date_published": at.isoformat()}
    odd: list[object] = [None, 7, [], {"id": {}}, {"id": "x", "title": 7}, {"title": "t", "date_published": 10**400}, {"url": ["a"], "title": "u"}]
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "title": "F", "items": [*odd, real, *odd], **changed}).encode()


AFTER: dict[str, str] = {
    "unclosed tags": "<a>" * 12_000,
    "a tag of many attributes": "<item><x " + " ".join(f'a{n}="1"' for n in range(4_000)) + "/></item>",
    "an unclosed CDATA": "<item><title><![CDATA[" + "x" * 100_000,
    "an unclosed comment": "<!--" + "-" * 100_000,
    "nested mark-up": f"<item><title>t</title><description>{'&lt;div&gt;' * 9_000}</description></item>",
    "a title without end": f"<item><title>{'t' * 300_000}</title></item>",
    "a link without end": f"<item><title>t</title><link>http://a.example/{'x' * 2_000_000}</link></item>",
    "ten thousand others": "".join(f"<item><title>Parliament debates item {n}</title></item>" for n in range(10_000)),
    "links that run": "".join(f"<item><title>t{n}</title><link>{link}</link></item>" for n, link in enumerate((
        "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://[", "//", "http://127.0.0.1:1/x", "\x00", "vbscript:x"))),
}
"""What stands behind the real item."""

KINDS: dict[str, Callable[[Made], bytes]] = {
    "an entity bomb": lambda made: rss(item(*made) + "<item><title>&a11;</title></item>", BOMB).encode(),
    "a square of entities": lambda made: rss(item(*made) + f"<item><title>{'&a;' * 2_000}</title></item>", SQUARE).encode(),
    "entities of outside": lambda made: rss(item(*made) + "<item><title>&a;</title></item>", OUTSIDE).encode(),
    "control characters": lambda made: rss(item(*made) + "<item><title>a\x00\x08\x1b[31m\x7f&#0;&#8;&#x110000;&#xD800;</title></item>").encode(),
    "hidden characters in every word": lambda made: rss(item(with_tricks(made[0]), with_tricks(made[1]), made[2])).encode(),
    "mark-up in every field": lambda made: rss(item(f"{made[0]} {INJECTED}", f"{made[1]} {INJECTED}", made[2], "<author>"
                                                    + escape(INJECTED) + "</author>")).encode(),
    "a date of 1970": lambda made: dated(made, "Thu, 01 Jan 1970 00:00:00 GMT"),
    "a date of 2099": lambda made: dated(made, "Thu, 31 Dec 2099 23:59:59 GMT"),
    "a date that is none": lambda made: dated(made, "9" * 50_000),
    "Latin bytes said to be UTF-8": lambda made: rss(item(f"{made[0]} \xe9\xff", *made[1:])).encode("latin-1"),
    "UTF-16 said to be UTF-8": lambda made: rss(item(*made)).encode("utf-16"),
    "two byte order marks": lambda made: b"\xef\xbb\xbf\xef\xbb\xbf" + rss(item(*made)).encode(),
    "cut in the next item": lambda made: rss(item(*made) + "<item><title>next one is cu").encode()[:-30],
    "JSON with odd items": as_json,
} | {name: (lambda made, tail=tail: rss(item(*made) + tail).encode()) for name, tail in AFTER.items()}

