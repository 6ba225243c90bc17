"""Decisions in sentences: ``monitor why``."""

from collections.abc import Iterator
from datetime import datetime

from monitor.collect.identity import article_key
from monitor.judge.judging import held
from monitor.model import Article, Decision, Held, Verdict
from monitor.store import Store
from monitor.wiring import Brain


def explain(url: str, store: Store) -> Iterator[str]:
    """What was decided about a stored item."""
    decision = store.article(article_key("", url, ""))
    if decision is None:
        yield "This item was never seen: no polled feed carried it. Judge its words with: monitor why TEXT"
        return
    yield from _decision(decision)
    # As it stands now: an account can have been moved since it was placed, by a later one or by a reader.
    for incident_id in store.incidents_of(decision.article.key) or decision.incidents:
        incident = store.incident(incident_id)
        if incident is not None:
            sent = "told to the channels" if incident.alerted else "not told"
            yield f"It belongs to incident {incident.id} ({incident.status.value}, revision {incident.revision}, {sent})."


def _decision(decision: Decision) -> Iterator[str]:
    article = decision.article
    yield f"{article.outlet}: {article.title or article.summary[:120]}"
    yield f"Published {article.published:%Y-%m-%d %H:%M} UTC, first seen {article.seen_at:%Y-%m-%d %H:%M} UTC."
    yield "It alerted." if decision.held is None else f"Silent: {_why(decision.held)}"
    yield from _judgement(decision.verdict)


def _why(silence: Held) -> str:
    return silence.reason.value + (f" ({silence.detail})." if silence.detail else ".")


def _judgement(verdict: Verdict | None) -> Iterator[str]:
    if verdict is None:
        return
    if verdict.judged:
        yield f"The model {verdict.model} calls it {verdict.label.value}, probability of an attack {verdict.probability:.2f}."
    for reason in verdict.reasons:
        yield f"- {reason}"


def explain_text(text: str, brain: Brain, now: datetime) -> Iterator[str]:
    """What would be decided about these words, published now."""
    article = Article(key="-", feed="", outlet="", url="", title=text, summary="", published=now, seen_at=now)
    verdict = brain.judge.labels([article])[0]
    silence = held(verdict)
    yield "It would alert." if silence is None else f"It would stay silent: {_why(silence)}"
    yield from _judgement(verdict)
    opening = "facts read" if silence is None else "facts read, of which nothing would be told"
    for report in brain.reports(article):
        place, country = report.place or "a place not named", report.country or "country not named"
        yield f"- {opening}: an attack on {place} ({country}), weapon {report.weapon.value}"
