"""Every path there is, in one place."""

from aiohttp import web

from monitor.web import archive, days, entry, feeds, incidents, items, keywords, publishing, quality, queue, search, verdicts
from monitor.web.site import Around

_SIGNING = (
    web.get("/login", entry.login), web.post("/login", entry.log_in), web.post("/logout", entry.log_out),
    web.get("/static/{name}", entry.static), web.get("/favicon.ico", entry.icon),
)
_READING = (
    web.get("/", days.today), web.get("/day/{day}", days.of_day), web.get("/digest/{day}", days.digest),
    web.get("/incident/{id}", incidents.incident), web.get("/item", items.item), web.get("/queue", queue.queue),
    web.get("/feeds", feeds.feeds), web.get("/search", search.search), web.get("/keywords", keywords.keywords),
    web.get("/archive", archive.archive), web.get("/quality", quality.quality),
)
_PUBLISHED = (
    web.get("/feed.atom", publishing.atom), web.get("/feed.json", publishing.json),
    web.get("/incidents.geojson", publishing.places), web.get("/cap/{id}.xml", publishing.cap),
)
_JUDGING = (
    web.post("/verdict", verdicts.verdict), web.post("/undo", verdicts.undo),
    web.post("/keywords", keywords.edit), web.post("/incident/{id}/split", verdicts.split), web.post("/incident/{id}/merge", verdicts.merge),
)


def routes(around: Around) -> list[web.RouteDef]:
    """The pages, then what programs ask; what the service around answers itself (/readyz, /metrics) comes by name."""
    programs = [web.get(path, entry.answered(ask)) for path, ask in around.answers.items()]
    return [*_SIGNING, *_READING, *_PUBLISHED, *_JUDGING, web.get("/healthz", entry.healthz), *programs]
