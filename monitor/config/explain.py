"""What is wrong in config.yaml, in one sentence a keyword editor can act on."""

import difflib
import types
from collections.abc import Iterator
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from monitor.config.yaml_lines import LinedData, Location


def explained(error: ValidationError, shape: type[BaseModel], lined: LinedData, name: str) -> Iterator[str]:
    """One line per problem: ``file:line: key: what is wrong, and what would be right``."""
    for detail in error.errors():
        path: Location = detail["loc"]
        dotted = ".".join(str(part) for part in path) or "file"
        yield f"{name}:{lined.line_of(path)}: {dotted}: {_sentence(detail, shape, path)}"


def _sentence(detail: ErrorDetails, shape: type[BaseModel], path: Location) -> str:
    match detail["type"]:
        case "extra_forbidden":
            return _unknown_key(str(path[-1]), list(_model_at(shape, path[:-1]).model_fields))
        case "missing":
            return "is missing; add it"
        case "value_error":
            # A secret written where only its name belongs must not be repeated on the screen or in a log.
            shown = "this" if path[-1] == "token" else _shown(detail["input"])
            return f"{shown} {detail['ctx']['error']}"
        case "enum":
            return f"{_shown(detail['input'])} is not possible here; write {detail['ctx']['expected']}"
        case "string_pattern_mismatch":
            return f"{_shown(detail['input'])} is no language code; write two letters like en, ar or fr"
        case "too_short":
            return "is empty; add at least one"
        case _:
            return f"{_shown(detail['input'])} is wrong here: {detail['msg'][0].lower()}{detail['msg'][1:]}"


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


def _shown(value: Any) -> str:
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
