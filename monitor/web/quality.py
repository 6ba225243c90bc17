"""The quality card: the scores of the model, measured on items it had not seen, and what readers said of its alerts."""

import asyncio
from collections import Counter

from aiohttp import web

from monitor.digest.precision import precision
from monitor.errors import ModelFileError
from monitor.incidents.teaching import taught
from monitor.incidents.weighing import JOIN
from monitor.judge.model_file import read_manifest
from monitor.model.stored import ReaderVerdict, VerdictKind
from monitor.web.site import site
from monitor.web.templates import page
from monitor.wiring import model_dir

FIGURES = (
    ("F1", "f1", True), ("Precision", "precision", True), ("Recall", "recall", True),
    ("Reactions that alert", "follow_ups_alerting", False), ("Calibration error", "calibration_error", False),
)
"""Name, key in the manifest, and whether more is better."""


async def quality(request: web.Request) -> web.Response:
    """The page."""
    here = site(request)
    try:
        manifest = await asyncio.to_thread(read_manifest, model_dir(here.config()))
    except ModelFileError as error:
        raise web.HTTPServiceUnavailable(text=str(error)) from error
    verdicts: tuple[ReaderVerdict, ...] = await here.on_store(here.store.reader_verdicts)
    lessons = await here.on_store(here.store.lessons)
    last = {(v.who, v.incident, v.article): v.kind for v in verdicts}
    return page(
        request, "quality.html", "Quality", "", "/quality", m=manifest, figures=FIGURES,
        lessons=len(lessons), join=taught(lessons), by_hand=JOIN, record=precision(verdicts, here.clock()), counts=Counter(last.values()), kinds=[kind.value for kind in VerdictKind])
