"""What the undisturbed service makes of the invented attacks: those it tells one by one are due under chaos too."""

import asyncio
from datetime import UTC, datetime, timedelta

from monitor import wiring
from monitor.model import Article, Config, RestsOn
from monitor.store import Store
from tests.chaos.attacks import Attack

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=UTC)


def told_apart(config: Config, brain: wiring.Brain, invented: tuple[Attack, ...]) -> tuple[Attack, ...]:
    """The attacks that, all told in one day, each open an alerted incident of their own, numbered anew."""
    while True:
        kept = _alone(config, brain, invented)
        if len(kept) == len(invented):
            return tuple(kept)
        # With the ambiguous ones gone the others are looked at again.
        invented = tuple(Attack(number, attack.place, attack.country) for number, attack in enumerate(kept))


def _alone(config: Config, brain: wiring.Brain, invented: tuple[Attack, ...]) -> list[Attack]:
    told = [_article(attack, again) for attack in invented for again in (False, True)]
    with Store.in_memory() as store:
        pipeline = wiring.build_pipeline(config, brain, wiring.replay_edges(brain, store))
        asyncio.run(pipeline.take(told, lambda _: NOON))
        incidents = store.latest_incidents(10_000)
    of: dict[str, list[str]] = {}
    for incident in incidents:
        if incident.alerted and not incident.merged_into and len({m.article.split("-")[1] for m in incident.members}) == 1:
            of.setdefault(incident.members[0].article.split("-")[1], []).append(incident.id)
    return [attack for attack in invented if len(of.get(str(attack.number), [])) == 1]


def _article(attack: Attack, again: bool) -> Article:
    title, text = attack.told(again=again)
    at = NOON - timedelta(hours=5) + timedelta(minutes=attack.number + 5 * again)
    return Article(key=f"a-{attack.number}-{again}", feed="echo" if again else "north", outlet="Echo" if again else "North",
                   url=f"https://news.example/{attack.number}/{again}", title=title, summary=text, published=at, language="en",
                   rests_on=RestsOn.SUMMARY, seen_at=at)
