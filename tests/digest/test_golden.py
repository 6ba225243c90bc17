"""Two days of our own invention as readers get them, word for word."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.digest.rendering import as_message, as_text
from monitor.model import Outcome, Status, Weapon
from monitor.model.digests import Digest, Gap, LanguageCount, TrackRecord, Unseen
from tests.alert.makers import facts, incident, member
from tests.digest.makers import START, digest, revised

GOLDEN = Path(__file__).parent / "golden"
HOUR = timedelta(hours=1)


def quiet() -> Digest:
    """Nothing happened and everything was seen."""
    return digest(near_misses=(), unseen=Unseen())


def busy() -> Digest:
    """A grave attack with reactions, one taken back, an older one that grew; a pause of the monitor, a dark language."""
    reactions = tuple(member(f"r{n}", outlet=f"Gulf Daily {n}", title="Jets strike a depot in answer", url=f"https://gulf.example/{n}",
                             link_only=True, seen_at=START + HOUR) for n in range(3))
    grave = incident(id="grave", alerted=True, facts=facts(killed=2, wounded=5, outcome=Outcome.HIT))
    gone = incident(id="gone", alerted=True, status=Status.WITHDRAWN, facts=facts(weapon=Weapon.DRONE))
    older = incident(id="older", alerted=True, facts=facts(wounded=4))
    return digest(
        replace(grave, members=(*grave.members, *reactions)), gone, revised=(revised(older),),
        unseen=Unseen(gaps=(Gap(since=START + HOUR, until=START + 4 * HOUR),), dark=("fa",),
                      unjudged=(LanguageCount(language="ku", count=3),), judged=40, by_summary=12),
        precision=TrackRecord(right=9, judged=10, low=0.596, high=0.982),
    )


@pytest.mark.parametrize("day", [quiet, busy], ids=lambda day: day.__name__)
def test_the_words_of_a_day(day: object) -> None:
    """The chat message and the text; a change of wording is a change of these files."""
    made: Digest = day()  # type: ignore[operator]
    name = day.__name__  # type: ignore[attr-defined]
    assert as_message(made).html == (GOLDEN / f"{name}.html").read_text(encoding="utf-8").rstrip("\n")
    assert as_text(made) == (GOLDEN / f"{name}.txt").read_text(encoding="utf-8").rstrip("\n")
