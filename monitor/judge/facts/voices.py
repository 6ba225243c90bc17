"""Who says it, who claims it, who is blamed, who denies it. Pure."""

from dataclasses import dataclass

from monitor.judge.facts.document import Document
from monitor.judge.facts.lexicon import Kind

_STOP = frozenset({".", ",", ";", ":", '"', "(", ")", "that", "and", "but", "who", "which", "on", "late", "early"})
_BLAME_END = _STOP | {"for", "in", "of", "were", "was", "have", "has", "had", "to", "after", "said"}
_LONGEST = 9


@dataclass(frozen=True, slots=True)
class Voices:
    """The names found in one sentence; empty where none is."""

    speaker: str = ""
    claimed_by: str = ""
    blamed_on: str = ""
    denied_by: str = ""


def voices_in(document: Document, start: int, end: int) -> Voices:
    """Speaker, claimant, blamed and denier of one sentence."""
    speaker = _speaker(document, start, end)
    return Voices(
        speaker=speaker, claimed_by=_claimant(document, start, end), blamed_on=_blamed(document, start, end),
        denied_by=_denier(document, start, end, speaker),
    )


def _speaker(document: Document, start: int, end: int) -> str:
    for tag in document.within(Kind.SPEECH, start, end):
        phrase = document.slice(tag.start, tag.end).lower()
        if phrase in {"according to", "citing", "statement from", "statement by", "per"}:
            name = _after(document, tag.end, end)
        else:
            name = _before(document, tag.start, start) or _after(document, tag.end, min(end, tag.end + 6))
        if name and _speaks(document, name, tag.start, start, end):
            return name
    return ""


def _speaks(document: Document, name: str, at: int, start: int, end: int) -> bool:
    near_start, near_end = max(start, at - _LONGEST), min(end, at + _LONGEST)
    return document.has(Kind.SPEAKER, near_start, near_end) or any(word[:1].isupper() for word in name.split())


def _before(document: Document, at: int, start: int) -> str:
    begin = at
    while begin > start and at - begin < _LONGEST and document.word(begin - 1) not in _STOP:
        begin -= 1
    return _trimmed(document.slice(begin, at))


def _after(document: Document, at: int, end: int) -> str:
    last = at
    while last < end and last - at < _LONGEST and document.word(last) not in _STOP:
        last += 1
    return _trimmed(document.slice(at, last))


def _trimmed(name: str) -> str:
    words = name.split()
    while words and words[0].lower() in {"the", "a", "an", "however", "has", "have", "had", "also", "that", "what"}:
        words = words[1:]
    while words and words[-1].lower() in {"has", "have", "had", "also", "later", "then", "tuesday", "monday", "wednesday",
                                          "thursday", "friday", "saturday", "sunday", "it", "in"}:
        words = words[:-1]
    text = " ".join(words)
    return text if len(text) > 2 and any(c.isalpha() for c in text) and text.lower() not in {"who", "which", "they", "she"} else ""


def _claimant(document: Document, start: int, end: int) -> str:
    for tag in document.within(Kind.CLAIM, start, end):
        if document.word(tag.start - 1) in {"never", "not", "no", "nobody", "immediately", "one", "been"} or document.has(
                Kind.DENIAL, start, end):
            return ""
        phrase = document.slice(tag.start, tag.end).lower()
        name = _after(document, tag.end, end) if phrase.endswith(" by") else _before(document, tag.start, start)
        if name.lower() not in {"", "no group", "no one", "nobody"} and "no group" not in name.lower():
            return name
    return ""


def _blamed(document: Document, start: int, end: int) -> str:
    for tag in document.within(Kind.BLAME, start, end):
        phrase = document.slice(tag.start, tag.end).lower()
        if phrase.endswith((" to", "linked to")):
            return _until(document, tag.end, end)
        at = next((p for p in range(tag.end, min(end, tag.end + 8)) if document.word(p) == "on"), None)
        return _until(document, at + 1 if at is not None else tag.end, end)
    for tag in document.within(Kind.FOE, start, end):
        if document.word(tag.start - 1) in {"from", "by"} and document.has(Kind.VERB, start, end):
            return _until(document, tag.start, end)
    return _attacker(document, start, end)


def _attacker(document: Document, start: int, end: int) -> str:
    """Who is told as the one that fired: "Iran fired missiles at", "pro-Iran militia fighters fired shells"."""
    for verb in document.within(Kind.VERB, start, end):
        if verb.value != "attack" or document.at(Kind.OUR_STRIKE, verb.start) or document.at(Kind.UNDER_FIRE, verb.start):
            continue
        for tag in document.within(Kind.FOE, max(start, verb.start - 5), verb.start):
            between = [document.word(i) for i in range(tag.start, verb.start)]
            if not _STOP & set(between) and not document.has(Kind.WEAPON, tag.start, verb.start) and between[0] not in _NOT_NAMED:
                return _trimmed(document.slice(tag.start, verb.start))
    return ""


_NOT_NAMED = frozenset({"unknown", "suspected", "iraqi", "attackers", "attacker", "gunmen", "gunman", "supporters", "protesters"})


def _until(document: Document, at: int, end: int) -> str:
    last = at
    while last < end and last - at < _LONGEST and document.word(last) not in _BLAME_END:
        last += 1
    return _trimmed(document.slice(at, last))


def _denier(document: Document, start: int, end: int, speaker: str) -> str:
    tags = document.within(Kind.DENIAL, start, end)
    if not tags:
        return ""
    if speaker and document.has(Kind.SPEECH, max(start, tags[0].start - _LONGEST), tags[0].end):
        return speaker
    return _before(document, tags[0].start, start) or speaker
