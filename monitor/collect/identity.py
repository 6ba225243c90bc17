"""Which entries are the same article, and whether its content changed. Pure.

Identity is the canonical URL where there is one: a feed that gives its entries new guids each poll makes no new
articles, and two feeds of one outlet that carry one story share it. Without a link the guid serves, without a guid the
title. An outlet that moves an article to another URL makes a new article; that its text is a copy is for
``incidents.similarity`` to see, so it joins the same incident.
"""

from functools import lru_cache
from hashlib import blake2b
from urllib.parse import unquote_plus, urlsplit, urlunsplit

HASH_VERSION = "1"
"""Part of every content hash: raise it when what is hashed changes, so that stored hashes are seen to differ."""

# Only names that never select a page: dropping one that does would make two articles one, and lose an alert.
_TRACKING = frozenset({
    "fbclid", "gclid", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "igshid", "mc_cid", "mc_eid",
    "ocid", "cmp", "cmpid", "ncid", "ito", "icid", "ns_source", "ns_mchannel", "ns_campaign", "ns_linkname",
    "ns_fee", "smid", "smtyp", "emc", "ref_src", "referrer", "sr_share", "taid", "traffic_source", "xtor",
    "__twitter_impression", "guccounter", "guce_referrer", "guce_referrer_sig", "srnd", "sref", "soc_src",
    "soc_trk", "maca", "srcref", "oc",
})
_TRACKING_PREFIXES = ("utm_", "at_", "hsa_", "mtm_", "pk_", "_hs")
_TRACKING_WORDS = frozenset({"ref", "src", "source", "from", "partner", "cid", "rss", "feed"})
"""Dropped only where the value holds no digit: ``ref=rss`` says where a reader came from, ``ref=4711`` selects a page."""
_ENCODED = frozenset("%+")
_BREAKS = str.maketrans("", "", "\t\r\n")
_UNUSUAL = frozenset(":@[]?#\\ ")
_DEFAULT_PORTS = {"http": 80, "https": 443}


@lru_cache(maxsize=1024)  # an address is asked for twice: for the article's key, then for its link
def canonical_url(url: str) -> str:
    """The address without what only tracks readers; idempotent. Empty for anything but http and https."""
    text = url.strip()
    if text.startswith(("https://", "http://")) and text.isascii() and text.isprintable() and " " not in text:
        start = text.index("/", 5) + 2
        host, slash, _ = text[start:].partition("/")
        if slash and host.islower() and not _UNUSUAL.intersection(host) and host[-1] != ".":
            return _usual(text)
    try:
        return _canonical(text)
    except ValueError:
        return ""


def _usual(text: str) -> str:
    """An address that is written as addresses mostly are: only its query can need a look (as :func:`_canonical` does it)."""
    if "#" in text:
        text = text.partition("#")[0]
    if "?" not in text:
        return text
    page, _, query = text.partition("?")
    kept = _kept(query)
    return f"{page}?{kept}" if kept else page


def _kept(query: str) -> str:
    # The pieces stay as written: decoding would turn a query in cp1256 into another address.
    return "&".join(sorted(piece for piece in query.split("&") if piece and not _tracks(piece)))


def _canonical(text: str) -> str:
    # As a browser reads them: line breaks are dropped, other white space inside is a space.
    parts = urlsplit("%20".join(text.translate(_BREAKS).split()))
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    if scheme not in _DEFAULT_PORTS or not host:
        return ""
    port = parts.port
    shown = f"[{host}]" if ":" in host else host
    netloc = shown if port in {None, _DEFAULT_PORTS[scheme]} else f"{shown}:{port}"
    return urlunsplit((scheme, netloc, parts.path or "/", _kept(parts.query), ""))


def _tracks(piece: str) -> bool:
    name, _, value = piece.partition("=")
    name = (unquote_plus(name) if _ENCODED.intersection(name) else name).lower()
    if name in _TRACKING_WORDS:
        return not any(c.isdigit() for c in value)
    return name in _TRACKING or name.startswith(_TRACKING_PREFIXES)


def article_key(guid: str, url: str, title: str) -> str:
    """A key of 32 hex digits: from the canonical URL, else from the guid, else from the title."""
    address = canonical_url(url)
    if not address or _is_front_page(address):
        # A feed that links every entry to its front page names them by guid or title.
        address = canonical_url(guid) or address
    # The same page over http and https is one article.
    identity = address.split("://", 1)[1] if address else ""
    if not identity or _is_front_page(address):
        identity += guid.strip() or _squeezed(title).casefold()
    return blake2b(identity.encode("utf-8", "replace"), digest_size=16).hexdigest()


def _is_front_page(address: str) -> bool:
    return address.count("/") == 3 and address.endswith("/")


def content_hash(title: str, summary: str, content: str) -> str:
    """What an entry says, white space apart: changes exactly when an outlet edits its words."""
    said = "\x1f".join((HASH_VERSION, _squeezed(title), _squeezed(summary), _squeezed(content)))
    return blake2b(said.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _squeezed(text: str) -> str:
    return " ".join(text.split()) if text else ""
