"""From an article to a verdict: watches open the gate, the model weighs, the watch's own settings decide.

::

    article ──gate──► no watch: held          (most items end here; no model, no page)
            ──score─► probability of attack    (only in languages the model knows)
            ──rule──► verdict                  any watch that holds alerts; an exclusion always wins
"""

from collections.abc import Sequence
from typing import Protocol

from monitor.model import (
    Article, Held, HeldReason, Label, Score, UnjudgedPolicy, Verdict, Watch, WatchHit, WatchMode,
)

NOT_JUDGED = "language not judged by the model"


class Scorer(Protocol):
    """What the trained classifier offers (:class:`monitor.judge.classifier.Classifier`)."""

    model_id: str
    threshold: float

    def judges(self, article: Article) -> bool:
        """Whether the article's language is one the model was trained on."""

    def score(self, articles: Sequence[Article]) -> Sequence[Score]:
        """One score per article, in order."""


class Matcher(Protocol):
    """What finds keywords (:class:`monitor.judge.keywords.WatchMatcher`)."""

    def match(self, title: str, summary: str, text: str = "", language: str = "") -> tuple[WatchHit, ...]:
        """The watches whose keywords stand in the text."""


class Judge:
    """Decides about articles under one set of watches and one model."""

    def __init__(self, watches: Sequence[Watch], matcher: Matcher, scorer: Scorer) -> None:
        self._watches = {watch.name: watch for watch in watches}
        self._matcher = matcher
        self._scorer = scorer

    def gate(self, article: Article) -> tuple[WatchHit, ...]:
        """The watches that look at this article; empty for most of the stream."""
        return self._matcher.match(article.title, article.summary, article.text, article.language)

    def verdicts(self, articles: Sequence[Article]) -> list[Verdict]:
        """One verdict per article, in order; the model runs once over all that need it."""
        hits = [self.gate(article) for article in articles]
        scores = self._scores(articles, [any(not h.excluded_by for h in hit) for hit in hits])
        return [self._verdict(a, hit, score) for a, hit, score in zip(articles, hits, scores, strict=True)]

    def labels(self, articles: Sequence[Article]) -> list[Verdict]:
        """Like :meth:`verdicts`, but with the model's word on every article, watched or not."""
        scores = self._scores(articles, [True] * len(articles))
        return [self._verdict(a, self.gate(a), score) for a, score in zip(articles, scores, strict=True)]

    def _scores(self, articles: Sequence[Article], wanted: Sequence[bool]) -> list[Score | None]:
        asked = [w and self._scorer.judges(a) for a, w in zip(articles, wanted, strict=True)]
        chosen = [article for article, ask in zip(articles, asked, strict=True) if ask]
        scores = iter(self._scorer.score(chosen) if chosen else ())
        return [next(scores) if ask else None for ask in asked]

    def _verdict(self, article: Article, hits: tuple[WatchHit, ...], score: Score | None) -> Verdict:
        holding = [self._watches[h.watch] for h in hits if not h.excluded_by]
        alerting = [watch for watch in holding if self._holds(watch, score)]
        return Verdict(
            article=article.key,
            label=_label(score, alerts=bool(alerting)),
            probability=score.probability if score else 0.0,
            alert=bool(alerting),
            watches=hits,
            channels=tuple(dict.fromkeys(channel for watch in alerting for channel in watch.channels)),
            reasons=(*_matched(hits), *(score.reasons if score else (NOT_JUDGED,) if holding else ())),
            model=self._scorer.model_id,
            judged=score is not None,
        )

    def _holds(self, watch: Watch, score: Score | None) -> bool:
        if watch.mode is WatchMode.KEYWORDS_ONLY:
            return True
        if score is None:
            return watch.unjudged is UnjudgedPolicy.ALERT and watch.mode is not WatchMode.MODEL_ONLY
        if watch.threshold is not None:
            return score.probability >= watch.threshold
        return score.label is Label.ATTACK


def held(verdict: Verdict) -> Held | None:
    """Why a verdict leads to silence; None where it alerts."""
    if verdict.alert:
        return None
    if not verdict.watches:
        return Held(article=verdict.article, reason=HeldReason.NO_WATCH)
    exclusions = [hit.excluded_by for hit in verdict.watches if hit.excluded_by]
    if len(exclusions) == len(verdict.watches):
        return Held(article=verdict.article, reason=HeldReason.EXCLUDED, detail=", ".join(exclusions))
    said = f"probability {verdict.probability:.2f}" if verdict.judged else ""
    return Held(article=verdict.article, reason=_silence(verdict), detail=said)


def _silence(verdict: Verdict) -> HeldReason:
    if not verdict.judged:
        return HeldReason.LANGUAGE
    match verdict.label:
        case Label.FOLLOW_UP:
            return HeldReason.FOLLOW_UP
        case Label.ATTACK:
            return HeldReason.BELOW_THRESHOLD
        case _:
            return HeldReason.NOT_ATTACK


def _label(score: Score | None, *, alerts: bool) -> Label:
    if score is not None:
        return score.label
    return Label.ATTACK if alerts else Label.NONE


def _matched(hits: Sequence[WatchHit]) -> tuple[str, ...]:
    lines = []
    for hit in hits:
        words = ", ".join(hit.words) or "every item"
        veto = f", but the exclusion {hit.excluded_by!r} forbids it" if hit.excluded_by else ""
        lines.append(f"watch {hit.watch!r} matched {words}{veto}")
    return tuple(lines)
