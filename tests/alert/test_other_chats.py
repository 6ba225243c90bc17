"""Slack, Discord, Matrix, mail and webhooks: the real clients against servers on loopback."""

import asyncio
import email
import re
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from email.message import Message as Mail
from email.policy import default
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from hypothesis import given
from hypothesis import strategies as st

from monitor.alert.channels.discord import Discord
from monitor.alert.channels.email import Email
from monitor.alert.channels.markup import as_discord, as_slack, spans, with_addresses
from monitor.alert.channels.matrix import Matrix
from monitor.alert.channels.slack import Slack
from monitor.alert.channels.webhook import Webhook, signature
from monitor.alert.protocols import Channel, Informed
from monitor.alert.text import markup
from monitor.errors import InputError
from monitor.model import Gone, InDoubt, Message, Parcel, ParcelKind, Refused, SendOutcome, Sent, TryLater
from tests.alert.makers import NOW, parcel

HTML = '<b>Rocket attack: A&amp;B base</b>\n2 dead\n\n• <a href="https://a.example/1?x=1&amp;y=2">Harbour &lt;Wire&gt;</a>'


def told(kind: ParcelKind = ParcelKind.SEND, **changed: Any) -> Parcel:
    """A parcel with mark-up and a link."""
    return replace(parcel(), kind=kind, message=Message(html=HTML, plain="Rocket attack: A&B base\n2 dead"), **changed)


@dataclass
class Service:
    """A server that remembers what it was asked, and answers what the test says."""

    answers: list[tuple[int, Any, dict[str, str]]] = field(default_factory=list)
    asked: list[tuple[str, str, Any, dict[str, str]]] = field(default_factory=list)
    otherwise: Callable[[int], Any] = lambda n: {"ok": True}
    url: str = ""

    async def take(self, request: web.Request) -> web.Response:
        """Remember, answer."""
        sent = await request.json() if "json" in request.content_type else dict(await request.post())
        self.asked.append((request.method, request.path_qs, sent, dict(request.headers)))
        status, body, headers = self.answers.pop(0) if self.answers else (200, self.otherwise(len(self.asked)), {})
        if status == 0:
            assert request.transport is not None
            request.transport.abort()
        return web.json_response(body, status=status or 200, headers=headers)


@pytest.fixture
async def service() -> AsyncIterator[Service]:
    """On loopback."""
    made = Service()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", made.take)
    server = TestServer(app)
    await server.start_server()
    made.url = str(server.make_url("")).rstrip("/")
    yield made
    await server.close()


def slack(service: Service) -> Channel:
    """A Slack channel."""
    service.otherwise = lambda n: {"ok": True, "ts": f"17.{n}", "channel": "C1"}
    return Slack("xoxb-1", "C1", "desk", service.url)


def discord(service: Service) -> Channel:
    """A Discord webhook."""
    service.otherwise = lambda n: {"id": str(n)}
    return Discord(f"{service.url}/api/webhooks/1/abc".replace("localhost", "127.0.0.1"), "desk")


def matrix(service: Service) -> Channel:
    """A Matrix room."""
    service.otherwise = lambda n: {"event_id": f"$e{n}"}
    return Matrix("syt_1", "!room:example.org", "desk", service.url)


def webhook(service: Service) -> Channel:
    """A webhook."""
    return Webhook(f"{service.url}/hook", "k3y", lambda: NOW)


ALL = (slack, discord, matrix, webhook)


@pytest.mark.parametrize("make", ALL)
async def test_a_message_is_sent_changed_and_answered(service: Service, make: Callable[[Service], Channel]) -> None:
    """One message, its id kept through every change."""
    chat = make(service)
    first = await chat.deliver(told(), "", "")
    assert isinstance(first, Sent)
    assert first.remote_id
    assert await chat.deliver(told(ParcelKind.EDIT, dedup_key="e"), first.remote_id, "") == first
    assert isinstance(await chat.deliver(told(ParcelKind.REPLY, dedup_key="r"), first.remote_id, ""), Sent)
    await chat.close()
    assert len(service.asked) == (2 if make is webhook else 3)
    assert "k3y" not in str([asked[:3] for asked in service.asked])


