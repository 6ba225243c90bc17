"""What readers send: verdicts, and their taking back; an incident split, two merged."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from aiohttp import web
from multidict import MultiDictProxy

from monitor.correcting import plan_merge, plan_split
from monitor.errors import InputError
from monitor.model import AlertPolicy, Incident
from monitor.model.stored import VerdictKind
from monitor.store import Store
from monitor.store.placing import Desk
from monitor.web.guard import back
from monitor.web.site import site

WHO = "page"
"""Readers of the pages have no names: whoever can open them speaks as one."""
COMMENT = 500
_KINDS = {kind.value for kind in VerdictKind}
_OF_INCIDENTS = {VerdictKind.RIGHT.value, VerdictKind.FALSE_ALARM.value, VerdictKind.WRONG_FACTS.value}


Sent = MultiDictProxy[Any]


async def verdict(request: web.Request) -> web.Response:
    """Keep one verdict."""
    here, sent = site(request), await request.post()
    incident, article, kind = _text(sent, "incident"), _text(sent, "article"), _text(sent, "kind")
    if kind not in _KINDS or bool(incident) == bool(article) or (kind in _OF_INCIDENTS) != bool(incident):
        raise web.HTTPBadRequest(text="This is no verdict.")
    await here.on_store(_keep, here.store, incident, article, kind, here.clock(), _text(sent, "comment")[:COMMENT])
    return back(_text(sent, "back"), "/queue")


def _keep(store: Store, incident: str, article: str, kind: str, now: datetime, comment: str) -> None:
    there = store.incident(incident) is not None if incident else bool(store.known([article]))
    if not there:
        raise web.HTTPNotFound(text="What this verdict is about is not stored any more.")
    store.add_reader_verdict(incident=incident, article=article, kind=kind, who=WHO, at=now, comment=comment)


async def undo(request: web.Request) -> web.Response:
    """Take back the last verdict of these pages."""
    here, sent = site(request), await request.post()
    await here.on_store(_take_back, here.store)
    return back(_text(sent, "back"), "/queue")


def _take_back(store: Store) -> None:
    last = store.last_reader_verdict(WHO)
    if last is None:
        raise web.HTTPConflict(text="There is nothing to undo.")
    store.take_back_verdict(last)


async def split(request: web.Request) -> web.Response:
    """Some of an incident's articles become an incident of their own."""
    here, sent = site(request), await request.post()
    keys = [key for key in sent.getall("article", []) if isinstance(key, str)]
    name, revision = request.match_info["id"], _number(sent, "revision")
    opened = await here.on_store(_split, here.store, name, keys, revision, here.clock(), here.config().alerts)
    return back(f"/incident/{opened}")


def _split(
    store: Store, name: str, keys: Collection[str], revision: int, now: datetime, policy: AlertPolicy,
) -> str:
    with store.placing(now) as desk:
        plan = plan_split(_unchanged(desk, name, revision), keys, now, policy)
        desk.commit(plan)
    return plan.incidents[1].id


async def merge(request: web.Request) -> web.Response:
    """Two incidents become one."""
    here, sent = site(request), await request.post()
    name, revision = request.match_info["id"], _number(sent, "revision")
    other = _text(sent, "other").strip()
    stays = await here.on_store(_merge, here.store, name, other, revision, here.clock(), here.config().alerts)
    return back(f"/incident/{stays}")


def _merge(store: Store, name: str, other: str, revision: int, now: datetime, policy: AlertPolicy) -> str:
    with store.placing(now) as desk:
        one, two = _unchanged(desk, name, revision), desk.incident(other)
        if two is None:
            raise InputError(f"There is no incident {other!r}.")
        plan = plan_merge(one, two, now, policy)
        desk.commit(plan)
    return plan.incidents[0].id


def _unchanged(desk: Desk, name: str, revision: int) -> Incident:
    """The incident the reader saw: one that has changed since is to be looked at again first."""
    one = desk.incident(name)
    if one is None:
        raise web.HTTPNotFound(text="There is no such incident.")
    if one.revision != revision:
        raise web.HTTPConflict(text="The incident changed while you looked at it; load its page again and decide anew.")
    return one


def _text(sent: Sent, name: str) -> str:
    value = sent.get(name, "")
    return value if isinstance(value, str) else ""


def _number(sent: Sent, name: str) -> int:
    text = _text(sent, name)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1
