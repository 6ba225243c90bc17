"""A digest as a page of its own and as an e-mail: no script, nothing loaded from anywhere, light and dark, printable."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

import jinja2
from markupsafe import Markup

from monitor.alert import wording
from monitor.digest import sentences
from monitor.digest.rows import parts
from monitor.digest.text import NEAR, SINCE, as_text, bottom, later, lists, top
from monitor.model.digests import Digest

_TEMPLATES = Path(__file__).parent / "templates"
MAP_ID, TIMELINE_ID = "map@digest", "timeline@digest"
"""Content ids of the pictures of an e-mail."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pictures:
    """The two pictures as SVG; empty where there is nothing to draw."""

    map: str = ""
    timeline: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """A picture of an e-mail, shown where its text refers to ``cid:<content_id>``."""

    content_id: str
    name: str
    png: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Email:
    """A digest as multipart text and HTML."""

    subject: str
    text: str
    html: str
    images: tuple[Image, ...] = ()


def as_html(
    digest: Digest, made_at: datetime, pictures: Pictures = Pictures(), ask: Callable[[str], str] | None = None,
) -> str:
    """The page. ``ask``: the address of the review page of an article by its key, where readers can give a verdict."""
    day_map, timeline = Markup(pictures.map), Markup(pictures.timeline)  # noqa: S704 - the drawing escapes what it writes
    return _rendered(digest, made_at, day_map, timeline, ask)


def as_email(
    digest: Digest, made_at: datetime, day_map: bytes = b"", timeline: bytes = b"", ask: Callable[[str], str] | None = None,
) -> Email:
    """The e-mail; ``day_map`` and ``timeline`` are PNG, empty where there is nothing to draw."""
    images = tuple(Image(content_id=key, name=name, png=png) for key, name, png in
                   ((MAP_ID, "map.png", day_map), (TIMELINE_ID, "timeline.png", timeline)) if png)
    shown = {image.content_id: Markup('<img src="cid:{}" alt="{}" width="640">').format(image.content_id, _ALTERNATIVES[image.content_id])
             for image in images}
    return Email(
        subject=sentences.headline(digest), text=as_text(digest), images=images,
        html=_rendered(digest, made_at, shown.get(MAP_ID, Markup()), shown.get(TIMELINE_ID, Markup()), ask),
    )


_ALTERNATIVES = {MAP_ID: "Map of the attacks, numbered as in the text", TIMELINE_ID: "Attacks of the last 30 days by country and weapon"}


def with_images_inside(email: Email) -> str:
    """The HTML with its pictures in it, for a channel or a preview that takes no attachments."""
    page = email.html
    for image in email.images:
        page = page.replace(f"cid:{image.content_id}", f"data:image/png;base64,{b64encode(image.png).decode()}")
    return page


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
