"""How bad, how sure, how urgent: the rules of docs/feeds-out.md, row by row."""

from datetime import timedelta
from typing import Any

import pytest

from monitor.feedsout.cap_rules import certainty, radius, severity, urgency
from monitor.model import Base, Claim, Outcome, Precision, Status, When
from tests.alert.makers import NOW, facts, incident, member
from tests.feedsout.makers import ASAD

HOUR = timedelta(hours=1)


@pytest.mark.parametrize(("changes", "expected"), [
    ({"killed": 10}, "Extreme"), ({"killed": 1}, "Severe"), ({"killed": 0, "wounded": 10}, "Severe"),
    ({"wounded": 1, "outcome": Outcome.INTERCEPTED}, "Moderate"), ({"wounded": 0, "killed": 0}, "Moderate"),
    ({"wounded": None, "outcome": Outcome.NEAR_MISS}, "Minor"), ({"wounded": None, "outcome": Outcome.INTERCEPTED}, "Minor"),
    ({"wounded": None, "outcome": Outcome.FOILED}, "Minor"),
    ({"wounded": None, "outcome": Outcome.UNKNOWN, "damage": "minor"}, "Moderate"),
    ({"wounded": 0, "outcome": Outcome.UNKNOWN, "damage": "none"}, "Minor"),
    ({"wounded": None, "outcome": Outcome.UNKNOWN}, "Unknown"),
])
def test_severity_is_the_worst_that_is_told(changes: dict[str, Any], expected: str) -> None:
    """Dead, then wounded, then what was hit; unknown where nobody says."""
    assert severity(incident(facts=facts(**changes))) == expected


@pytest.mark.parametrize(("start", "precision", "expected"), [
    (NOW - HOUR, Precision.HOUR, "Immediate"), (NOW - 6 * HOUR, Precision.HOUR, "Immediate"),
    (NOW - 7 * HOUR, Precision.HOUR, "Past"), (NOW - HOUR, Precision.PART_OF_DAY, "Immediate"),
    (NOW - HOUR, Precision.DAY, "Unknown"), (NOW - 48 * HOUR, Precision.MONTH, "Past"),
])
def test_urgency_follows_from_the_age_of_the_attack_at_its_revision(start: Any, precision: Precision, expected: str) -> None:
    """Six hours after the attack it is past; a day or a month is too vague to be immediate."""
    when = When(start=start, end=start + HOUR, precision=precision)
    assert urgency(incident(updated_at=NOW, facts=facts(when=when))) == expected


def test_urgency_is_unknown_without_a_time_and_past_where_it_is_over() -> None:
    """Closed and withdrawn incidents ask for nothing any more."""
    assert urgency(incident(facts=facts(when=When()))) == "Unknown"
    for status in (Status.CLOSED, Status.WITHDRAWN):
        assert urgency(incident(status=status, updated_at=NOW - 4 * HOUR)) == "Past"


def test_certainty_follows_from_who_says_so() -> None:
    """One origin, two, an official, a denial, nobody."""
    official = Claim(field="weapon", value="rocket", speakers=("officer",), official=True, origins=("a1",), first_at=NOW, last_at=NOW)
    two = (member(), member("b1", outlet="East Post"))
    assert certainty(incident()) == "Likely"
    assert certainty(incident(members=two)) == "Observed"
    assert certainty(incident(members=(member(), member("b1", outlet="East Post", origin="a1")))) == "Likely"
    assert certainty(incident(claims=(official,))) == "Observed"
    assert certainty(incident(claims=(official,), status=Status.DISPUTED)) == "Possible"
    assert certainty(incident(members=two, facts=facts(denied_by="the ministry"))) == "Possible"
    assert certainty(incident(members=two, status=Status.WITHDRAWN)) == "Unlikely"


def test_the_circle_is_as_wide_as_the_kind_of_base_and_wider_where_no_account_names_it() -> None:
    """In kilometres."""
    outpost = Base(id="x", name="X", country="Iraq", lat=0, lon=0, timezone="UTC", kind="outpost")
    assert [radius(incident(), base) for base in (ASAD, outpost, None)] == [8, 5, 5]
    assert radius(incident(facts=facts(base_named=False)), ASAD) == 25
