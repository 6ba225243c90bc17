"""Which text came first, and which are the same text again. Pure.

Members are looked at in order of publication (then key), never of arrival, so that origins do not depend on which feed
was polled first.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from monitor.incidents.similarity import is_copy, likeness
from monitor.judge.folding import fold
from monitor.model import Article, Member

AGENCIES = {
    "afp": "AFP", "agence france presse": "AFP", "reuters": "Reuters", "associated press": "AP", "ap": "AP",
    "dpa": "dpa", "deutsche presse agentur": "dpa", "xinhua": "Xinhua", "tass": "TASS", "anadolu agency": "Anadolu",
    "anadolu": "Anadolu", "upi": "UPI", "efe": "EFE", "ansa": "ANSA", "interfax": "Interfax", "ria novosti": "RIA",
    "sana": "SANA", "irna": "IRNA", "pa media": "PA", "press association": "PA", "bloomberg": "Bloomberg",
}
"""Folded credit -> agency."""
SAME_AGENCY = 0.30
"""Likeness from which two texts with one agency's credit are that agency's one story: first take and write-through."""

_DATELINE = re.compile(r"\(([A-Za-z][A-Za-z .-]{1,30})\)")
_TOP = 200
"""Characters of the text within which a dateline stands."""
_TAIL = 120


def agency_of(byline: str) -> str:
    """The agency a byline names, or nothing: "By Jane Doe, Associated Press" -> "AP"."""
    words = f" {fold(byline.replace('/', ' ').replace(',', ' ').replace('.', ' '))} "
    return next((agency for credit, agency in AGENCIES.items() if f" {credit} " in words), "")


def credit_of(article: Article) -> str:
    """The byline as given, else the agency in the dateline ("Baghdad (AFP) - ") or in the last line of the text."""
    if article.byline:
        return article.byline
    text = article.text or article.summary
    for found in _DATELINE.finditer(text[:_TOP]):
        if agency := agency_of(found[1]):
            return agency
    last = text.rstrip().rsplit("\n", 1)[-1]
    return agency_of(last) if len(last) <= _TAIL and len(last.split()) <= 6 else ""


def in_order(members: Sequence[Member]) -> tuple[Member, ...]:
    """Members by publication; the order in which an incident keeps them."""
    return tuple(sorted(members, key=order))


def order(member: Member) -> tuple[datetime, str, str, bool, str]:
    """The one order of members, whatever the order of their arrival."""
    sentence = member.report.sentence if member.report else ""
    return member.published, member.article, sentence, member.withdrawn, member.content_hash


def with_origins(members: Sequence[Member]) -> tuple[Member, ...]:
    """Members in order, each with the article key of the first text of which it is a copy."""
    placed: list[Member] = []
    firsts: list[Member] = []
    by_article: dict[str, str] = {}
    for member in in_order(members):
        origin = by_article.get(member.article)
        if origin is None:
            first = next((f for f in firsts if _same_text(f, member)), None)
            origin = first.origin if first else member.article
            by_article[member.article] = origin
            firsts.append(member if first is None else replace(member, origin=origin))
        placed.append(member if member.origin == origin else replace(member, origin=origin))
        if firsts[-1].article == member.article and firsts[-1].origin != origin:
            firsts[-1] = placed[-1]
    return tuple(placed)


def _same_text(first: Member, later: Member) -> bool:
    if is_copy(first.signature, later.signature):
        return True
    agency = agency_of(first.byline)
    return bool(agency) and agency == agency_of(later.byline) and (
        likeness(first.signature, later.signature) >= SAME_AGENCY
    )
