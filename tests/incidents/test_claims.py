"""The ledger: who says what, which value is shown first, and what the status makes of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.incidents.claims import close_if_quiet, settle
from monitor.incidents.counting import LATE
from monitor.incidents.members import member_of
from monitor.incidents.speakers import is_official
from monitor.model import (
    AlertPolicy, Attribution, Claim, Facts, Incident, Member, Report, Status, Weapon, When,
)
from tests.incidents.fakes import article, at, day, hours, report

POLICY = AlertPolicy()
SOHR = "Syrian Observatory for Human Rights"


def said(key: str, after: float, by: str = "", **facts: object) -> Member:
    """One outlet's account of the attack, ``after`` hours into the story, with its speaker."""
    told = report("green", weapon=facts.pop("weapon", Weapon.UNKNOWN), **facts)  # type: ignore[arg-type]
    who = tuple(Attribution(field=f, who=(by,)) for f in ("weapon", "killed", "wounded", "damage") if by)
    return member_of(article(key, after), replace(told, attribution=who))


def settled(*members: Member) -> Incident:
    """The incident of these members."""
    return settle(Incident(id="i", opened_at=at(0), updated_at=at(0), revision=1, status=Status.REPORTED, facts=Facts(),
                           members=members))


def claim(incident: Incident, field: str, value: str) -> Claim:
    """The one claim of that value."""
    (found,) = [c for c in incident.claims if (c.field, c.value) == (field, value)]
    return found


def test_each_value_keeps_its_speakers_origins_and_times() -> None:
    """Two numbers stay two claims, each with who said it and when."""
    incident = settled(said("a", 1, "Pentagon", killed=1), said("b", 5, SOHR, killed=3), said("c", 7, "Pentagon", killed=1))
    one, three = claim(incident, "killed", "1"), claim(incident, "killed", "3")
    assert one.speakers == ("Pentagon",) and one.official and one.origins == ("a", "c")
    assert (one.first_at, one.last_at) == (at(1), at(7))
    assert three.speakers == (SOHR,) and not three.official


def test_the_outlet_speaks_where_nobody_is_quoted() -> None:
    """A value without a speaker is the outlet's own."""
    assert claim(settled(said("a", 1, killed=2)), "killed", "2").speakers == ("a",)


def test_official_numbers_are_shown_before_others_and_the_dispute_stays() -> None:
    """Of two numbers the official one is shown, never their mean; the incident is disputed."""
    incident = settled(said("a", 1, "Pentagon", killed=0), said("b", 5, SOHR, killed=3))
    assert incident.facts.killed == 0 and incident.status is Status.DISPUTED


def test_a_rising_toll_is_shown_at_its_height_without_dispute() -> None:
    """A later higher number replaces a lower one."""
    incident = settled(said("a", 1, killed=0), said("b", 5, killed=1), said("c", 9, killed=4))
    assert incident.facts.killed == 4 and incident.status is Status.CORROBORATED


def test_a_later_lower_number_of_another_voice_is_a_dispute() -> None:
    """The higher number is not lost when somebody else says less later."""
    incident = settled(said("a", 1, killed=4), said("b", 9, killed=2))
    assert incident.facts.killed == 4 and incident.status is Status.DISPUTED


def test_a_later_lower_number_of_the_same_voice_takes_the_higher_one_back() -> None:
    """A speaker who lowers a toll corrects it; the older number stays in the ledger."""
    incident = settled(said("a", 1, "Pentagon", killed=4), said("b", 9, "Pentagon", killed=2))
    assert incident.facts.killed == 2 and incident.status is Status.OFFICIAL
    assert {c.value for c in incident.claims if c.field == "killed"} == {"2", "4"}


def test_several_later_origins_outvote_a_single_higher_number() -> None:
    """One text alone with a higher number gives way to two that say less later, and the dispute shows."""
    incident = settled(said("a", 1, killed=9), said("b", 5, killed=2), said("c", 6, killed=2))
    assert incident.facts.killed == 2 and incident.status is Status.DISPUTED


def test_silence_is_not_zero() -> None:
    """What nobody says stays unknown; what is said to be none is 0."""
    assert settled(said("a", 1)).facts.killed is None
    assert settled(said("a", 1, killed=0)).facts.killed == 0


def test_a_named_base_is_shown_before_an_unnamed_one() -> None:
    """The place shown is the base's name as soon as one account has it."""
    vague = member_of(article("a", 1), report(place_words="a base in eastern Syria", country="Syria"))
    assert settled(vague, said("b", 5)).facts.place == "Green Village"


