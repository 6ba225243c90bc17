"""Which entries become articles to look at: their identity, edits of what is known, and what must be placed. Pure."""

from dataclasses import replace

from monitor.collect.identity import article_key, canonical_url, content_hash
from monitor.model import Article, DateQuality, Entry, Known, Label, RestsOn, Verdict

CHANGE_LIMIT = 24
"""Changes of one article's content that are looked at; a page with a clock in it stops there."""

_UNDATED = (DateQuality.MISSING, DateQuality.FUTURE)


def article_from(entry: Entry) -> Article:
    """An entry as an article: its identity, and what text the feed itself gave."""
    return Article(
        key=article_key(entry.guid, entry.url, entry.title), feed=entry.feed, outlet=entry.outlet,
        url=canonical_url(entry.url), title=entry.title, summary=entry.summary, text=entry.content,
        published=entry.published, date_quality=entry.date_quality, language=entry.language, byline=entry.byline,
        rests_on=RestsOn.FEED if entry.content else RestsOn.SUMMARY, seen_at=entry.seen_at,
        content_hash=content_hash(entry.title, entry.summary, entry.content),
    )


def worth_a_look(article: Article, known: Known | None) -> bool:
    """Whether it is new, or an edit that is still looked at."""
    if known is None:
        return True
    # Two feeds of one outlet word one page differently; taken for edits, the two would use up the limit of real ones.
    edited = known.content_hash != article.content_hash and known.feed == article.feed
    return edited and known.changes < CHANGE_LIMIT


def dated(article: Article, known: Known | None) -> Article:
    """An edit that gives no time of its own has the time of the version before: it is no new event."""
    if known is None or known.published is None or article.date_quality not in _UNDATED:
        return article
    return replace(article, published=known.published)


def is_to_place(verdict: Verdict, known: Known | None) -> bool:
    """Whether it can touch an incident: it attacks, it reacts, or an edit of it may withdraw what it said."""
    return verdict.alert or verdict.label is Label.FOLLOW_UP or (known is not None and known.in_incident)
