"""What an HTTP answer means for a message, alike for every service that speaks HTTP."""

from datetime import timedelta

import httpx

from monitor.model import Gone, InDoubt, Refused, SendOutcome, TryLater

RETRY = timedelta(seconds=30)
LONGEST = timedelta(hours=24)


def outcome_of(answer: httpx.Response) -> SendOutcome | None:
    """None for a success."""
    code = answer.status_code
    if answer.is_success:
        return None
    if code == 429 or (code == 503 and "retry-after" in answer.headers):
        return TryLater(after=asked_wait(answer.headers.get("retry-after", "")), reason=f"it answers {code}", whole_channel=True)
    if code >= 500 or code in {408, 409, 425}:
        return InDoubt(reason=f"it answers {code}")
    if code in {401, 403, 410}:
        return Refused(reason=f"it answers {code}", whole_channel=True)
    return Gone(reason="it answers 404") if code == 404 else Refused(reason=f"it answers {code}")


def failure_of(error: httpx.HTTPError) -> SendOutcome:
    """Not connected: nothing was shown; anything else: nobody knows."""
    if isinstance(error, httpx.ConnectError | httpx.ConnectTimeout | httpx.PoolTimeout):
        return TryLater(after=RETRY, reason=unreached(error), whole_channel=True)
    return InDoubt(reason=type(error).__name__)


def unreached(error: httpx.HTTPError) -> str:
    """In words why nothing was sent."""
    if isinstance(error, httpx.ConnectError):
        return "its server cannot be reached; is there a network?"
    return f"its server takes no connection ({type(error).__name__})"


def asked_wait(text: str) -> timedelta:
    """Seconds of a Retry-After, fractions too; what is no number counts as half a minute."""
    try:
        seconds = float(text)
    except ValueError:
        return RETRY
    return min(max(timedelta(seconds=seconds), timedelta(seconds=1)), LONGEST) if seconds == seconds and seconds < 1e9 else RETRY  # noqa: PLR0124
