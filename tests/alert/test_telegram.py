"""Telegram through the real client, against a strict Bot API on loopback: what each failure means for a message."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise

import httpx
import pytest
import structlog
from aiohttp.web import StreamResponse
from telegram.error import NetworkError, TimedOut

from monitor.alert import trial
from monitor.alert.channels.telegram import Telegram
from monitor.alert.channels.telegram_errors import outcome_of
from monitor.alert.pacing import Pace
from monitor.logs import set_up
from monitor.model import Button, Gone, InDoubt, Message, Moved, ParcelKind, Refused, Sent, TryLater
from tests.alert import botapi
from tests.alert.botapi import TOKEN, BotApi
from tests.alert.fakes import ScriptedChannel
from tests.alert.makers import NOW, parcel, told
from tests.alert.paces import NoPace


class Unchangeable(ScriptedChannel):
    """Takes everything, changes nothing."""

    edits = False


@dataclass
class Line:
    """A chat and the server behind it."""

    api: BotApi
    chat: Telegram
    url: str


@pytest.fixture
async def line() -> AsyncIterator[Line]:
    """A channel that speaks to a fresh server."""
    api = BotApi()
    url = await api.start()
    chat = Telegram(TOKEN, "@alerts", api_url=url, pace=NoPace())
    yield Line(api, chat, url)
    await chat.close()
    await api.stop()


async def test_a_message_is_sent_without_any_further_call(line: Line) -> None:
    """No getMe, no initialize: one call, one message, its id told with its chat."""
    assert await line.chat.deliver(parcel(), "", "") == Sent(remote_id="@alerts/1")
    assert line.api.calls == ["sendMessage"]
    assert line.api.texts() == ["<b>word 1</b>"]


async def test_an_edit_changes_the_message_and_a_reply_points_to_it(line: Line) -> None:
    """One message per incident, and under it the reply."""
    await line.chat.deliver(parcel(), "", "")
    edited = await line.chat.deliver(parcel(ParcelKind.EDIT, revision=2), "@alerts/1", "")
    replied = await line.chat.deliver(parcel(ParcelKind.REPLY, revision=2), "@alerts/1", "")
    assert (edited, replied) == (Sent(remote_id="@alerts/1"), Sent(remote_id="@alerts/2"))
    assert line.api.texts() == ["<b>word 2</b>", "<b>word 2</b>"]
    assert line.api.chats["@alerts"][2].reply_to == 1


async def test_an_edit_that_changes_nothing_counts_as_done(line: Line) -> None:
    """The message says exactly this already."""
    await line.chat.deliver(parcel(), "", "")
    assert await line.chat.deliver(parcel(ParcelKind.EDIT), "@alerts/1", "") == Sent(remote_id="@alerts/1")


async def test_an_edit_of_a_deleted_message_says_it_is_gone(line: Line) -> None:
    """Delivery then shows it anew."""
    assert isinstance(await line.chat.deliver(parcel(ParcelKind.EDIT), "@alerts/77", ""), Gone)


@pytest.mark.parametrize("elsewhere", ["console:5", "-1001/5", "5", "@alerts/x"])
async def test_an_id_from_elsewhere_is_never_taken_for_one_of_this_chat(line: Line, elsewhere: str) -> None:
    """A channel that was a console, or another chat, starts its threads anew; nothing is asked of the service."""
    assert isinstance(await line.chat.deliver(parcel(ParcelKind.EDIT), elsewhere, ""), Gone)
    assert line.api.calls == []


async def test_a_reply_to_a_deleted_message_is_shown_all_the_same(line: Line) -> None:
    """It stands by itself then."""
    assert await line.chat.deliver(parcel(ParcelKind.REPLY), "@alerts/77", "") == Sent(remote_id="@alerts/1")


async def test_a_chat_that_became_a_supergroup_is_followed(line: Line) -> None:
    """The new id is told once and used from then on; another chat in config.yaml makes it void."""
    line.api.moved["@alerts"] = -1001
    moved = await line.chat.deliver(parcel(), "", "")
    assert moved == Moved(new_target="@alerts>-1001")
    assert await line.chat.deliver(parcel(), "", "@alerts>-1001") == Sent(remote_id="-1001/1")
    assert isinstance(await line.chat.deliver(parcel(), "", "@other>-1001"), Moved)


async def test_a_flood_limit_holds_the_whole_channel_for_as_long_as_it_says(line: Line) -> None:
    """Also when that is hours."""
    line.api.next_answers.append(botapi.flood(7_200))
    outcome = await line.chat.deliver(parcel(), "", "")
    assert outcome == TryLater(after=timedelta(hours=2), reason="flood limit", whole_channel=True)


async def test_a_kicked_bot_closes_the_channel(line: Line) -> None:
    """403: the reason is told in Telegram's words."""
    line.api.kicked.add("@alerts")
    outcome = await line.chat.deliver(parcel(), "", "")
    assert isinstance(outcome, Refused)
    assert outcome.whole_channel
    assert "kicked" in outcome.reason


