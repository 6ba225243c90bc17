"""Invariants: the incidents of a story do not depend on the order, the repetition or the process of their reports."""

import os
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.incidents.claims import settle
from monitor.model import Incident, Outcome, Report, Weapon, When
from tests.incidents.fakes import BASES, Desk, Told, article, day, hours, report

VARIANTS = int(os.environ.get("MONITOR_VARIANTS", "100"))
"""Generated stories of the first test; ``make properties`` (``MONITOR_VARIANTS=10000``) is the long run."""
OTHERS = VARIANTS if "MONITOR_VARIANTS" in os.environ else VARIANTS // 2
"""Those of each other test: as many, but for the run with all tests."""

TEXTS = (
    "", "Five rockets hit the Ain al-Asad base in Anbar on Wednesday, a coalition official said. No one was hurt there.",
    "Baghdad (AFP) - Five rockets hit the Ain al-Asad base in Anbar on Wednesday, a coalition official said. More soon.",
    "A drone struck a garrison in northeast Syria and killed a contractor, the Pentagon said late on Thursday evening.",
)
BYLINES = ("", "", "Reuters", "Jane Roe", "Staff writer", "o1", "o4")
PLACES = (*BASES, "a US base in northeast Syria", "a base in eastern Syria", "a base")
TIMES = (day(0), day(1), When(), hours(2, 6), hours(10, 14), hours(12, 13))


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """A report with any mix of the facts that placing weighs."""
    where = draw(st.sampled_from(PLACES))
    said: dict[str, Any] = {
        "when": draw(st.sampled_from(TIMES)), "weapon": draw(st.sampled_from(list(Weapon))),
        "killed": draw(st.sampled_from((None, 0, 1, 3))), "wounded": draw(st.sampled_from((None, 0, 2))),
        "rounds": draw(st.sampled_from((None, 1, 5, 8))), "outcome": draw(st.sampled_from(list(Outcome))),
        "denied_by": draw(st.sampled_from(("", "", "coalition"))),
        "said_by": draw(st.sampled_from(("", "Pentagon", "Syrian Observatory for Human Rights"))),
    }
    if where in BASES:
        return report(where, **said)
    return report(place_words=where, country="Syria" if "Syria" in where else "", **said)


@st.composite
def stories(draw: st.DrawFn) -> list[Told]:
    """Up to eight articles within a day and a half, some with two reports, some copies of one text."""
    story: list[Told] = []
    for number in range(draw(st.integers(2, 8))):
        item = article(f"o{number}", draw(st.integers(4, 40)), draw(st.sampled_from(TEXTS)), byline=draw(st.sampled_from(BYLINES)))
        said = draw(st.lists(reports(), min_size=1, max_size=2, unique_by=lambda r: r.sentence))
        story += [(item, one) for one in said]
    return story


def accounts(incidents: Sequence[Incident]) -> set[frozenset[tuple[str, str]]]:
    """The partition, account by account."""
    return {
        frozenset((m.article, m.report.sentence if m.report else "") for m in i.members if not m.link_only)
        for i in incidents
    }


def facts(desk: Desk) -> set[tuple[object, ...]]:
    """What the incidents say, without ids and clocks."""
    return {(i.facts, i.claims, i.status, i.outlets, i.origins) for i in desk.open}


@settings(max_examples=VARIANTS, deadline=None)
@given(stories(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_incidents(story: list[Told], chance: object) -> None:
    """Reports of one window, shuffled, come to the same incidents with the same facts."""
    shuffled = list(story)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    first, second = Desk().tell_all(story), Desk().tell_all(shuffled)
    assert accounts(first.open) == accounts(second.open)
    assert facts(first) == facts(second)


@settings(max_examples=OTHERS, deadline=None)
@given(stories())
def test_telling_twice_gives_the_same_incidents(story: list[Told]) -> None:
    """A story replayed on top of itself adds nothing."""
    once, twice = Desk().tell_all(story), Desk().tell_all([*story, *story])
    assert once.incidents == twice.incidents


@settings(max_examples=OTHERS, deadline=None)
@given(stories(), st.lists(st.booleans(), min_size=16, max_size=16))
def test_two_processes_at_one_desk_give_the_same_incidents(story: list[Told], whose: list[bool]) -> None:
    """Two processes that take turns at one desk, each with half of the reports, come to the incidents of one."""
    mine = [told for told, left in zip(story, whose, strict=False) if left]
    yours = [told for told, left in zip(story, whose, strict=False) if not left]
    turns = [told for pair in zip(yours, mine, strict=False) for told in pair]
    rest = yours[len(mine):] + mine[len(yours):]
    assert accounts(Desk().tell_all([*turns, *rest]).open) == accounts(Desk().tell_all(story).open)


@settings(max_examples=OTHERS, deadline=None)
@given(stories())
def test_origins_never_exceed_outlets(story: list[Told]) -> None:
    """Whatever is told, an incident has at most as many origins as outlets, and at least one."""
    for incident in Desk().tell_all(story).open:
        assert 1 <= len(incident.origins) <= len(incident.outlets)


@settings(max_examples=OTHERS, deadline=None)
@given(stories())
def test_no_account_is_lost_or_doubled(story: list[Told]) -> None:
    """Each account stands in exactly one incident."""
    placed = [a for i in Desk().tell_all(story).open for a in ((m.article, m.report) for m in i.members)]
    assert sorted(placed, key=str) == sorted(((item.key, said) for item, said in story), key=str)


@settings(max_examples=OTHERS, deadline=None)
@given(stories())
def test_settling_again_changes_nothing(story: list[Told]) -> None:
    """Facts, claims and status follow from the members: settling settled incidents is a no-op."""
    assert all(settle(i) == i for i in Desk().tell_all(story).open)


def test_different_bases_never_share_an_incident() -> None:
    """Named bases more than eight kilometres apart are told apart whatever else agrees."""
    text = TEXTS[1]
    story = [(article(f"o{n}", 8, text), report(base, weapon=Weapon.ROCKET, killed=1)) for n, base in enumerate(
        ("asad", "tanf", "conoco", "erbil", "green"))]
    assert len(Desk().tell_all(story).open) == len(story)


def test_the_window_bounds_an_incident() -> None:
    """Two accounts further apart than the window never stand together, in either order."""
    early, late = article("a", 0), article("b", 73)
    told: list[Told] = [(early, report("asad", when=When())), (late, report("asad", when=When()))]
    assert len(Desk().tell_all(told).open) == 2
    assert isinstance(late.published - early.published, timedelta) and isinstance(late.published, datetime)
    assert len(Desk().tell_all(reversed(told)).open) == 2


@settings(max_examples=OTHERS, deadline=None)
@given(st.integers(0, 9), st.integers(0, 9), st.sampled_from(("killed", "wounded")), st.booleans())
def test_a_later_lower_toll_is_a_dispute_or_a_correction_and_never_a_loss(first: int, second: int, field: str, official: bool) -> None:
    """Both numbers stay in the ledger with who said them; where they differ, the status or a change says so."""
    who = "Pentagon" if official else ""
    told = [(article("a", 8), report("asad", weapon=Weapon.ROCKET, **{field: max(first, second)})),
            (article("b", 12), report("asad", weapon=Weapon.ROCKET, said_by=who, **{field: min(first, second)}))]
    (incident,) = Desk().tell_all(told).open
    values = {claim.value for claim in incident.claims if claim.field == field}
    assert values == {str(first), str(second)}
    assert getattr(incident.facts, field) in {first, second}
    if first != second and not official:
        assert getattr(incident.facts, field) == max(first, second)
