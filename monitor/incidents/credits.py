"""Whose text it is that an outlet shows: agencies by credit or site, and sites that show the texts of others. Pure."""

import re
from functools import lru_cache

from monitor.judge.folding import fold
from monitor.model import Article, Member

AGENCIES = {
    "afp": "AFP", "agence france presse": "AFP", "reuters": "Reuters", "associated press": "AP", "ap": "AP",
    "dpa": "dpa", "deutsche presse agentur": "dpa", "xinhua": "Xinhua", "tass": "TASS", "anadolu agency": "Anadolu",
    "anadolu": "Anadolu", "upi": "UPI", "efe": "EFE", "ansa": "ANSA", "interfax": "Interfax", "ria novosti": "RIA",
    "sana": "SANA", "irna": "IRNA", "pa media": "PA", "press association": "PA", "bloomberg": "Bloomberg",
}
"""Folded credit -> agency."""
SITES = {
    "reuters.com": "Reuters", "apnews.com": "AP", "ap.org": "AP", "afp.com": "AFP", "dpa.com": "dpa", "xinhuanet.com": "Xinhua",
    "news.cn": "Xinhua", "tass.com": "TASS", "tass.ru": "TASS", "aa.com.tr": "Anadolu", "upi.com": "UPI", "efe.com": "EFE",
    "ansa.it": "ANSA", "interfax.com": "Interfax", "interfax.ru": "Interfax", "ria.ru": "RIA", "sana.sy": "SANA", "irna.ir": "IRNA",
    "bloomberg.com": "Bloomberg",
}
"""An agency's own site -> agency."""
REPUBLISHERS = frozenset((
    "msn", "yahoo", "aol", "newsbreak", "news.google", "flipboard", "smartnews", "headtopics", "biztoc", "knowledia", "dailyhunt",
    "allafrica", "menafn", "pressreader", "bignewsnetwork", "newsnow", "ground.news", "newslocker", "upday", "feedly", "inoreader",
))
"""Sites that show texts of other outlets, mostly without having asked anybody themselves; by name, any top-level domain."""

_DATELINE = re.compile(r"\(([A-Za-z][A-Za-z .-]{1,30})\)")
_TOP = 200
"""Characters of the text within which a dateline stands."""
_TAIL = 120


@lru_cache(maxsize=4096)
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


def voice_of(member: Member) -> str:
    """The agency that speaks in an account: by its credit, by the outlet, else as the only one cited; or nothing."""
    return agency_of(member.byline) or _agency_by_outlet(member.outlet) or _only_one_cited(member)


def is_republished(member: Member) -> bool:
    """Whether the outlet shows texts of others."""
    name = member.outlet.casefold().strip()
    return any(known == name or f".{name}".find(f".{known}.") >= 0 or name.startswith(f"{known} ") for known in REPUBLISHERS)


def _agency_by_outlet(outlet: str) -> str:
    name = outlet.casefold().strip()
    return SITES.get(name.removeprefix("www."), "") or AGENCIES.get(fold(name), "")


def _only_one_cited(member: Member) -> str:
    cited = {who for said in member.report.attribution for who in said.who} if member.report else set()
    agencies = {AGENCIES.get(fold(who), "") for who in cited}
    return next(iter(agencies)) if len(agencies) == 1 else ""
