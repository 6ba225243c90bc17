"""What is wrong in config.yaml, in one sentence a keyword editor can act on."""

import difflib
import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from monitor.config.yaml_lines import LinedData, Location
from monitor.redaction import Redaction

_SECRET_KEYS = frozenset({"token", "store"})
"""Keys whose value is not repeated on the screen or in a log: someone may have written the secret itself there."""
_KINDS = {
    "string_type": "text; put it in quotes", "bool_type": "yes or no; write true or false",
    "int_type": "whole number; write digits without quotes", "float_type": "number; write digits without quotes",
    "list_type": "list; write each item on a line of its own after a dash",
    "model_type": "table; write keys and values below it",
}
_BOUNDS = {"greater_than_equal": ("at least", "ge"), "less_than_equal": ("at most", "le"), "greater_than": ("more than", "gt")}
_SHOWN = 60


def explained(error: ValidationError, shape: type[BaseModel], lined: LinedData, name: str) -> Iterator[str]:
    """One line per problem: ``file:line: key: what is wrong, and what would be right``."""
    for detail in error.errors():
        path: Location = detail["loc"]
        dotted = ".".join(_shown_key(part) for part in path) or "file"
        yield f"{name}:{lined.line_of(path)}: {dotted}: {_sentence(detail, shape, path)}"


def _shown_key(part: int | str) -> str:
    """A key on one line: what is typed into a file may be anything."""
    text = "".join(c if c.isprintable() else "�" for c in str(part))
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _sentence(detail: ErrorDetails, shape: type[BaseModel], path: Location) -> str:
    match detail["type"]:
        case "extra_forbidden":
            return _unknown_key(str(path[-1]), list(_model_at(shape, path[:-1]).model_fields))
        case "missing":
            return "is missing; add it"
        case "too_short" | "list_type" if not detail["input"]:
            return "is empty; add at least one"
        case kind:
            return f"{_shown(detail['input'], path)} {_complaint(kind, detail)}"


def _complaint(kind: str, detail: ErrorDetails) -> str:
    if kind in _KINDS:
        return f"is no {_KINDS[kind]}"
    if kind in _BOUNDS:
        words, key = _BOUNDS[kind]
        return f"is out of bounds; write {words} {detail['ctx'][key]:g}"
    match kind:
        case "value_error":
            return str(detail["ctx"]["error"])
        case "enum":
            return f"is not possible here; write {detail['ctx']['expected']}"
        case "string_pattern_mismatch":
            return "is no language code; write two letters like en, ar or fr"
        case _:
            return f"is wrong here: {detail['msg'][0].lower()}{detail['msg'][1:]}"


def _unknown_key(key: str, known: list[str]) -> str:
    close = difflib.get_close_matches(key, known, n=1)
    hint = f"did you mean {close[0]}?" if close else f"possible here: {', '.join(known)}"
    return f"unknown key; {hint}"


def _model_at(shape: type[BaseModel], path: Location) -> type[BaseModel]:
    for part in path:
        if isinstance(part, str):
            shape = _model_in(shape.model_fields[part].annotation)
    return shape


def _model_in(annotation: Any) -> type[BaseModel]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    if get_origin(annotation) in {list, Union, types.UnionType}:
        return _model_in(get_args(annotation)[0])
    raise TypeError(f"no part of config.yaml: {annotation}")


def _shown(value: Any, path: Location) -> str:
    if isinstance(value, dict):
        return "this table"
    if isinstance(value, list):
        return "this list"
    if value is None:
        return "nothing"
    if not _SECRET_KEYS.isdisjoint(path):
        return "this"
    text = Redaction().clean(repr(value) if isinstance(value, str) else str(value).lower())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN - 3]}..."
