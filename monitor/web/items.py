"""One stored item: what was decided about it, and why."""

from aiohttp import web

from monitor.model import Decision
from monitor.model.stored import ReaderVerdict
from monitor.store import Store
from monitor.web.guard import form_of
from monitor.web.site import site
from monitor.web.templates import page


async def item(request: web.Request) -> web.Response:
    """The page."""
    here, key = site(request), request.query.get("key", "")
    found: tuple[Decision, tuple[str, ...], tuple[ReaderVerdict, ...]] | None = await here.on_store(_of, here.store, key)
    if found is None:
        raise web.HTTPNotFound(text="There is no such item.")
    decision, incidents, verdicts = found
    return page(request, "item.html", "Item", form_of(request), "/search", d=decision, a=decision.article, v=decision.verdict,
                incidents=incidents, verdicts=verdicts)


def _of(store: Store, key: str) -> tuple[Decision, tuple[str, ...], tuple[ReaderVerdict, ...]] | None:
    """By its key alone: an address would be looked for through the whole table."""
    if not store.known([key]):
        return None
    decision = store.article(key)
    return (decision, store.incidents_of(key), store.reader_verdicts_of([key])) if decision else None
