"""The real program with every secret it can hold, while every service fails and repeats them: they are found nowhere afterwards."""

import asyncio
import base64
import itertools
import os
import signal
import stat
import sys
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import aiohttp
import pytest

from monitor.judge.gazetteer_file import load_gazetteer
from tests.chaos.attacks import attacks, item, rss
from tests.e2e.test_process import NAMES
from tests.hostile.echoes import echoing
from tests.shared import ROOT

pytestmark = pytest.mark.slow

TELEGRAM = "7123456789:AAF-telegram_secret_of_the_test_run_12"
SLACK, MATRIX, HOOK, WEB = "xoxb-slack-secret-55", "syt_matrix_secret_55", "hook-key-secret-55", "web-token-secret-55"
MAIL, DISCORD, APPRISE, BEAT, FEED = "mail pass/secret-55", "discord-secret-55", "apprise-secret-55", "beat-secret-55", "feed-secret-55"
SECRETS = (TELEGRAM, SLACK, MATRIX, HOOK, WEB, MAIL, DISCORD, APPRISE, BEAT, FEED)
CONFIG = """
feeds:
  - {{name: "{wire}", url: "http://reader:{feed}@{host}/feed/wire", outlet: Wire, language: en, interval: 60s}}
  - {{name: "{gone}", url: "http://reader:{feed}@{host}/gone", outlet: Gone, language: en, interval: 60s}}
watches: [{{name: bases, keywords: [US, American, troops]}}]
channels:
  - {{name: tg-one, kind: telegram, chat: "101", token: "env:TELEGRAM", api_url: "http://{host}"}}
  - {{name: tg-two, kind: telegram, chat: "102", token: "env:TELEGRAM", api_url: "http://{host}"}}
  - {{name: slack, kind: slack, chat: C1, token: "env:SLACK", api_url: "http://{host}/slack"}}
  - {{name: matrix, kind: matrix, chat: "!r:example.org", token: "env:MATRIX", api_url: "http://{host}/matrix"}}
  - {{name: discord, kind: discord, token: "env:DISCORD"}}
  - {{name: hook, kind: webhook, chat: "http://{host}/hook", token: "env:HOOK"}}
  - {{name: mail, kind: email, chat: a@example.org, token: "file:{folder}/mail", sender: b@example.org}}
  - {{name: apprise, kind: apprise, token: "env:APPRISE"}}
fetch: {{allow_private: true, host_gap: 0s, timeout: 3s}}
store: sqlite:///{folder}/data/monitor.db
models: {models}
web: "127.0.0.1:{web}"
web_token: "env:WEB"
heartbeat: "env:BEAT"
admin_chat: "900"
"""
PAGES = ("/", "/feeds", "/queue", "/quality", "/search?q=rockets", "/metrics", "/readyz", "/healthz", "/feed.atom", "/login", "/nowhere")


def secrets_in(data: bytes) -> list[str]:
    """Which of them are there, as they are or as addresses, JSON and Basic authorization write them."""
    forms = {secret: (secret, quote(secret, safe=""), secret.replace(":", "%3A"), base64.b64encode(secret.encode()).decode().rstrip("="))
             for secret in SECRETS}
    return [secret for secret, written in forms.items() if any(form.encode() in data for form in written)]


def environment(host: str, post: int, folder: Path) -> dict[str, str]:
    """What the program is started with; one secret is in a file."""
    (folder / "mail").write_text(f"smtp://user:{quote(MAIL, safe='')}@127.0.0.1:{post}\n", encoding="utf-8")
    return {**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "400", "TELEGRAM": TELEGRAM, "SLACK": SLACK,
            "MATRIX": MATRIX, "DISCORD": f"http://{host}/discord/{DISCORD}", "HOOK": HOOK,
            "APPRISE": f"json://user:{APPRISE}@{host}/apprise/{APPRISE}", "WEB": WEB, "BEAT": f"http://{host}/beat/{BEAT}"}


class Program:
    """``monitor`` in a folder; everything it ever said."""

    def __init__(self, folder: Path, environ: dict[str, str]) -> None:
        self.folder, self.environ = folder, environ
        self.said: dict[str, bytes] = {}

    async def start(self, *arguments: str) -> asyncio.subprocess.Process:
        """A command, its output in one pipe."""
        return await asyncio.create_subprocess_exec(
            sys.executable, "-m", "monitor", *arguments, cwd=self.folder, env=self.environ,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT)

    async def does(self, *arguments: str) -> int:
        """A command to its end."""
        process = await self.start(*arguments)
        self.said[" ".join(arguments)], _ = await process.communicate()
        return process.returncode or 0


