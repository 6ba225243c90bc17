"""The reading of an article: what its headline, its lead and the rest say. Pure."""

from dataclasses import dataclass

from monitor.judge.features.chunks import chunk
from monitor.judge.features.kinds import Chunk
from monitor.judge.features.dated import names_old_day, names_old_year
from monitor.judge.features.roles import Blow, blows
from monitor.judge.features.words import sentences, tokens
from monitor.judge.gazetteer import Gazetteer
from monitor.model import Article

Text = tuple[str, str]
"""Headline and summary as they stand."""
_LEAD_ENOUGH = 120
_SUMMARY_LIMIT = 700
"""Characters of the summary that are read; a feed's summary is rarely longer, a page's text decides nothing."""
_TITLE_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence understood."""

    chunks: tuple[Chunk, ...]
    blows: tuple[Blow, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """``head`` is the headline, or the first sentence where there is none; ``rest`` what follows."""

    head: Sentence
    rest: tuple[Sentence, ...]
    has_title: bool
    year: int
    past: frozenset[str] = frozenset()
    """``head.old_day``, ``head.old_year``, ``rest.old_day``, ``rest.old_year``: a day or year long over is named there."""


def _understand(text: str, gazetteer: Gazetteer, limit: int, year: int) -> list[Sentence]:
    places = gazetteer.find(text)
    out = []
    for sentence in sentences(tokens(text), limit):
        row = chunk(sentence, places, year)
        out.append(Sentence(tuple(row), tuple(blows(row))))
    return out


def shown(article: Article) -> Text:
    """Headline and summary of ``article`` as far as they are read; the head of its body where it has no summary."""
    return article.title[:_TITLE_LIMIT], (article.summary or _lead(article.text))[:_SUMMARY_LIMIT]


def read(article: Article, gazetteer: Gazetteer) -> Reading:
    """The reading of ``article``; the head of its body is read only where it has no summary."""
    body = article.summary or _lead(article.text)
    if not article.title.strip():
        body = _without_topic(body)
    year = article.published.year
    has_title = bool(article.title.strip())
    head = _understand(article.title[:_TITLE_LIMIT], gazetteer, 2, year) if has_title else []
    rest = _understand(body[:_SUMMARY_LIMIT], gazetteer, 3, year) if body else []
    every = [s for s in [*head, *rest] if s.chunks] or [Sentence((), ())]
    return Reading(every[0], tuple(every[1:4]), has_title, year, _past(article, body[:_SUMMARY_LIMIT]))


def _past(article: Article, body: str) -> frozenset[str]:
    day = article.published.date()
    parts = {"head": article.title[:_TITLE_LIMIT], "rest": body} if article.title.strip() else {"head": body}
    found = {f"{part}.old_day" for part, text in parts.items() if names_old_day(text, day)}
    return frozenset(found | {f"{part}.old_year" for part, text in parts.items() if names_old_year(text, day)})


def _lead(text: str) -> str:
    """The first paragraphs of a body, as long as a feed's summary would be: what comes after is background."""
    lead = ""
    for paragraph in text[:_SUMMARY_LIMIT].split("\n"):
        lead = f"{lead} {paragraph.strip()}".strip()
        if len(lead) >= _LEAD_ENOUGH:
            break
    return lead


def _without_topic(text: str) -> str:
    """Leaves out the topic that a chronicle puts before its sentence ("Occupation of Iraq: ...")."""
    topic, colon, sentence = text[:80].partition(": ")
    return text[len(topic) + 2:] if colon and len(sentence) > 20 and len(topic.split()) <= 8 else text
