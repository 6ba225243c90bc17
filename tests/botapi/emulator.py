"""telegram-test-api from npm behind a proxy that makes up for five things it answers otherwise than Telegram does."""

import asyncio
import shutil
import socket
import subprocess
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession, web
from aiohttp.test_utils import TestServer

from tests.alert.botapi import TOKEN

PACKAGE = "telegram-test-api@4.2.1"
ECHOED = frozenset({"link_preview_options", "reply_parameters"})
"""Fields of a request that it puts into its answer as the text they came as."""
RUN = """
const Server = require("telegram-test-api");
const server = new Server({host: "127.0.0.1", port: Number(process.argv[2])});
server.start().then(() => console.log("up"));
"""


def installed(folder: Path) -> Path:
    """The package in a folder of its own, by npm; skips with the reason where that cannot be."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        pytest.skip("npm and node are not on the path: telegram-test-api cannot run here")
    try:
        subprocess.run([npm, "install", "--no-audit", "--no-fund", "--prefer-offline", PACKAGE], cwd=folder, check=True,
                       capture_output=True, timeout=90)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        pytest.skip(f"npm could not install {PACKAGE}: {error}")
    (folder / "run.cjs").write_text(RUN, encoding="utf-8")
    return folder


@dataclass(slots=True)
class Emulator:
    """The emulator, its proxy, and a client of both."""

    folder: Path
    inside: str = ""
    process: asyncio.subprocess.Process | None = None
    server: TestServer | None = None
    client: ClientSession = field(default_factory=ClientSession)
    refusals: deque[dict[str, Any]] = field(default_factory=deque)
    """Telegram's own words with which the next requests are refused: the emulator refuses nothing."""

    async def start(self) -> str:
        """Run both; the address to give as ``api_url``."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.inside = f"http://127.0.0.1:{port}"
        self.process = await asyncio.create_subprocess_exec("node", "run.cjs", str(port), cwd=self.folder,
                                                            stdout=asyncio.subprocess.PIPE)
        assert self.process.stdout is not None
        assert await asyncio.wait_for(self.process.stdout.readline(), 20) == b"up\n"
        app = web.Application()
        app.router.add_post("/bot{token}/{method}", self._repaired)
        self.server = TestServer(app)
        await self.server.start_server()
        return str(self.server.make_url("")).rstrip("/")

    async def stop(self) -> None:
        """End both."""
        await self.client.close()
        if self.server is not None:
            await self.server.close()
        if self.process is not None:
            self.process.terminate()
            await self.process.wait()

    async def shown(self) -> list[dict[str, Any]]:
        """The bot's messages as they stand now, oldest first."""
        async with self.client.post(f"{self.inside}/getUpdatesHistory", json={"token": TOKEN}) as answer:
            return [update["message"] for update in (await answer.json())["result"]]

    async def press(self, chat: int, data: str) -> None:
        """A reader presses a button."""
        user = {"id": 7, "first_name": "Reader"}
        place = {"id": chat, "first_name": "Reader", "type": "private"}
        query = {"botToken": TOKEN, "from": user, "data": data, "date": 1_770_000_000, "time": 0,
                 "message": {"message_id": 1, "date": 1_770_000_000, "from": user, "chat": place, "text": "word"}}
        async with self.client.post(f"{self.inside}/sendCallback", json=query) as answer:
            assert (await answer.json())["ok"]

    async def _repaired(self, request: web.Request) -> web.Response:
        if self.refusals:
            refusal = self.refusals.popleft()
            return web.json_response({"ok": False, **refusal}, status=refusal["error_code"])
        data = {key: value for key, value in (await request.post()).items() if isinstance(value, str)}
        async with self.client.post(f"{self.inside}{request.path}", data=data) as answer:
            body = await answer.json()
            if answer.status != 200 or not body.get("ok"):
                # It says 500 for a method it does not have, where Telegram says 404.
                return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)
        return web.json_response({"ok": True, "result": _mended(request.match_info["method"], data, body["result"])})


def _mended(method: str, data: dict[str, str], result: Any) -> Any:
    if method == "editMessageText" and result is None:
        return {"message_id": int(data["message_id"]), "date": 1_770_000_000, "text": data["text"],
                "chat": {"id": int(data["chat_id"]), "type": "private", "first_name": "Reader"}}
    if method == "answerCallbackQuery" and result is None:
        return True
    return _in_form(result)


def _in_form(value: Any) -> Any:
    """Dates in seconds, ``is_bot`` in every user, ``chat_instance`` in every query, no field sent back as it came in."""
    if isinstance(value, list):
        return [_in_form(one) for one in value]
    if not isinstance(value, dict):
        return value
    mended = {key: _in_form(one) for key, one in value.items() if key not in ECHOED}
    if isinstance(mended.get("date"), int) and mended["date"] > 10**11:
        mended["date"] //= 1_000
    if isinstance(mended.get("from"), dict):
        mended["from"].setdefault("is_bot", False)
    if isinstance(mended.get("callback_query"), dict):
        mended["callback_query"].setdefault("chat_instance", "1")
    return mended
