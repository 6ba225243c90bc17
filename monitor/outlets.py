"""Whose article it is, by addresses: the outlet's own host, never that of a service which carries its feed. Pure."""

from functools import lru_cache
from urllib.parse import urlsplit

CARRIERS = frozenset((
    "feedburner.com", "feedblitz.com", "feedproxy.google.com", "news.google.com", "news.yahoo.com", "a.dj.com", "moxie.foxnews.com",
    "rss.app", "rsshub.app", "politepol.com", "fetchrss.com", "morss.it", "feed43.com", "openrss.org", "t.co", "bit.ly", "dlvr.it",
    "ift.tt", "trib.al", "buff.ly", "ow.ly",
))
"""Hosts of feeds and links that name no outlet, themselves or with anything before them."""
_PREFIXES = ("www.", "feeds.", "feed.", "rss.")


@lru_cache(maxsize=4096)
def host_of(address: str) -> str:
    """The host of an address without what marks it as one of feeds: ``https://feeds.bbci.co.uk/x`` -> ``bbci.co.uk``; or nothing."""
    try:
        host = (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""
    for prefix in _PREFIXES:
        rest = host.removeprefix(prefix)
        host = rest if "." in rest else host
    return host


def is_carrier(host: str) -> bool:
    """Whether a host carries what others publish."""
    while host and host not in CARRIERS:
        host = host.partition(".")[2]
    return bool(host)


def outlet_by(host: str, link: str) -> str:
    """The host of a feed, or that of an entry's link where a carrier has the feed and not the link."""
    linked = host_of(link) if is_carrier(host) else ""
    return linked if linked and not is_carrier(linked) else host
