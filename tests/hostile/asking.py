"""``python -m tests.hostile.asking URL...``: what the network edge answers, a JSON object a line; for what the environment decides."""

import asyncio
import json
import os
import sys
from collections.abc import Sequence
from datetime import timedelta

from monitor.collect.http import Http
from monitor.model import Body, Failed, Request
from tests.collect.fakes import settings
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


if __name__ == "__main__":
    for answer in asyncio.run(answers(sys.argv[1:])):
        print(json.dumps(answer))
