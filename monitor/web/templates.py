"""Templates to answers: escaping is always on, an unknown name is an error, foreign text is one line of bounded length."""

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from http import HTTPStatus
from pathlib import Path

import jinja2
from aiohttp import web
from markupsafe import Markup

from monitor.alert import wording
from monitor.alert.text import cut, one_line, web_address
from monitor.web.site import site

_TEMPLATES = Path(__file__).parent / "templates"
NAV = (("/", "Day"), ("/queue", "Queue"), ("/search", "Search"), ("/feeds", "Feeds"), ("/keywords", "Keywords"),
       ("/archive", "Archive"), ("/quality", "Quality"))


def page(
    request: web.Request, template: str, title: str, form: str = "", current: str = "",
    nav: Sequence[tuple[str, str]] = NAV, **values: object,
) -> web.Response:
    """An HTML answer; ``form``: the code its forms carry; ``current``: the entry of the navigation it belongs to."""
    here = site(request)
    text = _environment().get_template(template).render(
        title=title, form=form, current=current, nav=nav, here=request.path_qs, now=here.clock(),
        timezone=here.config().digest.timezone, leave=bool(form and nav and here.guarded), **values,
    )
    return web.Response(text=text, content_type="text/html")


def error_page(request: web.Request, status: int, what: str) -> web.Response:
    """An answer that says what is wrong, and nothing of how we are made."""
    try:
        title = HTTPStatus(status).phrase
    except ValueError:
        title = "Error"
    sentence = what.removeprefix(f"{status}: ")
    answer = page(request, "error.html", title, what="There is no such page." if sentence == "Not Found" else sentence)
    answer.set_status(status)
    return answer


def moment(value: datetime | None, timezone: str) -> Markup:
    """A time as people and machines read it: ``<time>`` in the zone of the digest."""
    if value is None:
        return Markup("never")
    return Markup('<time datetime="{}">{}</time>').format(value.isoformat(timespec="seconds"), wording.clock(value, timezone))


def line(text: str, units: int = 200) -> Markup:
    """Foreign text: one line, cut, escaped, set apart from what stands around it."""
    return Markup("<bdi>{}</bdi>").format(cut(one_line(text), units))


def outside(url: str, text: str, units: int = 200) -> Markup:
    """A link to another site where a browser may open it, else the bare words."""
    address, words = web_address(url), line(text or url, units)
    if not address:
        return words
    return Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>').format(address, words)


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES), autoescape=True, undefined=jinja2.StrictUndefined,
        trim_blocks=True, lstrip_blocks=True)
    environment.globals.update(moment=moment, line=line, outside=outside)
    return environment
