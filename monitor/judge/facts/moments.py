"""Words of time found in a clause and resolved: "Wednesday evening", "two days earlier", "on 8 January 2020". Pure."""

from dataclasses import dataclass
from datetime import date, timedelta

from monitor.judge.facts.document import Document
from monitor.judge.facts.numbers import plain_number
from monitor.judge.facts.times import PARTS, Span, at_clock, month_of, part_of, whole_day, year_of
from monitor.model import Precision

_WEEKDAYS = {name: i for i, name in enumerate(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"))}
_WEEKDAYS |= {name[:3]: i for name, i in list(_WEEKDAYS.items()) if name not in {"sunday", "saturday"}}
_MONTHS = {name: i for i, name in enumerate((
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december"), start=1)}
_MONTHS |= {name[:3]: i for name, i in list(_MONTHS.items()) if name != "may"}
_PART_WORDS = frozenset(word for word in PARTS if " " not in word)
_DAYS_IN = {"day": 1, "days": 1, "week": 7, "weeks": 7, "month": 30, "months": 30, "year": 365, "years": 365}
_BEFORE = frozenset({"earlier", "before", "ago", "previously", "prior"})
_AFTER = frozenset({"later", "after"})


@dataclass(frozen=True, slots=True)
class Moment:
    """A time and the token that tells it."""

    span: Span
    at: int


def moment_in(document: Document, start: int, end: int, published: date, told: Span | None,
              named: Span | None = None) -> Moment | None:
    """The first time named between two tokens.

    ``told``: the time of the attack told last, for "the day before"; ``named``: the day named last, for "five days after".
    """
    place = start
    while place < end:
        found = _at(document, place, end, published, told, named or told)
        if found is not None:
            return Moment(_parted(document, found, place, start, end), place)
        place += 1
    return None


def _at(document: Document, place: int, end: int, published: date, told: Span | None, named: Span | None) -> Span | None:
    word = document.word(place)
    if word in _WEEKDAYS and document.tokens[place].capital:
        return whole_day(_last_weekday(published, _WEEKDAYS[word], earlier=document.word(place - 1) == "last"))
    if word in _MONTHS and document.tokens[place].capital:
        return _calendar(document, place, published)
    if word in {"today", "tonight"} or (word == "this" and document.word(place + 1) in _PART_WORDS):
        return whole_day(published)
    if word == "yesterday":
        return whole_day(published - timedelta(days=1))
    if word == "overnight":
        return part_of(published, "overnight")
    if word == "last" and document.word(place + 1) == "night":
        return part_of(published - timedelta(days=1), "night")
    if word == "last" and document.word(place + 1) in {"week", "month", "year"}:
        return _last_period(document.word(place + 1), published)
    return _relative(document, place, end, published, told, named) or _year(document, place, published)


def _last_weekday(published: date, weekday: int, *, earlier: bool) -> date:
    back = (published.weekday() - weekday) % 7
    return published - timedelta(days=back + (7 if earlier and back == 0 else 0))


def _calendar(document: Document, place: int, published: date) -> Span | None:
    month = _MONTHS[document.word(place)]
    day, after = _day_number(document.word(place + 1)), place + 2
    if day is None:
        day, after = _day_number(document.word(place - 1)), place + 1
    year = _year_after(document, after)
    if day is None:
        return month_of(year, month) if year else None
    try:
        found = date(year or published.year, month, day)
    except ValueError:
        return None
    if year is None and found > published + timedelta(days=2):
        found = date(found.year - 1, month, min(day, 28)) if (month, day) == (2, 29) else found.replace(year=found.year - 1)
    return whole_day(found)


def _day_number(word: str) -> int | None:
    return int(word) if word.isascii() and word.isdigit() and 1 <= int(word) <= 31 and len(word) <= 2 else None


def _year_after(document: Document, place: int) -> int | None:
    if document.word(place) in {",", "of"}:
        place += 1
    word = document.word(place)
    return int(word) if len(word) == 4 and word.isascii() and word.isdigit() and 1900 < int(word) < 2100 else None


def _year(document: Document, place: int, published: date) -> Span | None:
    year = _year_after(document, place) if document.word(place - 1) in {"in", "since", "from", "of"} else None
    return year_of(year) if year is not None and year < published.year else None


def _last_period(word: str, published: date) -> Span:
    days = _DAYS_IN[word]
    middle = published - timedelta(days=days)
    return Span(whole_day(middle - timedelta(days=days // 2)).start, whole_day(middle + timedelta(days=days // 2)).end,
                {"week": Precision.DAYS, "month": Precision.MONTH}.get(word, Precision.YEAR))


def _relative(document: Document, place: int, end: int, published: date, told: Span | None,
              named: Span | None) -> Span | None:
    """Read "the day before", "two days earlier", "five days after": from what was told last, else from today."""
    word = document.word(place)
    if word == "the" and document.word(place + 1) in {"day", "previous"}:
        before = document.word(place + 2) in _BEFORE or (document.word(place + 1), document.word(place + 2)) == ("previous", "day")
        return whole_day((told.day if told else published) - timedelta(days=1)) if before else None
    number = plain_number(document, place) if word not in {"a", "an"} else None
    count = 1 if word in {"a", "an"} else number.value if number else None
    at = place + 1 if number is None else number.end
    unit = _DAYS_IN.get(document.word(at))
    direction = document.word(at + 1)
    if count is None or unit is None or at + 1 >= end + 1 or count > 400:
        return None
    if direction == "ago":
        return whole_day(published - timedelta(days=count * unit))
    if direction in _BEFORE:
        return whole_day((told.day if told else published) - timedelta(days=count * unit))
    origin = named if direction == "after" else told
    if direction in _AFTER and origin is not None:
        return whole_day(origin.day + timedelta(days=count * unit))
    return None


def _parted(document: Document, span: Span, place: int, start: int, end: int) -> Span:
    """The part of the day, where one is named beside: "Wednesday evening", "early on Monday", "at 2:30 am"."""
    if span.end - span.start != timedelta(days=1):
        return span
    clock = _clock(document, start, end)
    if clock is not None:
        return at_clock(span.day, *clock)
    for near in (*range(place, min(place + 5, end)), *range(max(start, place - 4), place)):
        word = document.word(near)
        if word == "tonight":
            return part_of(span.day, "night")
        if word in _PART_WORDS and word not in {"late", "early"}:
            return part_of(span.day, word)
    if document.word(place - 1) in {"early", "late"}:
        return part_of(span.day, document.word(place - 1))
    return span


def _clock(document: Document, start: int, end: int) -> tuple[int, int] | None:
    for place in range(start, end - 1):
        if document.word(place) not in {"at", "around", "about"}:
            continue
        hour, after = document.word(place + 1), place + 2
        minute = "0"
        if document.word(after) in {":", "."} and document.word(after + 1).isdigit():
            minute, after = document.word(after + 1), after + 2
        if not (hour.isascii() and hour.isdigit() and int(hour) < 24 and minute.isascii() and int(minute) < 60):
            continue
        half = document.word(after).replace(".", "")
        if half not in {"am", "pm", "local", "a", "p"}:
            continue
        return (int(hour) % 12 + 12 if half in {"pm", "p"} else int(hour) % 24), int(minute)
    return None
