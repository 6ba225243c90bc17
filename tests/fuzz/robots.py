"""robots.txt: any bytes, asked about any path."""

import asyncio

from monitor.collect.robots import RobotsRules
from tests.collect.fakes import NOW, FakeHttp, body, settings


def fuzz(data: bytes) -> None:
    """Rules before the first zero byte, the path after it."""
    rules, _, path = data.partition(b"\0")
    site = RobotsRules(FakeHttp(body(rules)), settings(), lambda: NOW)
    address = "http://a.example/" + path.decode("utf-8", "replace")
    assert asyncio.run(site.allowed(address)) in {True, False}
