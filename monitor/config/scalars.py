"""The kinds of single values in config.yaml; what is refused says what would be right."""

import re
from datetime import time, timedelta
from ipaddress import ip_address, ip_network
from typing import Annotated, Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BeforeValidator, Field, Strict, StrictStr

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SIZES = {"": 1, "kb": 1000, "mb": 1_000_000, "gb": 1_000_000_000}


def _duration(value: Any) -> timedelta:
    match = re.fullmatch(r"(\d{1,6}) ?([smhd])", value.strip()) if isinstance(value, str) else None
    if not match:
        raise ValueError("is no length of time; write a number and a unit: 30s, 5m, 36h or 3d")
    return timedelta(seconds=int(match[1]) * _UNITS[match[2]])


def _size(value: Any) -> int:
    match = re.fullmatch(r"(\d{1,12}) ?(kb|mb|gb|)", str(value).strip().lower())
    if not match or isinstance(value, bool):
        raise ValueError("is no size; write bytes or a number and a unit: 500 kB, 5 MB")
    return int(match[1]) * _SIZES[match[2]]


def _url(value: str) -> str:
    if not value.isprintable() or any(c.isspace() for c in value) or not _has_host(value):
        raise ValueError("is no web address; write it whole, like https://example.org/rss.xml")
    return value


def _has_host(value: str) -> bool:
    try:
        parts = urlsplit(value)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False


def _network(value: str) -> str:
    try:
        return str(ip_network(value))
    except ValueError:
        raise ValueError("is no network; write an address, or a network like 10.1.0.0/16 (no bits behind the mask)") from None


def _bind(value: str) -> str:
    host, _, port = value.rpartition(":")
    try:
        _ = ip_address(host.strip("[]"))
        right = 0 < int(port) < 65_536
    except ValueError:
        right = False
    if value and not right:
        raise ValueError('is no loopback address with a port; write 127.0.0.1:8787, or "" for no page')
    return value


def is_loopback(bind: str) -> bool:
    """Whether an address with a port is reached from this machine alone."""
    return ip_address(bind.rpartition(":")[0].strip("[]")).is_loopback


def _home(value: str) -> str:
    address = _url(value)
    parts = urlsplit(address)
    if parts.path not in {"", "/"} or parts.query or parts.fragment or parts.username:
        raise ValueError("is no address of a server; write it without a path, like https://watch.example.org/")
    return f"{address.rstrip('/')}/"


def _tiles(value: str) -> str:
    places = ("{z}", "{x}", "{y}")
    plain = value
    for place in places:
        plain = plain.replace(place, "1", 1)
    host = (urlsplit(value).hostname or "") if _has_host(plain) else ""
    if not host or any(c in "{};,'\"" or c.isspace() or not c.isascii() for c in plain + host) or not all(
            place in value for place in places) or not value.startswith("https://"):
        raise ValueError("is no tile server; write its address with {z}, {x} and {y}, "
                         "like https://tiles.example.org/{z}/{x}/{y}.png")
    return value


def _store(value: str) -> str:
    if not value.startswith(("sqlite:///", "postgresql://", "postgresql+psycopg://")):
        raise ValueError("is no store; write sqlite:///path/to/monitor.db or postgresql://user@host/name")
    return value


def _header(value: str) -> str:
    if not value.strip() or not value.isprintable() or not value.isascii():
        raise ValueError("is no name to give to a server; write one line of plain letters")
    return value


def _zone(value: str) -> str:
    try:
        ZoneInfo(value)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("is no time zone; write a name of the tz database, like Europe/Berlin or UTC") from error
    return value


def _clock(value: Any) -> time:
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value) if isinstance(value, str) else None
    if not match:
        raise ValueError("is no time of day; write hours and minutes, like 07:00")
    return time(int(match[1]), int(match[2]))


def _name(value: str) -> str:
    if not value.strip() or len(value) > 80 or not value.isprintable():
        raise ValueError("is no name; write 1 to 80 printable characters")
    return value.strip()


def _word(value: str) -> str:
    if not any(c.isalnum() for c in value) or len(value) > 120:
        raise ValueError("is no keyword; write a word or phrase with at least one letter or digit")
    return value


def _person(value: object) -> int | str:
    """A Telegram number, or where some stand."""
    if isinstance(value, int) and not isinstance(value, bool) and value > 0:
        return value
    if isinstance(value, str) and value and not _wrong_secret(value):
        return value
    raise ValueError("is no Telegram number of a person; write digits such as 123456789, or env:NAME where they stand")


def _wrong_secret(value: str) -> bool:
    return re.fullmatch(r"env:[A-Za-z_][A-Za-z0-9_]*|file:.+", value) is None


def _secret_name(value: str) -> str:
    if value and _wrong_secret(value):
        raise ValueError("is not where a secret lies; write env:NAME or file:/path, never the secret itself")
    return value


Duration = Annotated[timedelta, BeforeValidator(_duration)]
Size = Annotated[int, BeforeValidator(_size)]
Url = Annotated[StrictStr, AfterValidator(_url)]
Zone = Annotated[StrictStr, AfterValidator(_zone)]
Clock = Annotated[time, BeforeValidator(_clock)]
Name = Annotated[StrictStr, AfterValidator(_name)]
Word = Annotated[StrictStr, AfterValidator(_word)]
Person = Annotated[int | str, BeforeValidator(_person)]
SecretName = Annotated[StrictStr, AfterValidator(_secret_name)]
Language = Annotated[StrictStr, Field(pattern=r"^([a-z]{2,3})?$")]
Number = Annotated[float, Strict()]
Probability = Annotated[Number, Field(ge=0, le=1)]
Bind = Annotated[StrictStr, AfterValidator(_bind)]
Network = Annotated[StrictStr, AfterValidator(_network)]
Home = Annotated[StrictStr, AfterValidator(_home)]
Tiles = Annotated[StrictStr, AfterValidator(_tiles)]
StoreUrl = Annotated[StrictStr, AfterValidator(_store)]
Header = Annotated[StrictStr, AfterValidator(_header)]
