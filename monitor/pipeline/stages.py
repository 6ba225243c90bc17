"""The stages of one poll in their order, as the docstring of the room draws them."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime

from monitor.collect.polling import after_poll
from monitor.judge.judging import Judge, held
from monitor.model import (
    Article, Body, Config, Decision, Failed, Feed, FeedState, Held, HeldReason, Known, NotModified, ParsedFeed, Plan, Planned, Polled,
    Report, Taken, Verdict,
)
from monitor.pipeline.asking import digest_of, outcome, request
from monitor.pipeline.edges import Edges
from monitor.pipeline.entering import article_from, dated, is_to_place, worth_a_look
from monitor.planning import as_taught, plan_article, reach

AT_ONCE = 200
"""Articles of one poll that are judged and placed, the newest; the others wait for the next polls, so that a feed that
floods holds up nobody else and is worked off all the same (placing them costs seconds, not milliseconds, in a flood)."""


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
        fetched = await self._edges.fetch(request(feed, state, self._config))
        now = self._edges.clock()
        if isinstance(fetched, Body) and digest_of(fetched) == state.body_hash:
            # A server without validators, and nothing new in it: as good as a 304.
            fetched = NotModified(url=fetched.url, max_age=fetched.max_age)
        parsed = await self._edges.parse(fetched, feed, now) if isinstance(fetched, Body) else None
        if isinstance(parsed, Failed):
            fetched, parsed = parsed, None
        taken = await self._entries(parsed, state, now) if parsed else Taken()
        after = after_poll(feed, state, fetched, parsed, now, self._edges.jitter(), self._config.fetch)
        if isinstance(fetched, Body):
            after = replace(after, body_hash=digest_of(fetched))
        if taken.left:
            after = replace(after, body_hash="", etag="", last_modified="")
        if taken.new:
            after = replace(after, last_new_entry=now)
        # Last of all: had we died before this line, the same body would come again and be recognised.
        await self._edges.on_store(self._edges.store.commit, Plan(feed_state=after))
        return outcome(feed, fetched, parsed, taken, after)

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
            if is_to_place(verdict, known.get(article.key)):
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
        fresh = [a for a in unique.values() if worth_a_look(a, known.get(a.key)) and not (a.key in cut and a.key in known)]
        return [dated(article, known.get(article.key)) for article in fresh], known

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
