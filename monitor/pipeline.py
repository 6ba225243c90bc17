"""One poll, top to bottom.

::

    feed | fetch | parse | recall | gate | read | judge | report | place | commit
           http    feeds   store    watches pages  model   facts    incidents  store: state + incident + outbox

    fetch    conditional GET; most polls end here with a 304
    recall   known and unchanged entries end here
    gate     keywords on title and summary; most new entries end here, with the reason stored
    read     the page's text where it can be had, else what the feed gave
    judge    label and probability, batch by batch
    report   the attacks each article tells of
    place    one article at a time, inside the placing transaction: the same incident, or a new one
    commit   decision, incidents and outbox rows together; the feed's own state last of all

A poll that dies anywhere is polled again: the feed's validators are stored only after every entry of the body was
dealt with, and what was dealt with is recognised (``tests/kill/test_kill.py`` ends the process at each step).
"""

import asyncio
from collections.abc import AsyncGenerator, Awaitable, Callable, Sequence
from contextlib import AbstractContextManager, aclosing
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import blake2b
from typing import Protocol

from monitor.collect.addresses import same_site
from monitor.collect.identity import article_key, canonical_url, content_hash
from monitor.collect.polling import after_poll
from monitor.judge.judging import Judge, held
from monitor.model import (
    Article, Body, Config, DateQuality, Decision, Entry, Failed, Feed, FeedState, Fetched, Held, HeldReason, Incident,
    Known, Label, Lesson, NotModified, ParsedFeed, Plan, Planned, Polled, Report, Request, RestsOn, Taken, Verdict,
)
from monitor.model.readers import Audience
from monitor.planning import as_taught, plan_article, reach

CHANGE_LIMIT = 24
"""Changes of one article's content that are looked at; a page with a clock in it stops there."""

AT_ONCE = 200
"""Articles of one poll that are judged and placed, the newest; the others wait for the next polls, so that a feed that
floods holds up nobody else and is worked off all the same (placing them costs seconds, not milliseconds, in a flood)."""

_UNDATED = (DateQuality.MISSING, DateQuality.FUTURE)

FEED_TYPES = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"


class Desk(Protocol):
    """The placing transaction of the store."""

    def audience(self, now: datetime) -> Audience:
        """The readers who subscribed by themselves, and what is muted."""

    def lessons(self) -> tuple[Lesson, ...]:
        """What readers taught about which accounts are one attack."""
        ...

    def window(self, since: datetime, article: str = "") -> tuple[Incident, ...]:
        """Incidents touched since then, or holding the article, that can still gain reports."""

    def commit(self, plan: Plan) -> None:
        """Record a plan inside this transaction."""


class ArticleStore(Protocol):
    """What the pipeline asks of the store."""

    def known(self, keys: Sequence[str]) -> dict[str, Known]:
        """What is remembered of these articles; unknown ones are absent."""

    def article(self, key_or_url: str) -> Decision | None:
        """The last decision about an article."""

    def placing(self, now: datetime) -> AbstractContextManager[Desk]:
        """Open the placing transaction; only one is open at a time, whatever the number of processes."""

    def commit(self, plan: Plan) -> None:
        """Record a plan in one transaction."""


OnStore = Callable[..., Awaitable]  # type: ignore[type-arg]  # (function, *arguments) -> its result, off the loop


async def _nobody_waits() -> None:
    """What was queued is fetched by whoever asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Edges:
    """Everything outside that the pipeline calls; tests pass fakes of these."""

    fetch: Callable[[Request], Awaitable[Fetched]]
    parse: Callable[[Body, Feed, datetime], Awaitable[ParsedFeed | Failed]]
    read: Callable[[Article], Awaitable[Article]]
    """The article with its page's text, or as it was where the page gives none."""
    reports: Callable[[Article], Sequence[Report]]
    store: ArticleStore
    on_store: OnStore
    clock: Callable[[], datetime]
    jitter: Callable[[], float]
    queued: Callable[[], Awaitable[None]] = _nobody_waits
    """Called once parcels were recorded: they need not wait for the end of the poll, which may wait for other pages."""
    hands_over: bool = False
    """Whether placing is left to a job (several machines): :meth:`Pipeline.place_recorded` does it there."""


