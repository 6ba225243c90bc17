"""Whether a text names a day or a year that is long over when it appears. Pure.

"The soldiers were hurt on 8 January", written on the 30th, recalls; "Three were killed on Sunday" tells. Years alone
count where they are past ("the 2012 raid").
"""

import re
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMES = "(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_MONTH_FIRST = re.compile(rf"\b{_NAMES}\.? (\d{{1,2}})(?:st|nd|rd|th)?\b(?!:)(?:,? (\d{{4}}))?", re.IGNORECASE)
_DAY_FIRST = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? (?:of )?{_NAMES}\b(?:,? (\d{{4}}))?", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19[5-9]\d|20[0-2]\d)\b")
_OLD = 6
"""Days after which a report on an attack looks back."""
_HALF = 183


def names_old_day(text: str, published: date) -> bool:
    """Whether the latest day that ``text`` names lies more than six days before ``published``."""
    days = [d for d in _days(text, published) if d <= published]
    return bool(days) and (published - max(days)).days > _OLD


def names_old_year(text: str, published: date) -> bool:
    """Whether ``text`` names a past year, and no later one."""
    years = [int(y) for y in _YEAR.findall(text)]
    return bool(years) and max(years) < published.year


def _days(text: str, published: date) -> list[date]:
    found = [(m[1], m[2], m[3]) for m in _MONTH_FIRST.finditer(text)]
    found += [(m[2], m[1], m[3]) for m in _DAY_FIRST.finditer(text)]
    return [day for month, number, year in found if (day := _day(month, int(number), year, published)) is not None]


def _day(month: str, number: int, year: str | None, published: date) -> date | None:
    try:
        day = date(int(year) if year else published.year, _MONTHS.index(month.lower()) + 1, number)
    except ValueError:
        return None
    if not year and (day - published).days > _HALF:
        return day.replace(year=day.year - 1)
    return day
