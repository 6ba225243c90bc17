"""Telegram's updates as what was heard. Pure."""

from telegram import CallbackQuery, Chat, ChatMemberUpdated, Message, Update

from monitor.model.heard import Heard

GONE = frozenset({"left", "kicked"})
WANTED = ("message", "channel_post", "callback_query", "my_chat_member")
"""The updates we ask for; everything else stays with Telegram."""


def heard_of(update: Update) -> Heard | None:
    """What an update says; None for what is nothing to us."""
    if update.callback_query is not None:
        return _button(update.update_id, update.callback_query)
    if update.my_chat_member is not None:
        return _membership(update.update_id, update.my_chat_member)
    message = update.message or update.channel_post
    return None if message is None else _message(update.update_id, message)


def _name(chat: Chat) -> str:
    return f"@{chat.username}" if chat.username else ""


def _message(number: int, message: Message) -> Heard | None:
    chat = message.chat
    if message.migrate_to_chat_id:
        return Heard(update=number, chat=str(chat.id), user=0, kind=chat.type, moved_to=str(message.migrate_to_chat_id))
    if not message.text:
        return None
    # Who speaks in the name of the chat itself is one of its administrators; Telegram names nobody then.
    anonymous = message.sender_chat is not None and message.sender_chat.id == chat.id
    user = 0 if anonymous or message.from_user is None else message.from_user.id
    return Heard(update=number, chat=str(chat.id), chat_name=_name(chat), user=user, kind=chat.type, text=message.text)


def _button(number: int, query: CallbackQuery) -> Heard | None:
    if query.message is None or not query.data:
        return None
    chat = query.message.chat
    return Heard(update=number, chat=str(chat.id), chat_name=_name(chat), user=query.from_user.id, kind=chat.type,
                 press=query.data, query=query.id)


def _membership(number: int, changed: ChatMemberUpdated) -> Heard | None:
    was, gone = (member.status in GONE for member in (changed.old_chat_member, changed.new_chat_member))
    if was == gone:
        return None
    chat = changed.chat
    return Heard(update=number, chat=str(chat.id), chat_name=_name(chat), user=changed.from_user.id, kind=chat.type,
                 left=gone, returned=was)
