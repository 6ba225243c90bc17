"""Golden stories: a sequence of articles with their reports beside the incidents that must come of it."""

from dataclasses import replace

import pytest

from monitor.model import ChangeKind, Outcome, Precision, Report, Status, Weapon, When
from tests.incidents.fakes import Desk, Told, article, at, day, groups, hours, report
from tests.incidents.test_similarity import OTHER, RETOLD, STORY

ROCKET, DRONE, SHELL, INDIRECT = Weapon.ROCKET, Weapon.DRONE, Weapon.SHELL, Weapon.INDIRECT_FIRE


def unnamed(weapon: Weapon = Weapon.UNKNOWN) -> Report:
    """An attack on a base that the text does not name."""
    return report(place_words="a US base in northeast Syria", country="Syria", weapon=weapon)


def sets(*names: str) -> set[frozenset[str]]:
    """``"a b"`` -> the incident of the articles a and b."""
    return {frozenset(name.split()) for name in names}


STORIES: dict[str, tuple[list[Told], set[frozenset[str]]]] = {
    "one attack told by three outlets is one incident": (
        [(article("a"), report("asad", weapon=ROCKET)), (article("b", 9), report("asad", weapon=ROCKET, rounds=5)),
         (article("c", 12), report("asad", weapon=INDIRECT, killed=0))],
        sets("a b c"),
    ),
    "two bases of one day are two incidents": (
        [(article("a"), report("asad", weapon=ROCKET)), (article("b", 9), report("green", weapon=ROCKET))],
        sets("a", "b"),
    ),
    "two bases of one country are two incidents": (
        [(article("a"), report("tanf", weapon=DRONE)), (article("b", 9), report("green", weapon=DRONE))],
        sets("a", "b"),
    ),
    "one base on two days are two incidents": (
        [(article("a", 4), report("asad", weapon=ROCKET)),
         (article("b", 30), report("asad", weapon=ROCKET, when=day(1)))],
        sets("a", "b"),
    ),
    "one base on two days are two incidents though one report of the first names no day": (
        [(article("a", 4), report("asad", weapon=ROCKET)), (article("v", 6), report("asad", weapon=ROCKET, when=When())),
         (article("b", 30), report("asad", weapon=ROCKET, when=day(1)))],
        sets("a v", "b"),
    ),
    "a single misread day does not part a story": (
        [(article("a", 24), report("asad", weapon=ROCKET, when=hours(8, 18))),
         (article("b", 24), report("asad", weapon=ROCKET, when=day(1))), (article("c", 24), report("asad", weapon=ROCKET)),
         (article("d", 25), report("asad", weapon=ROCKET))],
        sets("a b c d"),
    ),
    "two salvos of one night stay two where the hours are apart": (
        [(article("a", 20), report("green", weapon=ROCKET, when=hours(12, 14))),
         (article("b", 21), report("green", weapon=ROCKET, when=hours(17, 19))),
         (article("c", 22), report("green", weapon=ROCKET, when=hours(17, 18)))],
        sets("a", "b c"),
    ),
    "two salvos stay two where weapon and rounds conflict": (
        [(article("a"), report("green", weapon=ROCKET, rounds=7, killed=0)),
         (article("b", 9), report("green", weapon=DRONE, rounds=3, killed=0))],
        sets("a", "b"),
    ),
    "an unnamed base joins the named one told later": (
        [(article("u", 5), unnamed(DRONE)), (article("n", 9), report("green", weapon=DRONE))],
        sets("u n"),
    ),
    "an unnamed base joins the named one told before": (
        [(article("n", 5), report("green", weapon=DRONE)), (article("u", 9), unnamed(DRONE))],
        sets("u n"),
    ),
    "an unnamed base in the north is not a named one in the south": (
        [(article("n", 5), report("tanf", weapon=DRONE)), (article("u", 9), unnamed(DRONE))],
        sets("u", "n"),
    ),
    "an unnamed base of another weapon stays apart": (
        [(article("n", 5), report("green", weapon=ROCKET)), (article("u", 9), unnamed(DRONE))],
        sets("u", "n"),
    ),
    "an unnamed base goes to the one of two that its weapon speaks for": (
        [(article("u", 5), unnamed()), (article("d", 6), report("green", weapon=DRONE)),
         (article("r", 7), report("conoco", weapon=ROCKET)), (article("w", 8), unnamed(ROCKET))],
        sets("d u", "r w"),
    ),
    "a toll that rises does not part": (
        [(article("a"), report("tanf", weapon=DRONE, killed=0)), (article("b", 12), report("tanf", weapon=DRONE, killed=3))],
        sets("a b"),
    ),
    "two names of one site join where day and weapon agree": (
        [(article("a"), report("green", weapon=INDIRECT, killed=0)),
         (article("b", 9), report("omar", weapon=SHELL, killed=0))],
        sets("a b"),
    ),
    "an article printed before the hour does not tell of it": (
        [(article("a", 4), report("asad", weapon=ROCKET, when=When())),
         (article("b", 16), report("asad", weapon=ROCKET, when=hours(10, 12)))],
        sets("a", "b"),
    ),
    "what is told four days later joins nothing": (
        [(article("a"), report("asad", weapon=ROCKET)), (article("b", 100), report("asad", weapon=ROCKET))],
        sets("a", "b"),
    ),
    "one article that tells of two attacks opens two incidents": (
        [(article("a"), report("asad", weapon=ROCKET)), (article("a"), report("green", weapon=SHELL))],
        sets("a"),
    ),
}


