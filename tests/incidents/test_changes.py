"""What is said to have changed between two revisions."""

from monitor.incidents.changes import changes_between
from monitor.model import Change, ChangeKind, Incident, Outcome, Weapon
from tests.incidents.test_claims import SOHR, said, settled

ROCKET = Weapon.ROCKET


def kinds(before: Incident, after: Incident) -> set[ChangeKind]:
    """The kinds of change."""
    return {change.kind for change in changes_between(before, after)}


def test_a_new_incident_is_opened_and_nothing_else() -> None:
    """Without a revision before there is one change."""
    assert changes_between(None, settled(said("a", 1))) == (Change(kind=ChangeKind.OPENED, after="Green Village"),)


def test_the_same_incident_has_no_changes() -> None:
    """Nothing changed, nothing is said."""
    incident = settled(said("a", 1, killed=1, weapon=ROCKET))
    assert changes_between(incident, incident) == ()


def test_the_first_death_and_a_toll_that_rises_are_told() -> None:
    """Deaths are told with both numbers."""
    one, two = settled(said("a", 1)), settled(said("a", 1), said("b", 2, killed=1))
    three = settled(said("a", 1), said("b", 2, killed=1), said("c", 3, killed=4))
    assert Change(kind=ChangeKind.DEATHS, before="", after="1") in changes_between(one, two)
    assert Change(kind=ChangeKind.DEATHS, before="1", after="4") in changes_between(two, three)


def test_a_higher_number_that_is_not_believed_is_told_with_its_speaker() -> None:
    """An unofficial toll above the official one is a change although the fact shown stays."""
    before = settled(said("a", 1, "Pentagon", killed=0))
    after = settled(said("a", 1, "Pentagon", killed=0), said("b", 2, SOHR, killed=2))
    assert Change(kind=ChangeKind.DEATHS, before="0", after=f"2 ({SOHR})") in changes_between(before, after)


def test_a_lower_toll_is_a_correction() -> None:
    """A toll its own speaker lowers is told as a correction, with both numbers."""
    before = settled(said("a", 1, "Pentagon", killed=4))
    after = settled(said("a", 1, "Pentagon", killed=4), said("b", 2, "Pentagon", killed=2))
    assert Change(kind=ChangeKind.CORRECTION, before="4 killed", after="2 killed") in changes_between(before, after)


def test_other_facts_that_change_are_told() -> None:
    """Weapon, outcome, damage, denial, claim of responsibility, official word and source are each a change."""
    before = settled(said("a", 1))
    after = settled(said("a", 1), said("b", 2, "Pentagon", weapon=ROCKET, outcome=Outcome.HIT, damage="minor",
                                       denied_by="militia", claimed_by="a group"))
    assert kinds(before, after) == {
        ChangeKind.WEAPON, ChangeKind.OUTCOME, ChangeKind.DAMAGE, ChangeKind.DENIAL, ChangeKind.CLAIM,
        ChangeKind.OFFICIAL, ChangeKind.NEW_SOURCE,
    }
