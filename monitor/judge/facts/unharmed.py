"""Where a text says that nobody was hurt. Pure."""

from monitor.judge.facts.document import Document
from monitor.judge.facts.lexicon import Kind, Tag
from monitor.judge.facts.numbers import number_at

DEAD = frozenset({"kill", "killed", "dead", "deaths"})
"""Values of the words of harm that tell of the dead."""
_UNKNOWN = frozenset({"unclear", "unknown", "whether", "clear", "word", "information", "details", "if", "how", "possible", "potential",
                      "initially", "originally"})


def add_safe(document: Document, start: int, end: int, totals: dict[str, tuple[int | None, int]]) -> None:
    """Enter none killed and none wounded where all are said to be unharmed."""
    for tag in document.within(Kind.SAFE, start, end):
        if _everyone(document, tag, start):
            for field in ("killed", "wounded"):
                totals.setdefault(field, (0, tag.start))


def _everyone(document: Document, tag: Tag, start: int) -> bool:
    """Whether those who are safe are all of them rather than one person: "soldiers unharmed", "all 120 are safe"."""
    begin = max(start, tag.start - 7)
    return any(t.value == "many" for t in document.within(Kind.TROOPS, begin, tag.start)) or any(
        document.word(i) in {"all", "everyone", "everybody", "crew", "both"} for i in range(begin, tag.end))


def none_said(document: Document, tag: Tag, start: int) -> tuple[str, ...] | None:
    """The fields of which the text says none, or None where it does not say that."""
    place = tag.start - 1
    partial = wide = False
    steps = 0
    while place >= start and steps < 9:
        word = document.word(place)
        if (word in {"one", "body"} and document.word(place - 1) == "no") or word in {"nobody", "none"}:
            return None if _unsure(document, start, place) else _fields(tag)
        if word in {"no", "without", "zero", "nor", "neither"} or (
                word in {"not", "t"} and document.has(Kind.HARM, place, tag.end) and _any_between(document, place, tag.start)):
            if partial and not wide and tag.value in {"killed", "wounded", "dead", "kill", "wound"}:
                return None
            if _unsure(document, max(start, place - 8), tag.start) or tag.value == "brain" or _some_only(document, place, tag.start):
                return None
            return _fields(tag)
        if word in {".", ";", "but", "when", "that", "with", "killing", "wounding"} or number_at(document, place) is not None:
            return None
        if word in {"coalition", "allied"}:
            wide = True
        friend = document.at(Kind.FRIEND, place)
        partial = partial or (friend is not None and word not in {"coalition", "allied", "nato", "isaf"})
        place -= 1
        steps += 1
    return None


def _any_between(document: Document, start: int, end: int) -> bool:
    return any(document.word(i) in {"any", "cause", "result"} for i in range(start, end))


def _some_only(document: Document, start: int, end: int) -> bool:
    """Of "no civilian casualties", "no serious injuries": nothing is said of the others."""
    return any(document.word(i) in {"civilian", "serious", "major", "significant", "iraqi", "syrian", "more", "further",
                                    "other", "immediate", "new"} and document.word(i + 1) != "reports" for i in range(start, end))


def _unsure(document: Document, start: int, end: int) -> bool:
    return any(document.word(i) in _UNKNOWN for i in range(start, end))


def _fields(tag: Tag) -> tuple[str, ...]:
    return ("killed",) if tag.value in DEAD else ("killed", "wounded")


def denied(document: Document, tag: Tag, start: int) -> bool:
    """"was not injured", "escaped unhurt", "none were killed"."""
    before = [document.word(i) for i in range(max(start, tag.start - 4), tag.start)]
    return any(word in {"not", "no", "t", "never", "nobody", "none", "without", "neither", "nor"} for word in before)