@pytest.mark.parametrize("name", STORIES)
def test_a_story_comes_to_its_incidents(name: str) -> None:
    """The articles of each story stand together as the real attacks would."""
    story, expected = STORIES[name]
    assert groups(story) == expected


def test_an_article_with_two_attacks_opens_two_incidents() -> None:
    """The two reports of one article are two incidents with one member each."""
    desk = Desk().tell_all(STORIES["one article that tells of two attacks opens two incidents"][0])
    assert [len(i.members) for i in desk.open] == [1, 1]


def test_two_accounts_of_one_site_in_one_article_are_one_incident_with_both_accounts() -> None:
    """A second account by another speaker, denied by the first, stands beside it in one incident."""
    told = article("afp", 18)
    desk = Desk().tell_all([
        (told, report("green", weapon=INDIRECT, rounds=8, killed=0, wounded=0, said_by="coalition statement")),
        (told, report("omar", weapon=SHELL, killed=0, wounded=0, said_by="Syrian Observatory for Human Rights",
                      denied_by="coalition", damage="yes")),
    ])
    (incident,) = desk.open
    assert incident.status is Status.DISPUTED
    assert {c.value for c in incident.claims if c.field == "place"} == {"Green Village", "Al-Omar oil field"}
    assert len(incident.outlets) == len(incident.origins) == 1


def test_the_same_report_again_changes_nothing() -> None:
    """A replayed article brings no revision and no change."""
    told = (article("a"), report("asad", weapon=ROCKET))
    desk = Desk().tell_all([told])
    before = desk.incidents
    again = desk.tell(told)
    assert again is not None and again.changes == () and not again.opened
    assert desk.incidents == before


def test_a_background_report_opens_nothing() -> None:
    """An attack that is only recalled and not known leads to no incident."""
    assert Desk().tell((article("a"), report("asad", weapon=ROCKET, background=True))) is None


def test_a_background_report_joins_as_a_link() -> None:
    """An attack that is recalled and known gains a link, and no outlet."""
    desk = Desk().tell_all([(article("a"), report("asad", weapon=ROCKET))])
    joined = desk.tell((article("b", 30), report("asad", weapon=ROCKET, background=True)))
    assert joined is not None and not joined.opened
    assert [c.kind for c in joined.changes] == [ChangeKind.LINK]
    assert joined.incident.outlets == ("a",)


def test_a_reaction_is_linked_to_the_incident_whose_base_it_names() -> None:
    """A follow-up without a report becomes a link of the incident it speaks of."""
    text = "Rockets struck the Ain al-Asad base on Wednesday, wounding soldiers near the hangar, Centcom said."
    desk = Desk().tell_all([
        (article("a", text=text), report("asad", weapon=ROCKET)),
        (article("t", text="A drone hit the garrison at Tanf."), report("tanf", weapon=DRONE)),
    ])
    words = "Washington vows to respond after rockets struck Ain al-Asad wounding soldiers near the hangar."
    linked = desk.tell((article("f", 20, words, title="US vows response to Ain al-Asad rockets"), None))
    assert linked is not None and linked.incident.facts.base_id == "asad"
    assert [c.kind for c in linked.changes] == [ChangeKind.LINK]


def test_a_reaction_to_something_unknown_is_not_linked() -> None:
    """A follow-up that speaks of no known incident goes nowhere."""
    desk = Desk().tell_all([(article("a"), report("asad", weapon=ROCKET))])
    assert desk.tell((article("f", 20, "The senate debates the budget for harbours and bridges."), None)) is None


def test_a_changed_article_replaces_its_account() -> None:
    """A new version with the same account leaves one member; the toll it adds is a change."""
    first = article("a")
    second = replace(first, content_hash="a-2")
    desk = Desk().tell_all([(first, report("asad", weapon=ROCKET))])
    placed = desk.tell((second, report("asad", weapon=ROCKET, killed=2)))
    assert placed is not None and not placed.opened
    assert [m.content_hash for m in placed.incident.members if not m.withdrawn] == ["a-2"]
    assert ChangeKind.DEATHS in {c.kind for c in placed.changes}
    assert placed.incident.outlets == ("a",)


