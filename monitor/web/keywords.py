"""The words of the watches: an edit is judged over the stored days first, and only what was so tried can be saved."""

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from aiohttp import web

from monitor import wiring
from monitor.config import read_config
from monitor.config.watch_words import LISTS, read_text, save_text, shared_with, with_watch_words
from monitor.errors import InputError
from monitor.model import Config
from monitor.trial import Trial, compare
from monitor.web.guard import back, form_of
from monitor.web.sessions import form_code, is_form_code
from monitor.web.site import Site, site
from monitor.web.templates import page

DAYS = (1, 3, 7, 14)
USUAL_DAYS = 3
SHOWN = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """An edit of one watch as its form sent it."""

    watch: str
    words: dict[str, tuple[str, ...]]
    days: int
    proof: str
    """What shows that exactly this edit was tried on exactly this file."""

    @property
    def said(self) -> str:
        """All that is saved, in one text."""
        return repr((self.watch, sorted(self.words.items())))


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What an edit would have changed."""

    sent: Sent
    trial: Trial
    proof: str
    text: dict[str, str]


async def keywords(request: web.Request) -> web.Response:
    """The watches as they stand in config.yaml."""
    text, config = await asyncio.to_thread(_read, _path(site(request)))
    return _page(request, text, config)


async def edit(request: web.Request) -> web.Response:
    """Try an edit of one watch, or save what was tried."""
    here = site(request)
    form = await request.post()
    sent, path = _sent(form), _path(here)
    text, config = await asyncio.to_thread(_read, path)
    try:
        edited = await asyncio.to_thread(with_watch_words, text, str(path), sent.watch, sent.words)
        fresh = read_config(edited, str(path))
    except InputError as error:
        return _page(request, text, config, sent=sent, problem=str(error))
    seen = f"{sha256(text.encode()).hexdigest()} {sent.said}"
    if form.get("do") == "save":
        if not is_form_code(sent.proof, here.form_key, seen):
            return _page(request, text, config, sent=sent,
                         problem="the words or config.yaml changed since this was tried; try it again first")
        await asyncio.to_thread(save_text, path, edited)
        return back("/keywords?saved=1")
    trial = await _trial(here, config, fresh, sent.days)
    shown = {name: "\n".join(words) for name, words in sent.words.items()}
    return _page(request, text, config, sent=sent, tried=Tried(
        sent=sent, trial=trial, proof=form_code(here.form_key, seen), text=shown))


def _page(
    request: web.Request, text: str, config: Config, sent: Sent | None = None, tried: Tried | None = None, problem: str = "",
) -> web.Response:
    texts = {w.name: {name: "\n".join(getattr(w, name)) for name in LISTS} for w in config.watches}
    if sent is not None and sent.watch in texts:
        texts[sent.watch] = {name: "\n".join(words) for name, words in sent.words.items()}
    return page(
        request, "keywords.html", "Keywords", form_of(request), "/keywords", texts=texts, lists=LISTS, tried=tried,
        problem=problem, days=DAYS, usual=sent.days if sent else USUAL_DAYS, shown=SHOWN, saved="saved" in request.query,
        shared=shared_with(text, config.path), open=sent.watch if sent else "")


def _read(path: Path) -> tuple[str, Config]:
    text = read_text(path)
    return text, read_config(text, str(path))


def _path(here: Site) -> Path:
    return Path(here.config().path)


def _sent(form: Mapping[str, Any]) -> Sent:
    words = {name: tuple(dict.fromkeys(line.strip() for line in str(form.get(name, "")).splitlines() if line.strip()))
             for name in LISTS}
    days = str(form.get("days", ""))
    return Sent(watch=str(form.get("watch", "")), words=words, proof=str(form.get("proof", "")),
                days=int(days) if days in {str(one) for one in DAYS} else USUAL_DAYS)


async def _trial(here: Site, config: Config, fresh: Config, days: int) -> Trial:
    """One at a time, on a thread of its own: alerts that are due meanwhile do not wait for it."""
    if here.trying.locked():
        raise web.HTTPTooManyRequests(text="Another edit is being tried; wait until it is done.", headers={"Retry-After": "10"})
    async with here.trying:
        return await asyncio.to_thread(_compared, here, await _brain(here, config), config, fresh, days)


async def _brain(here: Site, config: Config) -> wiring.Brain:
    return await here.around.brain() if here.around.brain else await asyncio.to_thread(wiring.load_brain, config)


def _compared(here: Site, brain: wiring.Brain, config: Config, fresh: Config, days: int) -> Trial:
    before, after = (wiring.load_brain(one, brain).judge for one in (config, fresh))
    return compare(here.store, before, after, here.clock(), days)