class Pipeline:
    """The stages in order, under one configuration; a changed configuration is a new Pipeline."""

    def __init__(self, config: Config, judge: Judge, edges: Edges) -> None:
        self._config = config
        self._judge = judge
        self._edges = edges
        self._origins = {watch.name: watch.min_origins for watch in config.watches}
        self._placing = asyncio.Lock()

    async def poll(self, feed: Feed, state: FeedState) -> Polled:
        """Ask one feed and deal with what is new in it."""
        fetched = await self._edges.fetch(_request(feed, state, self._config))
        now = self._edges.clock()
        if isinstance(fetched, Body) and _digest(fetched) == state.body_hash:
            # A server without validators, and nothing new in it: as good as a 304.
            fetched = NotModified(url=fetched.url, max_age=fetched.max_age)
        parsed = await self._edges.parse(fetched, feed, now) if isinstance(fetched, Body) else None
        if isinstance(parsed, Failed):
            fetched, parsed = parsed, None
        taken = await self._entries(parsed, state, now) if parsed else Taken()
        after = after_poll(feed, state, fetched, parsed, now, self._edges.jitter(), self._config.fetch)
        if isinstance(fetched, Body):
            after = replace(after, body_hash=_digest(fetched))
        if taken.left:
            after = replace(after, body_hash="", etag="", last_modified="")
        if taken.new:
            after = replace(after, last_new_entry=now)
        # Last of all: had we died before this line, the same body would come again and be recognised.
        await self._edges.on_store(self._edges.store.commit, Plan(feed_state=after))
        return _polled(feed, fetched, parsed, taken, after)

    async def _entries(self, parsed: ParsedFeed, state: FeedState, now: datetime) -> Taken:
        fetch = self._config.fetch
        oldest = now - (fetch.max_entry_age if state.last_success else fetch.first_poll_age)
        articles = [article_from(entry) for entry in parsed.entries]
        cut = frozenset(article.key for article in articles[-1:] if not parsed.whole)
        return await self.take(articles, lambda _: now, oldest, AT_ONCE, cut)

    async def take(
        self, articles: Sequence[Article], now_of: Callable[[Article], datetime], oldest: datetime | None = None,
        most: int | None = None, cut: frozenset[str] = frozenset(),
    ) -> Taken:
        """Deal with a batch of articles in order of publication; ``oldest``: what is older is noted, not judged.

        ``most``: how many are judged, the newest; the others are left as if they had not come.
        ``cut``: what the end of a document that was cut may have torn off; no edit of what is known.
        What ends in silence is recorded together; what is placed, in a transaction each.
        """
        fresh, known = await self._unknown(articles, cut)
        quiet = [(article, self._silence(article, known.get(article.key), oldest)) for article in fresh]
        to_judge = [article for article, silence in quiet if silence is None]
        left = to_judge[:-most] if most else []
        decisions = [Decision(article=article, held=silence) for article, silence in quiet if silence is not None]
        placed: list[Planned] = []
        await self._noted(decisions)
        async with aclosing(self._as_read(to_judge[len(left):])) as groups:
            async for read in groups:
                silent, planned = await self._dealt_with(read, known, now_of)
                decisions += silent
                placed += planned
        return Taken(
            decisions=(*decisions, *(decision for planned in placed for decision in planned.plan.decisions)),
            tellings=tuple(telling for planned in placed for telling in planned.tellings),
            new=_count(fresh, known, there=False) - _count(left, known, there=False),
            changed=_count(fresh, known, there=True) - _count(left, known, there=True),
            known=frozenset(known), left=len(left),
        )

    async def _as_read(self, articles: Sequence[Article]) -> AsyncGenerator[list[Article]]:
        """The articles with their texts, each group as it was read: a page that hangs keeps no other article waiting."""
        reading = [asyncio.ensure_future(self._edges.read(article)) for article in articles]
        try:
            while reading:
                await asyncio.wait(reading, return_when=asyncio.FIRST_COMPLETED)
                read = [task.result() for task in reading if task.done()]
                reading = [task for task in reading if not task.done()]
                yield read
        finally:
            for task in reading:
                task.cancel()

    async def _dealt_with(
        self, read: Sequence[Article], known: dict[str, Known], now_of: Callable[[Article], datetime],
    ) -> tuple[list[Decision], list[Planned]]:
        """Judge a group; what ended in silence, or was handed over, and what was placed."""
        silent, to_place = [], []
        for article, verdict in await self._judged(read):
            if _to_place(verdict, known.get(article.key)):
                to_place.append((article, verdict))
            else:
                silent.append(Decision(article=article, verdict=verdict, held=held(verdict)))
        await self._noted(silent)
        if self._edges.hands_over:
            return silent + await self._handed_over(to_place), []
        return silent, [await self._settle(article, verdict, now_of(article)) for article, verdict in to_place]

    async def _noted(self, decisions: Sequence[Decision]) -> None:
        if decisions:
            await self._edges.on_store(self._edges.store.commit, Plan(decisions=tuple(decisions)))

    async def _unknown(self, articles: Sequence[Article], cut: frozenset[str]) -> tuple[list[Article], dict[str, Known]]:
        # In order of time, so that of two versions of one article the later stands, in whatever order they came.
        ordered = sorted(articles, key=lambda article: (article.published, article.key, article.content_hash))
        unique = {article.key: article for article in ordered}
        known: dict[str, Known] = await self._edges.on_store(self._edges.store.known, tuple(unique))
        fresh = [a for a in unique.values() if _worth_a_look(a, known.get(a.key)) and not (a.key in cut and a.key in known)]
        return [_dated(article, known.get(article.key)) for article in fresh], known

    def _silence(self, article: Article, known: Known | None, oldest: datetime | None) -> Held | None:
        if known and known.in_incident:
            return None  # its edit may withdraw what it said
        if oldest is not None and article.published < oldest:
            detail = f"published {article.published:%Y-%m-%d %H:%M} UTC"
            return Held(article=article.key, reason=HeldReason.TOO_OLD, detail=detail)
        if not self._judge.gate(article):
            return Held(article=article.key, reason=HeldReason.NO_WATCH)
        return None

    async def _judged(self, read: Sequence[Article]) -> list[tuple[Article, Verdict]]:
        verdicts = await asyncio.to_thread(self._judge.verdicts, read)
        return sorted(zip(read, verdicts, strict=True), key=lambda pair: (pair[0].published, pair[0].key))

    async def _handed_over(self, to_place: Sequence[tuple[Article, Verdict]]) -> list[Decision]:
        """Record what is to be placed together with the job that will; nothing is recorded without the other."""
        decisions = [Decision(article=article, verdict=verdict) for article, verdict in to_place]
        if decisions:
            keys = tuple(decision.article.key for decision in decisions)
            await self._edges.on_store(self._edges.store.commit, Plan(decisions=tuple(decisions), to_place=keys))
        return decisions

    async def place_recorded(self, key: str) -> Planned | None:
        """Place an article that was handed over, as it stands in the store now.

        None where there is nothing left to do: it is placed already, or a later version of it ended in silence.
        """
        decision: Decision | None = await self._edges.on_store(self._edges.store.article, key)
        if decision is None or decision.verdict is None or decision.held is not None or decision.incidents:
            return None
        return await self._settle(decision.article, decision.verdict, self._edges.clock())

    async def _settle(self, article: Article, verdict: Verdict, now: datetime) -> Planned:
        reports = self._edges.reports(article) if verdict.alert else ()
        async with self._placing:
            planned: Planned = await self._edges.on_store(self._place, article, verdict, reports, now)
        if planned.plan.parcels:
            await self._edges.queued()
        return planned

    def _place(self, article: Article, verdict: Verdict, reports: Sequence[Report], now: datetime) -> Planned:
        policy = self._config.alerts
        with self._edges.store.placing(now) as desk:
            policy = as_taught(policy, desk.lessons())
            window = desk.window(now - reach(reports, policy), article.key)
            planned = plan_article(article, verdict, reports, window, now, policy, self._origins_wanted(verdict), desk.audience(now))
            desk.commit(planned.plan)
        return planned

    def _origins_wanted(self, verdict: Verdict) -> int:
        wanted = [self._origins.get(hit.watch, 1) for hit in verdict.watches if not hit.excluded_by]
        return min(wanted, default=1)


