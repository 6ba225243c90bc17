"""The sample article, from a page on a web site to a message in a chat."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from monitor import wiring
from monitor.config import load_config
from monitor.model import ChannelKind, ChannelSettings, Feed, Label, ParcelKind, RestsOn
from tests.e2e.service import Chat, on_loopback, running
from tests.e2e.site import page, rss, serving

from tests.shared import ROOT, shared_path

pytestmark = pytest.mark.slow

PUBLISHED = datetime(2022, 1, 6, 0, 30, tzinfo=UTC)
NOW = PUBLISHED + timedelta(minutes=15)


def sample() -> tuple[str, list[str]]:
    """Title and paragraphs of the article."""
    lines = shared_path("data/seed/000_b41ce53977fa088a.txt").read_text(encoding="utf-8").splitlines()
    said = [line.strip() for line in lines if line.strip()]
    return said[0], said[1:]


async def test_the_sample_article_alerts_and_its_copy_adds_a_source(tmp_path: Path) -> None:
    """Extracted from its page, judged an attack, told once; the same text elsewhere is a second source, no second message."""
    title, paragraphs = sample()
    shipped = load_config(ROOT / "config.yaml")
    async with serving() as site:
        site.documents = {
            "one.html": page(title, paragraphs, PUBLISHED), "two.html": page(title, paragraphs, PUBLISHED),
            "one.xml": rss((title, site.url("one.html"), paragraphs[0], PUBLISHED)), "two.xml": rss(),
        }
        watches = tuple(replace(watch, channels=("chat",)) for watch in shipped.watches)
        config = on_loopback(replace(
            shipped, watches=watches, channels=(ChannelSettings(name="chat", kind=ChannelKind.CONSOLE),),
            feeds=(Feed(name="one", url=site.url("one.xml"), outlet="First", language="en"),
                   Feed(name="two", url=site.url("two.xml"), outlet="Second", language="en"))))
        brain, chat = wiring.load_brain(config), Chat()
        async with running(config, brain, tmp_path / "monitor.db", chat, lambda: NOW) as service:
            await service.poll_round(everything=True)
            await service.delivery_round()

            decision = service.store.article(site.url("one.html"))
            assert decision is not None
            assert decision.verdict is not None
            assert decision.article.rests_on is RestsOn.PAGE
            assert (decision.verdict.label, decision.verdict.alert) == (Label.ATTACK, True)
            told = [parcel for parcel in chat.got if parcel.kind is ParcelKind.SEND]
            assert told
            incidents = service.store.latest_incidents(20)
            assert {parcel.thread for parcel in told} == {i.id for i in incidents if i.alerted}
            assert any("Asad" in incident.facts.place for incident in incidents)

            site.documents["two.xml"] = rss((title, site.url("two.html"), paragraphs[0], PUBLISHED + timedelta(minutes=5)))
            await service.poll_round(everything=True)
            await service.delivery_round()
            assert [parcel for parcel in chat.got if parcel.kind is ParcelKind.SEND] == told
            after = [service.store.incident(parcel.thread) for parcel in told]
            assert [i.outlets for i in after if i] == [("First", "Second")] * len(told)
            assert [len(i.origins) for i in after if i] == [1] * len(told)
