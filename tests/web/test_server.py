"""The review page over a real server on loopback: what the store holds is shown, and nothing foreign comes alive."""

import socket
from collections.abc import AsyncIterator, Callable
from dataclasses import replace

import aiohttp
import pytest
from structlog.testing import capture_logs

from monitor.config import read_config
from monitor.errors import InputError
from monitor.model import Config, Plan
from monitor.store import Store
from monitor.web.server import open_page
from tests.alert.fakes import Clock, inline
from tests.alert.makers import facts, incident, member
from tests.config.texts import GOOD
from tests.digest.test_rendering import HOSTILE, parsed


@pytest.fixture
def config(unused_tcp_port: int) -> Config:
    """With a page on a free port."""
    return replace(read_config(GOOD), web_bind=f"127.0.0.1:{unused_tcp_port}")


@pytest.fixture
async def client(config: Config, unused_tcp_port_factory: Callable[[], int]) -> AsyncIterator[aiohttp.ClientSession]:
    """A browser on a page that shows two incidents, one of them hostile."""
    bad = incident(id="bad", facts=facts(place=HOSTILE), members=(member(outlet=HOSTILE, url="javascript:alert(1)"),))
    with Store.in_memory() as store:
        store.commit(Plan(incidents=(incident(alerted=True), bad, incident(id="gone", merged_into="i7q2"))))
        page = await open_page(config, store, Clock(), inline)
        while page is None:  # another process was quicker to take the port
            config = replace(config, web_bind=f"127.0.0.1:{unused_tcp_port_factory()}")
            page = await open_page(config, store, Clock(), inline)
        async with aiohttp.ClientSession(f"http://{config.web_bind}") as session:
            yield session
        await page.close()


@pytest.mark.parametrize("path", ["/", "/digest/2026-03-01"])
async def test_a_page_shows_what_the_store_holds_and_keeps_it_text(client: aiohttp.ClientSession, path: str) -> None:
    """Valid, self-contained, no odd address, no script."""
    async with client.get(path) as answer:
        page = parsed(await answer.text())
    assert answer.status == 200
    assert "Ain al-Asad air base" in " ".join(page.texts)
    assert any(HOSTILE in text for text in page.texts)
    assert "script" not in {tag for tag, _, _ in page.found}
    assert all(value.startswith(("https://", "http://", "/")) for _, name, value in page.found if name == "href")


async def test_an_incident_that_was_merged_away_is_not_shown(client: aiohttp.ClientSession) -> None:
    """Its successor is."""
    async with client.get("/") as answer:
        assert "<code>gone</code>" not in await answer.text()


@pytest.mark.parametrize("path", ["/", "/digest/2026-03-01", "/digest/x", "/nowhere", "/healthz"])
async def test_every_answer_forbids_scripts_and_frames(client: aiohttp.ClientSession, path: str) -> None:
    """Also one that says there is no such page."""
    async with client.get(path) as answer:
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "script-src" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "9999-12-31", "2026-02-30", "%3Cscript%3E"])
async def test_a_day_that_does_not_exist_is_not_found(client: aiohttp.ClientSession, day: str) -> None:
    """And says how to write one."""
    async with client.get(f"/digest/{day}") as answer:
        assert (answer.status, "2026-01-31" in await answer.text()) == (404, True)


async def test_a_supervisor_gets_the_state_of_the_outbox(client: aiohttp.ClientSession) -> None:
    """While the store answers."""
    async with client.get("/healthz") as answer:
        assert (await answer.json())["outbox"]["pending"] == 0


@pytest.mark.parametrize("bind", ["0.0.0.0:8787", "192.168.1.1:80", "127.0.0.1", "127.0.0.1:0", "localhost:80", "127.0.0.1:x", "[::]:80"])
async def test_no_other_machine_is_ever_served(config: Config, bind: str) -> None:
    """An address that is not loopback is refused, also where config.yaml did not see it."""
    with Store.in_memory() as store, pytest.raises(InputError, match="loopback"):
        await open_page(replace(config, web_bind=bind), store, Clock(), inline)


async def test_a_taken_port_costs_the_page_and_not_the_service(config: Config) -> None:
    """It is told in the log."""
    host, _, port = config.web_bind.partition(":")
    with Store.in_memory() as store, socket.socket() as taken, capture_logs() as logs:
        taken.bind((host, int(port)))
        taken.listen()
        assert await open_page(config, store, Clock(), inline) is None
    assert logs[0]["address"] == config.web_bind
    with Store.in_memory() as store:
        assert await open_page(replace(config, web_bind=""), store, Clock(), inline) is None
