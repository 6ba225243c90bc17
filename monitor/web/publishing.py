"""Incidents for programs, at addresses that stay."""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from hashlib import blake2b

from aiohttp import web

from monitor.feedsout import ATOM, CAP, GEOJSON, JSON_FEED, Publication, atom_feed, cap_messages, geojson, json_feed
from monitor.model import Base, Incident
from monitor.web.address import home
from monitor.web.maps import ground_of
from monitor.web.site import site

SPAN = timedelta(days=30)
Making = Callable[[Sequence[Incident], Publication, Mapping[str, Base]], bytes]


def _publication(request: web.Request) -> Publication:
    address = home(site(request).config(), request.headers.get("Host", ""))
    return Publication(home=address, atom_path="feed.atom", json_path="feed.json")


async def _answer(request: web.Request, kind: str, make: Making) -> web.Response:
    here, now = site(request), site(request).clock()
    incidents: tuple[Incident, ...] = await here.on_store(here.store.incidents_between, now - SPAN, now + timedelta(days=1))
    return _tagged(request, make(incidents, _publication(request), ground_of(here.config())[1]), kind)


def _tagged(request: web.Request, body: bytes, kind: str) -> web.Response:
    """With an ETag: whoever asks again is told where nothing changed."""
    tag = f'"{blake2b(body, digest_size=12).hexdigest()}"'
    if request.headers.get("If-None-Match") == tag:
        return web.Response(status=304, headers={"ETag": tag})
    return web.Response(body=body, headers={"Content-Type": kind, "ETag": tag})


async def atom(request: web.Request) -> web.Response:
    """Atom."""
    now = site(request).clock()
    return await _answer(request, ATOM, lambda incidents, who, bases: atom_feed(incidents, who, now, bases))


async def json(request: web.Request) -> web.Response:
    """JSON Feed."""
    return await _answer(request, JSON_FEED, json_feed)


async def places(request: web.Request) -> web.Response:
    """GeoJSON."""
    return await _answer(request, GEOJSON, lambda incidents, _, bases: geojson(incidents, bases))


async def cap(request: web.Request) -> web.Response:
    """The newest CAP message of one incident; 404 where it was never told."""
    here = site(request)
    revisions: tuple[Incident, ...] = await here.on_store(here.store.incident_revisions, request.match_info["id"])
    messages = cap_messages(revisions, _publication(request), ground_of(here.config())[1]) if revisions else ()
    if not messages:
        raise web.HTTPNotFound(text="There is no such message.")
    return _tagged(request, tuple(messages)[-1].body, CAP)
