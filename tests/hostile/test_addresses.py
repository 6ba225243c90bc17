"""What is inside is never asked: by link, redirect, robots.txt or name. One server is allowed; the other must hear nothing."""

import asyncio
import socket
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

import pytest
from aiohttp import TCPConnector
from aiohttp.abc import AbstractResolver, ResolveResult

from monitor.collect.http import Http
from monitor.collect.reading import PageReader
from monitor.collect.robots import RobotsRules
from monitor.model import Article, Body, DateQuality, Failed, FailureKind, Fetched, Page, Request, RestsOn
from tests.collect.fakes import NOW, FakeExtractor, settings
from tests.collect.server import RSS
from tests.hostile.rude import Speak, answer, rude, says

SEEN, INSIDE = "127.0.0.1", "127.0.0.2"
SPELLINGS = (
    "127.0.0.2", "127.0.0.2.", "0", "127.2", "127.0.2", "0177.0.0.2", "0x7f.0.0.2", "0x7f000002", "2130706434", "017700000002",
    "[::ffff:127.0.0.2]", "[::ffff:7f00:2]", "[0:0:0:0:0:ffff:7f00:2]", "１２７.0.0.2", "①②⑦.⓪.⓪.②", "127。0。0。2",
    "%31%32%37.0.0.2", "seen@127.0.0.2", "127.0.0.1:80@127.0.0.2", "127.0.0.1%2f@127.0.0.2",
)


class Names(AbstractResolver):
    """Each name has a row of answers; the last one stays."""

    def __init__(self, **answers: list[tuple[str, ...]]) -> None:
        self.answers = {name.replace("_", "."): rows for name, rows in answers.items()}

    async def resolve(self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET) -> list[ResolveResult]:
        """The next answer."""
        rows = self.answers[host]
        addresses = rows.pop(0) if len(rows) > 1 else rows[0]
        return [ResolveResult(hostname=host, host=address, port=port, family=socket.AF_INET, proto=0, flags=0) for address in addresses]

    async def close(self) -> None:
        """Nothing to close."""


@dataclass
class Two:
    """A server that may be asked and one that may not, on one port, so that a name alone decides."""

    paths: dict[str, Speak] = field(default_factory=lambda: {"/": says(answer(RSS))})
    inside: Counter[str] = field(default_factory=Counter)
    port: int = 0


