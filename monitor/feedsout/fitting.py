"""Foreign text made fit for XML and JSON documents of ours."""

import re
from urllib.parse import quote, urlsplit, urlunsplit

from monitor.alert.text import URL_UNITS, web_address

_UNFIT = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2060-\u2067\u206a-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]")
"""What XML 1.0 cannot hold, and what hides or turns the text around it. The isolates U+2068 and U+2069 stay: alert/text.py
sets them itself, in pairs. Line feeds stay."""
_SAFE = "!#$%&'()*+,/:;=?@[]~"
"""What RFC 3986 lets stand in path, query and fragment beside letters, digits, ``-._``; ``%`` was escaped already."""
_HOST = re.compile(r"[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?|\[[0-9A-Fa-f:.]{2,45}\](:[0-9]{1,5})?")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def fit(text: str) -> str:
    """The text without what a document cannot hold and what turns its reader's eye."""
    return text if text.isascii() and text.isprintable() else _UNFIT.sub("", text)


def line(text: str) -> str:
    """The same on one line, for names and titles."""
    return " ".join(fit(text).split())


def address(url: str) -> str:
    """The address as a URI of ASCII letters; empty where no browser should open it or the host is none."""
    if not web_address(url):
        return ""
    parts = urlsplit(url)
    host = _host(parts.netloc)
    if not host:
        return ""
    path, query, fragment = (_escaped(part) for part in (parts.path, parts.query, parts.fragment))
    written = urlunsplit((parts.scheme, host, path, query, fragment))
    return written if len(written) <= 3 * URL_UNITS else ""


def _escaped(part: str) -> str:
    text = quote(part, safe=_SAFE).replace("[", "%5B").replace("]", "%5D").replace("#", "%23")
    return _LONE_PERCENT.sub("%25", text)


def _host(netloc: str) -> str:
    """The host and port in ASCII; empty for names with user and password, which are a trick in a link."""
    try:
        written = netloc if netloc.isascii() else netloc.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
    return written if _HOST.fullmatch(written) else ""
