"""Who says it, who claims it, who is blamed, who denies it. Pure."""

from dataclasses import dataclass, replace

from monitor.judge.facts.document import Document
from monitor.judge.facts.lexicon import Kind, Tag
from monitor.judge.facts.phrases import is_generic, phrase_after, phrase_before

_BEING = frozenset({"was", "were", "are", "is", "been", "being", "be"})
_FROM = frozenset({"according to", "citing", "statement from", "statement by", "per"})
_NOUNS = frozenset({"report", "reports", "per", "claims", "states", "posted"})
_NOT_CLAIMED = frozenset({"never", "not", "no", "nobody", "one", "none"})
_GUILT = frozenset({"involvement", "responsibility", "role", "involved", "behind", "responsible", "link", "links", "part"})
_STOP = frozenset({".", ",", ";", ":", '"', "(", ")", "that", "and", "but", "who", "which", "on", "for", "in", "of", "were", "was",
                   "have", "has", "had", "to", "after", "said", "over", "at", "is", "with"})


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
    claimed_by = _claimant(document, start, end)
    return Voices(
        speaker=speaker, claimed_by=claimed_by, blamed_on=_blamed(document, start, end),
        denied_by=_denier(document, start, end, speaker),
    )


_OF_WHOM = frozenset({"statement", "spokesman", "spokesperson", "spokeswoman", "press release", "forces"})


def carried_on(document: Document, voices: Voices, start: int, before: str) -> Voices:
    """The voices with what only the sentence before tells: whose statement it is, and who goes on in quotation marks."""
    if before and voices.speaker.lower() in _OF_WHOM:
        return replace(voices, speaker=f"{before} {voices.speaker}")
    if before and not voices.speaker and document.word(start) == '"':
        return replace(voices, speaker=before)
    return voices


def organisation(speaker: str, before: str) -> str:
    """Whom a later "a statement said" speaks for."""
    name = speaker.removesuffix(" statement").removesuffix(" forces")
    return name if name and name.lower() not in _OF_WHOM else before


def _speaker(document: Document, start: int, end: int) -> str:
    for tag in document.within(Kind.SPEECH, start, end):
        phrase = _words(document, tag)
        if _no_speech(document, tag, phrase):
            continue
        if phrase in _FROM:
            name = phrase_after(document, tag.end, end)
        else:
            name = phrase_before(document, tag.start, start) or (
                phrase_after(document, tag.end, end) if document.word(tag.start - 1) in {",", '"'} else "")
        if name and not name.lower().startswith(("attack", "reports")):
            return name
    return _at_the_end(document, start, end)


def _no_speech(document: Document, tag: Tag, phrase: str) -> bool:
    """Not speech: "United States", "no casualties were reported", "multiple reports"."""
    before = document.word(tag.start - 1)
    if before in _BEING or (phrase == "states" and before == "united"):
        return True
    return phrase in _NOUNS and before in {"no", "any", "multiple", "several", "of", "received", "to", "media", "initial"}


def _at_the_end(document: Document, start: int, end: int) -> str:
    """A name behind the colon at the end of a headline: "...: officials"."""
    for place in range(end - 1, max(start, end - 8), -1):
        if document.word(place) == ":":
            tail = phrase_after(document, place + 1, end)
            return tail if tail and document.has(Kind.SPEAKER, place + 1, end) and len(tail.split()) >= end - place - 2 else ""
    return ""


def _claimant(document: Document, start: int, end: int) -> str:
    if document.has(Kind.DENIAL, start, end):
        return ""
    for tag in document.within(Kind.CLAIM, start, end):
        if document.word(tag.start - 1) in _NOT_CLAIMED:
            return ""
        by = _words(document, tag).endswith(" by")
        name = phrase_after(document, tag.end, end) if by else phrase_before(document, tag.start, start)
        if name and not is_generic(name):
            return name
    return ""


def _blamed(document: Document, start: int, end: int) -> str:
    for tag in document.within(Kind.BLAME, start, end):
        if document.word(tag.start - 1) in _NOT_CLAIMED:
            return ""
        on = next((p for p in range(tag.end, min(end, tag.end + 8)) if document.word(p) == "on"), None)
        name = _until(document, on + 1 if on is not None and not _words(document, tag).endswith(" to") else tag.end, end)
        if name:
            return name
    for tag in document.within(Kind.FOE, start, end):
        if document.word(tag.start - 1) in {"from", "by"} and document.has(Kind.VERB, start, end):
            name = phrase_after(document, tag.start, end)
            if name and not is_generic(name) and not _of_a_weapon(document, tag.start, name):
                return name
    return _attacker(document, start, end)


def _of_a_weapon(document: Document, at: int, name: str) -> bool:
    """Whether the name only tells whose weapon it was: "by Iranian missiles"."""
    after = at + len(name.replace("-", " - ").split())
    return document.at(Kind.WEAPON, after) is not None or document.at(Kind.NOUN, after) is not None


def _attacker(document: Document, start: int, end: int) -> str:
    """Who is told as the one that fired: "Iran fired missiles at", "pro-Iran militia fighters fired shells"."""
    for verb in document.within(Kind.VERB, start, end):
        if verb.value != "attack" or document.at(Kind.OUR_STRIKE, verb.start) or document.at(Kind.UNDER_FIRE, verb.start):
            continue
        if not document.has(Kind.FOE, max(start, verb.start - 8), verb.start) or document.word(verb.start - 1) in _BEING:
            continue
        name = phrase_before(document, verb.start, start)
        if name and not is_generic(name) and _is_foe(document, verb.start, start):
            return name
    return ""


def _is_foe(document: Document, at: int, start: int) -> bool:
    """Whether the phrase before a verb is of the attackers' side rather than of the coalition's."""
    foes = document.within(Kind.FOE, max(start, at - 6), at)
    friends = document.within(Kind.FRIEND, max(start, at - 2), at)
    return bool(foes) and not friends and not document.parted(at)


def _until(document: Document, at: int, end: int) -> str:
    """The words behind "blamed (on)": an unknown noun may end them, so they go to the next small word."""
    last = at
    while last < end and last - at < 8 and document.word(last) not in _STOP and not document.parted(last):
        last += 1
    while at < last and document.word(at) in {"the", "a", "an"}:
        at += 1
    name = document.slice(at, last)
    known = document.has(Kind.FOE, at, last) or any(document.tokens[i].capital for i in range(at, last))
    return name if known and not document.has(Kind.WEAPON, at, last) else ""


def _denier(document: Document, start: int, end: int, speaker: str) -> str:
    """Who denies that it happened; a denial of guilt is none of the attack."""
    for tag in document.within(Kind.DENIAL, start, end):
        if any(document.word(i) in _GUILT for i in range(tag.end, min(end, tag.end + 8))):
            continue
        return phrase_before(document, tag.start, start) or speaker
    return ""


def _words(document: Document, tag: Tag) -> str:
    return document.slice(tag.start, tag.end).lower()
