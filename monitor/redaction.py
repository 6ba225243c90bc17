"""Secrets taken out of text, before a person or a log sees it. Pure."""

import re
from collections.abc import Sequence

SECRET = "<secret>"  # noqa: S105  what stands in its place
_BOT_TOKEN = re.compile(r"\d{5,20}(?::|%3A|%3a)[A-Za-z0-9_-]{20,64}")
_CREDENTIALS = re.compile(r"(://[^\s/:@]{0,64}):[^\s/@]{1,128}@")
_SHORTEST = 6
"""A secret of fewer characters would take common words out of the log."""


class Redaction:
    """Takes known secrets out of text, and whatever looks like a bot token or a password in an address."""

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        self._secrets = tuple(secret for secret in secrets if len(secret) >= _SHORTEST)

    def clean(self, text: str) -> str:
        """The text without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, SECRET)
        return _CREDENTIALS.sub(rf"\1:{SECRET}@", _BOT_TOKEN.sub(SECRET, text))
