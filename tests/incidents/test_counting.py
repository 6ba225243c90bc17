"""Counts told days after an attack belong to it: no second message for one attack."""

from monitor.incidents.placing import place
from monitor.model import Incident, Outcome, Report, Weapon, When
from tests.incidents.fakes import POLICY, Desk, article, at, day, report

DAYS = 24.0


def count(country: str = "Syria", wounded: int = 6) -> Report:
    """A toll without base, weapon and time."""
    return report(country=country, when=When(), wounded=wounded, found_later=True)


def told(*stories: tuple[str, float, Report]) -> tuple[Incident, ...]:
    """What stands after the stories."""
    desk = Desk()
    for key, hours, said in stories:
        desk.tell((article(key, hours), said))
    return tuple(i for i in desk.incidents.values() if i.members)


def test_a_count_a_week_later_joins_the_attack_and_raises_its_toll() -> None:
    """And a second outlet with the same count joins the same one."""
    drone = report("green", weapon=Weapon.DRONE, wounded=2, outcome=Outcome.HIT)
    (incident,) = told(("a", 8, drone), ("b", 8 + 7 * DAYS, count()), ("c", 9 + 7 * DAYS, count()))
    assert {m.article for m in incident.members} == {"a", "b", "c"}
    assert incident.facts.wounded == 6


def test_of_two_attacks_the_one_with_that_toll_is_meant_else_the_newer_one_with_wounded() -> None:
    """A count of nobody's attack opens its own incident."""
    first = report("green", weapon=Weapon.DRONE, wounded=6, outcome=Outcome.HIT)
    second = report("tanf", weapon=Weapon.DRONE, when=day(2), wounded=1, outcome=Outcome.HIT)
    both = (("a", 8, first), ("b", 8 + 2 * DAYS, second))
    assert {frozenset(m.article for m in i.members) for i in told(*both, ("c", 8 + 6 * DAYS, count()))} == {frozenset("ac"), frozenset("b")}
    assert {frozenset(m.article for m in i.members) for i in told(*both, ("c", 8 + 6 * DAYS, count(wounded=4)))} == {frozenset("a"), frozenset("bc")}
    assert len(told(*both, ("c", 8 + 6 * DAYS, count("Iraq")))) == 3
    assert len(told(*both, ("c", 8 + 20 * DAYS, count()))) == 3


def test_a_fresh_attack_is_never_taken_for_a_count() -> None:
    """Only what is found later is."""
    old = report("green", weapon=Weapon.DRONE, wounded=6, outcome=Outcome.HIT)
    fresh = report(country="Syria", when=day(5), wounded=3)
    assert len(told(("a", 8, old), ("b", 8 + 5 * DAYS, fresh))) == 2
    assert place(article("c", 8), count(), (), at(8), POLICY) is not None