def test_a_changed_article_can_split_off() -> None:
    """A version that now names another base leaves its incident, which loses that source."""
    first = article("a")
    desk = Desk().tell_all([(first, report("asad", weapon=ROCKET)), (article("b"), report("asad", weapon=ROCKET))])
    placed = desk.tell((replace(first, content_hash="a-2"), report("green", weapon=ROCKET)))
    assert placed is not None and placed.opened and placed.incident.facts.base_id == "green"
    (left,) = placed.others
    assert left.outlets == ("b",) and left.facts.base_id == "asad"


def test_an_incident_whose_only_source_changed_its_story_is_withdrawn() -> None:
    """What nobody tells any more keeps its ledger and says that it was withdrawn."""
    first = article("a")
    desk = Desk().tell_all([(first, report("asad", weapon=ROCKET))])
    placed = desk.tell((replace(first, content_hash="a-2"), report("green", weapon=ROCKET)))
    assert placed is not None
    assert [i.status for i in placed.others] == [Status.WITHDRAWN]


def test_a_correction_by_the_same_outlet_is_marked() -> None:
    """A lower toll in a newer version is a correction, and the older number stays in the ledger."""
    first = article("a")
    desk = Desk().tell_all([(first, report("asad", weapon=ROCKET, killed=3))])
    placed = desk.tell((replace(first, content_hash="a-2"), report("asad", weapon=ROCKET, killed=1)))
    assert placed is not None and placed.incident.status is Status.CORRECTED
    assert placed.incident.facts.killed == 1
    assert {c.value for c in placed.incident.claims if c.field == "killed"} == {"1", "3"}
    assert ChangeKind.CORRECTION in {c.kind for c in placed.changes}


def test_a_late_name_moves_an_unnamed_account_and_its_incident_points_to_the_other() -> None:
    """Where two incidents turn out to be one, the emptied one says where its accounts went."""
    said = replace(unnamed(DRONE), when=When(), outcome=Outcome.HIT)
    desk = Desk().tell_all([
        (article("u", 5, title="x"), replace(said, country="", place="a base")),
        (article("n", 9), report("green", weapon=DRONE)),
    ])
    assert desk.groups() == sets("u", "n")
    desk.tell((article("u", 6, title="x", content_hash="u-2"), said))
    assert {frozenset(m.article for m in i.members if not m.withdrawn) for i in desk.open} >= sets("u n")


def test_ids_tell_the_day_and_are_short() -> None:
    """An id is the attack's day and five letters, the same for the same first account."""
    first = Desk().tell((article("a"), report("asad", weapon=ROCKET)))
    again = Desk().tell((article("a"), report("asad", weapon=ROCKET)))
    assert first is not None and again is not None
    assert first.incident.id == again.incident.id
    assert first.incident.id.startswith("20220105-") and len(first.incident.id) == 14


def test_placing_says_why() -> None:
    """The reasons of a join name base, day and weapon with their weights."""
    desk = Desk().tell_all([(article("a"), report("asad", weapon=ROCKET))])
    placed = desk.tell((article("b", 9), report("asad", weapon=ROCKET)))
    assert placed is not None
    assert any("same base" in r for r in placed.reasons) and any("same day" in r for r in placed.reasons)


def test_an_hour_within_a_vague_week_can_be_one_attack() -> None:
    """A report that only says "this week" joins the attack told with its day."""
    week = When(start=at(-60), end=at(60), precision=Precision.DAYS)
    assert groups([(article("a"), report("asad", weapon=ROCKET)),
                   (article("b", 9), report("asad", weapon=ROCKET, when=week))]) == sets("a b")


def test_articles_without_facts_are_joined_by_their_words() -> None:
    """Reports in which no fact was found stand together where their texts tell the same, and apart where they do not."""
    nothing = Report(sentence="x")
    story: list[Told] = [
        (article("a", 5, STORY), nothing), (article("b", 7, RETOLD), nothing), (article("c", 8, OTHER), nothing),
    ]
    assert groups(story) == sets("a b", "c")


def test_what_was_stored_before_reports_had_a_clock_is_told_already() -> None:
    """The same account met again after an upgrade adds nothing, and an edit of other sentences replaces it."""
    item, old = article("a"), report("asad", killed=1)
    desk = Desk().tell_all([(item, old), (item, replace(old, timezone="Asia/Baghdad"))])
    (incident,) = desk.open
    assert len(incident.members) == 1 and incident.revision == 1
