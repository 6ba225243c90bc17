"""Publication times as feeds write them. Pure.

feedparser alone reads CET, BST and IST as GMT, gives nothing for an RFC 822 date without a zone, and takes an epoch
number for the year 1769 (measured with 6.0.14); so our own reading goes first.
"""

import calendar
import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_tz
from time import struct_time
from zoneinfo import ZoneInfo

from monitor.model import DateQuality

EARLIEST = datetime(1971, 1, 1, tzinfo=UTC)
"""Older dates are defaults of broken software (epoch zero), not publication times; 1985 is a time, and too old."""
CLOCK_SLACK = timedelta(minutes=15)
"""Feeds' clocks run ahead of ours by minutes; beyond this a date lies in the future."""

_ZONES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "BST": 60, "WEST": 60, "CET": 60, "MEZ": 60, "CEST": 120,
    "MESZ": 120, "EET": 120, "EEST": 180, "MSK": 180, "TRT": 180, "AST": -240, "EST": -300, "EDT": -240,
    "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480, "PDT": -420, "IST": 330, "PKT": 300,
    "AFT": 270, "IRST": 210, "GST": 240, "JST": 540, "KST": 540, "SGT": 480, "HKT": 480, "AEST": 600, "AEDT": 660,
    "NZST": 720, "NZDT": 780, "SAST": 120, "EAT": 180, "WAT": 60,
}
_RFC822 = re.compile(
    r"(?:[A-Za-z]{2,9},? )?(\d{1,2})[ -]([A-Za-z]{3})[a-z]{0,6}\.?[ -](\d{4}|\d{2}),? "
    r"(\d{1,2}):(\d{2})(?::(\d{2}))?(?: ?([A-Za-z]{1,5}|[+-]\d{2}:?\d{2}))?")
_MONTHS = {name: i for i, name in enumerate(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), start=1)}
_CLOCK = r"[ ,-]{1,3}(\d{1,2}):(\d{2})(?::(\d{2}))?"
_DAY_FIRST = re.compile(r"(?:[A-Za-z]{2,9},? )?(\d{1,2})[ -]([A-Za-z]{3})[a-z]{0,6}\.?[ -](\d{4})")
_MONTH_FIRST = re.compile(rf"(?:[A-Za-z]{{2,9}},? )?([A-Za-z]{{3}})[a-z]{{0,6}}\.? (\d{{1,2}}),? (\d{{4}})(?:{_CLOCK})?")
_YEAR_FIRST = re.compile(rf"(\d{{4}})[-/](\d{{2}})[-/](\d{{2}})(?:{_CLOCK} ?([A-Za-z]{{1,5}})?)?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z?")
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LONGEST = 64
_IST = re.compile(r"\bIST$")
_WHOSE_IST = (
    (re.compile(r"\.il\b|israel|jerusalem|jpost|haaretz|ynet"), ZoneInfo("Asia/Jerusalem")),
    (re.compile(r"\.ie\b|irish|\brte\b|ireland"), ZoneInfo("Europe/Dublin")),
)
"""Host and name of an outlet -> what it means by IST; elsewhere that is India's time."""


def published_at(written: str, parsed: struct_time | None, now: datetime, whose: str = "") -> tuple[datetime, DateQuality]:
    """The time an entry gives and how far to trust it; ``now`` where it gives none or one that cannot be.

    ``written``: the text of the feed; ``parsed``: what feedparser made of it (naive UTC), used where we read nothing;
    ``whose``: host and name of the outlet, for IST means three things.
    """
    text = " ".join(written.split())[:_LONGEST]
    moment, quality = _read_ist(text, whose) if _IST.search(text) else _read(text)
    if moment is None and parsed is not None:
        moment, quality = _from_struct(parsed)
    if moment is None or moment < EARLIEST:
        return now, DateQuality.MISSING
    if moment > now + CLOCK_SLACK:
        return now, DateQuality.FUTURE
    return min(moment, now), quality


def _read(text: str) -> tuple[datetime | None, DateQuality]:
    try:
        return _epoch(text) or _iso(text) or _compact(text) or _rfc822(text) or _written_out(text) or _lenient(text) or (
            None, DateQuality.MISSING)
    except (ValueError, OverflowError):
        return None, DateQuality.MISSING


