"""Logging of the commands that run for long: structlog on stderr, secrets taken out of every line.

httpx logs Bot API URLs that hold the token, and python-telegram-bot shows it in reprs; both loggers are silenced below
WARNING, and whatever still carries a token loses it here, before any handler sees it.
"""

import logging
import re
import sys
from collections.abc import Sequence

import structlog
from structlog.typing import EventDict, WrappedLogger

_BOT_TOKEN = re.compile(r"\d{5,20}:[A-Za-z0-9_-]{20,64}")
_SECRET = "<secret>"
_CHATTY = ("alembic", "httpx", "httpcore", "apscheduler", "telegram", "asyncio", "trafilatura", "htmldate", "charset_normalizer")


class Redaction:
    """Takes known secrets, and whatever looks like a bot token, out of text."""

    def __init__(self, secrets: Sequence[str] = ()) -> None:
        self._secrets = tuple(secret for secret in secrets if len(secret) >= 6)

    def clean(self, text: str) -> str:
        """The text without secrets."""
        for secret in self._secrets:
            text = text.replace(secret, _SECRET)
        return _BOT_TOKEN.sub(_SECRET, text)

    def __call__(self, _: WrappedLogger, __: str, event: EventDict) -> EventDict:
        """As a structlog processor."""
        return {key: self.clean(value) if isinstance(value, str) else value for key, value in event.items()}


def set_up(*, as_json: bool, secrets: Sequence[str] = (), level: int = logging.INFO) -> None:
    """Everything logged anywhere goes to stderr, one event a line."""
    redaction = Redaction(secrets)
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info, redaction,
    ]
    last = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(
        colors=sys.stderr.isatty(), pad_event_to=0, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(), wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, redaction, last]))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
