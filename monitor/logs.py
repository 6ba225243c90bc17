"""Logging of the commands that run for long: structlog on stderr, secrets taken out of every line.

httpx logs Bot API URLs that hold the token, and python-telegram-bot shows it in reprs; both loggers are silenced below
WARNING, and whatever still carries a token loses it here: in each value, and once more in the finished line, because a
value that is no text (a list, an exception) becomes text only there.
"""

import logging
import sys
import traceback
from collections.abc import Sequence
from types import TracebackType
from typing import TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

from monitor.redaction import Redaction

_CHATTY = ("alembic", "watchfiles", "httpx", "httpcore", "apscheduler", "telegram", "asyncio", "procrastinate", "psycopg", "trafilatura", "htmldate", "charset_normalizer",
           "apprise")


def set_up(
    *, as_json: bool, secrets: Sequence[str] = (), level: int = logging.INFO, stream: TextIO | None = None,
) -> Redaction:
    """Everything logged anywhere goes to ``stream`` (stderr), one event a line; what is returned can learn more secrets."""
    out = stream or sys.stderr
    redaction = Redaction(secrets)
    before = _each_value(redaction)
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level, structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info, before,
    ]
    last = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(
        colors=out.isatty(), pad_event_to=0, exception_formatter=structlog.dev.plain_traceback)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(), wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(out)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=shared,
        processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, before, last, _whole_line(redaction)]))
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for name in _CHATTY:
        logging.getLogger(name).setLevel(logging.WARNING)
    return redaction


def clean_tracebacks(redaction: Redaction) -> None:
    """What ends the program unforeseen is told without secrets too: an error of a library can hold what it was called with."""
    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        sys.stderr.write(redaction.clean("".join(traceback.format_exception(kind, error, trace))))

    sys.excepthook = tell


def _each_value(redaction: Redaction) -> structlog.typing.Processor:
    # Before the renderer: JSON writes a quote or an accent of a secret in another way.
    def processor(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
        return {key: redaction.clean(value) if isinstance(value, str) else value for key, value in event.items()}

    return processor


def _whole_line(redaction: Redaction) -> structlog.typing.Processor:
    def processor(_: WrappedLogger, __: str, line: EventDict) -> str:
        return redaction.clean(str(line))

    return processor
