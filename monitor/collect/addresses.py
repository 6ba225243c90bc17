"""Which network addresses a stranger's link may lead to. Pure.

``is_global`` of the standard library is not enough (it passes 192.88.99.1 and knows nothing of multicast), so the list
is ours: the IANA special-purpose registries (RFC 6890 and its updates), with IPv4 addresses that hide in IPv6 ones
(mapped, NAT64, 6to4) taken out and judged by themselves; Teredo, which no server is reached by, is refused whole.
"""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urlsplit

_REFUSED_4 = tuple(ip_network(n) for n in (
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16", "192.175.48.0/24",
    "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
))
_ALLOWED_6 = ip_network("2000::/3")
_REFUSED_6 = tuple(ip_network(n) for n in ("2001::/23", "2001:db8::/32", "3fff::/20", "5f00::/16"))
PORTS = frozenset({80, 443, 8000, 8080, 8443})
"""Where the web is served on the open internet; a link to another port is more likely meant to reach something else."""
_NAT64 = (ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"))


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet; False for anything that is no IP address."""
    try:
        ip = ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    if isinstance(ip, IPv4Address):
        return not any(ip in network for network in _REFUSED_4)
    inner = _inner(ip)
    if inner is not None:
        return not any(inner in network for network in _REFUSED_4)
    return ip in _ALLOWED_6 and not any(ip in network for network in _REFUSED_6)


def same_site(a: str, b: str) -> bool:
    """Whether two addresses have scheme, host and port in common: what is sent to one may be sent to the other."""
    try:
        return urlsplit(a)[:2] == urlsplit(b)[:2]
    except ValueError:
        return False


def refusal(address: str, port: int, networks: Sequence[str] = ()) -> str:
    """Why no connection is made to this address and port; empty where it may be. ``networks``: those config.yaml allows."""
    if _within(address, networks):
        return ""
    if not is_public(address):
        return f"the address {address} is not on the open internet"
    return "" if port in PORTS else f"port {port} is not asked"


def _within(address: str, networks: Sequence[str]) -> bool:
    try:
        ip = ip_address(address.split("%", 1)[0])
    except ValueError:
        return False
    same = ip.ipv4_mapped if isinstance(ip, IPv6Address) and ip.ipv4_mapped else ip
    return any(same in ip_network(network) for network in networks)


def _inner(ip: IPv6Address) -> IPv4Address | None:
    if ip.ipv4_mapped:
        return ip.ipv4_mapped
    if ip.sixtofour:
        return ip.sixtofour
    if any(ip in network for network in _NAT64):
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return None