async def read_pages(address: str) -> dict[str, bytes]:
    """Every page, signed in, refused and with a wrong token."""
    found = {}
    async with aiohttp.ClientSession() as session:
        for kind, headers in (("signed in", {"Authorization": f"Bearer {WEB}"}), ("nobody", {}),
                              ("wrong", {"Authorization": f"Bearer wrong-{WEB}"})):
            for path in PAGES:
                async with session.get(f"{address}{path}", headers=headers) as answer:
                    found[f"{path} {kind} {answer.status}"] = await answer.read() + str(answer.headers).encode()
    return found


async def served(address: str) -> None:
    """Wait for the pages."""
    async with asyncio.timeout(60), aiohttp.ClientSession() as session:
        while True:
            with suppress(aiohttp.ClientError):
                async with session.get(f"{address}/healthz"):
                    return
            await asyncio.sleep(0.1)


async def test_no_secret_is_found_anywhere_after_a_run_with_faults_on_every_call(tmp_path: Path, unused_tcp_port: int) -> None:
    """Logs of both kinds, every command, pages, metrics, database, backup, digest, and the words that other chats were sent."""
    page = f"http://127.0.0.1:{unused_tcp_port}"
    async with echoing() as (echo, address, post):
        host = address.removeprefix("http://")
        now = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)
        echo.feeds["/feed/wire"] = rss([item(f"g{a.number}", *a.told(), now - timedelta(minutes=a.number)) for a in attacks(load_gazetteer(ROOT / "models" / "gazetteer"))[:6]])
        (tmp_path / "data").mkdir(mode=0o700)
        (tmp_path / "config.yaml").write_text(CONFIG.format(
            wire=NAMES[0], gone=NAMES[1], feed=FEED, host=host, folder=tmp_path, models=ROOT / "models", web=unused_tcp_port), encoding="utf-8")
        program = Program(tmp_path, environment(host, post.port, tmp_path))
        service = await program.start("run", "--json-logs")
        await served(page)
        commands = (("channels", "test"), ("channels", "list"), ("feeds", "health"), ("feeds", "list"), ("check-config",),
                    ("export", "--format", "csv"))
        await asyncio.gather(echo.reached(bot=4, slack=3, beat=1), *(program.does(*command) for command in commands))
        pages = await read_pages(page)
        service.send_signal(signal.SIGTERM)
        program.said["run"], _ = await service.communicate()
        await program.does("once", "--all")
        await asyncio.gather(program.does("digest"), program.does("backup", str(tmp_path / "copy.db")))
        echoed = dict(echo.made)
    for name in ("bot", "slack", "matrix", "discord", "hook", "apprise", "beat", "gone"):
        assert sum(kind.startswith(f"{name}: ") for kind in echoed), f"nothing was asked of {name}: {echoed}"
    assert post.refused
    # No fault was one that nobody foresaw; python-telegram-bot reports an unreadable answer with a trace of its own.
    lines = [line for said in program.said.values() for line in (b"", *said.splitlines())]
    assert [(before, line) for before, line in pairwise(lines)
            if b"Traceback" in line and b"Can not load invalid JSON data" not in before + line] == []
    files = {str(path.relative_to(tmp_path)): path.read_bytes() for path in tmp_path.rglob("*")
             if path.is_file() and path.name not in {"config.yaml", "mail"}}
    assert {"data/monitor.db", "copy.db"} <= set(files)
    places = {**pages, **program.said, **files, "told to chats": "\n".join(echo.told).encode()}
    assert {f"{path} signed in {200 if path != '/nowhere' else 404}" for path in PAGES} <= set(pages)
    assert {name: found for name, data in places.items() if (found := secrets_in(data))} == {}
    for name in ("data/monitor.db", "copy.db"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600, name


def test_the_search_finds_every_form() -> None:
    """The control: each secret is found as it is, in an address, in Basic authorization."""
    for secret in SECRETS:
        assert secrets_in(f"x{secret}y".encode()) == [secret]
        assert secret in secrets_in(quote(secret, safe="").encode())
        assert secret in secrets_in(base64.b64encode(secret.encode()))


async def test_a_test_message_that_is_answered_with_garbage_shows_no_token(tmp_path: Path) -> None:
    """python-telegram-bot logs such an answer word for word, and a command that set up no log would print it."""
    async with echoing() as (echo, address, post):
        host = address.removeprefix("http://")
        (tmp_path / "config.yaml").write_text(CONFIG.format(
            wire=NAMES[0], gone=NAMES[1], feed=FEED, host=host, folder=tmp_path, models=ROOT / "models", web=1), encoding="utf-8")
        program = Program(tmp_path, environment(host, post.port, tmp_path))
        echo.turns["bot"] = itertools.cycle(["garbage"])
        assert await program.does("channels", "test", "tg-one") == 1
    assert echo.made["bot: garbage"]
    assert b"tg-one: not sent" in program.said["channels test tg-one"]
    assert secrets_in(program.said["channels test tg-one"]) == []
