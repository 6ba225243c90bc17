"""Labelled items as training and evaluation see them: loaded, checked, digested, freed of copies and grouped."""

import gzip
import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.errors import InputError
from monitor.model import Article, Label

_YEAR = re.compile(r"(?:19|20)\d\d")
_UNKNOWN_YEAR = 2010
"""Stands in where an item has no date at all; only the rule on the Green Zone looks at the year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One labelled item."""

    article: Article
    label: Label
    pool: str
    """The collection it comes from; ``own corpus`` for what was written for this project."""
    presumed: bool = False
    """True where nobody read it and ``none`` is taken for granted."""
    kind: str = ""
    note: str = ""

    @property
    def year(self) -> int:
        """Of publication."""
        return self.article.published.year

    @property
    def block(self) -> str:
        """Source and time together: examples of one block never stand on both sides of a split."""
        return f"{self.pool} {self.article.published:%Y-%m}"


@dataclass(frozen=True, slots=True, kw_only=True)
class DataFile:
    """One file that was read, for the manifest."""

    name: str
    sha256: str
    items: int


def load(paths: Iterable[Path]) -> tuple[tuple[Example, ...], tuple[DataFile, ...]]:
    """All examples of JSON Lines files (``.gz`` too). Raises InputError with file and line."""
    examples: list[Example] = []
    files: list[DataFile] = []
    for path in paths:
        found = tuple(_read(path))
        examples += found
        files.append(DataFile(name=path.name, sha256=_digest(path), items=len(found)))
    return tuple(examples), tuple(files)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _read(path: Path) -> Iterator[Example]:
    if not path.exists():
        raise InputError(f"{path}: no such file; give labelled items as JSON Lines")
    content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    for number, line in enumerate(content.decode("utf-8").split("\n"), 1):
        if line.strip():
            yield _example(path, number, line)


def _example(path: Path, number: int, line: str) -> Example:
    try:
        return parse_row(path, number, json.loads(line))
    except ValueError as error:
        raise InputError(f"{path}:{number}: not JSON ({error})") from error


def parse_row(path: Path, number: int, row: Mapping[str, Any]) -> Example:
    """One labelled item. Raises InputError naming file and line."""
    try:
        label = Label(row["label"])
        title, summary, text = (str(row.get(k) or "") for k in ("title", "summary", "text"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError(f"{path}:{number}: not a labelled item ({error}); it needs id, label and title or summary") from error
    when = _date(str(row.get("published") or ""))
    article = Article(
        key=str(row.get("id", f"{path.name}:{number}")), feed="", outlet=str(row.get("source") or ""), url=str(row.get("url") or ""),
        title=title, summary=summary, text=text, published=when, language="en", seen_at=when,
    )
    return Example(
        article=article, label=label, pool=str(row.get("pool") or "own corpus"), presumed=bool(row.get("presumed")),
        kind=str(row.get("kind") or ""), note=str(row.get("note") or ""),
    )


def _date(text: str) -> datetime:
    """The date of an item; the first year named where it is no ISO date."""
    try:
        found = datetime.fromisoformat(text)
        return found if found.tzinfo else found.replace(tzinfo=UTC)
    except ValueError:
        year = _YEAR.search(text)
        return datetime(int(year[0]) if year else _UNKNOWN_YEAR, 1, 1, tzinfo=UTC)


def _shingles(example: Example) -> frozenset[str]:
    words = re.findall(r"\w+", f"{example.article.title} {example.article.summary}".lower())[:60]
    return frozenset(" ".join(words[i:i + 3]) for i in range(max(1, len(words) - 2)))


def near_copies(examples: Sequence[Example], overlap: float = 0.3) -> list[frozenset[int]]:
    """For each example the positions of those that share ``overlap`` of the smaller one's word triples, itself too."""
    shingles = [_shingles(e) for e in examples]
    holders: dict[str, list[int]] = {}
    for i, own in enumerate(shingles):
        for s in own:
            holders.setdefault(s, []).append(i)
    common = {s for s, held in holders.items() if len(held) > 200}
    return [_near(i, shingles, holders, common, overlap) for i in range(len(examples))]


def _near(
    i: int, shingles: Sequence[frozenset[str]], holders: dict[str, list[int]], common: set[str], overlap: float,
) -> frozenset[int]:
    shared: dict[int, int] = {}
    for s in shingles[i] - common:
        for j in holders[s]:
            shared[j] = shared.get(j, 0) + 1
    return frozenset({i} | {j for j, n in shared.items() if n >= overlap * min(len(shingles[i]), len(shingles[j]))})
