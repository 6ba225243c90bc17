"""Dates of feeds and headers: any text."""

from datetime import timedelta
from time import struct_time

from monitor.collect.dates import EARLIEST, published_at
from monitor.collect.headers import RETRY_AFTER_LIMIT, max_age, retry_after, validator
from tests.collect.fakes import NOW


def fuzz(data: bytes) -> None:
    """Bytes as the date of an entry, and as each header that the polling plan listens to."""
    text = data.decode("utf-8", "replace")
    numbers = struct_time((data * 9)[:9].ljust(9, b"\1"))
    for parsed in (None, numbers):
        moment, _ = published_at(text, parsed, NOW)
        assert EARLIEST <= moment <= NOW
    headers = {"Retry-After": text, "Date": "Mon, 02 Feb 2026 10:00:00 GMT", "Cache-Control": f"max-age={text}", "ETag": text}
    for swapped in (headers, headers | {"Retry-After": headers["Date"], "Date": text}):
        wait = retry_after(swapped)
        assert wait is None or timedelta(0) <= wait <= RETRY_AFTER_LIMIT
    age = max_age(headers)
    assert age is None or timedelta(0) <= age <= timedelta(days=365)
    assert validator(headers, "ETag").isprintable()