@asynccontextmanager
async def two() -> AsyncIterator[Two]:
    """Both up; skipped where the machine has one loopback address only."""
    made = Two()
    try:
        with socket.create_server((INSIDE, 0)):
            pass
    except OSError:
        pytest.skip(f"{INSIDE} is no address of this machine")
    async with rude(made.paths) as seen:
        made.port = urlsplit(seen).port or 0

        async def heard(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            made.inside["connections"] += 1
            writer.write(answer(RSS))
            writer.close()

        server = await asyncio.start_server(heard, INSIDE, made.port)
        yield made
        server.close()


async def ask(url: str, resolver: AbstractResolver | None = None, networks: tuple[str, ...] = (SEEN,)) -> Fetched:
    """One request, where only these networks are allowed."""
    http = Http(settings(allow_private=False, allow_networks=networks), resolver)
    try:
        return await http.get(Request(url=url))
    finally:
        await http.close()


async def test_a_network_of_the_configuration_is_allowed_and_no_other() -> None:
    """The control: both servers answer where both are allowed; one where one is; neither by default."""
    async with two() as world:
        for host, networks, allowed in ((SEEN, (SEEN,), True), (INSIDE, ("127.0.0.0/8",), True), (INSIDE, (SEEN,), False),
                                        (SEEN, (), False), (INSIDE, (), False), (SEEN, ("::1",), False)):
            found = await ask(f"http://{host}:{world.port}/", networks=networks)
            assert isinstance(found, Body) is allowed, (host, networks)
            assert allowed or (isinstance(found, Failed) and found.kind is FailureKind.BLOCKED)
        assert world.inside["connections"] == 1


@pytest.mark.parametrize("host", SPELLINGS)
@pytest.mark.parametrize("way", ["link", "redirect"])
async def test_no_spelling_of_an_address_inside_is_connected_to(host: str, way: str) -> None:
    """Octal, hexadecimal, one number, IPv6-mapped, full-width, percent-encoded, behind a user name; as a link and as a redirect."""
    async with two() as world:
        inside = f"http://{host}:{world.port}/"
        world.paths["/on"] = says(answer(b"", f"Location: {inside}", status="302 Found"))
        found = await ask(inside if way == "link" else f"http://{SEEN}:{world.port}/on")
        assert isinstance(found, Failed)
        assert not world.inside


@pytest.mark.parametrize("host", ["localhost", "0.0.0.0", "[::]", "[::1]", "[::ffff:0:0]", "10.0.0.1", "172.16.0.1", "192.168.1.1",
                                  "169.254.169.254", "100.100.100.200", "[fd00:ec2::254]", "[fe80::1]", "[64:ff9b::a9fe:a9fe]",
                                  "[2002:a9fe:a9fe::]", "224.0.0.1", "255.255.255.255"])
async def test_no_other_address_inside_is_connected_to(host: str) -> None:
    """Private networks, the metadata services of clouds, translations, multicast, this machine under other names."""
    failed = await ask(f"http://{host}/", networks=("127.0.0.9",))
    assert isinstance(failed, Failed)
    assert failed.kind is FailureKind.BLOCKED, failed


@pytest.mark.parametrize("rows", [[(INSIDE,)], [(INSIDE, "169.254.169.254")], [("10.0.0.1", INSIDE)]])
async def test_a_name_that_leads_inside_is_refused(rows: list[tuple[str, ...]]) -> None:
    """With one address or several."""
    async with two() as world:
        failed = await ask(f"http://a.example:{world.port}/", Names(a_example=rows))
        assert isinstance(failed, Failed)
        assert failed.kind is FailureKind.BLOCKED
        assert not world.inside


async def test_of_several_addresses_only_the_allowed_one_is_connected_to() -> None:
    """A name with an address inside and one outside is read from outside."""
    async with two() as world:
        for _ in range(5):
            assert isinstance(await ask(f"http://a.example:{world.port}/", Names(a_example=[(INSIDE, SEEN)])), Body)
        assert not world.inside


async def test_a_name_that_changes_between_two_requests_is_refused_at_the_second() -> None:
    """Rebinding: outside at first, inside once the cache of names has forgotten; what is checked is what is connected to."""
    async with two() as world:
        http = Http(settings(allow_private=False, allow_networks=(SEEN,)), Names(a_example=[(SEEN,), (INSIDE,)]))
        try:
            url = f"http://a.example:{world.port}/"
            assert isinstance(await http.get(Request(url=url)), Body)
            connector = http._client().connector
            assert isinstance(connector, TCPConnector)
            connector.clear_dns_cache()  # as five minutes would
            failed = await http.get(Request(url=url))
        finally:
            await http.close()
        assert isinstance(failed, Failed)
        assert failed.kind is FailureKind.BLOCKED
        assert not world.inside


ARTICLE = Article(key="a", feed="one", outlet="A", url="", title="T", summary="What the feed said.", published=NOW,
                  date_quality=DateQuality.EXACT, seen_at=NOW, rests_on=RestsOn.SUMMARY)
PAGE = Page(url="", title="T", text="Long words of a page. " * 50, published=None, date_quality=DateQuality.MISSING)


async def read(world: Two, url: str, resolver: AbstractResolver | None = None) -> Article:
    """An article with this link, through the real reader; the extractor finds text on any page."""
    fetch = settings(allow_private=False, allow_networks=(SEEN,))
    http = Http(fetch, resolver)
    try:
        reader = PageReader(http, RobotsRules(http, fetch, lambda: NOW), FakeExtractor(PAGE), fetch, lambda: NOW)
        return await reader.read(replace(ARTICLE, url=url.replace("SEEN", f"{SEEN}:{world.port}").replace("INSIDE", f"{INSIDE}:{world.port}")))
    finally:
        await http.close()


async def test_neither_a_page_nor_its_robots_txt_leads_inside() -> None:
    """A link, a page's redirect, a redirect of robots.txt, a name: the article rests on its summary and the server hears nothing."""
    async with two() as world:
        inside = f"Location: http://{INSIDE}:{world.port}/"
        world.paths |= {"/page": says(answer(RSS)), "/on": says(answer(b"", inside, status="302 Found"))}
        assert (await read(world, "http://SEEN/page")).rests_on is RestsOn.PAGE  # the control
        assert (await read(world, "http://INSIDE/page")).rests_on is RestsOn.SUMMARY
        assert (await read(world, "http://SEEN/on")).rests_on is RestsOn.SUMMARY
        named = f"http://a.example:{world.port}/page"
        assert (await read(world, named, Names(a_example=[(INSIDE,)]))).rests_on is RestsOn.SUMMARY
        world.paths["/robots.txt"] = says(answer(b"", inside, status="301 Moved"))
        await read(world, "http://SEEN/page")
        assert not world.inside
