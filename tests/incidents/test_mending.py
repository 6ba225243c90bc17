"""What a reader or a source does afterwards: split, merge, withdraw; and that placing respects it."""

import pytest

from monitor.errors import InputError
from monitor.incidents.mending import merge, split, withdraw
from monitor.incidents.placing import place
from monitor.model import Status, Weapon
from tests.incidents.fakes import POLICY, Desk, article, at, report

ROCKET = Weapon.ROCKET
STORY = [(article(key, n), report("asad", weapon=ROCKET)) for n, key in enumerate("abc", start=5)]


def test_a_split_makes_two_incidents_with_new_revisions() -> None:
    """The named articles leave into an incident of their own, not yet alerted."""
    (whole,) = Desk().tell_all(STORY).open
    rest, gone = split(whole, {"b"}, at(10))
    assert rest.outlets == ("a", "c") and gone.outlets == ("b",)
    assert rest.id == whole.id and gone.id != whole.id
    assert rest.revision == whole.revision + 1 and gone.revision == 1 and not gone.alerted


def test_placing_does_not_undo_a_split() -> None:
    """A later report joins one of the two sides; what the reader parted stays apart."""
    (whole,) = Desk().tell_all(STORY).open
    sides = split(whole, {"b"}, at(10))
    placed = place(article("d", 11), report("asad", weapon=ROCKET), sides, at(11), POLICY)
    assert placed is not None and not placed.opened and placed.others == ()
    assert placed.incident.id in {i.id for i in sides}


def test_a_split_must_leave_both_sides_something() -> None:
    """All or none of the articles cannot be split off."""
    (whole,) = Desk().tell_all(STORY).open
    for keys in ({"a", "b", "c"}, {"unknown"}):
        with pytest.raises(InputError):
            split(whole, keys, at(10))


def test_a_merge_makes_one_incident_and_a_pointer() -> None:
    """All accounts stand in the incident that stays; the other points to it."""
    desk = Desk().tell_all([STORY[0], (article("z", 9), report("erbil", weapon=ROCKET))])
    first, second = desk.open
    stays, gone = merge(first, second, at(10))
    assert set(stays.outlets) == {"a", "z"} and gone.merged_into == stays.id and gone.members == ()


def test_what_is_parted_again_never_takes_the_id_of_what_was_joined() -> None:
    """The joined incident stays stored under its id; the store refuses to go back to a first revision of it."""
    desk = Desk().tell_all([STORY[0], (article("z", 9), report("erbil", weapon=ROCKET))])
    stays, gone = merge(*desk.open, at(10))
    _, again = split(stays, {"z"}, at(11))
    assert again.id not in {stays.id, gone.id}
    whole, back = merge(stays, again, at(12))
    assert split(whole, {"z"}, at(13))[1].id not in {stays.id, gone.id, back.id}


def test_placing_does_not_undo_a_merge() -> None:
    """What a reader joined stays joined, though placing would have parted it."""
    desk = Desk().tell_all([STORY[0], (article("z", 9), report("erbil", weapon=ROCKET))])
    first, second = desk.open
    stays, gone = merge(first, second, at(10))
    placed = place(article("d", 11), report("tanf", weapon=ROCKET, when=report().when), (stays, gone), at(11), POLICY)
    assert placed is not None and placed.opened and placed.others == ()


def test_an_incident_cannot_be_merged_with_itself() -> None:
    """One incident is no two."""
    (whole,) = Desk().tell_all(STORY).open
    with pytest.raises(InputError):
        merge(whole, whole, at(10))


def test_a_withdrawn_article_is_kept_and_not_counted() -> None:
    """An article that took back its story stays in the ledger; without any other the incident is withdrawn."""
    (whole,) = Desk().tell_all(STORY[:2]).open
    once = withdraw(whole, "a", at(10))
    assert once.outlets == ("b",) and once.revision == whole.revision + 1
    assert withdraw(once, "b", at(11)).status is Status.WITHDRAWN
    assert withdraw(whole, "unknown", at(10)) == whole