def test_of_unnamed_places_the_one_with_its_whereabouts_is_shown() -> None:
    """However many say less, and in every order."""
    near = member_of(article("a", 1), report(place_words="facility on a Coalition base near Hasakah", country="Syria"))
    bare = [member_of(article(k, 2 + i), report(place_words="base in Syria", country="Syria")) for i, k in enumerate("bcd")]
    assert settled(near, *bare).facts.place == "facility on a Coalition base near Hasakah"
    assert settled(*bare, near).facts.place == "facility on a Coalition base near Hasakah"


def test_the_most_exact_time_is_shown() -> None:
    """An hour is shown before a day, a day before nothing."""
    incident = settled(said("a", 1, when=day()), said("b", 5, when=hours(1, 2)), said("c", 6, when=When()))
    assert incident.facts.when == hours(1, 2)


def test_a_denial_disputes() -> None:
    """An account that somebody denies is disputed."""
    assert settled(said("a", 1, denied_by="coalition")).status is Status.DISPUTED


def test_two_weapons_that_exclude_each_other_dispute() -> None:
    """Rocket against drone is a dispute, rocket against indirect fire is none."""
    rocket, drone = said("a", 1, weapon=Weapon.ROCKET), said("b", 2, weapon=Weapon.DRONE)
    assert settled(rocket, drone).status is Status.DISPUTED
    assert settled(rocket, said("b", 2, weapon=Weapon.INDIRECT_FIRE)).status is Status.CORROBORATED


def test_the_life_of_an_incident() -> None:
    """Reported by one, corroborated by two origins, official once an official speaks, closed when even a late count can no longer reach it."""
    alone = settled(said("a", 1, weapon=Weapon.ROCKET))
    assert alone.status is Status.REPORTED
    assert settled(*alone.members, said("b", 2, weapon=Weapon.ROCKET)).status is Status.CORROBORATED
    official = settled(*alone.members, said("b", 2, "a coalition official", weapon=Weapon.ROCKET))
    assert official.status is Status.OFFICIAL
    assert close_if_quiet(official, official.updated_at + LATE, POLICY) == official
    closed = close_if_quiet(official, official.updated_at + LATE + timedelta(hours=1), POLICY)
    assert closed.status is Status.CLOSED and settle(closed).status is Status.CLOSED


def test_copies_corroborate_nothing() -> None:
    """Two outlets with one text are two outlets and one origin: reported, not corroborated."""
    text = "Rockets fell on the Green Village base at dawn and set a fuel tank on fire, shepherds near the river told us. " \
           "The fire burned for an hour before it was put out by the garrison."
    copies = [member_of(article(key, n, text), report("green")) for n, key in enumerate("ab", start=1)]
    incident = settled(*copies)
    assert len(incident.outlets) == 2 and len(incident.origins) == 1 and incident.status is Status.REPORTED


def test_a_link_carries_no_fact() -> None:
    """What a linked article recalls changes neither facts nor outlets."""
    recalled = member_of(article("z", 9), replace(report("green", killed=7), background=True))
    incident = settled(said("a", 1, killed=1), recalled)
    assert incident.facts.killed == 1 and incident.outlets == ("a",)


def test_a_withdrawn_account_stays_in_the_ledger_but_carries_nothing() -> None:
    """Numbers of a withdrawn account are kept as said, and not shown while another account stands."""
    incident = settled(said("a", 1, killed=1), replace(said("b", 2, killed=5), withdrawn=True))
    assert incident.facts.killed == 1 and incident.outlets == ("a",)
    assert claim(incident, "killed", "5").origins == ("b",)


@pytest.mark.parametrize(("speaker", "official"), [
    ("Pentagon", True), ("a US defence official", True), ("US Central Command", True), ("NATO", True),
    ("Iraqi military", True), ("Gen. Patrick Ryder, Pentagon spokesman", True), ("Iraq's interior ministry", True),
    (SOHR, False), ("militia spokesman", False), ("witnesses", False), ("Islamic Resistance in Iraq", False),
    ("local media", False), ("Reuters", False), ("", False),
])
def test_who_is_official(speaker: str, official: bool) -> None:
    """Forces attacked, their governments and the host speak officially; attackers, monitors and media do not."""
    assert is_official(speaker) is official


def test_a_report_without_facts_settles() -> None:
    """A text judged an attack in which no fact was found is an incident with nothing known."""
    incident = settled(member_of(article("a", 1), Report(sentence="x")))
    assert incident.facts == Facts() and incident.claims == () and incident.status is Status.REPORTED


def test_the_clock_is_that_of_the_base_that_is_shown() -> None:
    """An account with a vaguer place does not set it; where no base is known there is none."""
    named, vague = said("a", 2, timezone="Asia/Damascus"), member_of(article("b", 1), report(place_words="a base in Syria"))
    assert settled(named, vague).facts.timezone == "Asia/Damascus"
    assert settled(vague).facts.timezone == "UTC"
