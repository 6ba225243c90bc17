"""How good the judgement is: the scores of the model, measured on items it had not seen, and what readers said."""

from datetime import datetime, timedelta

from aiohttp import web

from monitor.errors import ModelFileError
from monitor.judge.model_file import read_manifest
from monitor.model.stored import VerdictKind
from monitor.store import Store
from monitor.web.site import site
from monitor.web.templates import page
from monitor.wiring import model_dir

WITHIN = timedelta(days=90)


async def quality(request: web.Request) -> web.Response:
    """The page."""
    here = site(request)
    try:
        manifest = read_manifest(model_dir(here.config()))
    except ModelFileError as error:
        raise web.HTTPServiceUnavailable(text=str(error)) from error
    counts: dict[str, int] = await here.on_store(_counted, here.store, here.clock() - WITHIN)
    return page(request, "quality.html", "Quality", "", "/quality", m=manifest, counts=counts, days=WITHIN.days,
                kinds=[kind.value for kind in VerdictKind])


def _counted(store: Store, since: datetime) -> dict[str, int]:
    """The last word of each reader on each thing."""
    last = {(v.who, v.incident, v.article): v.kind for v in store.reader_verdicts() if v.at >= since}
    return {kind: list(last.values()).count(kind) for kind in set(last.values())}
