"""How many were killed and wounded, as one clause says. Pure.

* A list is added up ("two Americans and a Briton": 3). What is not counted adds nothing behind a number ("60 soldiers and
  some Iraqis": 60, which the text vouches for), and leaves the whole unknown at its head ("several soldiers and one").
* The attackers' own dead do not count.
* "no casualties" is 0 and 0, "no injuries" and "nobody hurt" too (the practice of the labelled data), "no deaths" only
  0 killed. "no Americans hurt" says nothing of others; "no US casualties" of a US base is taken as none.
* "12 casualties" says neither killed nor wounded: None.
"""

from dataclasses import dataclass

from monitor.judge.facts.document import Document
from monitor.judge.facts.lexicon import Kind, Tag
from monitor.judge.facts.numbers import number_at
from monitor.judge.facts.people import Group, list_from, lists_within
from monitor.judge.facts.unharmed import DEAD, add_safe, denied, none_said

_AUXILIARIES = frozenset(
    "is are was were be been being has have had reportedly reported to also feared confirmed believed more others all later "
    "seriously slightly lightly critically badly directly still now either left are - severely gravely moderately".split()
)


@dataclass(frozen=True, slots=True)
class Harm:
    """What a passage says of the dead and the wounded; None where it does not say."""

    killed: int | None = None
    wounded: int | None = None
    killed_at: int = -1
    """The token that says so."""
    wounded_at: int = -1
    revised: bool = False
    """A new toll that replaces earlier ones."""
    mentioned: bool = False
    """Whether anyone is said to be hurt at all, counted or not."""


def read_harm(document: Document, start: int, end: int) -> Harm:
    """The dead and wounded told between two tokens."""
    totals: dict[str, tuple[int | None, int]] = {}
    end = _before_the_past(document, start, end)
    mentioned = revised = False
    lists = lists_within(document, start, end)
    used: set[int] = set()
    for tag in document.within(Kind.HARM, start, end):
        if _covered(document, tag):
            continue
        none = none_said(document, tag, start)
        if none is not None:
            for field in none:
                totals.setdefault(field, (0, tag.start))
            continue
        if denied(document, tag, start):
            continue
        count = _count(document, tag, end, lists, used)
        mentioned = mentioned or count is not None
        if count is None or count[0] is None:
            continue
        field = "killed" if tag.value in DEAD else "wounded"
        before = totals.get(field, (0, -1))[0] or 0
        totals[field] = (before if before == count[0] else before + count[0], tag.start)
    for tag in document.within(Kind.TOLL, start, end):
        value = _toll(document, tag, end)
        if value is not None:
            totals[tag.value], revised, mentioned = (value, tag.start), True, True
    add_safe(document, start, end, totals)
    killed, wounded = totals.get("killed", (None, -1)), totals.get("wounded", (None, -1))
    return Harm(killed[0], wounded[0], killed[1], wounded[1], revised, mentioned)


_PERIODS = frozenset({"day", "days", "week", "weeks", "month", "months", "year", "years"})


def _before_the_past(document: Document, start: int, end: int) -> int:
    """Where "days after another attack killed two" begins: its dead are of another day."""
    return next((place for place in range(start + 4, end)
                 if document.word(place) in {"after", "since"} and document.word(place - 1) in _PERIODS), end)


_OUR_ARMS = frozenset("helicopters helicopter jets gunships force forces troops soldiers guards artillery marines commandos".split())


def _of_our_arms(document: Document, tag: Tag, groups: tuple[Group, ...], stop: int) -> bool:
    """Whether those killed are the attackers, by who kills them: "helicopters killed 11 fighters", "force kills three"."""
    before = [document.word(i) for i in range(max(0, tag.start - 3), tag.start)]
    theirs = groups[0].bare or document.word(stop - 1) in {"fighters", "fighter", "men"}
    return theirs and any(word in _OUR_ARMS for word in before) and not any(word in {",", "and", ".", "were"} for word in before)


def _of_the_attackers(document: Document, group: Group) -> bool:
    """Whether a bare "Two were killed" speaks of the attackers: several of them were the last people named before it."""
    if not group.bare or not (document.parted(group.start) or document.word(group.start - 1) in {".", ";"}):
        return False
    near = max(0, group.start - 30)
    fighters = document.within(Kind.FIGHTERS, near, group.start)
    others = document.within(Kind.TROOPS, fighters[-1].end if fighters else near, group.start)
    return bool(fighters) and not others and document.word(fighters[-1].end - 1).endswith("s")


def _covered(document: Document, tag: Tag) -> bool:
    """Words of harm inside a longer phrase with another meaning."""
    toll = document.at(Kind.TOLL, tag.start)
    friend = document.word(tag.end)
    return toll is not None or (tag.value == "kill" and friend == "of") or (
        tag.value in {"deaths", "kill"} and document.word(tag.start - 1) in {"'", "s"})


