"""The page of a day: its incidents on a map and a timeline, with their facts; its digest."""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from urllib.parse import quote
from zoneinfo import ZoneInfo

from aiohttp import web

from monitor.digest.daily import digest_of
from monitor.digest.periods import day_span
from monitor.digest.rendering import as_html
from monitor.digest.rows import row
from monitor.errors import InputError
from monitor.model import Config, Incident
from monitor.store import Store
from monitor.web.guard import POLICY, form_of
from monitor.web.maps import allow_tiles, digest_pictures, drawings
from monitor.web.site import Site, site
from monitor.web.templates import page

TIMELINE_DAYS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the store holds of a day."""

    opened: tuple[Incident, ...]
    updated: tuple[Incident, ...]
    month: tuple[Incident, ...]
    """Of the days before it and of itself, for the timeline."""
    items: int


async def today(request: web.Request) -> web.Response:
    """The day it is now, by the clock of the digest."""
    return await _day(request, _now(site(request)))


async def of_day(request: web.Request) -> web.Response:
    """Any day."""
    return await _day(request, asked_day(request.match_info["day"]))


def asked_day(text: str) -> date:
    """A day of an address; 404 says how to write one."""
    try:
        day = date.fromisoformat(text)
        day_span(day, "UTC")
        _ = day - timedelta(days=TIMELINE_DAYS), day + timedelta(days=1)
    except (ValueError, InputError, OverflowError) as error:
        raise web.HTTPNotFound(text="There is no such day; write it like 2026-01-31.") from error
    return day


async def _day(request: web.Request, day: date) -> web.Response:
    here = site(request)
    config = here.config()
    told: Told = await here.on_store(told_of, day, here.store, config)
    shown = sorted(told.opened, key=lambda i: (not i.alerted, i.opened_at))
    drawn = await drawings(here, shown, told.month, _noon(day, config), TIMELINE_DAYS)
    answer = page(
        request, "day.html", f"{day:%A}, {day.day} {day:%B %Y}", form_of(request), "/", day=day,
        before=day - timedelta(days=1), after=day + timedelta(days=1), rows=[(row(i), i) for i in shown],
        updated=[(row(i), i) for i in told.updated], items=told.items, drawn=drawn,
        today=_now(here),
    )
    allow_tiles(answer, drawn)
    return answer


def told_of(day: date, store: Store, config: Config) -> Told:
    """What the store holds of a day."""
    start, end = day_span(day, config.digest.timezone)
    month: Sequence[Incident] = store.incidents_between(start - timedelta(days=TIMELINE_DAYS), end)
    return Told(
        opened=tuple(i for i in month if i.opened_at >= start), updated=store.incidents_updated_between(start, end),
        month=tuple(month), items=store.entry_count(start, end))


def _now(here: Site) -> date:
    return here.clock().astimezone(ZoneInfo(here.config().digest.timezone)).date()


def _noon(day: date, config: Config) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=ZoneInfo(config.digest.timezone))


async def digest(request: web.Request) -> web.Response:
    """The digest of a local day, as it is sent by e-mail: a page of its own."""
    here, day = site(request), asked_day(request.match_info["day"])
    if day > _now(here):
        raise web.HTTPNotFound(text="That day has not come yet: nothing can be said of it.")
    made = await here.on_store(digest_of, day, here.store, here.config(), here.clock())
    pictures = await digest_pictures(here, made)
    return self_contained(as_html(made, here.clock(), pictures, lambda key: f"/item?key={quote(key)}"))


def self_contained(text: str) -> web.Response:
    """A page that carries its own style sheet: allowed by the hash of that sheet, so no other one is."""
    sheets = re.findall(r"<style>([^<]*)</style>", text)
    hashes = " ".join(f"'sha256-{b64encode(sha256(sheet.encode()).digest()).decode()}'" for sheet in sheets)
    answer = web.Response(text=text, content_type="text/html")
    answer[POLICY] = {"style-src": hashes, "img-src": "data:"} if hashes else {"img-src": "data:"}
    return answer
