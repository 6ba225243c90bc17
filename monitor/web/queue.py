"""The queue: alerts that nobody judged yet, and what was nearly one; worked through by buttons or by keys."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from aiohttp import web

from monitor.digest.periods import day_span
from monitor.digest.daily import NEAR
from monitor.digest.rows import Row, row
from monitor.model import Incident, NearMiss
from monitor.model.stored import ReaderVerdict
from monitor.store import Store
from monitor.web.days import asked_day
from monitor.web.guard import POLICY, form_of
from monitor.web.site import site
from monitor.web.templates import page
from monitor.web.verdicts import WHO

DAYS = 3
MOST_DAYS = 31
SHOWN = 50
"""Of each kind on one page; as they are judged, others follow."""
_ASKED = 400
"""Near misses asked for, so that after those judged already enough are left."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """What waits for a reader."""

    alerts: tuple[tuple[Row, Incident], ...]
    near: tuple[NearMiss, ...]
    judged: int
    last: ReaderVerdict | None
    """What a reader of the pages said last: it can be taken back."""
    last_title: str


async def queue(request: web.Request) -> web.Response:
    """The page."""
    here = site(request)
    zone = here.config().digest.timezone
    given = request.query.get("day", "")
    day = asked_day(given) if given else here.clock().astimezone(ZoneInfo(zone)).date()
    days = _days(request.query.get("days", ""), 1 if given else DAYS)
    start, end = _span(day, days, zone)
    waiting: Queue = await here.on_store(queue_of, here.store, start, end)
    back = f"/queue?day={day}&days={days}" if given else f"/queue?days={days}"
    answer = page(request, "queue.html", "Queue", form_of(request), "/queue", q=waiting, day=day, days=days, back=back,
                  shown=SHOWN, given=given)
    answer[POLICY] = {"script-src": "'self'"}
    return answer


def _days(text: str, otherwise: int) -> int:
    return min(max(int(text), 1), MOST_DAYS) if text.isascii() and text.isdigit() and len(text) < 4 else otherwise


def _span(day: date, days: int, zone: str) -> tuple[datetime, datetime]:
    return day_span(day - timedelta(days=days - 1), zone)[0], day_span(day, zone)[1]


def queue_of(store: Store, start: datetime, end: datetime) -> Queue:
    """What of a span nobody has judged: alerts newest first, near misses most probable first."""
    alerts = [i for i in store.incidents_between(start, end) if i.alerted]
    near = [miss for miss in store.near_misses(start, end, _ASKED) if miss.probability >= NEAR]
    said = store.reader_verdicts_of([i.id for i in alerts] + [miss.article for miss in near])
    judged = {verdict.incident or verdict.article for verdict in said}
    last = store.last_reader_verdict(WHO)
    return Queue(
        alerts=tuple((row(i), i) for i in sorted(alerts, key=lambda i: i.opened_at, reverse=True) if i.id not in judged)[:SHOWN],
        near=tuple(miss for miss in near if miss.article not in judged)[:SHOWN], judged=len(judged),
        last=last, last_title=_title(store, last) if last else "")


def _title(store: Store, verdict: ReaderVerdict) -> str:
    if verdict.incident:
        one = store.incident(verdict.incident)
        return row(one).headline if one else verdict.incident
    decision = store.article(verdict.article)
    return decision.article.title if decision else verdict.article
