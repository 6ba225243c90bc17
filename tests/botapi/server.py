"""A strict Bot API on loopback: it refuses what Telegram refuses, in Telegram's words, and knows no field it should not."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestServer

from monitor.alert.text import TAG, shown_length, utf16_length
from tests.alert.botapi import TOKEN, Answer, entities_problem
from tests.botapi.catalogue import methods
from tests.botapi.limits import Floods

PNG = b"\x89PNG\r\n\x1a\n"
NOT_MODIFIED = ("message is not modified: specified new message content and reply markup are exactly the same as a current "
                "content and reply markup of the message")
COUNTED = ("send", "edit")
"""Methods that a flood limit counts begin so."""


class Refusal(Exception):
    """An answer that is none: status, Telegram's sentence, parameters."""

    def __init__(self, code: int, words: str, **parameters: int) -> None:
        super().__init__(words)
        self.code, self.words, self.parameters = code, words, parameters


@dataclass(slots=True)
class Shown:
    """A message as the chat shows it."""

    text: str
    markup: str = ""
    reply_to: int = 0
    topic: int = 0
    silent: bool = False
    photo: bytes = b""
    place: tuple[float, float] | None = None
    marked: bool = False
    """Whether the text is HTML; answers tell the text without its tags."""
    foreign: bool = False
    """Written by somebody else."""


@dataclass(slots=True)
class Chat:
    """One chat: its messages by number, its topics, and what became of the bot in it."""

    messages: dict[int, Shown] = field(default_factory=dict)
    topics: dict[int, bool] = field(default_factory=dict)
    """Topics of a forum, and whether each is open."""
    kicked: bool = False
    moved_to: str = ""
    last: int = 0
    """The highest number given; a deleted message leaves a gap."""


