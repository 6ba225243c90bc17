"""Names of who speaks and who is blamed are whole noun phrases; weapons are told by more than their names."""

import pytest

from monitor.model import Report, Weapon
from tests.judge.facts.reading_aloud import main_report, read


def _said(report: Report) -> set[str]:
    return {name for attribution in report.attribution for name in attribution.who}


@pytest.mark.parametrize(("text", "speaker"), [
    ("Two rockets hit a base of the coalition in Iraq, the United States Central Command said on Tuesday.",
     "United States Central Command"),
    ("According to the Iraqi military, a drone fell inside a US base near Erbil.", "Iraqi military"),
    ("Rockets hit a US base in Syria: officials", "officials"),
    ("A rocket hit a US base in Iraq, said Col. Adam Smithers, a spokesman.", "Col. Adam Smithers"),
])
def test_a_speaker_is_named_whole(text: str, speaker: str) -> None:
    """No verb, weekday or half of a name stands in who says it."""
    assert speaker in _said(main_report(read(text)))


def test_no_one_speaks_where_a_country_is_called_states() -> None:
    """The "States" of a name is no word of speech, nor is "were reported"."""
    report = main_report(read("A rocket hit a base of the United States in Iraq. No casualties were reported."))
    assert _said(report) == set()


@pytest.mark.parametrize(("text", "blamed"), [
    ("Iran-backed militias fired rockets at a US base in Syria.", "Iran-backed militias"),
    ("A US base in Syria was hit by drones. Washington blamed Kataib Hezbollah for the attack.", "Kataib Hezbollah"),
    ("Gunmen opened fire on a US base in Iraq.", ""),
    ("Troops at a US base in Iraq were hurt by Iranian missiles.", ""),
])
def test_who_is_blamed_is_a_name(text: str, blamed: str) -> None:
    """Those who name nobody are not blamed, nor the maker of a weapon."""
    assert main_report(read(text)).blamed_on == blamed


def test_a_claim_in_a_sentence_of_its_own_is_heard() -> None:
    """The claim follows the attack, without naming it again."""
    report = main_report(read("Truck bomb hits NATO base in Afghanistan", text="The Taliban claimed responsibility."))
    assert report.claimed_by == "Taliban"


def test_a_denial_of_guilt_denies_no_attack() -> None:
    """Who says that it was not them does not say that nothing happened."""
    report = main_report(read("Drone hits US base in Jordan", text="Iran denied any involvement in the attack."))
    assert report.denied_by == ""


@pytest.mark.parametrize(("text", "weapon"), [
    ("A minibus explodes at the gate of a US base in Iraq, wounding four.", Weapon.CAR_BOMB),
    ("Two NATO soldiers shot dead by an Afghan policeman at their base.", Weapon.INSIDER),
    ("Afghan soldiers killed as Taliban attack NATO base with mortars.", Weapon.MORTAR),
    ("US base in Iraq shelled; four mortar rounds landed inside.", Weapon.MORTAR),
    ("Camp of the coalition in Iraq mortared at night.", Weapon.MORTAR),
    ("Drones shot down near US base in Iraq by guns of the base.", Weapon.DRONE),
    ("Bomber kills three at the gate of a US base in Afghanistan.", Weapon.SUICIDE),
    ("Rockets and drones hit US base in Syria.", Weapon.MIXED),
])
def test_a_weapon_is_told_by_more_than_its_name(text: str, weapon: Weapon) -> None:
    """The vehicle that explodes, the guard who fires, the precise word beside the loose one."""
    assert main_report(read(text)).weapon is weapon


@pytest.mark.parametrize(("text", "killed"), [
    ("Insurgents attacked a US base in Syria. Four were killed and two captured.", None),
    ("US base in Iraq hit by rockets, days after a bomb killed three soldiers.", None),
    ("A two-star general was killed in an attack on a NATO base in Kabul.", 1),
    ("Rockets hit US base in Iraq; quick reaction force kills three.", None),
    ("Six Seabees die in mortar attack on a US base in Iraq.", 6),
])
def test_only_the_dead_of_this_attack_among_the_attacked_count(text: str, killed: int | None) -> None:
    """Attackers, the dead of other days and ranks with a number in them are no toll."""
    assert main_report(read(text)).killed == killed


def test_a_report_has_the_clock_of_its_base() -> None:
    """Where only a country is told there is none: a country can have several."""
    assert main_report(read("Rockets hit Ain al-Asad base")).timezone == "Asia/Baghdad"
    assert main_report(read("Rockets hit a US base in Syria")).timezone == "UTC"
