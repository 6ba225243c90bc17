"""Every day that is stored, with its attacks."""

from collections import Counter
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from aiohttp import web

from monitor.store import Store
from monitor.web.site import site
from monitor.web.templates import page



async def archive(request: web.Request) -> web.Response:
    """The page: a year at a time."""
    here = site(request)
    zone = here.config().digest.timezone
    today = here.clock().astimezone(ZoneInfo(zone)).date()
    text = request.query.get("year", "")
    year = int(text) if text.isascii() and text.isdecimal() and len(text) == 4 and 1971 <= int(text) <= 9000 else today.year
    days: list[tuple[date, int]] = await here.on_store(_days, here.store, year, zone)
    return page(request, "archive.html", f"Archive {year}", "", "/archive", days=days, year=year, this_year=today.year)


def _days(store: Store, year: int, zone: str) -> list[tuple[date, int]]:
    start, end = (datetime(y, 1, 1, tzinfo=ZoneInfo(zone)).astimezone(UTC) for y in (year, year + 1))
    told = Counter(i.opened_at.astimezone(ZoneInfo(zone)).date() for i in store.incidents_between(start, end) if i.alerted)
    made = {known.day for known in store.digest_days() if known.name == "daily" and known.day.year == year}
    return sorted(((day, told.get(day, 0)) for day in {*told, *made}), reverse=True)