def _count(document: Document, tag: Tag, end: int, lists: tuple[tuple[tuple[Group, ...], int, int], ...],
           used: set[int]) -> tuple[int | None] | None:
    """The number that a word of harm governs: (n,), (None,) for an uncounted one, None for none."""
    if tag.value == "casualties":
        return (None,) if number_at(document, tag.start - 1) else None
    if tag.value in {"kill", "wound"}:
        return _object(document, tag, end, used)
    if tag.value in {"deaths", "injuries"}:
        return _subject(document, tag, lists, used)
    subject = _subject(document, tag, lists, used)
    if subject is not None and not (tag.value in {"killed", "wounded"} and _is_agent(document, tag, end)):
        return _with_more(document, tag, end, subject, used)
    if tag.value in {"killed", "wounded", "brain"}:
        return _object(document, tag, end, used)
    return subject


def _with_more(document: Document, tag: Tag, end: int, subject: tuple[int | None], used: set[int]) -> tuple[int | None]:
    """What follows in "one soldier was killed, along with eight guards"."""
    at = tag.end + (document.word(tag.end) == ",")
    if (document.word(at), document.word(at + 1)) not in {("along", "with"), ("together", "with")} or subject[0] is None:
        return subject
    groups, stop = list_from(document, at + 2, end)
    more = _added(groups) if groups else None
    used.update(range(at + 2, stop))
    return subject if more is None or more[0] is None else (subject[0] + more[0],)


def _is_agent(document: Document, tag: Tag, end: int) -> bool:
    """Whether what stands before is who killed: "the militants killed two soldiers"."""
    groups, stop = list_from(document, tag.end, min(tag.end + 12, end))
    before = document.word(tag.start - 1)
    if not groups or stop <= tag.end or before in _AUXILIARIES:
        return False
    return groups[0].value is not None or not groups[0].bare


def _object(document: Document, tag: Tag, end: int, used: set[int]) -> tuple[int | None] | None:
    if tag.value == "brain" or document.word(tag.end) in {"by", "in", "when", "after", "of"}:
        return None
    begin = tag.end
    if document.word(begin) in {"and", "or"} and document.at(Kind.HARM, begin + 1):
        return None
    if document.word(begin) in {"himself", "herself", "themselves", "itself"}:
        begin += 2
    groups, stop = list_from(document, begin, end)
    if not groups or (document.has(Kind.HARM, stop, stop + 1) and groups[-1].bare):
        return None
    if begin in used or _of_our_arms(document, tag, groups, stop):
        return None
    used.update(range(begin, stop))
    return _added(groups)


def _subject(document: Document, tag: Tag, lists: tuple[tuple[tuple[Group, ...], int, int], ...],
             used: set[int]) -> tuple[int | None] | None:
    before = [entry for entry in lists if entry[1] < tag.start and entry[2] <= tag.start]
    holding = [entry for entry in lists if entry[1] < tag.start < entry[2]]
    if holding and holding[-1][0]:
        before.append(holding[-1])
    if not before:
        return None
    groups, begin, stop = before[-1]
    if any(i in used for i in range(begin, min(stop, tag.start))) or not _reaches(document, stop, tag):
        return None
    used.update(range(begin, stop))
    return None if _of_the_attackers(document, groups[0]) else _added(groups)


def _reaches(document: Document, stop: int, tag: Tag) -> bool:
    """Whether only auxiliaries, a name, or a clause with a verb of being stand between the people and the word."""
    between = [document.word(i) for i in range(stop, tag.start)]
    if all(word in _AUXILIARIES for word in between):
        return True
    if len(between) > 14 or (document.has(Kind.HARM, stop, tag.start) and tag.value != "brain"):
        return False
    if tag.value == "brain":
        return len(between) <= 8 and any(w in {"suffered", "treated", "diagnosed", "have", "had", "sustained", "with", "got", "receive", "receives",
                                               "received", "suffer"} for w in between)
    return bool(between) and between[-1] in _AUXILIARIES and not any(w in {".", ";", "and", "but"} for w in between)


def _added(groups: tuple[Group, ...]) -> tuple[int | None] | None:
    people = [group for group in groups if not group.fighters]
    if not people:
        return None
    if (people[0].value or 0) > 1:
        people = [people[0], *(group for group in people[1:] if not group.implied)]
    if people[0].value is None:
        return (None,)
    return (sum(group.value or 0 for group in people),)


def _toll(document: Document, tag: Tag, end: int) -> int | None:
    """The number after "death toll": the last one named where it rises from one to another."""
    found = None
    for place in range(tag.end, min(end, tag.end + 14)):
        number = number_at(document, place)
        if number is not None and number.value is not None:
            if found is not None and document.word(place - 1) not in {"to", "least", "now"}:
                break
            if document.word(place - 1) == "from":
                continue
            found = number.value
        elif found is not None and document.word(place) in {",", ".", "and", "in"}:
            break
    return found