@dataclass(slots=True)
class StrictApi:
    """The server; ``now`` is the clock of its flood limits, in seconds."""

    now: Callable[[], float]
    chats: dict[str, Chat] = field(default_factory=lambda: {"@alerts": Chat()})
    calls: list[str] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    administrators: set[tuple[str, int]] = field(default_factory=set)
    """(chat, user): who administers which chat."""
    notes: list[str] = field(default_factory=list)
    """What was said over buttons."""
    unanswered: set[str] = field(default_factory=set)
    """Callback queries that wait for an answer."""
    floods: Floods = field(default_factory=Floods)
    token: str = TOKEN
    number: int = 0
    """The last number of private chats and small groups, which share one count; channels and supergroups have their own."""
    lost: list[Answer] = field(default_factory=list)
    """What is given instead of the answers to the next sends, after each was carried out."""
    never: list[Answer] = field(default_factory=list)
    """The same, before anything was done."""
    cut_edits: list[Answer] = field(default_factory=list)
    """As ``lost``, for the next changes of a keyboard."""
    heard: int = 0
    server: TestServer | None = None

    async def start(self) -> str:
        """Listen; the address to give as ``api_url``."""
        app = web.Application(client_max_size=20_000_000)
        app.router.add_post("/bot{token}/{method}", self._call)
        self.server = TestServer(app)
        await self.server.start_server()
        return str(self.server.make_url("")).rstrip("/")

    async def stop(self) -> None:
        """Stop listening."""
        if self.server is not None:
            await self.server.close()

    def write(self, chat: str, text: str = "talk") -> None:
        """Somebody else writes into a chat that the bot does not hear."""
        self.chats[chat].messages[self._next(chat)] = Shown(text=text, foreign=True)

    def _next(self, key: str) -> int:
        if key.startswith(("-100", "@")):
            self.chats[key].last += 1
            return self.chats[key].last
        self.number += 1
        return self.number

    def press(self, chat: str, number: int, data: str, user: int = 7) -> None:
        """A reader presses a button: the next ``getUpdates`` tells of it."""
        markup = json.loads(self.chats[chat].messages[number].markup or "{}")
        assert data in [b["callback_data"] for row in markup["inline_keyboard"] for b in row], "there is no such button"
        query = f"q{self.heard + 1}"
        self.unanswered.add(query)
        self.updates.append({"update_id": 100 + self.heard, "callback_query": {
            "id": query, "from": _user(user), "chat_instance": "1", "data": data,
            "message": self._message(chat, number)}})
        self.heard += 1

    def say(self, chat: str, text: str, user: int = 7, kind: str = "private") -> None:
        """Somebody writes: the next ``getUpdates`` tells of it; the chat is there from then on."""
        self.chats.setdefault(chat, Chat())
        self.updates.append({"update_id": 100 + self.heard, "message": {
            "message_id": 9_000 + self.heard, "date": 1_770_000_000, "chat": {"id": int(chat), "type": kind},
            "from": _user(user), "text": text}})
        self.heard += 1

    def leave(self, chat: str, user: int = 7) -> None:
        """Somebody blocks the bot, or removes it from a channel."""
        self._membership(chat, user, kicked=True)

    def come_back(self, chat: str, user: int = 7) -> None:
        """Somebody lets the bot in again."""
        self._membership(chat, user, kicked=False)

    def _membership(self, chat: str, user: int, *, kicked: bool) -> None:
        me = _user(1) | {"is_bot": True}
        member, out = {"status": "member", "user": me}, {"status": "kicked", "user": me, "until_date": 0}
        self.chats[chat].kicked = kicked
        self.updates.append({"update_id": 100 + self.heard, "my_chat_member": {
            "chat": _place(chat), "from": _user(user), "date": 1_770_000_000,
            "old_chat_member": member if kicked else out, "new_chat_member": out if kicked else member}})
        self.heard += 1

    async def _call(self, request: web.Request) -> web.StreamResponse:
        name = request.match_info["method"]
        sending = name.startswith("send")
        try:
            data = dict(await request.post())
            if sending and self.never:
                return await self.never.pop(0)(request)
            result = self._answer(request.match_info["token"], name, data)
            if sending and self.lost:
                return await self.lost.pop(0)(request)
            if name == "editMessageReplyMarkup" and self.cut_edits:
                return await self.cut_edits.pop(0)(request)
            return web.json_response({"ok": True, "result": result})
        except Refusal as no:
            body: dict[str, Any] = {"ok": False, "error_code": no.code, "description": no.words}
            return web.json_response(body | ({"parameters": no.parameters} if no.parameters else {}), status=no.code)

    def _answer(self, token: str, name: str, data: dict[str, Any]) -> Any:
        if token != self.token:
            raise Refusal(401, "Unauthorized")
        self.calls.append(name)
        method = methods().get(name)
        if method is None:
            raise Refusal(404, "Not Found")
        files = {key: value.file.read() for key, value in data.items() if isinstance(value, web.FileField)}
        sent = {key: value for key, value in data.items() if isinstance(value, str)}
        # A file may come under a name of its own, which another field points to with attach://NAME.
        loose = {key for key in files if any(f"attach://{key}" in value for value in sent.values())}
        unknown = (sent.keys() | files.keys()) - method.fields - loose
        if unknown:
            raise Refusal(400, f"Bad Request: unknown field {min(unknown)}")
        for key in sorted(method.required - sent.keys() - files.keys()):
            raise Refusal(400, f"Bad Request: {key} is required")
        for key in method.numbers & sent.keys():
            if not sent[key].lstrip("-").isdecimal():
                raise Refusal(400, f"Bad Request: {key} is no number")
        return self._carried_out(name, sent, files)

    def _carried_out(self, name: str, sent: dict[str, str], files: dict[str, bytes]) -> Any:
        match name:
            case "getUpdates":
                offset = int(sent.get("offset", "0"))
                self.updates = [update for update in self.updates if update["update_id"] >= offset]
                return self.updates[:int(sent.get("limit", "100"))]
            case "answerCallbackQuery":
                if sent["callback_query_id"] not in self.unanswered:
                    raise Refusal(400, "Bad Request: query is too old and response timeout expired or query ID is invalid")
                self.unanswered.remove(sent["callback_query_id"])
                self.notes.append(sent.get("text", ""))
                return True
            case "getMe":
                return _user(1) | {"is_bot": True, "username": "watch_bot"}
            case "setMyCommands":
                return True
        if "chat_id" not in sent:
            raise Refusal(404, "Not Found")
        chat = self._chat(sent["chat_id"])
        if name.startswith(COUNTED) and (wait := self.floods.wait(sent["chat_id"], self.now())):
            raise Refusal(429, f"Too Many Requests: retry after {wait}", retry_after=wait)
        return self._in_chat(name, sent, files, chat)

    def _chat(self, key: str) -> Chat:
        chat = self.chats.get(key)
        if chat is None:
            raise Refusal(400, "Bad Request: chat not found")
        if chat.moved_to:
            raise Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat",
                          migrate_to_chat_id=int(chat.moved_to))
        if chat.kicked:
            raise Refusal(403, "Forbidden: bot was kicked from the channel chat")
        return chat

    def _in_chat(self, name: str, sent: dict[str, str], files: dict[str, bytes], chat: Chat) -> Any:
        key = sent["chat_id"]
        match name:
            case "sendMessage":
                return self._shown(key, chat, sent, Shown(text=_text(sent, "text", 4_096)))
            case "sendPhoto":
                return self._shown(key, chat, sent, Shown(
                    text=_text(sent, "caption", 1_024), photo=_photo(sent.get("photo", "attach://photo"), files)))
            case "sendLocation":
                place = float(sent["latitude"]), float(sent["longitude"])
                return self._shown(key, chat, sent, Shown(text="", place=place))
            case "editMessageText":
                old = _known(chat, sent, "message to edit not found")
                if old.photo or old.place:
                    raise Refusal(400, "Bad Request: there is no text in the message to edit")
                return self._edited(key, sent, old, _text(sent, "text", 4_096), old.photo)
            case "editMessageMedia":
                old, media = _known(chat, sent, "message to edit not found"), json.loads(sent["media"])
                return self._edited(key, sent, old, _text(media, "caption", 1_024), _photo(media["media"], files))
            case "editMessageReplyMarkup":
                old = _known(chat, sent, "message to edit not found")
                return self._edited(key, sent, old, old.text, old.photo)
            case "deleteMessage":
                _known(chat, sent, "message to delete not found")
                del chat.messages[int(sent["message_id"])]
                return True
            case "getChatMember":
                return self._member(key, int(sent["user_id"]))
        raise Refusal(404, "Not Found")

    def _member(self, key: str, user: int) -> dict[str, Any]:
        if (key, user) not in self.administrators:
            return {"status": "member", "user": _user(user)}
        may = ("can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
               "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
               "can_edit_stories", "can_delete_stories")
        return {"status": "administrator", "user": _user(user)} | dict.fromkeys(may, False)

    def _shown(self, key: str, chat: Chat, sent: dict[str, str], shown: Shown) -> dict[str, Any]:
        reply, topic = json.loads(sent.get("reply_parameters", "{}")), int(sent.get("message_thread_id", "0"))
        if topic and topic not in chat.topics:
            raise Refusal(400, "Bad Request: message thread not found")
        if topic and not chat.topics[topic]:
            raise Refusal(400, "Bad Request: TOPIC_CLOSED")
        target = int(reply.get("message_id", 0))
        if target and target not in chat.messages and not reply.get("allow_sending_without_reply"):
            raise Refusal(400, "Bad Request: message to be replied not found")
        shown.reply_to, shown.topic = target if target in chat.messages else 0, topic
        shown.silent, shown.markup = sent.get("disable_notification") == "true", _markup(sent)
        shown.marked = sent.get("parse_mode") == "HTML"
        number = self._next(key)
        chat.messages[number] = shown
        return self._message(key, number)

    def _edited(self, key: str, sent: dict[str, str], old: Shown, text: str, photo: bytes) -> dict[str, Any]:
        if old.foreign:
            raise Refusal(400, "Bad Request: message can't be edited")
        if (old.text, old.markup, old.photo) == (text, _markup(sent), photo):
            raise Refusal(400, f"Bad Request: {NOT_MODIFIED}")
        old.text, old.markup, old.photo = text, _markup(sent), photo
        old.marked = sent.get("parse_mode") == "HTML" if "text" in sent else old.marked
        return self._message(key, int(sent["message_id"]))

    def _message(self, key: str, number: int) -> dict[str, Any]:
        shown = self.chats[key].messages[number]
        place = int(key) if key.lstrip("-").isdecimal() else -1001
        kind = "supergroup" if key.startswith("-100") else "private" if place > 0 else "group"
        body: dict[str, Any] = {"message_id": number, "date": 1_770_000_000, "chat": {"id": place, "type": kind, "title": key}}
        if shown.photo:
            size = {"file_id": "f", "file_unique_id": "u", "width": 1200, "height": 780}
            return body | {"photo": [size], "caption": shown.text}
        if shown.place:
            return body | {"location": {"latitude": shown.place[0], "longitude": shown.place[1]}}
        return body | {"text": unescape(TAG.sub("", shown.text)) if shown.marked else shown.text}