@pytest.mark.parametrize("sentence", [
    "Bad Request: chat not found", "Bad Request: not enough rights to send text messages to the chat",
    "Bad Request: message thread not found", "Bad Request: TOPIC_CLOSED", "Bad Request: need administrator rights in the channel chat",
])
async def test_a_chat_that_cannot_be_written_to_is_a_matter_of_the_channel(line: Line, sentence: str) -> None:
    """Its messages wait until somebody puts it right; none is dropped."""
    line.api.next_answers.append(botapi.telegram_error(400, sentence))
    outcome = await line.chat.deliver(parcel(), "", "")
    assert isinstance(outcome, Refused)
    assert outcome.whole_channel


async def test_any_other_bad_request_refuses_this_message_alone(line: Line) -> None:
    """It is never sent again as it is."""
    line.api.next_answers.append(botapi.telegram_error(400, "Bad Request: BUTTON_DATA_INVALID"))
    assert await line.chat.deliver(parcel(), "", "") == Refused(reason="Button_data_invalid")


@pytest.mark.parametrize("text", ["<b>open", "<script>x</script>", "<b>" + "x" * 5_000 + "</b>"])
async def test_what_telegram_cannot_read_is_shown_without_mark_up(line: Line, text: str) -> None:
    """Rather plain than never, and within the limit."""
    assert isinstance(await line.chat.deliver(told(parcel(), text), "", ""), Sent)
    assert line.api.calls == ["sendMessage", "sendMessage"]
    assert line.api.chats["@alerts"][1].mode == ""


async def test_a_wrong_token_closes_the_channel_without_being_repeated(line: Line) -> None:
    """401."""
    wrong = Telegram("999999:" + "B" * 30, "@alerts", api_url=line.url, pace=NoPace())
    outcome = await wrong.deliver(parcel(), "", "")
    await wrong.close()
    assert isinstance(outcome, Refused)
    assert outcome.whole_channel
    assert "BBBB" not in outcome.reason


@pytest.mark.parametrize("answer", [botapi.dropped, botapi.status(200), botapi.status(500), botapi.status(502)],
                         ids=["dropped", "garbage 200", "500", "502"])
async def test_a_lost_answer_leaves_the_message_in_doubt(line: Line, answer: botapi.Answer) -> None:
    """It was taken, and we cannot know: never a plain retry."""
    line.api.after_accept = True
    line.api.next_answers.append(answer)
    assert isinstance(await line.chat.deliver(parcel(), "", ""), InDoubt)
    assert line.api.texts() == ["<b>word 1</b>"]


async def test_a_read_timeout_after_acceptance_leaves_it_in_doubt(line: Line) -> None:
    """The same."""
    line.api.after_accept = True
    release = asyncio.Event()
    line.api.next_answers.append(botapi.silent_until(release))
    hasty = Telegram(TOKEN, "@alerts", api_url=line.url, pace=NoPace(), timeout=1.0)
    assert isinstance(await hasty.deliver(parcel(), "", ""), InDoubt)
    release.set()
    await hasty.close()


async def test_a_refused_connection_is_tried_again(unused_tcp_port: int) -> None:
    """Nothing was sent: the channel waits a little."""
    chat = Telegram(TOKEN, "@alerts", api_url=f"http://127.0.0.1:{unused_tcp_port}", pace=NoPace())
    outcome = await chat.deliver(parcel(), "", "")
    await chat.close()
    assert isinstance(outcome, TryLater)
    assert outcome.whole_channel


