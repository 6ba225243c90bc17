"""The edges towards the news: live, or absent for recorded items; and the pipeline over them."""

import random
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from monitor.model import Article, Config
from monitor.wiring.brain import Brain
from monitor.wiring.clock import utc_now
from monitor.wiring.storing import inline

if TYPE_CHECKING:
    from monitor.health.heartbeat import Heartbeat
    from monitor.pipeline import Edges, Pipeline
    from monitor.store import Store


@dataclass(frozen=True, slots=True)
class Network:
    """Everything that touches the network or other processes, open until closed."""

    edges: "Edges"
    close: Callable[[], Awaitable[None]]


def open_network(
    config: Config, brain: Brain, store: "Store", on_store: Callable[..., Awaitable[Any]],
) -> Network:
    """The live edges: HTTP, feed parser, page reader."""
    from monitor.collect.http import Http
    from monitor.collect.reading import PageReader
    from monitor.collect.robots import RobotsRules
    from monitor.collect.workers import Extractor
    from monitor.pipeline import Edges

    http = Http(config.fetch)
    extractor = Extractor(config.fetch)
    reader = PageReader(http, RobotsRules(http, config.fetch, utc_now), extractor, config.fetch, utc_now)
    edges = Edges(
        fetch=http.get, parse=extractor.parse, read=reader.read, reports=brain.reports, store=store,
        on_store=on_store, clock=utc_now, jitter=random.random,
    )

    async def close() -> None:
        await http.close()
        extractor.close()

    return Network(edges, close)


def replay_edges(brain: Brain, store: "Store") -> "Edges":
    """Edges for recorded items: no network is there to be asked."""
    from monitor.pipeline import Edges

    async def nothing(*_: object) -> Any:
        raise AssertionError("a replay asked for the network")

    async def as_it_is(article: Article) -> Article:
        return article

    return Edges(fetch=nothing, parse=nothing, read=as_it_is, reports=brain.reports, store=store, on_store=inline,
                 clock=utc_now, jitter=lambda: 0.0)


def build_pipeline(config: Config, brain: Brain, edges: "Edges") -> "Pipeline":
    """The stages under this configuration."""
    from monitor.pipeline import Pipeline

    return Pipeline(config, brain.judge, replace(edges, reports=brain.reports))


def open_heartbeat(config: Config) -> "Heartbeat":
    """The caller of the dead-man switch; the person who runs us names the address, so that it may be a private one."""
    from monitor.collect.http import Http
    from monitor.health.heartbeat import Heartbeat

    http = Http(replace(config.fetch, allow_private=True, host_gap=timedelta(0)))
    return Heartbeat(http.get, http.close)
