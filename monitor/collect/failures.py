"""What a refusal means, and its words as they may be told. Pure."""

from collections.abc import Mapping

from monitor.collect.headers import retry_after
from monitor.model import Failed, FailureKind
from monitor.redaction import Redaction

_REDACTION = Redaction()
_KINDS = {
    401: FailureKind.REFUSED, 403: FailureKind.REFUSED, 404: FailureKind.MISSING, 410: FailureKind.GONE,
    429: FailureKind.THROTTLED,
}


def refused(url: str, status: int, reason: str, headers: Mapping[str, str]) -> Failed:
    """An answer that is neither a body nor a redirect; one that says when to come again asks for patience."""
    wait = retry_after(headers)
    kind = _KINDS.get(status, FailureKind.SERVER if status >= 500 else FailureKind.CLIENT)
    if kind is FailureKind.SERVER and wait:
        kind = FailureKind.THROTTLED
    said = f" {shown(reason)[:60]}" if reason else ""
    return Failed(url=url, kind=kind, status=status, retry_after=wait, detail=f"the server answered {status}{said}")


def words(error: BaseException) -> str:
    """An error of the network in a line."""
    if isinstance(error, ConnectionRefusedError):
        return "nothing listens at its address"
    return f"{type(error).__name__}: {shown(str(error))[:160] or 'no details'}"


def shown(text: str) -> str:
    """A stranger's words as they may be printed on a terminal: without control and direction characters, and logins of ours."""
    return _REDACTION.clean("".join(c if c.isprintable() else " " for c in text))
