"""Whether two accounts tell of one attack: named weights, added up, with their reasons in words. Pure.

A veto parts two accounts whatever else speaks for them: other country, other named base, other hour, a day or more
between, published before it happened, or more than the window apart. The next day by a reading without an hour is a
doubt: it parts two accounts, but a single misread date does not part it from a group that speaks of the other day. All
else adds up; from ``JOIN`` on they are one attack. The weights were set by hand on the attack items of March 2023 and
the golden stories of ``tests/incidents``; wording was measured on real local news (``benchmarks/grouping_quality.py``).
"""

from dataclasses import dataclass, replace
from datetime import timedelta

from monitor.incidents.places import compare_places
from monitor.incidents.similarity import is_copy, likeness, same_mould
from monitor.incidents.times import SAME_DAY, compare_times
from monitor.incidents.weapons import compatible, weapon_weight
from monitor.model import Member, Outcome, Report, Weapon

JOIN = 2.5
MISREAD_DAY = -1.0
"""The next day, where both name the same number of dead above zero by the same kind of weapon."""
SAME_TOLL = 1.0
"""Both name the same number of dead above zero."""
SAME_WOUNDED = 0.75
SAME_NONE = 0.25
"""Both say that nobody was hurt: true of most attacks, so it says little."""
TOLL_AGAINST = -0.75
"""One says none, the other some; or two numbers that differ."""
SAME_ROUNDS = 0.75
"""Both name the same number of rounds above one."""
OTHER_ROUNDS = -0.5
OTHER_OUTCOME = -0.5
"""Hit or near miss against shot down or foiled."""
WORDING = 3.0
"""Times the likeness of the texts (0 to 1)."""
COPY = 2.0
"""The texts are one text."""
WORDS_ALONE = 2.5
"""Beside ``WORDING`` where one of the two says neither place nor time nor weapon, so that its words must decide: in
full from a likeness of ``CLEARLY_ALIKE`` on, in proportion below, nothing for texts out of one mould."""
CLEARLY_ALIKE = 0.30
SAME_ARTICLE = -4.0
"""One article tells the two apart."""
TWO_ACCOUNTS = -1.0
"""One article tells two accounts by different speakers, or one of them denied: it may be one attack told twice."""
SAME_HALF_DAY = 0.5
"""Published within ``NEAR`` of each other."""
NEAR = timedelta(hours=18)

_STOPPED = frozenset({Outcome.INTERCEPTED, Outcome.FOILED})
_LANDED = frozenset({Outcome.HIT, Outcome.NEAR_MISS})


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighing:
    """The sum of what two accounts say for and against being one."""

    score: float = 0.0
    veto: str = ""
    doubt: str = ""
    """A conflict of day that counts as a veto unless as many members of the group agree on the day."""
    same_day: bool = False
    parts: tuple[tuple[float, str], ...] = ()
    """Weight and what it stands for."""

    @property
    def reasons(self) -> tuple[str, ...]:
        """The parts in words, with their weights; those that weigh nothing left out."""
        return tuple(f"{reason} ({weight:+.2f})" for weight, reason in self.parts if weight)


def conflict(a: Member, b: Member, window: timedelta) -> str:
    """Why two accounts cannot tell of one attack, or nothing."""
    if abs(a.published - b.published) > window:
        return "too long between the two articles"
    return compare_times(a, b).veto or compare_places(a.report or Report(), b.report or Report()).veto


def weigh(a: Member, b: Member, window: timedelta) -> Weighing:
    """Weigh two accounts of attacks; symmetric."""
    veto = conflict(a, b, window)
    return Weighing(veto=veto) if veto else evidence(a, b)


def evidence(a: Member, b: Member) -> Weighing:
    """Weigh two accounts that do not conflict."""
    first, second = a.report or Report(), b.report or Report()
    when, place = compare_times(a, b), compare_places(first, second)
    if when.doubt and _same_dead(first, second):
        # A day is misread more often than a death is told of two attacks: the other day weighs, but parts no longer.
        when = replace(when, weight=MISREAD_DAY, doubt="", reason="the next day, with the same dead")
    said = (place.weight, place.reason), (when.weight, when.reason or when.doubt)
    parts = (*said, *_facts(first, second), *_texts(a, b))
    return Weighing(
        doubt=when.doubt, same_day=when.weight >= SAME_DAY, parts=parts,
        score=round(sum(weight for weight, _ in parts), 6),  # so that the order of adding decides no tie
    )


def _same_dead(a: Report, b: Report) -> bool:
    return bool(a.killed) and a.killed == b.killed and compatible(a.weapon, b.weapon)


def _facts(a: Report, b: Report) -> list[tuple[float, str]]:
    weapon = weapon_weight(a.weapon, b.weapon)
    parts = [(weapon, f"{a.weapon} {'can be' if compatible(a.weapon, b.weapon) else 'is not'} {b.weapon}")]
    parts.append((_number(a.killed, b.killed, SAME_TOLL), "killed"))
    parts.append((_number(a.wounded, b.wounded, SAME_WOUNDED), "wounded"))
    if a.rounds and b.rounds:
        same = a.rounds == b.rounds
        parts.append(((SAME_ROUNDS if a.rounds > 1 else 0.0) if same else OTHER_ROUNDS, "rounds"))
    if {a.outcome, b.outcome} & _STOPPED and {a.outcome, b.outcome} & _LANDED:
        parts.append((OTHER_OUTCOME, f"{a.outcome} against {b.outcome}"))
    return parts


def _number(a: int | None, b: int | None, same: float) -> float:
    if a is None or b is None:
        return 0.0
    if a == b:
        return same if a else SAME_NONE
    return TOLL_AGAINST


def _texts(a: Member, b: Member) -> list[tuple[float, str]]:
    if a.article == b.article and a.content_hash == b.content_hash:
        accounts = _speakers(a) != _speakers(b) or _denied(a) != _denied(b)
        return [(TWO_ACCOUNTS if accounts else SAME_ARTICLE, "told apart by one article")]
    alike = likeness(a.signature, b.signature)
    parts = [(WORDING * alike, "like words")]
    if (_factless(a) or _factless(b)) and not same_mould(a.signature, b.signature, abs(a.published - b.published)):
        parts.append((WORDS_ALONE * min(1.0, alike / CLEARLY_ALIKE), "the words must decide"))
    if is_copy(a.signature, b.signature):
        parts.append((COPY, "same text"))
    if abs(a.published - b.published) <= NEAR:
        parts.append((SAME_HALF_DAY, "published within hours"))
    return parts


def _factless(member: Member) -> bool:
    report = member.report or Report()
    return not report.place and not report.country and report.weapon is Weapon.UNKNOWN and report.when.start is None


def _speakers(member: Member) -> frozenset[str]:
    report = member.report or Report()
    return frozenset(who for said in report.attribution if said.field != "denied_by" for who in said.who)


def _denied(member: Member) -> bool:
    return bool(member.report and member.report.denied_by)
