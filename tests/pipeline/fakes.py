"""A small world: feeds that say what a test wants, a store in memory, a model that reads marks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta

from monitor import wiring
from monitor.judge.judging import Judge
from monitor.judge.keywords import WatchMatcher
from monitor.model import (
    AlertPolicy, Article, Body, ChangeKind, ChannelKind, ChannelSettings, Config, DigestSettings, Entry, Failed,
    FailureKind, Feed, FeedState, Fetched, FetchSettings, Held, HeldReason, Incident, Label, NotModified, Parcel,
    ParcelKind, ParsedFeed, Polled, Precision, Report, Request, RestsOn, Score, Watch, Weapon, When,
)
from monitor.pipeline import Edges, Pipeline
from monitor.store import Store

NOW = datetime(2026, 2, 2, 12, 0, tzinfo=UTC)
BASES = {
    "asad": ("Ain al-Asad", "Iraq", 33.79, 42.44), "tanf": ("al-Tanf", "Syria", 33.49, 38.61),
    "erbil": ("Erbil air base", "Iraq", 36.24, 43.96), "green": ("Green Village", "Syria", 35.13, 40.56),
}
_MARK = re.compile(r"\[(\w+) (\w+)((?: \w+=?\w*)*)\]")
"""``[asad rocket killed=2 days=3 background]``: a report, as the fake reader of facts finds it."""


def reports_in(article: Article) -> tuple[Report, ...]:
    """The marks of a text as reports."""
    said = f"{article.title} {article.summary} {article.text}"
    marks = dict.fromkeys(_MARK.findall(said))
    return tuple(_report(base, weapon, rest.split(), article.published) for base, weapon, rest in marks)


def _report(base: str, weapon: str, rest: Sequence[str], published: datetime) -> Report:
    values = dict(word.partition("=")[::2] for word in rest)
    start = published.replace(hour=0, minute=0) - timedelta(days=int(values.get("days", "0")))
    name, country, lat, lon = BASES[base]
    return Report(
        place=name, country=country, lat=lat, lon=lon, base_id=base, base_named=True, weapon=Weapon(weapon),
        when=When(start=start, end=start + timedelta(days=1), precision=Precision.DAY),
        killed=int(values["killed"]) if "killed" in values else None, background="background" in values,
        sentence=f"{name} {weapon}",
    )


@dataclass
class FakeModel:
    """Attack where a mark stands, a reaction where somebody condemns; English only."""

    model_id: str = "fake"
    threshold: float = 0.5
    asked: list[str] = field(default_factory=list)

    def judges(self, article: Article) -> bool:
        """Whether the article is English."""
        return article.language in {"", "en"}

    def score(self, articles: Sequence[Article]) -> list[Score]:
        """One score each."""
        self.asked += [article.title for article in articles]
        return [self._score(article) for article in articles]

    def _score(self, article: Article) -> Score:
        said = f"{article.title} {article.summary} {article.text}"
        if "condemn" in said:
            return Score(label=Label.FOLLOW_UP, probability=0.1)
        if _MARK.search(said):
            return Score(label=Label.ATTACK, probability=0.9, reasons=("a mark",))
        return Score(label=Label.NONE, probability=0.2)


WATCH = Watch(name="bases", keywords=("base",), channels=("chat",))


def config(**changed: object) -> Config:
    """One feed, one watch for the word "base", one chat."""
    given = Config(
        path="config.yaml", feeds=(feed("wire"), feed("daily")), watches=(WATCH,),
        channels=(ChannelSettings(name="chat", kind=ChannelKind.CONSOLE),),
        fetch=FetchSettings(user_agent="test"), alerts=AlertPolicy(material=(ChangeKind.DEATHS, ChangeKind.WITHDRAWN)),
        digest=DigestSettings(at=time(7), timezone="UTC"),
    )
    return replace(given, **changed)  # type: ignore[arg-type]


def feed(name: str) -> Feed:
    """A feed of an outlet of the same name."""
    return Feed(name=name, url=f"https://{name}.example/feed", outlet=name.title(), language="en")


def entry(slug: str, title: str, summary: str = "", minutes: int = 30, **changed: object) -> Entry:
    """An entry published so many minutes before noon; its outlet is put in by the feed that carries it."""
    made = Entry(feed="", outlet="", guid=slug, url=f"https://news.example/{slug}", title=title, summary=summary,
                 published=NOW - timedelta(minutes=minutes), seen_at=NOW, language="en")
    return replace(made, **changed)  # type: ignore[arg-type]


class World:
    """Everything outside, under a test's control."""

    def __init__(self, settings: Config | None = None, store: Store | None = None) -> None:
        self.config = settings or config()
        self.store = store or Store.in_memory()
        self.model = FakeModel()
        self.now = NOW
        self.carried: dict[str, tuple[Entry, ...]] = {}
        self.answers: dict[str, Fetched | Exception] = {}
        self.pages: dict[str, str] = {}
        self.read: list[str] = []
        self.whole = True
        """Whether the documents of the feeds have their end."""
        self.requests: list[Request] = []
        self.states = {f.name: FeedState(feed=f.name, url=f.url, configured_url=f.url) for f in self.config.feeds}
        self.edges = Edges(
            fetch=self._fetch, parse=self._parse, read=self._read, reports=reports_in, store=self.store,
            on_store=wiring.inline, clock=lambda: self.now, jitter=lambda: 0.0)

    @property
    def pipeline(self) -> Pipeline:
        """The real pipeline over this world."""
        judge = Judge(self.config.watches, WatchMatcher(self.config.watches), self.model)
        return Pipeline(self.config, judge, self.edges)

    def seen_before(self) -> "World":
        """Every feed was polled an hour ago."""
        for name, state in self.states.items():
            self.states[name] = replace(state, last_success=self.now - timedelta(hours=1))
        return self

    async def poll(self, name: str, *entries: Entry) -> Polled:
        """The feed now carries these entries, and is polled."""
        source = next(f for f in self.config.feeds if f.name == name)
        self.carried[source.url] = tuple(replace(e, feed=source.name, outlet=source.outlet) for e in entries)
        polled = await self.pipeline.poll(source, self.states[name])
        assert polled.state is not None
        self.states[name] = polled.state
        return polled

    async def _fetch(self, request: Request) -> Fetched:
        self.requests.append(request)
        answer = self.answers.get(request.url)
        if isinstance(answer, Exception):
            raise answer
        if answer is not None:
            return answer
        return Body(url=request.url, content=repr(self.carried.get(request.url)).encode(), etag='"1"')

    async def _parse(self, body: Body, source: Feed, now: datetime) -> ParsedFeed | Failed:
        if body.url not in self.carried:
            return Failed(url=body.url, kind=FailureKind.NOT_A_FEED, detail="is no feed")
        entries = self.carried[body.url]
        return ParsedFeed(title=source.name, language="en", entries=entries, count=len(entries), whole=self.whole)

    async def _read(self, article: Article) -> Article:
        self.read.append(article.url)
        if article.url in self.pages:
            return replace(article, text=self.pages[article.url], rests_on=RestsOn.PAGE)
        return article

    def held(self, slug: str) -> Held | None:
        """Why an entry was held."""
        decision = self.store.article(f"https://news.example/{slug}")
        assert decision is not None, f"{slug} was never decided"
        return decision.held

    def reason(self, slug: str) -> HeldReason | None:
        """The reason alone; None where it spoke."""
        held = self.held(slug)
        return held.reason if held else None

    @property
    def incidents(self) -> tuple[Incident, ...]:
        """Every incident, oldest first."""
        return tuple(reversed(self.store.latest_incidents(100)))

    def parcels(self, *kinds: ParcelKind) -> list[Parcel]:
        """The parcels of these kinds (all without), in every incident."""
        found = [parcel for incident in self.incidents for parcel in self.store.parcels_of(incident.id)]
        return [parcel for parcel in found if not kinds or parcel.kind in kinds]


def unchanged(source: Feed) -> NotModified:
    """A 304."""
    return NotModified(url=source.url)