def _count(articles: Sequence[Article], known: dict[str, Known], *, there: bool) -> int:
    return sum((article.key in known) is there for article in articles)


def article_from(entry: Entry) -> Article:
    """An entry as an article: its identity, and what text the feed itself gave."""
    return Article(
        key=article_key(entry.guid, entry.url, entry.title), feed=entry.feed, outlet=entry.outlet,
        url=canonical_url(entry.url), title=entry.title, summary=entry.summary, text=entry.content,
        published=entry.published, date_quality=entry.date_quality, language=entry.language, byline=entry.byline,
        rests_on=RestsOn.FEED if entry.content else RestsOn.SUMMARY, seen_at=entry.seen_at,
        content_hash=content_hash(entry.title, entry.summary, entry.content),
    )


def _request(feed: Feed, state: FeedState, config: Config) -> Request:
    url = state.url or feed.url
    return Request(
        url=url, login=feed.login if same_site(url, feed.url) else "", etag=state.etag, last_modified=state.last_modified, accept=FEED_TYPES,
        max_bytes=config.fetch.feed_max_bytes, timeout=config.fetch.timeout,
    )


def _worth_a_look(article: Article, known: Known | None) -> bool:
    if known is None:
        return True
    # Two feeds of one outlet word one page differently; taken for edits, the two would use up the limit of real ones.
    edited = known.content_hash != article.content_hash and known.feed == article.feed
    return edited and known.changes < CHANGE_LIMIT


def _dated(article: Article, known: Known | None) -> Article:
    """An edit that gives no time of its own has the time of the version before: it is no new event."""
    if known is None or known.published is None or article.date_quality not in _UNDATED:
        return article
    return replace(article, published=known.published)


def _to_place(verdict: Verdict, known: Known | None) -> bool:
    """Whether it can touch an incident: it attacks, it reacts, or an edit of it may withdraw what it said."""
    return verdict.alert or verdict.label is Label.FOLLOW_UP or (known is not None and known.in_incident)


def _digest(body: Body) -> str:
    return blake2b(body.content, digest_size=16).hexdigest()


def _polled(feed: Feed, fetched: Fetched, parsed: ParsedFeed | None, taken: Taken, state: FeedState) -> Polled:
    match fetched:
        case NotModified():
            return Polled(feed=feed.name, outcome="304", state=state)
        case Failed():
            return Polled(feed=feed.name, outcome=fetched.detail, failed=True, failure=fetched.kind, state=state)
    skipped = len(parsed.skipped) if parsed else 0
    return Polled(feed=feed.name, outcome="200", entries=parsed.count if parsed else 0, skipped=skipped, taken=taken,
                  state=state)
