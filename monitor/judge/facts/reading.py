"""From an article to the attacks it tells of. Pure.

::

    article ─► document ─► clauses ─► mentions ─► same attack as before? ─► reports ─► fresh or recalled

Mentions are taken in order of the text. One joins the attack it fits (place, day and weapon agree, or it names none),
else it opens a report of its own. Numbers said later replace vaguer ones; what nobody says stays None.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.judge.facts.attack import Told, add, fits
from monitor.judge.facts.casualties import Harm
from monitor.judge.facts.document import Clause, Document, clauses, lay_out
from monitor.judge.facts.lexicon import Kind
from monitor.judge.facts.mentions import Mention, in_lead, mention_of
from monitor.judge.facts.moments import moment_in
from monitor.judge.facts.sites import base_word, can_host, of_the_host, places_in
from monitor.judge.facts.telling import report_of
from monitor.judge.facts.times import Span, local
from monitor.judge.facts.voices import Voices, carried_on, organisation, voices_in
from monitor.judge.gazetteer import Gazetteer
from monitor.model import Article, Precision, Report

MOST_REPORTS = 12
_DAY = timedelta(days=1)


def read_reports(article: Article, gazetteer: Gazetteer) -> tuple[Report, ...]:
    """Every attack on a base or on coalition troops that an article tells of, in order of the text."""
    document = lay_out(article, gazetteer)
    moment = local(article.published, _zone(document))
    published = moment.date()
    told: list[Told] = []
    waiting: list[tuple[Mention, Voices]] = []
    last: Span | None = None
    named: Span | None = None
    before: Mention | None = None
    speaker = ""
    for sentence, start, end in document.sentences:
        voices, found = carried_on(document, voices_in(document, start, end), start, speaker), False
        speaker = organisation(voices.speaker, speaker)
        for clause in clauses(document, sentence, start, end):
            mention = _settled(mention_of(document, clause, published, last, named), clause, before, told, document, moment)
            day = moment_in(document, clause.start, clause.end, published, last, named)
            named = day.span if day is not None and day.span.precision is Precision.DAY else named
            if mention is None:
                continue
            before = mention
            attack = _place(mention, told, document)
            if attack is None:
                if not told and in_lead(mention):
                    waiting.append((mention, voices))
                continue
            found = True
            add(attack, mention, voices)
            while waiting:
                _add_if_fitting(attack, *waiting.pop(0))
            last = attack.when or last
        if told and not found:
            _overhear(told, voices, document, start, end)
    if not told and waiting:
        told.append(_of_the_waiting(waiting))
    return tuple(report_of(attack, article, document, published) for attack in told[:MOST_REPORTS])


def _overhear(told: list[Told], voices: Voices, document: Document, start: int, end: int) -> None:
    """A sentence without an attack of its own may say who claims or denies the one before, or who is blamed."""
    if not (voices.claimed_by or voices.blamed_on or voices.denied_by) or document.has(Kind.OUR_STRIKE, start, end):
        return
    plural = any(document.word(i) in {"attacks", "strikes"} for i in range(start, end))
    if not (plural and len(told) > 1 and not voices.denied_by):
        told[-1].voices.append((None, voices))


def _settled(mention: Mention | None, clause: Clause, before: Mention | None, told: list[Told], document: Document,
             moment: datetime) -> Mention | None:
    """A mention with what only the text before it tells: "another near X", "the same base", "this morning" in a quote."""
    if clause.link == "another" and before is not None and before.strong:
        spot, area = places_in(document, clause.start, clause.end)
        mention = replace(before, clause=clause, spot=spot, area=area, described=area.match.name if area else "", again=True,
                          rounds=None, harm=Harm(), damage="")
    if mention is None:
        return None
    if mention.spot is None and any(document.word(i) == "same" for i in range(clause.start, clause.end)):
        known = next((attack.spot for attack in reversed(told) if attack.spot is not None), None)
        mention = replace(mention, spot=known)
    elif mention.spot is None and told and told[-1].spot is not None and _definite(document, clause):
        mention = replace(mention, spot=told[-1].spot)
    if mention.when is not None and mention.when.start > moment and mention.when.end - mention.when.start <= _DAY:
        mention = replace(mention, when=Span(mention.when.start - _DAY, mention.when.end - _DAY, mention.when.precision))
    return mention


def _definite(document: Document, clause: Clause) -> bool:
    """Whether it speaks of "the base", which is the one told before."""
    tags = document.within(Kind.SAME, clause.start, clause.end)
    return any(tag.value == "same" and document.word(tag.end - 1) == "base" for tag in tags)


def _add_if_fitting(attack: Told, mention: Mention, voices: Voices) -> None:
    """What the headline said before any attack was told joins the first one told."""
    if fits(mention, attack):
        add(attack, mention, voices)


def _of_the_waiting(waiting: list[tuple[Mention, Voices]]) -> Told:
    """An attack of which only consequences or a weapon are told: "Six troops treated for brain injuries"."""
    attack = Told()
    for mention, voices in waiting:
        _add_if_fitting(attack, mention, voices)
    return attack


def _zone(document: Document) -> str:
    for spot in document.spots:
        if spot.match.base is not None:
            return spot.match.base.timezone
    for spot in document.spots:
        if spot.match.country and can_host(document, spot):
            return document.gazetteer.timezone_of(spot.match.country)
    return "UTC"


def _place(mention: Mention, told: list[Told], document: Document) -> Told | None:
    """The attack a mention belongs to, opened if it is a strong one that fits none."""
    if mention.clause.link == "another" and mention.strong:
        told.append(Told())
        return told[-1]
    if told and mention.spot is None and of_the_host(document, base_word(document, mention.clause.start, mention.clause.end)):
        return None
    fitting = [attack for attack in told if fits(mention, attack)]
    if mention.strong:
        if fitting:
            return fitting[-1]
        attack = Told()
        told.append(attack)
        return attack
    long_after = mention.clause.link == "after" and document.word(mention.clause.start) in {"days", "weeks", "months"}
    return fitting[-1] if fitting and fitting[-1] is told[-1] and not long_after else None
