"""From an article to the attacks it tells of. Pure.

::

    article ─► document ─► clauses ─► mentions ─► same attack as before? ─► reports ─► fresh or recalled

Mentions are taken in order of the text. One joins the attack it fits (place, day and weapon agree, or it names none),
else it opens a report of its own. Numbers said later replace vaguer ones; what nobody says stays None.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from monitor.judge.facts.casualties import Harm
from monitor.judge.facts.document import Clause, Document, Spot, clauses, lay_out
from monitor.judge.facts.mentions import Mention, in_lead, mention_of
from monitor.judge.facts.lexicon import Kind
from monitor.judge.facts.moments import moment_in
from monitor.judge.facts.sites import can_host, placed, places_in
from monitor.judge.facts.times import Span, days_of, in_utc, local
from monitor.judge.facts.voices import Voices, carried_on, organisation, voices_in
from monitor.judge.facts.weapons import agree, family, refined
from monitor.judge.folding import fold
from monitor.judge.gazetteer import Gazetteer
from monitor.model import Article, Attribution, DateQuality, Outcome, Precision, Report, Weapon

RECALLED_AFTER = timedelta(hours=36)
"""An attack whose middle lies so long before publication is recalled."""
_LEAD_PATIENCE = 8
"""Times that limit for what title, summary or first sentence tell: a toll raised days later is news of that attack."""
MOST_REPORTS = 12
_DAY = timedelta(days=1)
_BETTER = {Outcome.UNKNOWN: 0, Outcome.HIT: 1, Outcome.NEAR_MISS: 2, Outcome.FOILED: 3, Outcome.INTERCEPTED: 3}


@dataclass(slots=True)
class _Told:
    """One attack while it is being read; becomes a frozen Report at the end."""

    mentions: list[Mention] = field(default_factory=list)
    voices: list[tuple[Mention | None, Voices]] = field(default_factory=list)
    spot: Spot | None = None
    area: Spot | None = None
    described: str = ""
    weapon: Weapon = Weapon.UNKNOWN
    at_head: dict[Weapon, None] = field(default_factory=dict)
    """The weapons that the head of the article names, in order; ``later``: those of its text."""
    later: dict[Weapon, None] = field(default_factory=dict)
    when: Span | None = None

    @property
    def area_text(self) -> str:
        """The area as the text writes it."""
        return self.area.match.text if self.area is not None else ""


def read_reports(article: Article, gazetteer: Gazetteer) -> tuple[Report, ...]:
    """Every attack on a base or on coalition troops that an article tells of, in order of the text."""
    document = lay_out(article, gazetteer)
    moment = local(article.published, _zone(document))
    published = moment.date()
    told: list[_Told] = []
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
            _add(attack, mention, voices)
            while waiting:
                _add_if_fitting(attack, *waiting.pop(0))
            last = attack.when or last
        if told and not found:
            _overhear(told, voices, document, start, end)
    if not told and waiting:
        told.append(_of_the_waiting(waiting))
    return tuple(_report(attack, article, document, published) for attack in told[:MOST_REPORTS])


def _overhear(told: list[_Told], voices: Voices, document: Document, start: int, end: int) -> None:
    """A sentence without an attack of its own may say who claims or denies the one before, or who is blamed."""
    if not (voices.claimed_by or voices.blamed_on or voices.denied_by) or document.has(Kind.OUR_STRIKE, start, end):
        return
    plural = any(document.word(i) in {"attacks", "strikes"} for i in range(start, end))
    if not (plural and len(told) > 1 and not voices.denied_by):
        told[-1].voices.append((None, voices))


def _settled(mention: Mention | None, clause: Clause, before: Mention | None, told: list[_Told], document: Document,
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


def _add_if_fitting(attack: _Told, mention: Mention, voices: Voices) -> None:
    """What the headline said before any attack was told joins the first one told."""
    if _fits(mention, attack):
        _add(attack, mention, voices)


def _of_the_waiting(waiting: list[tuple[Mention, Voices]]) -> _Told:
    """An attack of which only consequences or a weapon are told: "Six troops treated for brain injuries"."""
    attack = _Told()
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


def _place(mention: Mention, told: list[_Told], document: Document) -> _Told | None:
    """The attack a mention belongs to, opened if it is a strong one that fits none."""
    if mention.clause.link == "another" and mention.strong:
        told.append(_Told())
        return told[-1]
    fitting = [attack for attack in told if _fits(mention, attack)]
    if mention.strong:
        if fitting:
            return fitting[-1]
        attack = _Told()
        told.append(attack)
        return attack
    long_after = mention.clause.link == "after" and document.word(mention.clause.start) in {"days", "weeks", "months"}
    return fitting[-1] if fitting and fitting[-1] is told[-1] and not long_after else None


def _fits(mention: Mention, attack: _Told) -> bool:
    if not agree(family(mention.weapons), attack.weapon):
        return False
    if mention.when and attack.when and not _same_time(mention.when, attack.when):
        return False
    if mention.spot and attack.spot:
        return _same_place(mention.spot, attack.spot) and not (
            mention.again and mention.strong and other_name(mention.spot, attack.spot))
    if mention.area and attack.area and mention.area.match.country != attack.area.match.country:
        return False
    if mention.apart and mention.strong:
        return False
    return not (mention.again and mention.strong and attack.mentions and not in_lead(mention) and _specific(mention, attack))


def _specific(mention: Mention, attack: _Told) -> bool:
    """Whether "another", "also", "earlier" comes with something of its own: a place or a day that was not told."""
    return (mention.spot is not None and attack.spot is None) or (mention.when is not None and attack.when is None)


def _same_time(a: Span, b: Span) -> bool:
    if a.overlaps(b):
        return True
    # "overnight Sunday" and "Monday": a night touches two days.
    return abs(a.start - b.start) < _DAY / 2


def _same_place(a: Spot, b: Spot) -> bool:
    if a.match.base is not None and b.match.base is not None:
        return a.match.base.id == b.match.base.id
    return a.match.name.casefold() == b.match.name.casefold()


_NO_NAMES = frozenset("base air airbase camp the field oil gas mss us military".split())


def other_name(a: Spot, b: Spot) -> bool:
    """Whether one base goes by two names without a word in common: two accounts, shown side by side."""
    words = [set(fold(spot.match.text).split()) - _NO_NAMES for spot in (a, b)]
    return bool(words[0] and words[1]) and not words[0] & words[1]


def _add(attack: _Told, mention: Mention, voices: Voices) -> None:
    attack.mentions.append(mention)
    attack.voices.append((mention, voices))
    attack.spot = attack.spot or mention.spot
    attack.area = _finer(attack.area, mention.area)
    attack.described = attack.described or mention.described
    (attack.at_head if in_lead(mention) else attack.later).update(dict.fromkeys(mention.weapons))
    attack.weapon = refined(attack.at_head, attack.later)
    if mention.when and (attack.when is None or mention.when.end - mention.when.start < attack.when.end - attack.when.start):
        attack.when = mention.when


def _finer(known: Spot | None, new: Spot | None) -> Spot | None:
    if known is None or (new is not None and known.match.kind == "country" and new.match.kind == "area"):
        return new or known
    return known


def _report(attack: _Told, article: Article, document: Document, published: date) -> Report:
    base = attack.spot.match.base if attack.spot else None
    country = _country(attack, document)
    timezone = base.timezone if base else document.gazetteer.timezone_of(country) if country else "UTC"
    voices = [v for _, v in attack.voices]
    when = in_utc(attack.when or _assumed(attack, article, published), timezone)
    return Report(
        place=_name(attack), country=country, lat=base.lat if base else None, lon=base.lon if base else None,
        base_id=base.id if base else "", base_named=attack.spot is not None, when=when, weapon=attack.weapon,
        rounds=next((m.rounds for m in attack.mentions if m.rounds is not None), None), killed=_toll(attack, "killed"),
        wounded=_toll(attack, "wounded"), outcome=_outcome(attack), damage=_first_said(m.damage for m in attack.mentions),
        claimed_by=_first_said(v.claimed_by for v in voices),
        blamed_on=_first_said(v.blamed_on for v in voices),
        denied_by=_first_said(v.denied_by for v in voices),
        attribution=_attribution(attack), background=_recalled(attack, article, timezone),
        sentence=_sentence(attack, document),
    )


def _first_said(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _name(attack: _Told) -> str:
    if attack.spot is not None:
        match = attack.spot.match
        own = set(fold(match.text).split()) & set(fold(match.name).split()) - _NO_NAMES
        airport = "airport" in fold(match.text) and "airport" not in fold(match.name)
        return match.name if (own and not airport) or not match.text.isascii() else match.text
    area = attack.area.match.name if attack.area and attack.area.match.kind == "area" else ""
    if not attack.described or not area:
        return attack.described or area
    told = attack.described.lower()
    placed_already = any(f" {word} " in told for word in ("in", "near", "around", "at", "outside"))
    known = placed_already or area.lower() in told or attack.area_text.lower() in told
    return attack.described if known else f"{attack.described}, {area}"


def _country(attack: _Told, document: Document) -> str:
    if attack.spot is not None and attack.spot.match.country:
        return attack.spot.match.country
    if attack.area is not None:
        return attack.area.match.country
    named = [s.match.country for s in document.spots if s.match.country and (s.match.base or s.match.demonym or placed(document, s)) and can_host(document, s)]
    return named[0] if named and len(set(named)) == 1 else ""


def _assumed(attack: _Told, article: Article, published: date) -> Span | None:
    """Where no time is said, news is of the day it is published or of the night before: stated as days, not as a day."""
    if article.date_quality is DateQuality.MISSING or not any(in_lead(m) for m in attack.mentions):
        return None
    return days_of(published - timedelta(days=1), published)


def _toll(attack: _Told, field_name: str) -> int | None:
    values = [(getattr(m.harm, field_name), m.harm.revised) for m in attack.mentions]
    said = [(value, revised) for value, revised in values if value is not None]
    revised = [value for value, is_revised in said if is_revised]
    if revised:
        return int(revised[-1])
    head = [getattr(m.harm, field_name) for m in attack.mentions if in_lead(m)]
    counted = [value for value in head if value] or [value for value, _ in said if value]
    if counted:
        return max(int(value) for value in counted)
    return 0 if said else None


def _outcome(attack: _Told) -> Outcome:
    return max((m.outcome for m in attack.mentions), key=lambda o: _BETTER[o], default=Outcome.UNKNOWN)


def _attribution(attack: _Told) -> tuple[Attribution, ...]:
    found: dict[str, list[str]] = {}
    for mention, voices in attack.voices:
        if voices.speaker:
            for name in (*(_fields(mention) if mention else ()), *_accusations(voices)):
                found.setdefault(name, []).append(voices.speaker)
    return tuple(Attribution(field=name, who=tuple(dict.fromkeys(who))) for name, who in found.items())


def _accusations(voices: Voices) -> Iterable[str]:
    return (name for name in ("claimed_by", "blamed_on", "denied_by") if getattr(voices, name))


def _fields(mention: Mention) -> Sequence[str]:
    said = {
        "place": mention.spot is not None or bool(mention.described), "weapon": bool(mention.weapons),
        "rounds": mention.rounds is not None, "killed": mention.harm.killed is not None,
        "wounded": mention.harm.wounded is not None, "damage": bool(mention.damage),
        "outcome": mention.outcome is not Outcome.UNKNOWN, "when": mention.when is not None,
    }
    return [name for name, is_said in said.items() if is_said]


def _recalled(attack: _Told, article: Article, timezone: str) -> bool:
    if attack.when is None:
        return not any(in_lead(m) or m.strong for m in attack.mentions)
    told_first = any(in_lead(m) for m in attack.mentions)
    if attack.when.precision in {Precision.MONTH, Precision.YEAR}:
        return not told_first
    middle = attack.when.start + (attack.when.end - attack.when.start) / 2
    age = local(article.published, timezone) - middle
    return age > (RECALLED_AFTER * _LEAD_PATIENCE if told_first else RECALLED_AFTER)


def _sentence(attack: _Told, document: Document) -> str:
    strong = next((m for m in attack.mentions if m.strong), attack.mentions[0])
    sentence = strong.clause.sentence
    return " ".join(document.text[sentence.start:sentence.end].split())[:600]



