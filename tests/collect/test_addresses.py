"""Which addresses are of the open internet."""

from ipaddress import IPv4Address, IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.collect.addresses import is_public

INSIDE = (
    "0.0.0.0", "10.1.2.3", "100.64.0.1", "127.0.0.1", "127.255.255.254", "169.254.169.254", "172.16.0.1",
    "172.31.255.255", "192.0.0.1", "192.0.2.1", "192.88.99.1", "192.168.1.1", "198.18.0.1", "198.19.255.255",
    "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
)
OUTSIDE = ("8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.255.255", "100.128.0.1", "198.20.0.1", "9.9.9.9")
HIDING = ("::ffff:{dotted}", "64:ff9b::{dotted}", "64:ff9b:1::{dotted}", "2002:{hexed}::1", "2001:0:1:2:3:4:{inverted}")


def _hidden(form: str, address: str) -> str:
    number = int(IPv4Address(address))
    turned = number ^ 0xFFFFFFFF
    return form.format(dotted=address, hexed=f"{number >> 16:x}:{number & 0xFFFF:x}",
                       inverted=f"{turned >> 16:x}:{turned & 0xFFFF:x}")


@pytest.mark.parametrize("address", INSIDE)
def test_special_ranges_are_inside_in_every_disguise(address: str) -> None:
    """By themselves, mapped, behind NAT64, 6to4 and Teredo."""
    assert not is_public(address)
    assert not any(is_public(_hidden(form, address)) for form in HIDING)


@pytest.mark.parametrize("address", OUTSIDE)
def test_the_neighbours_of_special_ranges_are_public(address: str) -> None:
    """No range is wider than its registry says."""
    assert is_public(address)


@pytest.mark.parametrize("address", [
    "::", "::1", "fe80::1", "fe80::1%eth0", "fc00::1", "fd12::1", "ff02::1", "2001:db8::1", "3fff::1", "5f00::1",
    "100::1", "::127.0.0.1", "2001:10::1",
])
def test_special_ranges_of_version_6_are_inside(address: str) -> None:
    """Loopback, link-local, unique local, multicast, documentation."""
    assert not is_public(address)


@pytest.mark.parametrize("text", ["", "localhost", "0x7f000001", "2130706433", "0177.0.0.1", "127.1", "1.2.3.4/0"])
def test_what_is_no_plain_address_is_not_public(text: str) -> None:
    """Hexadecimal, decimal and octal forms are no addresses to us."""
    assert not is_public(text)


@given(st.ip_addresses())
def test_nothing_that_python_calls_private_is_public(address: IPv4Address | IPv6Address) -> None:
    """Ours is the stricter list."""
    if is_public(str(address)):
        assert not (address.is_private or address.is_loopback or address.is_link_local or address.is_multicast)
