"""Recorded items: any bytes as lines of JSON."""

from monitor.jsonlines import BadLine, read_items
from tests.collect.fakes import NOW


def fuzz(data: bytes) -> None:
    """A bad line is a value that says why."""
    for item in read_items(data.splitlines(), NOW):
        assert not isinstance(item, BadLine) or item.reason
