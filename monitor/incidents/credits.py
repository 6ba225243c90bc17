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
_LEAD = 400
"""Characters of the text within which "Reuters reported" tells whose news it is; further down it is one voice of many."""
_NAMED = (r"(?:the )?(AFP|Agence France[- ]Presse|Reuters|Associated Press|AP|dpa|DPA|Xinhua|TASS|Tass|Anadolu(?: Agency)?|UPI|EFE|ANSA"
          r"|Interfax|RIA Novosti|SANA|IRNA|PA Media|Press Association|Bloomberg News)")
_TOLD_TO = re.compile(rf"\b(?:told|tells|according to|[Cc]iting|quoted by|cited by|reported by|reports by|via|from) {_NAMED}\b(?!['’])|"
                      rf"\bAccording to {_NAMED}\b(?!['’])")
_SAYS = re.compile(rf"\b{_NAMED}(?: news agency| agency)? (?:has |had |have )?(?:reported|reports|report|said|says|quoted|quotes|cited)\b")
_NOBODY = frozenset("""
admin administrator agencies agency author bureau by contributor correspondent desk digital editor editorial editors journalist media
monitoring news newsdesk newsroom online our press report reporter reporters reports room service services staff team the web webdesk
wire wires writer writers with and
""".split())
"""Words of bylines that name no person."""


@lru_cache(maxsize=4096)
def agency_of(byline: str) -> str:
    """The agency a byline names, or nothing: "By Jane Doe, Associated Press" -> "AP"."""
    words = f" {fold(byline.replace('/', ' ').replace(',', ' ').replace('.', ' '))} "
    return next((agency for credit, agency in AGENCIES.items() if f" {credit} " in words), "")


def credit_of(article: Article) -> str:
    """The byline (of the RSS source where the entry has one), with the agency that the text is of where only the text tells."""
    if agency_of(article.byline):
        return article.byline
    return ", ".join(part for part in (article.byline, _credited(article)) if part)


def author_of(byline: str) -> str:
    """The person or outlet that a byline names, folded; nothing for "Staff writer" and for a single word."""
    words = re.findall(r"[^\W_]+", fold(byline))
    words = words[1:] if words[:1] == ["by"] else words
    return " ".join(words) if len(words) > 1 and not set(words) <= _NOBODY else ""


def outlet_of(name: str) -> str:
    """An outlet's name, folded: "www.cnn.com" and "CNN" are one."""
    plain = name.casefold().strip().removeprefix("www.")
    host = " " not in plain and "." in plain
    return " ".join(re.findall(r"[^\W_]+", fold(plain.split(".")[0] if host else plain)))


def _credited(article: Article) -> str:
    """The agency in the dateline ("Baghdad (AFP) - "), in the last line, or as the one whose report the head retells."""
    text = article.text or article.summary
    for found in _DATELINE.finditer(text[:_TOP]):
        if agency := agency_of(found[1]):
            return agency
    last = text.rstrip().rsplit("\n", 1)[-1]
    closing = agency_of(last) if len(last) <= _TAIL and len(last.split()) <= 6 else ""
    return closing or _retold("\n".join((article.title, article.summary[:_LEAD], article.text[:_LEAD])))


def _retold(head: str) -> str:
    """The one agency that the head of an article retells: "Reuters reported", "according to AP"; nothing for several."""
    named = (name for pattern in (_TOLD_TO, _SAYS) for found in pattern.finditer(head) for name in found.groups() if name)
    agencies = {AGENCIES.get(fold(name), "") or agency_of(name) for name in named}
    return next(iter(agencies)) if len(agencies) == 1 else ""


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