def _read_ist(text: str, whose: str) -> tuple[datetime | None, DateQuality]:
    """A time in IST by the clock of Jerusalem or Dublin, whichever the outlet is of (summer time included), else of India."""
    name = whose.casefold()
    zone = next((zone for sign, zone in _WHOSE_IST if sign.search(name)), None)
    if zone is None:
        return _read(text)
    moment, quality = _read(_IST.sub("UTC", text))
    return (moment.replace(tzinfo=zone).astimezone(UTC) if moment else None), quality


Reading = tuple[datetime, DateQuality] | None


def _epoch(text: str) -> Reading:
    if not text.isascii() or not text.isdigit() or len(text) not in {10, 13}:
        return None
    seconds = int(text) / (1000 if len(text) == 13 else 1)
    return datetime.fromtimestamp(seconds, tz=UTC), DateQuality.EXACT


def _iso(text: str) -> Reading:
    if not _ISO_DAY.match(text):
        return None
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if len(text) == len("2022-01-05"):
        return moment.replace(tzinfo=UTC), DateQuality.DAY
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC), DateQuality.ASSUMED_ZONE
    return moment.astimezone(UTC), DateQuality.EXACT


def _compact(text: str) -> Reading:
    match = _COMPACT.fullmatch(text)
    return (datetime(*map(int, match.groups()), tzinfo=UTC), DateQuality.EXACT) if match else None  # type: ignore[arg-type,misc]


def _rfc822(text: str) -> Reading:
    match = _RFC822.match(text)
    if not match or match[2].lower() not in _MONTHS:
        return None
    year = int(match[3]) + (0 if len(match[3]) == 4 else 2000 if int(match[3]) < 69 else 1900)
    zone, quality = _zone(match[7] or "")
    moment = datetime(year, _MONTHS[match[2].lower()], int(match[1]), int(match[4]), int(match[5]),
                      min(int(match[6] or 0), 59), tzinfo=zone)
    return moment.astimezone(UTC), quality


def _written_out(text: str) -> Reading:
    """A day alone, ``February 2, 2026 - 10:00`` (Drupal) and ``2026-02-02 10:00:00 UTC`` (Ruby); matched whole."""
    if match := _DAY_FIRST.fullmatch(text):
        return _moment(match[3], match[2], match[1], None, None, None, "")
    if match := _MONTH_FIRST.fullmatch(text):
        return _moment(match[3], match[1], match[2], match[4], match[5], match[6], "")
    if match := _YEAR_FIRST.fullmatch(text):
        return _moment(*match.groups())
    return None


def _moment(
    year: str, month: str, day: str, hour: str | None, minute: str | None, second: str | None, zone: str | None,
) -> Reading:
    number = int(month) if month.isdigit() else _MONTHS.get(month.lower())
    if number is None:
        return None
    offset, quality = _zone(zone or "")
    moment = datetime(int(year), number, int(day), int(hour or 0), int(minute or 0), min(int(second or 0), 59),
                      tzinfo=offset)
    return moment.astimezone(UTC), quality if hour else DateQuality.DAY


def _zone(text: str) -> tuple[timezone, DateQuality]:
    if text[:1] in {"+", "-"}:
        digits = text[1:].replace(":", "")
        minutes = int(digits[:2]) * 60 + int(digits[2:])
        return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes)), DateQuality.EXACT
    if text.upper() in _ZONES:
        return timezone(timedelta(minutes=_ZONES[text.upper()])), DateQuality.EXACT
    return UTC, DateQuality.ASSUMED_ZONE


def _lenient(text: str) -> Reading:
    parsed = parsedate_tz(text)
    if parsed is None:
        return None
    # parsedate_tz gives offset 0 both for "GMT" and for no zone at all.
    last = text.rsplit(" ", 1)[-1].strip("()")
    quality = DateQuality.EXACT if last[:1] in {"+", "-"} or last.upper() in _ZONES else DateQuality.ASSUMED_ZONE
    return datetime.fromtimestamp(calendar.timegm((*parsed[:6], 0, 0, 0)) - (parsed[9] or 0), tz=UTC), quality


def _from_struct(parsed: struct_time) -> tuple[datetime | None, DateQuality]:
    try:
        return datetime.fromtimestamp(calendar.timegm(parsed), tz=UTC), DateQuality.ASSUMED_ZONE
    except (ValueError, OverflowError):
        return None, DateQuality.MISSING
