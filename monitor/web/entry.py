"""Signing in and out; files of our own; what a supervisor asks."""

import secrets
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path

from aiohttp import web

from monitor.web.address import own_path
from monitor.web.guard import COOKIE, form_of, try_token
from monitor.web.sessions import LASTS, new_session
from monitor.web.site import Answer, site
from monitor.web.templates import page

_STATIC = Path(__file__).parent / "static"
_KINDS = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


async def login(request: web.Request) -> web.Response:
    """The form; after it, the page that was asked for."""
    to = own_path(request.query.get("to", "/"))
    return page(request, "login.html", "Sign in", nav=(), form=form_of(request), to=to, wrong=False)


async def log_in(request: web.Request) -> web.Response:
    """A right token gives a cookie; a wrong one the form again, a few times."""
    here, sent = site(request), await request.post()
    to, given = own_path(str(sent.get("to", "/"))), str(sent.get("token", ""))
    if not try_token(request, given):
        again = page(request, "login.html", "Sign in", nav=(), form=form_of(request), to=to, wrong=True)
        again.set_status(403)
        return again
    answer = web.Response(status=303, headers={"Location": to})
    answer.set_cookie(
        COOKIE, new_session(here.token, here.clock(), secrets.token_hex(16)), max_age=int(LASTS / timedelta(seconds=1)),
        httponly=True, samesite="Strict", secure=here.config().web_url.startswith("https:"), path="/")
    return answer


async def log_out(_: web.Request) -> web.Response:
    """The cookie is taken back."""
    answer = web.Response(status=303, headers={"Location": "/login"})
    answer.del_cookie(COOKIE, path="/", httponly=True, samesite="Strict")
    return answer


async def static(request: web.Request) -> web.Response:
    """A style sheet, a script, an icon: one of the files shipped, by its bare name."""
    path = _STATIC / request.match_info["name"]
    if path.parent != _STATIC or path.suffix not in _KINDS or not path.is_file():
        raise web.HTTPNotFound
    return web.Response(body=path.read_bytes(), content_type=_KINDS[path.suffix], charset="utf-8")


async def icon(_: web.Request) -> web.Response:
    """What browsers ask for by themselves."""
    return web.Response(body=(_STATIC / "icon.svg").read_bytes(), content_type="image/svg+xml")


async def healthz(request: web.Request) -> web.Response:
    """For a supervisor: 200 while the store answers."""
    here = site(request)
    counts = await here.on_store(here.store.outbox_counts)
    return web.json_response({"outbox": {state.value: count for state, count in counts.items()}})


def answered(ask: Callable[[], Awaitable[Answer]]) -> Callable[[web.Request], Awaitable[web.Response]]:
    """A view of what the service around tells programs."""

    async def view(_: web.Request) -> web.Response:
        answer = await ask()
        return web.Response(body=answer.body, status=answer.status, headers={"Content-Type": answer.content_type})

    return view
