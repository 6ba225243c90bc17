"""Signing in, and forms that only our own pages can send. Pure: key, token and time are arguments.

The cookie holds no token: it is an end, a random word and a code made of both with the token, so it ends by itself and
with a change of the token. Nothing of it is kept here.
"""

import hmac
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from ipaddress import IPv6Address, ip_address, ip_network

LASTS = timedelta(days=7)
TRIES = 5
"""Wrong tokens from one address within the span; a whole /64 of IPv6 is one address."""
TRIES_IN_ALL = 50
SPAN = timedelta(minutes=15)


def new_session(token: str, now: datetime, nonce: str) -> str:
    """The value of a cookie that is good for :data:`LASTS`."""
    text = f"{int((now + LASTS).timestamp())}.{nonce}"
    return f"{text}.{_code(token.encode(), f'session {text}')}"


def is_session(value: str, token: str, now: datetime) -> bool:
    """Whether the cookie was made with this token and is not over."""
    text, _, code = value.rpartition(".")
    if not hmac.compare_digest(code.encode(), _code(token.encode(), f"session {text}").encode()):
        return False
    return int(text.partition(".")[0]) > now.timestamp()


def is_token(given: str, token: str) -> bool:
    """Whether this is the token, compared in constant time whatever the lengths."""
    return hmac.compare_digest(sha256(given.encode("utf-8", "replace")).digest(), sha256(token.encode()).digest())


def form_code(key: bytes, session: str) -> str:
    """What a form carries: nobody can make it who has neither the key of this process nor read one of its pages."""
    return _code(key, f"form {session}")


def is_form_code(given: str, key: bytes, session: str) -> bool:
    """Whether a form came from a page of ours, shown in this session."""
    return hmac.compare_digest(given.encode("utf-8", "replace"), form_code(key, session).encode())


def _code(key: bytes, text: str) -> str:
    return hmac.new(key, text.encode("utf-8", "replace"), sha256).hexdigest()


@dataclass(slots=True)
class Tries:
    """Wrong tokens of the last minutes, by address; bounded by :data:`TRIES_IN_ALL`."""

    wrong: list[tuple[datetime, str]] = field(default_factory=list)

    def may(self, address: str, now: datetime) -> bool:
        """Whether another try is heard; ask before the token is looked at."""
        self.wrong = [(at, who) for at, who in self.wrong if now - at < SPAN]
        own = sum(who == _network(address) for _, who in self.wrong)
        return own < TRIES and len(self.wrong) < TRIES_IN_ALL

    def failed(self, address: str, now: datetime) -> None:
        """One more that was wrong."""
        self.wrong.append((now, _network(address)))


def _network(address: str) -> str:
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    return str(ip_network(f"{parsed}/64", strict=False)) if isinstance(parsed, IPv6Address) else address
