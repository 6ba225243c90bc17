"""The pictures of a digest: under its message in a chat, inside a mail, and the page attached to it."""

import asyncio
import itertools
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from monitor import wiring
from monitor.alert.channels.email import Email
from monitor.alert.channels.telegram import Telegram
from monitor.alert.delivery import Delivery
from monitor.config import read_config
from monitor.digest.daily import send_due_digest
from monitor.judge.gazetteer import Gazetteer
from monitor.judge.judging import Judge
from monitor.judge.keywords import WatchMatcher
from monitor.model import Base, Decision, Held, HeldReason, ParcelState, Plan
from monitor.store import Store
from tests.alert.botapi import TOKEN
from tests.alert.makers import article, facts, incident
from tests.alert.paces import NoPace
from tests.alert.test_other_chats import Post
from tests.botapi.server import StrictApi
from tests.config.texts import GOOD
from tests.pipeline.fakes import World

MORNING = datetime(2026, 3, 2, 7, 0, tzinfo=UTC)
ASAD = Base(id="ain-al-asad", name="Ain al-Asad", country="Iraq", lat=33.79, lon=42.44, timezone="Asia/Baghdad", kind="air base")
CONFIG = read_config(GOOD.replace("{name: console, kind: console}", """{name: chat, kind: telegram, chat: '@alerts', token: 'env:T'}
  - {name: mail, kind: email, chat: a@example.org, token: 'env:M'}""") + "web_url: https://watch.example/\n")


@dataclass
class Morning:
    """A store with one attack, a chat, a letterbox."""

    store: Store
    api: StrictApi
    post: Post
    delivery: Delivery

    async def digest(self) -> None:
        """It is seven."""
        assert send_due_digest(self.store, CONFIG, MORNING)
        for _ in range(3):
            await self.delivery.drain()


@pytest.fixture
async def morning() -> AsyncIterator[Morning]:
    """With the real drawing, channel and client."""
    seconds = itertools.count(step=5)
    api = StrictApi(now=lambda: float(next(seconds)))
    chat = Telegram(TOKEN, "@alerts", api_url=await api.start(), pace=NoPace())
    post = Post()
    server = await asyncio.start_server(post.talk, "127.0.0.1", 0)
    box = Email(f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}", "a@example.org", "", "mail")
    store = Store.in_memory()
    hit = incident(alerted=True, facts=facts(lat=ASAD.lat, lon=ASAD.lon), opened_at=MORNING - timedelta(hours=19),
                   updated_at=MORNING - timedelta(hours=19))
    seen = article(seen_at=MORNING - timedelta(hours=20))
    decision = Decision(article=seen, held=Held(article=seen.key, reason=HeldReason.NO_WATCH))
    store.commit(Plan(decisions=(decision,), incidents=(hit,)))
    judge = Judge(CONFIG.watches, WatchMatcher(CONFIG.watches), World().model)
    brain = wiring.Brain(judge, Gazetteer((ASAD,), ()), World().model, (wiring.model_dir(CONFIG), ()))
    now = itertools.count()

    def clock() -> datetime:
        return MORNING + timedelta(seconds=6 * next(now))

    lanes = wiring.open_maps(CONFIG, brain, store, wiring.inline, {"chat": chat, "mail": box}, clock)
    yield Morning(store, api, post, Delivery(store, {"chat": chat, "mail": box, **lanes}, clock, wiring.inline))
    await chat.close()
    server.close()
    await api.stop()
    store.close()


async def test_a_chat_gets_map_and_timeline_under_the_digest(morning: Morning) -> None:
    """Two silent pictures that answer the digest's message."""
    await morning.digest()
    words, *pictures = morning.api.chats["@alerts"].messages.values()
    assert "1 attack reported" in words.text.replace("One", "1")
    assert [(bool(p.photo), p.silent, p.reply_to) for p in pictures] == [(True, True, 1)] * 2
    assert {p.text.split(":")[0].split(",")[0] for p in pictures} == {"Where", "The last 30 days"}
    assert morning.store.outbox_counts()[ParcelState.PENDING] == 0


async def test_a_mail_shows_the_pictures_and_brings_the_page(morning: Morning) -> None:
    """Inside the HTML by their content ids, described in words; one page that loads nothing from anywhere."""
    await morning.digest()
    (mail,) = morning.post.mails
    parts = {part.get_filename() or part.get_content_type(): part for part in mail.walk()}
    assert {"map.png", "days.png", "digest-2026-03-01.html", "text/plain", "text/html"} <= parts.keys()
    html = parts["text/html"].get_content()
    assert html.count("<img") == html.count('alt="') == 2
    for name in ("map.png", "days.png"):
        assert f'src="cid:{name}"' in html
        assert parts[name]["Content-ID"] == f"<{name}>"
        assert parts[name].get_content().startswith(b"\x89PNG")
    page = parts["digest-2026-03-01.html"]
    assert page.get_content_disposition() == "attachment"
    assert "<svg" in page.get_content()


async def test_a_chat_is_pointed_to_a_page_and_to_no_command_line(morning: Morning) -> None:
    """What a reader of a chat can use: the page where there is one, else the bot."""
    many = tuple(incident(id=f"m{n}", alerted=True, opened_at=MORNING - timedelta(hours=19), updated_at=MORNING - timedelta(hours=19),
                          facts=facts(place=f"Base number {n} " + "x" * 60)) for n in range(120))
    morning.store.commit(Plan(incidents=many))
    await morning.digest()
    words = morning.api.chats["@alerts"].messages[1].text
    assert '<a href="https://watch.example/digest/2026-03-01">the whole digest</a>' in words
    assert "monitor digest" not in words

