"""``monitor run`` and ``monitor once`` as a person starts them: start, stop, kill, edit, a second one."""

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.collect.polling import first_states
from monitor.model import Feed
from tests.e2e.site import Site, now, rss, serving
from tests.shared import ROOT

pytestmark = pytest.mark.slow

PATIENCE = 60.0
CONFIG = """
channels: [{{name: chat, kind: console}}]
watches: [{{name: all, keywords: [garrison], mode: keywords only, channels: [chat]}}]
fetch: {{user_agent: test, allow_private: true, host_gap: 0s}}
store: sqlite:///{folder}/monitor.db
models: {models}
web: ""
feeds:
"""


def soon() -> tuple[str, str]:
    """Two names of feeds whose first poll falls into the first second: the first round is spread by name."""
    start = datetime(2026, 1, 1, tzinfo=UTC)
    feeds = [Feed(name=f"wire {n}", url="http://a.example/", outlet="a") for n in range(500)]
    first, second, *_ = sorted(first_states(feeds, (), start), key=lambda state: state.next_due or start)
    return first.feed, second.feed


NAMES = soon()


def write_config(folder: Path, *feeds: tuple[str, str]) -> Path:
    """A config.yaml with these feeds (name, url)."""
    lines = [f'  - {{name: "{name}", url: "{url}", outlet: Wire, language: en, interval: 60s}}' for name, url in feeds]
    path = folder / "config.yaml"
    path.write_text(CONFIG.format(folder=folder, models=ROOT / "models") + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def carry(site: Site, name: str, title: str, said: str = "Rockets fell on the garrison overnight.") -> str:
    """A feed with one fresh item; its address."""
    site.documents[name] = rss((title, site.url(f"{name}.html"), said, now()))
    return site.url(name)


class Process:
    """A running ``monitor``, and what it has said."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.said = ""

    async def says(self, words: str) -> None:
        """Wait until it has said so."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            while words not in self.said:
                heard = await self.process.stdout.read(65536)
                assert heard, f"ended without saying {words!r}:\n{self.said}"
                self.said += heard.decode()

    async def ended(self) -> int:
        """Its exit code, once it has ended."""
        async with asyncio.timeout(PATIENCE):
            rest, _ = await self.process.communicate()
        self.said += rest.decode()
        assert self.process.returncode is not None
        return self.process.returncode


@asynccontextmanager
async def monitor(*arguments: str, folder: Path) -> AsyncIterator[Process]:
    """Start a command; killed at the end if it still lives."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "monitor", *arguments, cwd=folder, stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT, env={**os.environ, "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "200"})
    try:
        yield Process(process)
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


async def test_run_tells_an_attack_and_ends_in_order_on_sigterm(tmp_path: Path) -> None:
    """The alert is printed; SIGTERM ends the service with exit code 0."""
    async with serving() as site:
        path = write_config(tmp_path, (NAMES[0], carry(site, "a.xml", "First attack on garrison")))
        async with monitor("run", "--config", str(path), folder=tmp_path) as service:
            await service.says("First attack on garrison")
            service.process.send_signal(signal.SIGTERM)
            assert await service.ended() == 0, service.said
    assert "Traceback" not in service.said


async def test_a_second_run_on_the_same_store_is_refused(tmp_path: Path) -> None:
    """It ends with exit code 1 and a sentence, and the first goes on."""
    async with serving() as site:
        path = write_config(tmp_path, (NAMES[0], carry(site, "a.xml", "First attack on garrison")))
        async with monitor("run", "--config", str(path), folder=tmp_path) as first:
            await first.says("watching 1 feeds")
            async with monitor("run", "--config", str(path), folder=tmp_path) as second:
                assert await second.ended() == 1
                assert "another monitor" in second.said
                assert "Traceback" not in second.said
            await first.says("First attack on garrison")


async def test_one_that_stands_by_takes_over_from_one_that_is_killed(tmp_path: Path) -> None:
    """It polls nothing while the first lives, and tells of what comes after it."""
    async with serving() as site:
        path = write_config(tmp_path, (NAMES[0], carry(site, "a.xml", "First attack on garrison")))
        async with monitor("run", "--config", str(path), folder=tmp_path) as first:
            await first.says("First attack on garrison")
            async with monitor("run", "--stand-by", "--config", str(path), folder=tmp_path) as second:
                await second.says("standing by")
                asked = site.asked["a.xml"]
                first.process.kill()
                other = carry(site, "b.xml", "Gunmen storm al-Tanf garrison", "A guard at al-Tanf in Syria was shot at noon.")
                write_config(tmp_path, (NAMES[0], site.url("a.xml")), (NAMES[1], other))
                await second.says("took over")
                await second.says("Gunmen storm al-Tanf garrison")
                assert asked == 1
                assert "First attack" not in second.said


@pytest.mark.parametrize("told", [signal.SIGTERM, signal.SIGINT])
async def test_one_that_is_not_up_yet_ends_in_order_too(tmp_path: Path, told: signal.Signals) -> None:
    """Told to stop while it stands by, it ends with 0 and without a word, and the first goes on."""
    async with serving() as site:
        path = write_config(tmp_path, (NAMES[0], carry(site, "a.xml", "First attack on garrison")))
        async with monitor("run", "--config", str(path), folder=tmp_path) as first:
            await first.says("watching 1 feeds")
            async with monitor("run", "--stand-by", "--config", str(path), folder=tmp_path) as second:
                await second.says("standing by")
                second.process.send_signal(told)
                assert await second.ended() == 0, second.said
                assert "Traceback" not in second.said
            await first.says("First attack on garrison")


async def test_a_killed_run_delivers_after_its_restart(tmp_path: Path) -> None:
    """Kill -9 while the service asks its feed; the next start tells of the attack."""
    async with serving() as site:
        path = write_config(tmp_path, (NAMES[0], carry(site, "a.xml", "First attack on garrison")))
        async with monitor("run", "--config", str(path), folder=tmp_path) as service:
            await service.says("watching 1 feeds")
            service.process.kill()
            assert await service.ended() == -signal.SIGKILL
        async with monitor("run", "--config", str(path), folder=tmp_path) as again:
            await again.says("First attack on garrison")


async def test_an_edited_config_is_taken_over_and_a_broken_one_refused(tmp_path: Path) -> None:
    """A feed added to config.yaml is polled without a restart; after a broken edit the service goes on."""
    async with serving() as site:
        first = (NAMES[0], carry(site, "a.xml", "First attack on garrison"))
        path = write_config(tmp_path, first)
        async with monitor("run", "--config", str(path), folder=tmp_path) as service:
            await service.says("First attack on garrison")
            path.write_text("feeds: [", encoding="utf-8")
            await service.says("config.yaml refused")
            other = carry(site, "b.xml", "Gunmen storm al-Tanf garrison", "A guard at al-Tanf in Syria was shot at noon.")
            write_config(tmp_path, first, (NAMES[1], other))
            await service.says("config.yaml taken over")
            await service.says("Gunmen storm al-Tanf garrison")


async def test_once_polls_delivers_and_prints_a_line_per_feed(tmp_path: Path) -> None:
    """``monitor once`` ends by itself; a second call finds nothing due, and with --all nothing new."""
    async with serving() as site:
        path = write_config(tmp_path, (NAMES[0], carry(site, "a.xml", "First attack on garrison")),
                            ("missing", site.url("nothing.xml")))
        async with monitor("once", "--config", str(path), folder=tmp_path) as first:
            assert await first.ended() == 0, first.said
        assert f"{NAMES[0]}: 200, 1 entries, 1 new, 0 changed, 1 alerts" in first.said
        assert "missing: " in first.said
        assert "First attack on garrison" in first.said
        async with monitor("once", "--all", "--config", str(path), folder=tmp_path) as second:
            assert await second.ended() == 0, second.said
        assert f"{NAMES[0]}: 304" in second.said
        assert "First attack on garrison" not in second.said
