"""Every path there is, in one place."""

from aiohttp import web

from monitor.web import days, entry
from monitor.web.site import Around

_SIGNING = (
    web.get("/login", entry.login), web.post("/login", entry.log_in), web.post("/logout", entry.log_out),
    web.get("/static/{name}", entry.static),
)
_READING = (
    web.get("/", days.today), web.get("/day/{day}", days.of_day), web.get("/digest/{day}", days.digest),
)


def routes(around: Around) -> list[web.RouteDef]:
    """The pages, then what programs ask; what the service around answers itself (/readyz, /metrics) comes by name."""
    programs = [web.get(path, entry.answered(ask)) for path, ask in around.answers.items()]
    return [*_SIGNING, *_READING, web.get("/healthz", entry.healthz), *programs]
