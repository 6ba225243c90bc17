"""What stands before every view: the name we are called by, the sign-in, the origin of forms; headers, errors in words."""

import base64
import binascii
from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from monitor.errors import InputError, StoreError
from monitor.web.address import known_host, own_path, same_origin
from monitor.web.sessions import form_code, is_form_code, is_session, is_token
from monitor.web.site import Site, site
from monitor.web.templates import error_page

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

COOKIE = "basewatch"
BODY_LIMIT = 512_000
"""Bytes of a form; the longest is that of the keywords."""
OPEN = frozenset({"/login", "/healthz", "/readyz"})
"""Paths that ask for no token, besides /static/."""
POLICY: web.ResponseKey[dict[str, str]] = web.ResponseKey("policy", dict)
"""Key of a response under which a view says what more its page may load."""
_POLICY = {
    "default-src": "'none'", "style-src": "'self'", "img-src": "'self'", "form-action": "'self'",
    "frame-ancestors": "'none'", "base-uri": "'none'",
}
_KEPT = ("Allow", "Retry-After", "WWW-Authenticate")
_HEADERS = {
    # "no-referrer" would have browsers send our own forms with "Origin: null", as those of a stranger.
    "X-Content-Type-Options": "nosniff", "Referrer-Policy": "same-origin", "Cache-Control": "no-store",
    "X-Frame-Options": "DENY", "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

log = structlog.get_logger(__name__)


async def hardened(_: web.Request, response: web.StreamResponse) -> None:
    """Headers of every answer; what a view allows beyond the policy stands beside it, never in place of it."""
    policy = dict(_POLICY)
    more: dict[str, str] = response.get(POLICY, {})
    for directive, source in more.items():
        known = policy.get(directive, "")
        policy[directive] = source if known in {"", "'none'"} else f"{known} {source}"
    response.headers.update(_HEADERS)
    response.headers["Content-Security-Policy"] = "; ".join(f"{name} {value}" for name, value in policy.items())


@web.middleware
async def in_words(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Errors as pages of one sentence; what nobody foresaw is logged by the server and told as such, without a trace."""
    try:
        return await handler(request)
    except web.HTTPException as answer:
        if answer.status < 400:
            raise
        page = error_page(request, answer.status, answer.text or answer.reason)
        page.headers.update({name: answer.headers[name] for name in _KEPT if name in answer.headers})
        return page
    except InputError as error:
        return error_page(request, 400, str(error))
    except StoreError as error:
        log.warning("a page could not be made", path=request.path, problem=str(error))
        return error_page(request, 503, "The store is busy or does not answer; try again in a moment.")


@web.middleware
async def called_by_name(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Refuses names that are not ours: another site may have had them point here."""
    if not known_host(request.headers.get("Host", ""), site(request).config()):
        raise web.HTTPMisdirectedRequest(text="This server is not known under that name; set web_url in config.yaml.")
    return await handler(request)


@web.middleware
async def signed_in(request: web.Request, handler: Handler) -> web.StreamResponse:
    """Asks for the token where one is configured; programs send it by Basic or Bearer authorization."""
    here = site(request)
    free = request.path in OPEN or request.path.startswith("/static/")
    if not here.guarded or free or _has_session(request, here) or _has_authorization(request):
        return await handler(request)
    if request.method != "GET":
        raise web.HTTPForbidden(text="Sign in first.")
    if request.path.endswith((".atom", ".json", ".geojson", ".xml")) or request.path == "/metrics":
        raise web.HTTPUnauthorized(text="Sign in first.", headers={"WWW-Authenticate": 'Basic realm="basewatch"'})
    raise web.HTTPSeeOther(location=str(request.rel_url.with_path("/login").with_query(to=request.path_qs)))


def _has_session(request: web.Request, here: Site) -> bool:
    value, token = request.cookies.get(COOKIE, ""), here.token
    return bool(token) and is_session(value, token, here.clock())


def _has_authorization(request: web.Request) -> bool:
    kind, _, value = request.headers.get("Authorization", "").partition(" ")
    given = value if kind.lower() == "bearer" else _password(value) if kind.lower() == "basic" else ""
    return bool(given) and try_token(request, given)


def _password(value: str) -> str:
    try:
        return base64.b64decode(value, validate=True).decode().partition(":")[2]
    except (binascii.Error, ValueError):
        return ""


def try_token(request: web.Request, given: str) -> bool:
    """Whether this is the token; raises 429 once too many were wrong."""
    here, who = site(request), request.remote or ""
    now = here.clock()
    if not here.tries.may(who, now):
        raise web.HTTPTooManyRequests(text="Too many wrong tokens; wait a quarter of an hour.", headers={"Retry-After": "900"})
    token = here.token
    if token and is_token(given, token):
        return True
    here.tries.failed(who, now)
    log.warning("a wrong token was given to the review pages", address=who)
    return False


@web.middleware
async def own_forms(request: web.Request, handler: Handler) -> web.StreamResponse:
    """A change is taken only from a form that one of our pages showed."""
    if request.method not in {"GET", "HEAD", "POST"}:
        raise web.HTTPMethodNotAllowed(request.method, ["GET", "HEAD", "POST"])
    if request.method == "POST":
        await _check_form(request)
    return await handler(request)


async def _check_form(request: web.Request) -> None:
    here = site(request)
    origin, host = request.headers.get("Origin", ""), request.headers.get("Host", "")
    if request.headers.get("Sec-Fetch-Site", "same-origin") != "same-origin" or (
            origin and not same_origin(origin, host, here.config())):
        raise web.HTTPForbidden(text="This form was sent by another site; nothing was changed.")
    if request.content_type != "application/x-www-form-urlencoded":
        raise web.HTTPUnsupportedMediaType(text="Send a form.")
    given = (await request.post()).get("form", "")
    if not isinstance(given, str) or not is_form_code(given, here.form_key, request.cookies.get(COOKIE, "")):
        raise web.HTTPForbidden(text="The page is older than this service; load it again and send the form once more.")


def form_of(request: web.Request) -> str:
    """What a form shown now has to carry."""
    return form_code(site(request).form_key, request.cookies.get(COOKIE, ""))


def back(path: str, otherwise: str = "/") -> web.Response:
    """After a form: the page to go to, on this server only."""
    return web.Response(status=303, headers={"Location": own_path(path, otherwise)})


MIDDLEWARES = (in_words, called_by_name, signed_in, own_forms)