def test_a_full_pool_sent_nothing() -> None:
    """The client says so itself."""
    error = TimedOut("Pool timeout")
    error.__cause__ = httpx.PoolTimeout("full")
    assert isinstance(outcome_of(error), TryLater)
    assert isinstance(outcome_of(NetworkError("Bad Gateway")), InDoubt)


async def test_topic_silence_and_buttons_reach_the_service(line: Line) -> None:
    """What a message asks for is asked of Telegram."""
    topic = Telegram(TOKEN, "-1001", topic=7, api_url=line.url, pace=NoPace())
    message = Message(html="x", plain="x", silent=True, buttons=((Button(text="Right", data="r1"),),))
    await topic.deliver(parcel(message=message), "", "")
    await topic.close()
    shown = line.api.chats["-1001"][1]
    assert (shown.topic, shown.silent) == ("7", True)
    assert '"callback_data"' in shown.markup


async def test_the_token_is_in_no_log_line_and_no_repr(line: Line) -> None:
    """Not at DEBUG, not in the line that tells of an error."""
    out = io.StringIO()
    before = logging.getLogger().handlers[:], logging.getLogger().level
    try:
        set_up(as_json=True, secrets=[TOKEN], level=logging.DEBUG, stream=out)
        for name in ("httpx", "httpcore", "telegram"):
            logging.getLogger(name).setLevel(logging.DEBUG)
        await line.chat.deliver(parcel(), "", "")
        structlog.get_logger("x").warning("odd", url=f"https://api.telegram.org/bot{TOKEN}/x", many=[TOKEN, {"a": TOKEN}])
        try:
            int(TOKEN)
        except ValueError:
            structlog.get_logger("x").exception("failed")
            logging.getLogger("y").exception("failed %s", TOKEN)
    finally:
        logging.getLogger().handlers, logging.getLogger().level = before
        structlog.reset_defaults()
        for name in ("httpx", "httpcore", "telegram"):
            logging.getLogger(name).setLevel(logging.WARNING)
    assert "sendMessage" in out.getvalue()
    assert TOKEN not in out.getvalue()
    assert TOKEN not in repr(line.chat)


async def test_two_at_once_still_keep_the_pace(line: Line) -> None:
    """Each looks again after its wait: of three at once, two take a second each in turn."""
    now = 0.0

    class Stepping(Pace):
        """A pace whose waits are over as soon as they were asked for."""

        def wait(self, chat: str, _: float) -> float:
            nonlocal now
            left = super().wait(chat, now)
            now += left
            return left / 1_000_000

        def record(self, chat: str, _: float) -> None:
            taken.append(now)
            super().record(chat, now)

    taken: list[float] = []
    chat = Telegram(TOKEN, "@alerts", api_url=line.url, pace=Stepping())
    await asyncio.gather(*(chat.deliver(parcel(revision=i), "", "") for i in (1, 2, 3)))
    await chat.close()
    assert all(later - earlier >= 1.0 for earlier, later in pairwise(taken))


async def test_the_test_message_is_edited_and_what_could_not_be_done_is_said(line: Line) -> None:
    """A chat where the edit is refused is told apart from one that takes it, and both from one that knows no edits."""
    said: list[str] = []
    again = Telegram(TOKEN, "@alerts", api_url=line.url, pace=NoPace())
    assert await trial.test_message({"tg": again}, NOW, said.append, str) == 0
    assert said == ["tg: sent; edited"]
    assert "edited" in line.api.texts()[-1]

    async def taken(_: object) -> StreamResponse:
        return botapi.message("@alerts", 9, "x")
    refusing = Telegram(TOKEN, "@alerts", api_url=line.url, pace=NoPace())
    line.api.next_answers += [taken, botapi.telegram_error(400, "Bad Request: not enough rights to edit a message")]
    assert await trial.test_message({"tg": refusing}, NOW, said.append, str) == 0
    assert said[-1].startswith("tg: sent; not edited, so alerts will not change as facts do:")
    assert await trial.test_message({"mail": Unchangeable()}, NOW, said.append, str) == 0
    assert "cannot be edited here" in said[-1]
