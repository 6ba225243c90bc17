"""The keywords of the watches: an edit is tried over the stored days before it is saved."""

import asyncio
from pathlib import Path

from aiohttp import web

from monitor import wiring
from monitor.config import read_config
from monitor.config.editing import with_watch_words
from monitor.errors import ConfigError, InputError
from monitor.model import Config
from monitor.trial import Trial, compare
from monitor.web.guard import back, form_of
from monitor.web.site import Site, site
from monitor.web.templates import page

DAYS = 14
LISTS = ("keywords", "together_with", "exclude")
SHOWN = 60


async def keywords(request: web.Request) -> web.Response:
    """The watches as they are."""
    config = site(request).config()
    return _shown(request, {w.name: {name: "\n".join(getattr(w, name)) for name in LISTS} for w in config.watches})


def _shown(
    request: web.Request, texts: dict[str, dict[str, str]], trial: Trial | None = None, tried: str = "", problem: str = "",
) -> web.Response:
    return page(request, "keywords.html", "Keywords", form_of(request), "/keywords", texts=texts, lists=LISTS, trial=trial,
                tried=tried, problem=problem, days=DAYS, shown=SHOWN)


async def edit(request: web.Request) -> web.Response:
    """Try an edit of one watch, or save it."""
    here, sent = site(request), await request.post()
    given = {name: str(sent.get(name, "")) for name in ("watch", "do", *LISTS)}
    config = here.config()
    texts = {w.name: {name: "\n".join(getattr(w, name)) for name in LISTS} for w in config.watches}
    if given["watch"] not in texts:
        raise web.HTTPNotFound(text="There is no such watch any more.")
    texts[given["watch"]] = {name: given[name] for name in LISTS}
    words = {name: tuple(dict.fromkeys(line.strip() for line in given[name].splitlines() if line.strip())) for name in LISTS}
    path = Path(config.path)
    try:
        text = await asyncio.to_thread(with_watch_words, path, given["watch"], words)
        fresh = read_config(text, str(path))
    except (InputError, ConfigError) as error:
        return _shown(request, texts, tried=given["watch"], problem=str(error))
    if given["do"] == "save":
        await asyncio.to_thread(_save, path, given["watch"], words)
        return back("/keywords")
    return _shown(request, texts, await _tried(here, config, fresh), given["watch"])


def _save(path: Path, watch: str, words: dict[str, tuple[str, ...]]) -> None:
    from monitor.config.editing import save_watch_words

    save_watch_words(path, watch, words)


async def _tried(here: Site, config: Config, fresh: Config) -> Trial:
    brain = await here.around.brain() if here.around.brain else await asyncio.to_thread(wiring.load_brain, config)
    judge = (await asyncio.to_thread(wiring.load_brain, fresh, brain)).judge
    trial: Trial = await here.on_store(compare, here.store, brain.judge, judge, here.clock(), DAYS)
    return trial
