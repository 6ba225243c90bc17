"""Secrets taken out of text, before a person or a log sees it. Pure."""

import base64
import re
from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import quote, unquote, urlsplit

SECRET = "<secret>"  # noqa: S105  what stands in its place
_BOT_TOKEN = re.compile(r"\d{5,20}(?::|%3A|%3a)[A-Za-z0-9_-]{20,64}")
_CREDENTIALS = re.compile(r"(://[^\s/:@]{0,64}):[^\s/@]{1,128}@")
_AUTHORIZATION = re.compile(r"\b(basic|bearer)(\s{1,4}|%20)[\w.~+/=%-]{8,}", re.IGNORECASE)
_SHORTEST = 6
"""A secret of fewer characters would take common words out of the log."""


_TELLING = 12
"""A piece of a secret address (a step of its path, a value of its query) that is so long is a secret by itself."""


class Redaction:
    """Takes known secrets out of text, and whatever looks like a bot token, a password in an address or an authorization."""

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        self._secrets: tuple[str, ...] = ()
        self.learn(secrets)

    def learn(self, secrets: Iterable[str]) -> None:
        """Know these too: config.yaml was edited while we ran. Longer ones go first, so that no rest of one stays."""
        forms = {form for secret in secrets for piece in _pieces(secret) for form in _forms(piece)}
        known = {form for form in forms if len(form) >= _SHORTEST}.union(self._secrets)
        self._secrets = tuple(sorted(known, key=lambda form: (-len(form), form)))

    def clean(self, text: str) -> str:
        """The text without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, SECRET)
        text = _AUTHORIZATION.sub(rf"\1 {SECRET}", text)
        return _CREDENTIALS.sub(rf"\1:{SECRET}@", _BOT_TOKEN.sub(SECRET, text))


def _pieces(secret: str) -> Iterator[str]:
    """A secret; of one that is an address also its login, and what in it is long enough to be a key."""
    yield secret
    if "://" not in secret:
        return
    try:
        parts = urlsplit(secret)
        yield from (parts.password or "", unquote(parts.password or ""), parts.netloc.rpartition("@")[0])
        # The Basic authorization of it, for one that a service repeats.
        yield base64.b64encode(unquote(parts.netloc.rpartition("@")[0]).encode()).decode()
    except ValueError:
        return
    told = (*parts.path.split("/"), *(value.partition("=")[2] for value in parts.query.split("&")))
    yield from (piece for piece in told if len(piece) >= _TELLING)


def _forms(piece: str) -> tuple[str, ...]:
    return piece, quote(piece, safe="")
