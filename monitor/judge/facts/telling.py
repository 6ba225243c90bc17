"""The report made of one attack. Pure."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from monitor.judge.facts.attack import NO_NAMES, Told
from monitor.judge.facts.document import Document, Spot
from monitor.judge.facts.lexicon import Kind
from monitor.judge.facts.mentions import Mention, in_lead
from monitor.judge.facts.sites import can_host, placed
from monitor.judge.facts.times import Span, days_of, in_utc, local
from monitor.judge.facts.voices import Voices
from monitor.judge.folding import fold
from monitor.model import Article, Attribution, DateQuality, Outcome, Precision, Report, When

RECALLED_AFTER = timedelta(hours=36)
"""An attack whose middle lies so long before publication is recalled."""
_LEAD_PATIENCE = 8
"""Times that limit for what title, summary or first sentence tell: a toll raised days later is news of that attack."""
_FOUND_AT_ONCE = frozenset({"wounds", "shrapnel"})
"""Of the injuries that the lexicon names with their kind, those that nobody has to diagnose."""
_BETTER = {Outcome.UNKNOWN: 0, Outcome.HIT: 1, Outcome.NEAR_MISS: 2, Outcome.FOILED: 3, Outcome.INTERCEPTED: 3}


def report_of(attack: Told, article: Article, document: Document, published: date) -> Report:
    """The report of one attack, its times in UTC, marked as background where it is only recalled."""
    base = attack.spot.match.base if attack.spot else None
    country = _country(attack, document)
    timezone = base.timezone if base else document.gazetteer.timezone_of(country) if country else "UTC"
    voices = [v for _, v in attack.voices]
    later = attack.when is None and attack.spot is None and any(_found_later(m, document) for m in attack.mentions if in_lead(m))
    when = in_utc(attack.when or _assumed(attack, article, published), timezone) if not later else When()
    return Report(
        place=_name(attack), country=country, lat=base.lat if base else None, lon=base.lon if base else None,
        base_id=base.id if base else "", base_named=attack.spot is not None, when=when, weapon=attack.weapon,
        rounds=next((m.rounds for m in attack.mentions if m.rounds is not None), None), killed=_toll(attack, "killed"),
        wounded=_toll(attack, "wounded"), outcome=_outcome(attack), damage=_first_said(m.damage for m in attack.mentions),
        claimed_by=_first_said(v.claimed_by for v in voices),
        blamed_on=_first_said(v.blamed_on for v in voices),
        denied_by=_first_said(v.denied_by for v in voices),
        attribution=_attribution(attack), background=_recalled(attack, article, timezone),
        sentence=_sentence(attack, document), timezone=base.timezone if base else "UTC", found_later=later,
    )


def _first_said(values: Iterable[str]) -> str:
    return next((value for value in values if value), "")


def _name(attack: Told) -> str:
    if attack.spot is not None:
        match = attack.spot.match
        own = set(fold(match.text).split()) & set(fold(match.name).split()) - NO_NAMES
        airport = "airport" in fold(match.text) and "airport" not in fold(match.name)
        return match.name if (own and not airport) or not match.text.isascii() else match.text
    area = attack.area.match.name if attack.area and attack.area.match.kind == "area" else ""
    if not attack.described or not area:
        return attack.described or area
    told = attack.described.lower()
    placed_already = any(f" {word} " in told for word in ("in", "near", "around", "at", "outside"))
    known = placed_already or area.lower() in told or attack.area_text.lower() in told
    return attack.described if known else f"{attack.described}, {area}"


def _country(attack: Told, document: Document) -> str:
    if attack.spot is not None and attack.spot.match.country:
        return attack.spot.match.country
    if attack.area is not None:
        return _closing_country(attack.area, document) or attack.area.match.country
    named = [s.match.country for s in document.spots if s.match.country and (s.match.base or s.match.demonym or placed(document, s)) and can_host(document, s)]
    return named[0] if named and len(set(named)) == 1 else ""


def _closing_country(area: Spot, document: Document) -> str:
    """The country that closes a list of places ("Rukban, Mafraq Governorate, Jordan"): the writer knows, a like-named place may not."""
    at, found = area.end, ""
    while document.word(at) == "," and (spots := document.spots_within(at + 1, at + 4)) and can_host(document, spots[-1]):
        found = spots[-1].match.country if spots[-1].match.kind == "country" and not spots[-1].match.demonym else found
        at = max(spot.end for spot in spots)
        at += document.word(at) in {"province", "governorate", "district", "region"}
    return found


def _assumed(attack: Told, article: Article, published: date) -> Span | None:
    """Where no time is said, news is of the day it is published or of the night before: stated as days, not as a day."""
    if article.date_quality is DateQuality.MISSING or not any(in_lead(m) for m in attack.mentions):
        return None
    return days_of(published - timedelta(days=1), published)


def _found_later(mention: Mention, document: Document) -> bool:
    """Whether its sentence tells of injuries to the brain: they are found in the days and weeks after and say nothing of the day."""
    sentence = mention.clause.sentence
    return any(tag.value == "brain" and document.word(tag.end - 1) not in _FOUND_AT_ONCE
               for tag in document.within(Kind.HARM, sentence.start, sentence.end))


def _toll(attack: Told, field_name: str) -> int | None:
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


def _outcome(attack: Told) -> Outcome:
    return max((m.outcome for m in attack.mentions), key=lambda o: _BETTER[o], default=Outcome.UNKNOWN)


def _attribution(attack: Told) -> tuple[Attribution, ...]:
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


def _recalled(attack: Told, article: Article, timezone: str) -> bool:
    if attack.when is None:
        return not any(in_lead(m) or m.strong for m in attack.mentions)
    told_first = any(in_lead(m) for m in attack.mentions)
    if attack.when.precision in {Precision.MONTH, Precision.YEAR}:
        return not told_first
    middle = attack.when.start + (attack.when.end - attack.when.start) / 2
    age = local(article.published, timezone) - middle
    return age > (RECALLED_AFTER * _LEAD_PATIENCE if told_first else RECALLED_AFTER)


def _sentence(attack: Told, document: Document) -> str:
    strong = next((m for m in attack.mentions if m.strong), attack.mentions[0])
    sentence = strong.clause.sentence
    return " ".join(document.text[sentence.start:sentence.end].split())[:600]
