"""What every view is given: the store, the clock, the present configuration, what the service around can do."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from aiohttp import web

from monitor.model import Config
from monitor.store import Store
from monitor.web.sessions import Tries
from monitor.wiring import Brain


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a program is told by a path such as /metrics."""

    body: bytes
    content_type: str
    status: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """What the service around the pages lends them; alone (``monitor serve``) they do without."""

    config: Callable[[], Config] | None = None
    """The configuration as it is now; config.yaml is reloaded while pages live. None: it stays as it was."""
    secret: Callable[[str], str] = lambda _: ""
    """What ``env:NAME`` names."""
    brain: Callable[[], Awaitable[Brain]] | None = None
    """Model and gazetteer, for the effect of an edit; None: the pages load their own when first asked."""
    answers: Mapping[str, Callable[[], Awaitable[Answer]]] = field(default_factory=dict)
    """Paths for programs, by path: ``/readyz``, ``/metrics``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """One per server."""

    config: Callable[[], Config]
    store: Store
    clock: Callable[[], datetime]
    on_store: Callable[..., Awaitable[Any]]
    around: Around
    abroad: bool = False
    """Whether other machines reach this server: then nobody is let in without the token, whatever an edit of config.yaml says."""
    form_key: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    """Of this process: a form of one that ended is refused, and the page says to load it again."""
    tries: Tries = field(default_factory=Tries)
    trying: asyncio.Lock = field(default_factory=asyncio.Lock)
    """Held while an edit of keywords is tried."""

    @property
    def guarded(self) -> bool:
        """Whether readers have to sign in."""
        return self.abroad or bool(self.config().web_token)

    @property
    def token(self) -> str:
        """What readers sign in with; empty where nobody needs to, or nobody can."""
        source = self.config().web_token
        return self.around.secret(source) if source else ""


SITE: web.AppKey[Site] = web.AppKey("site", Site)


def site(request: web.Request) -> Site:
    """The site a request came to."""
    return request.app[SITE]
