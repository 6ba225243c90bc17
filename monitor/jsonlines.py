"""The JSON lines others call us with and get back: items in; verdicts, reports and alert events out.

The keys are those of docs/interfaces.md and are kept stable.
"""

import heapq
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from operator import itemgetter
from typing import Any

import orjson

from monitor.collect.dates import EARLIEST
from monitor.collect.identity import article_key, canonical_url, content_hash
from monitor.model import Article, DateQuality, Report, RestsOn, Telling, Verdict, When
from monitor.outlets import host_of, outlet_by

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LATEST = datetime(9000, 1, 1, tzinfo=UTC)
"""A later date is a default of broken software; near the end of the calendar no span can be added to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One line in: the caller's id beside the article it stands for."""

    id: str
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class BadLine:
    """A line that is no item, and why; ``file`` is named where there are several."""

    line: int
    reason: str
    file: str = ""

    def __str__(self) -> str:
        where = f"{self.file}: line" if self.file else "line"
        return f"{where} {self.line}: {self.reason}; skipped"


def read_items(lines: Iterable[bytes], now: datetime, file: str = "") -> Iterator[Item | BadLine]:
    """Items in order. An item without a date takes the time of the one before it, the first ``now``.

    ``file``: the name of this recording where there are several, so that a line number says which line is meant.
    """
    last = now
    for number, raw in enumerate(lines, start=1):
        line = raw.removeprefix(_BYTE_ORDER_MARK) if number == 1 else raw
        if not line.strip():
            continue
        item = read_item(line, number, last, file)
        if isinstance(item, Item):
            last = item.article.published
        yield item


def in_order(recordings: Sequence[Iterable[Item | BadLine]]) -> Iterator[Item | BadLine]:
    """Several recordings as one stream in order of time; each is in order by itself, a line without a date stays behind the one before it."""
    return (item for _, item in heapq.merge(*map(_timed, recordings), key=itemgetter(0)))


def _timed(items: Iterable[Item | BadLine]) -> Iterator[tuple[datetime, Item | BadLine]]:
    last = EARLIEST
    for item in items:
        if isinstance(item, Item) and item.article.date_quality is not DateQuality.MISSING:
            last = item.article.published
        yield last, item


def read_item(line: bytes, number: int, now: datetime, file: str = "") -> Item | BadLine:
    """One line as an item; ``now`` stands in for a missing date."""
    try:
        data = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        return BadLine(line=number, reason=f"is no JSON ({error.msg}, at character {error.pos + 1})", file=file)
    if not isinstance(data, dict):
        return BadLine(line=number, reason="is no JSON object", file=file)
    title, text = _text(data, "title"), _text(data, "text")
    summary = _text(data, "summary")
    if not (title.strip() or summary.strip() or text.strip()):
        return BadLine(line=number, reason="has neither title nor text", file=file)
    identity = data.get("id")
    unnamed = f"{file}:{number}" if file else str(number)
    key = unnamed if identity is None else str(identity)
    return Item(id=key, article=_article(key, data, title, summary, text, now))


def _article(identity: str, data: dict[str, Any], title: str, summary: str, text: str, now: datetime) -> Article:
    url, source = _text(data, "url"), _text(data, "source")
    published, quality = _published(data.get("published"), now)
    return Article(
        key=article_key("" if url else identity, url, title), feed=source, outlet=outlet_by(host_of(source), url) if "://" in source else source,
        url=canonical_url(url), title=title, summary=summary, text=text, published=published, date_quality=quality,
        language=_text(data, "lang").lower().split("-")[0], rests_on=RestsOn.FEED if text else RestsOn.SUMMARY,
        seen_at=published, content_hash=content_hash(title, summary, text),
    )


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    return value if isinstance(value, str) else ""


def _published(value: object, now: datetime) -> tuple[datetime, DateQuality]:
    read = _moment(value) if isinstance(value, str) else None
    return read if read and EARLIEST <= read[0] < LATEST else (now, DateQuality.MISSING)


def _moment(value: str) -> tuple[datetime, DateQuality] | None:
    try:
        if len(value.strip()) == len("2022-01-05"):
            day = date.fromisoformat(value.strip())
            return datetime(day.year, day.month, day.day, tzinfo=UTC), DateQuality.DAY
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC), DateQuality.ASSUMED_ZONE
    try:
        return moment.astimezone(UTC), DateQuality.EXACT
    except OverflowError:
        return None


def verdict_line(identity: str, verdict: Verdict) -> bytes:
    """A verdict as one JSON line."""
    return orjson.dumps({
        "id": identity, "label": verdict.label.value, "probability": round(verdict.probability, 4),
        "alert": verdict.alert, "watch": [hit.watch for hit in verdict.watches if not hit.excluded_by],
        "reasons": list(verdict.reasons), "model": verdict.model,
    }, option=orjson.OPT_APPEND_NEWLINE)


def reports_line(identity: str, reports: Iterable[Report]) -> bytes:
    """The reports of one item as one JSON line."""
    return orjson.dumps(
        {"id": identity, "reports": [_report(report) for report in reports]}, option=orjson.OPT_APPEND_NEWLINE)


def _report(report: Report) -> dict[str, Any]:
    return {
        "place": report.place or None, "country": report.country or None, "lat": report.lat, "lon": report.lon,
        "base_id": report.base_id or None, "base_named": report.base_named, "when": _when(report.when),
        "weapon": report.weapon.value, "rounds": report.rounds, "killed": report.killed, "wounded": report.wounded,
        "outcome": report.outcome.value, "damage": report.damage or None, "claimed_by": report.claimed_by or None,
        "blamed_on": report.blamed_on or None, "denied_by": report.denied_by or None,
        "attribution": {a.field: list(a.who) for a in report.attribution}, "background": report.background,
        "sentence": report.sentence,
    }


def _when(when: When) -> dict[str, str | None]:
    return {
        "start": when.start.isoformat() if when.start else None, "end": when.end.isoformat() if when.end else None,
        "precision": when.precision.value,
    }


def event_line(telling: Telling, ids: Iterable[str]) -> bytes:
    """An alert event of a replay as one JSON line; ``ids``: the items of the incident so far."""
    incident = telling.incident
    facts = incident.facts
    return orjson.dumps({
        "event": telling.kind.value, "incident": incident.id, "revision": incident.revision,
        "at": telling.at.isoformat(), "place": facts.place or None, "country": facts.country or None,
        "when": _when(facts.when), "weapon": facts.weapon.value, "killed": facts.killed, "wounded": facts.wounded,
        "items": list(ids), "outlets": list(incident.outlets), "origins": len(incident.origins),
        "text": telling.text, "reasons": list(telling.reasons),
    }, option=orjson.OPT_APPEND_NEWLINE)