def _place(key: str) -> dict[str, Any]:
    """A chat as updates name it: a public channel by number and name."""
    if key.startswith("@"):
        return {"id": -1001, "type": "channel", "title": key, "username": key.removeprefix("@")}
    return {"id": int(key), "type": "private"}


def _user(number: int) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "Reader"}


def _known(chat: Chat, sent: dict[str, str], words: str) -> Shown:
    shown = chat.messages.get(int(sent.get("message_id", "0")))
    if shown is None:
        raise Refusal(400, f"Bad Request: {words}")
    return shown


def _text(sent: dict[str, str], key: str, most: int) -> str:
    """The text of a field, checked as Telegram checks it: entities first, then what is left of it."""
    text, marked = sent.get(key, ""), sent.get("parse_mode") == "HTML"
    if marked and (problem := entities_problem(text)):
        raise Refusal(400, f"Bad Request: can't parse entities: {problem}")
    length = shown_length(text) if marked else utf16_length(text)
    if key == "text" and not text.strip():
        raise Refusal(400, "Bad Request: message text is empty")
    if length > most:
        raise Refusal(400, "Bad Request: " + ("message is too long" if key == "text" else "message caption is too long"))
    return text


def _markup(sent: dict[str, str]) -> str:
    """The keyboard, whose data may have 64 bytes a button."""
    markup = sent.get("reply_markup", "")
    for row in json.loads(markup or "{}").get("inline_keyboard", []):
        if any(not 1 <= len(button["callback_data"].encode()) <= 64 for button in row if "callback_data" in button):
            raise Refusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return markup


def _photo(where: str, files: dict[str, bytes]) -> bytes:
    content = files.get(where.removeprefix("attach://"), b"")
    if not content.startswith(PNG):
        raise Refusal(400, "Bad Request: IMAGE_PROCESS_FAILED")
    return content
