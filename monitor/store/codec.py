"""Frozen values to JSON text and back (pydantic), and text that every database takes."""

import dataclasses
from collections.abc import Sequence
from typing import Any, Generic, TypeVar

from pydantic import ConfigDict, TypeAdapter
from pydantic_core import PydanticSerializationError

from monitor.model import FeedState, Incident, Message, Verdict
from monitor.model.readers import Reader

T = TypeVar("T")

# Bytes and odd floats have no JSON of their own; without this a NaN would come back as null, which no float is.
_AS_TEXT = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64", ser_json_inf_nan="strings")


def clean(text: str) -> str:
    """The text without what a database refuses: NUL is dropped, a lone surrogate becomes ``?``."""
    if "\x00" in text:
        text = text.replace("\x00", "")
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def all_clean(texts: Sequence[str]) -> Sequence[str]:
    """:func:`clean` of each; one look at all of them, as nearly always nothing is to be done."""
    joined = "".join(texts)
    try:
        joined.encode()
    except UnicodeEncodeError:
        return [clean(text) for text in texts]
    return [clean(text) for text in texts] if "\x00" in joined else texts


class Codec(Generic[T]):
    """One kind of value as JSON text; fields unknown to this version are ignored, missing ones take their default."""

    def __init__(self, kind: type[T]) -> None:
        # The configuration reaches nested dataclasses only from a type that is none itself, hence the tuple around.
        boxed: Any = tuple[kind]  # type: ignore[valid-type]
        self._adapter: TypeAdapter[tuple[T]] = TypeAdapter(boxed, config=_AS_TEXT)

    def encode(self, value: T) -> str:
        """JSON text of the value."""
        try:
            return self._adapter.dump_json((value,))[1:-1].decode()
        except PydanticSerializationError:  # a lone surrogate from a broken feed: rare, so looked for only now
            return self._adapter.dump_json((_repaired(value),))[1:-1].decode()

    def decode(self, text: str | bytes) -> T:
        """The value again."""
        raw = text if isinstance(text, bytes) else text.encode()
        return self._adapter.validate_json(b"[" + raw + b"]")[0]


def _repaired(value: Any) -> Any:
    if isinstance(value, str):
        return type(value)(value) if type(value) is not str else clean(value)
    if isinstance(value, tuple):
        return tuple(_repaired(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = {field.name: _repaired(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **fields)
    return value


FEED_STATES = Codec(FeedState)
INCIDENTS = Codec(Incident)
MESSAGES = Codec(Message)
READERS = Codec(Reader)
VERDICTS = Codec(Verdict)
NAMES: Codec[tuple[str, ...]] = Codec(tuple[str, ...])
