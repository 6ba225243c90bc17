"""config.yaml and OPML: read, or refused with sentences that name a line; never another error."""

import re

from monitor.config.loading import read_config
from monitor.config.opml import read_opml
from monitor.errors import MonitorError

GOOD = """channels: [{name: chat, kind: console}]
watches: [{name: all, keywords: [garrison]}]
fetch: {user_agent: test}
feeds:
  - {name: a, url: "http://a.example/"}
"""
_SENTENCE = re.compile(r"config\.yaml(:\d+)+: ")


def fuzz(data: bytes) -> None:
    """The first byte says which: bytes alone, bytes behind a good file, bytes within one, OPML."""
    kind, rest = data[:1].ljust(1, b"\0")[0] % 4, data[1:]
    if kind == 3:
        _opml(rest)
        return
    written = rest.decode("utf-8", "replace")
    middle = len(GOOD) // 2 if not rest else rest[0] % len(GOOD)
    _config((written, GOOD + written, GOOD[:middle] + written + GOOD[middle:])[kind])


def _config(text: str) -> None:
    try:
        config = read_config(text)
    except MonitorError as error:
        assert all(_SENTENCE.match(line) for line in str(error).splitlines() if line), str(error)
        return
    assert config.watches is not None


def _opml(content: bytes) -> None:
    try:
        for feed in read_opml(content, "feeds.opml"):
            assert feed.url.startswith(("http://", "https://"))
    except MonitorError:
        pass
