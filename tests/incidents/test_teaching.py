"""Readers' splits and merges move the weight from which two accounts are one attack, within bounds."""

from dataclasses import replace
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.correcting import plan_merge, plan_split
from monitor.incidents.teaching import BOUNDS, lesson, taught
from monitor.incidents.weighing import JOIN
from monitor.model import Incident, Lesson, Report, Weapon, When
from monitor.store import Store
from tests.incidents.fakes import POLICY, Desk, article, at, report

LESSONS = st.lists(st.builds(Lesson, score=st.floats(0, 8), same=st.booleans(), at=st.just(at(0))), max_size=40)


def vague(weapon: Weapon = Weapon.UNKNOWN) -> Report:
    """An account that names no base and no time."""
    return report(place_words="a US base in Syria", country="Syria", when=When(), weapon=weapon)


def two(*reports: Report) -> tuple[Incident, ...]:
    """What two accounts of the same evening come to."""
    desk = Desk().tell_all([(article("a", 8), reports[0]), (article("b", 9), reports[1])])
    return tuple(desk.open)


def test_without_lessons_the_weight_is_the_one_set_by_hand() -> None:
    """Nothing was taught."""
    assert taught(()) == JOIN


@given(LESSONS)
def test_the_weight_stays_within_its_bounds_whatever_is_taught(lessons: list[Lesson]) -> None:
    """Nobody can make it join everything or nothing."""
    assert BOUNDS[0] <= taught(lessons) <= BOUNDS[1]


@given(LESSONS)
def test_a_split_never_makes_joining_easier_and_a_merge_never_harder(lessons: list[Lesson]) -> None:
    """Each word pushes its own way."""
    now = taught(lessons)
    assert taught([*lessons, Lesson(score=3.0, same=False, at=at(0))]) >= now
    assert taught([*lessons, Lesson(score=2.0, same=True, at=at(0))]) <= now


def test_what_a_split_taught_keeps_the_next_two_apart() -> None:
    """Accounts that were one attack at the hand's weight are two after readers split their like."""
    (joined,) = two(vague(Weapon.DRONE), vague(Weapon.DRONE))
    plan = plan_split(joined, ("b",), at(10), POLICY)
    (learned,) = plan.lessons
    assert not learned.same and learned.score >= JOIN
    harder = replace(POLICY, join=taught([learned] * 8))
    assert harder.join > JOIN
    assert lesson(*plan.incidents, at(11), harder, same=False) == replace(learned, at=at(11))


def test_what_a_merge_taught_is_stored_in_its_own_transaction_and_survives_a_restart() -> None:
    """Through the store: the plan of a merge holds the lesson, the next placing reads it."""
    one, other = two(report("green", weapon=Weapon.ROCKET), report("green", weapon=Weapon.DRONE))
    plan = plan_merge(one, other, at(10), POLICY)
    (learned,) = plan.lessons
    assert learned.same and learned.score < JOIN
    with Store.open("sqlite://") as store:
        with store.placing(at(10)) as desk:
            desk.commit(plan)
            assert desk.lessons() == (learned,)
        later = replace(learned, at=at(10) + timedelta(hours=1))
        with store.placing(at(11)) as desk:
            desk.commit(replace(plan, incidents=(), parcels=(), lessons=(later,)))
        assert store.lessons() == (learned, later)
        assert taught(store.lessons()) < JOIN


def test_a_conflict_of_place_teaches_no_weight() -> None:
    """Two named bases are two whatever the weight: merging them says nothing about it."""
    one, other = two(report("tanf", weapon=Weapon.ROCKET), report("asad", weapon=Weapon.ROCKET))
    assert plan_merge(one, other, at(10), POLICY).lessons == ()
