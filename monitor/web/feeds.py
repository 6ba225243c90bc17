"""How the feeds are doing: the worst first."""

from aiohttp import web

from monitor.digest.daily import feed_health
from monitor.model import FeedCondition, FeedHealth
from monitor.web.site import site
from monitor.web.templates import page

_ORDER = (FeedCondition.RETIRED, FeedCondition.FAILING, FeedCondition.SILENT, FeedCondition.NEW, FeedCondition.OK)


async def feeds(request: web.Request) -> web.Response:
    """The page."""
    here = site(request)
    health: tuple[FeedHealth, ...] = await here.on_store(feed_health, here.store, here.config(), here.clock())
    shown = sorted(health, key=lambda one: (_ORDER.index(one.condition) if one.condition in _ORDER else len(_ORDER), one.feed))
    return page(request, "feeds.html", "Feeds", "", "/feeds", health=shown, urls={f.name: f.url for f in here.config().feeds})
