"""What the environment decides, asked in a process of its own.

``python -m tests.hostile.asking URL...``: what the network edge answers, a JSON object a line; with ``chats``
in place of addresses, a message is sent to a chat of each kind.
"""

import asyncio
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import timedelta

from monitor.alert.channels.discord import Discord
from monitor.alert.channels.matrix import Matrix
from monitor.alert.channels.slack import Slack
from monitor.alert.channels.telegram import Telegram
from monitor.alert.channels.webhook import Webhook
from monitor.alert.protocols import Channel
from monitor.collect.http import Http
from monitor.model import Body, Failed, Request
from tests.alert.makers import parcel
from tests.collect.fakes import NOW, settings
from tests.shared import ROOT


async def answers(urls: Sequence[str]) -> list[dict[str, str]]:
    """One for each."""
    http = Http(settings())
    try:
        found = [await http.get(Request(url=url, timeout=timedelta(seconds=2))) for url in urls]
    finally:
        await http.close()
    return [{"body": one.content.decode() if isinstance(one, Body) else "",
             "kind": str(one.kind) if isinstance(one, Failed) else "", "detail": getattr(one, "detail", "")} for one in found]


async def in_environment(changed: dict[str, str], *urls: str) -> list[dict[str, str]]:
    """The same in a process of its own, with these variables of the environment."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.hostile.asking", *urls, cwd=ROOT, stdout=asyncio.subprocess.PIPE, env={**os.environ, **changed})
    async with asyncio.timeout(60):
        said, _ = await process.communicate()
    assert process.returncode == 0
    return [json.loads(line) for line in said.splitlines()]


CHATS: dict[str, Callable[[str], Channel]] = {
    "telegram": lambda nowhere: Telegram("123456:" + "a" * 30, "1", api_url=nowhere),
    "discord": lambda nowhere: Discord(f"{nowhere}/api/webhooks/1/a", "d"), "webhook": lambda nowhere: Webhook(nowhere, "secret", lambda: NOW),
    "slack": lambda nowhere: Slack("xoxb-1", "C1", "s", nowhere), "matrix": lambda nowhere: Matrix("syt_1", "!room:example.org", "m", nowhere),
}
PORTS = {kind: port for port, kind in enumerate(CHATS, start=1)}
"""Chats at addresses where nobody is, each at a port of its own: only a proxy can hear of them."""


async def sent() -> None:
    """A message to a chat of each kind, whatever becomes of it."""
    for kind, open_chat in CHATS.items():
        channel = open_chat(f"http://127.0.0.1:{PORTS[kind]}")
        await channel.deliver(parcel(), "", "")
        await channel.close()


if __name__ == "__main__":
    if sys.argv[1:] == ["chats"]:
        asyncio.run(sent())
        sys.exit()
    for answer in asyncio.run(answers(sys.argv[1:])):
        print(json.dumps(answer))
