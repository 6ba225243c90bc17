"""SIGKILL at each step: what was promised is there, what was not is gone."""

import subprocess
import sys

from monitor.model import Parcel, ParcelState
from monitor.store import Store
from tests.shared import ROOT
from tests.store.makers import MINUTE, NOW
from tests.store.victim import PLAN


def kill_at(step: str, url: str, lines: int = 1) -> list[str]:
    """Runs the victim until it has said so many lines, kills it, and returns everything it had said."""
    victim = subprocess.Popen(
        [sys.executable, "-m", "tests.store.victim", step, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        cwd=ROOT,
    )
    assert victim.stdout is not None and victim.stdin is not None
    said = []
    for spoken in victim.stdout:
        said.append(spoken.strip())
        if len(said) == lines:
            victim.kill()
    victim.wait(30)
    victim.stdin.close()
    victim.stdout.close()
    assert len(said) >= lines, f"the victim ended before it reached {step}"
    return said


def lease(store: Store) -> tuple[Parcel, ...]:
    """What a restarted sender finds."""
    return store.lease(NOW, MINUTE, 9, ("chat",))


def test_killed_within_placing_nothing_is_there_and_placing_works_again(url: str) -> None:
    """State, incident and parcel are all gone; the article is met again and placed."""
    kill_at("in_placing", url)
    with Store.open(url) as store:
        with store.placing(NOW) as desk:
            assert desk.window(NOW) == ()
            assert (store.known(["a1"]), store.feed_states(), store.outbox_counts()[ParcelState.PENDING]) == ({}, (), 0)
            desk.commit(PLAN)
        assert len(lease(store)) == 1


def test_killed_after_placing_everything_is_there_and_sent_once(url: str) -> None:
    """The alert is delivered by the next start, and meeting the article again makes no second one."""
    kill_at("after_placing", url)
    with Store.open(url) as store:
        assert set(store.known(["a1"])) == {"a1"}
        assert store.incident("i1") == PLAN.incidents[0]
        store.commit(PLAN)
        assert (len(lease(store)), len(lease(store))) == (1, 0)


def test_killed_while_sending_the_parcel_is_in_doubt(url: str) -> None:
    """Between lease and mark nobody knows: neither lost nor silently repeated."""
    kill_at("after_lease", url)
    with Store.open(url) as store:
        assert lease(store) == ()
        (doubtful,) = store.sweep(NOW + MINUTE)
        assert doubtful.attempts == 1
        assert store.resend_doubtful(doubtful.id, NOW)
        assert len(lease(store)) == 1


def test_killed_in_doubt_the_parcel_still_waits_for_a_decision(url: str) -> None:
    """A doubt nobody decided is shown again by the next sweep."""
    kill_at("after_sweep", url)
    with Store.open(url) as store:
        assert len(store.sweep(NOW)) == 1


def test_killed_after_the_mark_nothing_is_repeated(url: str) -> None:
    """Sent is sent."""
    kill_at("after_mark", url)
    with Store.open(url) as store:
        assert (lease(store), store.sweep(NOW + MINUTE)) == ((), ())
        assert store.message_id("chat", "i1") == "77"


def test_killed_while_making_a_digest_the_day_is_free_again(url: str) -> None:
    """Claim and message go together."""
    kill_at("in_digest", url)
    with Store.open(url) as store:
        assert store.claim_digest("daily", NOW.date(), NOW)
        assert store.outbox_counts()[ParcelState.PENDING] == 0


def test_killed_at_full_speed_every_plan_is_whole_and_every_confirmed_one_there(url: str) -> None:
    """After each of several kills: no plan is half there, none that was confirmed is missing, the file is sound."""
    said = [kill_at("counting", url, lines) for lines in (2, 9)]
    with Store.open(url) as store:
        confirmed = max(int(number) for run in said for number in run)
        kept = store.incident("i1")
        assert kept is not None and kept.revision >= confirmed
        keys = [f"a{number}" for number in range(1, kept.revision + 1)]
        assert set(store.known([*keys, f"a{kept.revision + 1}"])) == set(keys)
        assert len(store.parcels_of("i1")) == len(store.incident_revisions("i1")) == kept.revision
        assert store.integrity() == ()
