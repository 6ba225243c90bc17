"""Every method of the Bot API and its fields, read from the signatures of python-telegram-bot's ``Bot``.

``Bot.send_photo(chat_id, photo, caption=None, ..., *, filename=None)`` stands for ``sendPhoto`` with the fields ``chat_id``
and ``photo`` (required, because they have no default) and ``caption`` and so on. What follows the star is for the client
alone (timeouts, short forms) and never sent; so such a field is as unknown to the server as one that nobody knows.
A field is a whole number where its annotation says ``int`` and nothing else.
"""

import inspect
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from telegram import Bot

_POSITIONAL = (inspect.Parameter.POSITIONAL_OR_KEYWORD,)
_EITHER = {"edit_message_text": {"text"}}
"""Fields that the signature lists first although a later one is required."""


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the Bot API."""

    name: str
    fields: frozenset[str]
    required: frozenset[str]
    numbers: frozenset[str]
    """Fields that take a whole number alone."""


@cache
def methods() -> dict[str, Method]:
    """All methods by the name they have in an address."""
    found = {}
    for name, function in inspect.getmembers(Bot, inspect.iscoroutinefunction):
        if name.startswith("_") or "_" not in name or name in {"do_api_request", "initialize", "shutdown"}:
            continue
        method = _method(name, inspect.signature(function).parameters)
        found[method.name] = method
    return found


def _method(name: str, parameters: Mapping[str, inspect.Parameter]) -> Method:
    own = [p for p in parameters.values() if p.name != "self" and p.kind in _POSITIONAL]
    head, *tail = name.split("_")
    return Method(
        name=head + "".join(part.capitalize() for part in tail), fields=frozenset(p.name for p in own),
        required=frozenset(p.name for p in own if p.default is inspect.Parameter.empty) | _EITHER.get(name, set()),
        numbers=frozenset(p.name for p in own if p.annotation in (int, "int", int | None, "int | None")),
    )