async def test_each_service_is_asked_in_its_own_words(service: Service) -> None:
    """Updates in place, threads, transaction ids, no mentions."""
    chat = slack(service)
    await chat.deliver(told(), "", "")
    await chat.deliver(told(ParcelKind.EDIT), "17.1", "")
    await chat.deliver(told(ParcelKind.REPLY), "17.1", "")
    assert [path for _, path, _, _ in service.asked] == ["/api/chat.postMessage", "/api/chat.update", "/api/chat.postMessage"]
    assert service.asked[2][2]["thread_ts"] == "17.1"
    assert service.asked[0][2]["text"].startswith("*Rocket attack: A&amp;B base*")
    service.asked.clear()
    chat = discord(service)
    await chat.deliver(told(), "", "")
    await chat.deliver(told(ParcelKind.EDIT), "1", "")
    assert [(method, path) for method, path, _, _ in service.asked] == [
        ("POST", "/api/webhooks/1/abc?wait=true"), ("PATCH", "/api/webhooks/1/abc/messages/1")]
    assert service.asked[0][2]["allowed_mentions"] == {"parse": []}
    await chat.close()
    service.asked.clear()
    chat = matrix(service)
    await chat.deliver(told(), "", "")
    await chat.deliver(told(), "", "")
    await chat.deliver(told(ParcelKind.EDIT, dedup_key="e"), "$e1", "")
    paths = [path for _, path, _, _ in service.asked]
    assert paths[0] == paths[1] != paths[2], "the same parcel under the same transaction id"
    assert service.asked[2][2]["m.relates_to"] == {"rel_type": "m.replace", "event_id": "$e1"}
    await chat.close()


@pytest.mark.parametrize(("make", "status", "body", "headers", "kind"), [
    (slack, 429, {"ok": False, "error": "ratelimited"}, {"Retry-After": "17"}, TryLater), (slack, 200, {"ok": False, "error": "not_in_channel"}, {}, Refused),
    (slack, 200, {"ok": False, "error": "message_not_found"}, {}, Gone), (slack, 0, {}, {}, InDoubt),
    (discord, 429, {}, {"Retry-After": "17"}, TryLater), (discord, 401, {}, {}, Refused), (discord, 404, {}, {}, Gone), (discord, 502, {}, {}, InDoubt),
    (discord, 0, {}, {}, InDoubt), (discord, 200, ["odd"], {}, InDoubt),
    (matrix, 429, {"errcode": "M_LIMIT_EXCEEDED", "error": "slow", "retry_after_ms": 17000}, {}, TryLater),
    (matrix, 403, {"errcode": "M_FORBIDDEN", "error": "no"}, {}, Refused), (matrix, 0, {}, {}, TryLater),
    (webhook, 503, {}, {"Retry-After": "17"}, TryLater), (webhook, 410, {}, {}, Refused), (webhook, 400, {}, {}, Refused), (webhook, 0, {}, {}, TryLater),
    (webhook, 302, {}, {"Location": "http://evil.example"}, Refused),
])
async def test_what_a_failure_means(
    service: Service, make: Callable[[Service], Channel], status: int, body: Any, headers: dict[str, str], kind: type[SendOutcome],
) -> None:
    """As docs/channels.md says."""
    chat = make(service)
    service.answers = [(status, body, headers)] * (9 if status == 0 else 1)  # aiohttp asks anew by itself, under the same id
    outcome = await chat.deliver(told(), "", "")
    await chat.close()
    assert isinstance(outcome, kind), outcome
    if isinstance(outcome, TryLater) and status == 429:
        assert outcome.after.total_seconds() == 17
    if isinstance(outcome, Refused):
        assert outcome.whole_channel is (status in {401, 403, 410} or body == {"ok": False, "error": "not_in_channel"})


async def test_a_webhook_is_signed_and_carries_the_incident(service: Service) -> None:
    """The example of docs/channels.md checks it."""
    chat = webhook(service)
    assert isinstance(chat, Informed)

    async def line(incident: str) -> bytes:
        return b'{"incident": "%s"}' % incident.encode()

    chat.incident_of = line
    await chat.deliver(told(), "", "")
    await chat.close()
    _, _, body, headers = service.asked[0]
    assert body["incident"] == {"incident": told().thread}
    assert headers["Idempotency-Key"] == told().dedup_key
    page = (Path(__file__).parents[2] / "docs" / "channels.md").read_text(encoding="utf-8")
    names: dict[str, Any] = {}
    exec(re.search(r"```python\n(.*?)```", page, re.DOTALL)[1], names)  # type: ignore[index]
    seconds = int(datetime.now(tz=NOW.tzinfo).timestamp())
    assert names["is_ours"]("k3y", signature("k3y", seconds, b"{}"), b"{}")
    assert not names["is_ours"]("k3y", signature("other", seconds, b"{}"), b"{}")
    assert not names["is_ours"]("k3y", signature("k3y", seconds - 999, b"{}"), b"{}")


