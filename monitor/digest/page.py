"""A digest as a page of its own: no script, nothing loaded from anywhere, light and dark, printable."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from monitor.alert import wording
from monitor.digest.rows import parts
from monitor.digest.text import NEAR, SINCE, bottom, later, lists, top
from monitor.model.digests import Digest

_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The two pictures as SVG; empty where there is nothing to draw."""

    map: str = ""
    timeline: str = ""


def as_html(
    digest: Digest, made_at: datetime, pictures: Pictures = Pictures(), ask: Callable[[str], str] | None = None,
) -> str:
    """The page. ``ask``: the address of the review page of an article by its key, where readers can give a verdict."""
    day_map, timeline = Markup(pictures.map), Markup(pictures.timeline)  # noqa: S704 - the drawing escapes what it writes
    return _rendered(digest, made_at, day_map, timeline, ask)


def _rendered(
    digest: Digest, made_at: datetime, day_map: Markup, timeline: Markup, ask: Callable[[str], str] | None,
) -> str:
    return _template("digest.html").render(
        top=[line for line in top(digest) if line], parts=list(parts(digest)), lists=list(lists(digest)), bottom=bottom(digest),
        later=list(later(digest)), since=SINCE, near=NEAR, ask=ask, day_map=day_map, timeline=timeline,
        made_at=wording.clock(made_at, digest.period.timezone),
    )


@cache
def _template(name: str) -> jinja2.Template:
    environment = jinja2.Environment(loader=jinja2.FileSystemLoader(_TEMPLATES), autoescape=True,
                                     undefined=jinja2.StrictUndefined)
    return environment.get_template(name)
