"""Readers' verdicts as training examples.

One JSON object a line, as ``monitor export`` writes them: ``title``, ``summary``, ``published``, ``verdict`` (right, false
alarm, missed, wrong facts, rightly silent) and, where the reader gave one, ``label``.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from monitor.errors import InputError
from monitor.learn.corpus import Example, parse_row
from monitor.model import Label

_LABELS = {"right": Label.ATTACK, "missed": Label.ATTACK, "wrong facts": Label.ATTACK, "false alarm": Label.NONE,
           "rightly silent": Label.NONE}


def read_feedback(path: Path) -> tuple[Example, ...]:
    """The examples of an export. Raises InputError with file and line."""
    if not path.exists():
        raise InputError(f"{path}: no such file; export readers' verdicts as JSON Lines first")
    return tuple(_read(path))


def _read(path: Path) -> Iterator[Example]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            yield parse_row(path, number, _labelled(path, number, line))


def _labelled(path: Path, number: int, line: str) -> dict[str, object]:
    try:
        row = dict(json.loads(line))
        verdict = str(row.get("verdict") or "")
        return {"pool": "own corpus", **row, "label": row.get("label") or _LABELS[verdict].value}
    except (ValueError, KeyError, TypeError) as error:
        raise InputError(f"{path}:{number}: not a reader's verdict ({error}); verdict is one of {', '.join(_LABELS)}") from error