@dataclass
class Post:
    """A mail server that takes what it is told to take."""

    say: dict[str, str] = field(default_factory=dict)
    mails: list[Mail] = field(default_factory=list)
    port: int = 0

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """The words of RFC 5321 that a client needs."""
        writer.write(b"220 post\r\n")
        while line := (await reader.readline()).decode().strip():
            verb = line.split(" ")[0].split(":")[0].upper()
            if verb == "DATA" and "DATA" not in self.say:
                writer.write(b"354 go\r\n")
                lines = []
                while (piece := await reader.readline()) not in {b".\r\n", b""}:
                    lines.append(piece)
                self.mails.append(email.message_from_bytes(b"".join(lines), policy=default))  # type: ignore[arg-type]
                if self.say.get("END") == "drop":
                    writer.transport.abort()
                    return
                writer.write(b"250 taken\r\n")
                continue
            writer.write(f"{self.say.get(verb, '221 bye' if verb == 'QUIT' else '250 ok')}\r\n".encode())
            if verb == "QUIT":
                break
        writer.close()


@pytest.fixture
async def post() -> AsyncIterator[Post]:
    """On loopback."""
    made = Post()
    server = await asyncio.start_server(made.talk, "127.0.0.1", 0)
    made.port = server.sockets[0].getsockname()[1]
    yield made
    server.close()


def mailbox(post: Post, to: str = "duty@example.org") -> Email:
    """A mail channel."""
    return Email(f"smtp://127.0.0.1:{post.port}", to, "alerts@example.org", "duty")


async def test_mails_make_a_thread_and_an_edit_is_none(post: Post) -> None:
    """Readers see the alert, then what changed under it."""
    box = mailbox(post)
    first = await box.deliver(told(), "", "")
    assert isinstance(first, Sent)
    assert await box.deliver(told(ParcelKind.EDIT, dedup_key="e"), first.remote_id, "") == first
    await box.deliver(told(ParcelKind.REPLY, dedup_key="r"), first.remote_id, "")
    alert, update = post.mails
    assert alert["Message-ID"] == first.remote_id == update["In-Reply-To"] == update["References"]
    assert (alert["Subject"], update["Subject"]) == ("Rocket attack: A&B base", "Re: Rocket attack: A&B base")
    plain, page = (part.get_content() for part in alert.iter_parts())  # type: ignore[attr-defined]
    assert "Harbour <Wire> <https://a.example/1?x=1&y=2>" in plain
    assert "<b>Rocket attack: A&amp;B base</b><br>" in page


async def test_an_answer_that_is_no_object_is_a_doubt(service: Service) -> None:
    """A gateway before Slack answers with a page of its own; nobody knows whether the message was taken."""
    channel = slack(service)
    for status in (200, 302, 502):
        service.answers = [(status, "a page", {})]
        assert isinstance(await channel.deliver(told(), "", ""), InDoubt)
    await channel.close()


async def test_no_word_of_an_outlet_becomes_a_header(post: Post) -> None:
    """Line breaks in a headline end nowhere."""
    odd = replace(told(), message=Message(html="x", plain="Attack\r\nBcc: all@example.org"))
    assert isinstance(await mailbox(post).deliver(odd, "", ""), Sent)
    assert post.mails[0]["Bcc"] is None


@pytest.mark.parametrize(("say", "kind", "whole"), [
    ({"MAIL": "451 later"}, TryLater, True), ({"RCPT": "550 nobody"}, Refused, True), ({"RCPT": "450 busy"}, TryLater, True), ({"DATA": "554 no"}, Refused, False),
    ({"END": "drop"}, InDoubt, None),
])
async def test_what_a_mail_server_says(post: Post, say: dict[str, str], kind: type[SendOutcome], *, whole: bool | None) -> None:
    """4xx is later, 5xx never, a lost connection behind the mail is doubt."""
    post.say = say
    outcome = await mailbox(post).deliver(told(), "", "")
    assert isinstance(outcome, kind), outcome
    assert getattr(outcome, "whole_channel", None) is whole


async def test_a_server_that_is_not_there_is_tried_later(unused_tcp_port: int) -> None:
    """Nothing was sent."""
    box = Email(f"smtp://127.0.0.1:{unused_tcp_port}", "a@example.org", "", "duty")
    assert isinstance(await box.deliver(told(), "", ""), TryLater)


@pytest.mark.parametrize("secret", ["mail.example.org", "http://mail.example.org", ""])
def test_a_secret_that_is_no_mail_server_is_told_without_it(secret: str) -> None:
    """With what it should look like."""
    with pytest.raises(InputError, match=r"smtp\+starttls://") as error:
        Email(secret, "a@example.org", "", "duty")
    assert not secret or secret not in str(error.value).replace("mail.example.org:587", "")


@given(st.text())
def test_foreign_words_stay_words_everywhere(text: str) -> None:
    """No mark, no mention, no link is made of them."""
    html = f"<b>{markup(text)}</b>"
    assert "".join(span.text for span in spans(html)) == with_addresses(html)
    said = as_slack(html)
    assert "<" not in said
    assert ">" not in said
    assert "@everyone" not in as_discord(html)
    assert re.search(r"(?<!\\)[`\[\]<]", as_discord(html)) is None
