"""Addresses and identity: canonical form, keys, the guard's list."""

from ipaddress import ip_address

from monitor.alert.text import link, web_address
from monitor.collect.addresses import is_public
from monitor.collect.identity import article_key, canonical_url


def fuzz(data: bytes) -> None:
    """Bytes as an address, alone and behind a scheme; sixteen or four of them as an IP address."""
    text = data.decode("utf-8", "replace")
    for url in (text, "http://" + text, "https://a.example/" + text):
        canonical = canonical_url(url)
        assert canonical_url(canonical) == canonical
        assert canonical == "" or canonical.startswith(("http://", "https://"))
        assert len(article_key(text, url, text)) == 32
        assert web_address(url) == "" or url.startswith(("http://", "https://"))
        assert link(url, text).count("<") == link(url, text).count(">")
    assert not is_public(text) or not _inside(text)
    for size in (4, 16):
        address = str(ip_address(data[:size].ljust(size, b"\0")))
        assert not is_public(address) or not _inside(address)


def _inside(text: str) -> bool:
    ip = ip_address(text.split("%", 1)[0])
    return ip.is_private or ip.is_loopback or ip.is_link_local or ip.is_multicast
