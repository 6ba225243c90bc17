"""Incidents, revisions and the placing transaction."""

import sqlite3
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event

from monitor.errors import StoreError
from monitor.model import Plan, Signature, Status
from monitor.store import Store
from tests.store.makers import DAY, HOUR, NOW, decision, incident, member, parcel


def test_an_incident_comes_back_with_every_revision(store: Store) -> None:
    """The newest state is whole; earlier revisions are kept in order, without signatures."""
    first = incident()
    second = incident(revision=2, updated_at=NOW + HOUR, members=(member("a1"), member("a2")))
    store.commit(Plan(incidents=(first,)))
    store.commit(Plan(incidents=(second,)))
    assert store.incident("i1") == second
    assert store.incident("i2") is None
    revisions = store.incident_revisions("i1")
    assert [revision.revision for revision in revisions] == [1, 2]
    assert revisions[1] == replace(second, members=tuple(replace(m, signature=Signature()) for m in second.members))


def test_a_revision_never_goes_backwards_and_the_whole_plan_is_refused(store: Store) -> None:
    """Who decided on an outdated state records nothing at all."""
    store.commit(Plan(incidents=(incident(revision=3),)))
    with pytest.raises(StoreError, match="later revision"):
        store.commit(Plan(decisions=(decision(),), parcels=(parcel(),), incidents=(incident(revision=2),)))
    kept = store.incident("i1")
    assert kept is not None and kept.revision == 3
    assert store.known(["a1"]) == {}
    assert store.parcels_of("i1") == ()


def test_the_window_holds_open_incidents_touched_since(store: Store) -> None:
    """Closed, merged and long untouched incidents cannot gain reports."""
    store.commit(Plan(incidents=(
        incident("old", updated_at=NOW - DAY), incident("closed", status=Status.CLOSED),
        incident("merged", merged_into="live"), incident("live"), incident("edge", updated_at=NOW - HOUR),
    )))
    with store.placing(NOW) as desk:
        assert [found.id for found in desk.window(NOW - HOUR)] == ["edge", "live"]
        assert desk.incident("old") == incident("old", updated_at=NOW - DAY)


def test_the_window_is_current_after_a_placing_that_failed(store: Store) -> None:
    """What is remembered of the window never outlives the state it was read from, revision numbers alike."""
    store.commit(Plan(incidents=(incident(),)))
    with pytest.raises(KeyError), store.placing(NOW) as desk:
        desk.commit(Plan(incidents=(incident(revision=2, alerted=True),)))
        assert desk.window(NOW) == (incident(revision=2, alerted=True),)
        raise KeyError("a fault of the caller")
    store.commit(Plan(incidents=(incident(revision=2),)))
    with store.placing(NOW) as desk:
        assert desk.window(NOW) == (incident(revision=2),)


def test_a_desk_sees_what_it_committed_and_others_see_it_after(store: Store) -> None:
    """Within the block the window is current; after the block everybody sees it."""
    with store.placing(NOW) as desk:
        desk.commit(Plan(incidents=(incident(),)))
        assert desk.window(NOW) == (incident(),)
        desk.commit(Plan(incidents=(incident(revision=2),)))
        assert desk.window(NOW) == (incident(revision=2),)
    assert store.incident("i1") == incident(revision=2)


def test_an_error_within_placing_leaves_no_trace(store: Store) -> None:
    """State, incident and parcels of a placing that failed are all gone, and the next placing works."""
    with pytest.raises(KeyError), store.placing(NOW) as desk:
        desk.commit(Plan(decisions=(decision(),), incidents=(incident(),), parcels=(parcel(),)))
        assert desk.window(NOW)
        raise KeyError("a fault of the caller")
    assert (store.incident("i1"), store.known(["a1"]), store.parcels_of("i1")) == (None, {}, ())
    with store.placing(NOW) as desk:
        assert desk.window(NOW) == ()


def test_calls_of_the_same_thread_within_placing_belong_to_it(store: Store) -> None:
    """A digest's claim and its parcel stand or fall together."""
    with pytest.raises(KeyError), store.placing(NOW) as desk:
        assert store.claim_digest("daily", NOW.date(), NOW)
        desk.commit(Plan(parcels=(parcel(),)))
        assert store.parcels_of("i1")
        raise KeyError("a fault of the caller")
    assert store.claim_digest("daily", NOW.date(), NOW)


def test_a_refused_plan_within_placing_spoils_nothing_else(store: Store) -> None:
    """A plan is whole or nothing even where the caller goes on after its refusal."""
    with store.placing(NOW) as desk:
        desk.commit(Plan(incidents=(incident(revision=2),)))
        with pytest.raises(StoreError):
            desk.commit(Plan(decisions=(decision(),), incidents=(incident(revision=1),)))
    kept = store.incident("i1")
    assert kept is not None and kept.revision == 2
    assert store.known(["a1"]) == {}


def test_members_follow_the_last_revision(store: Store) -> None:
    """A source that was taken out by a split is no member any more."""
    store.commit(Plan(incidents=(incident(members=(member("a1"), member("a2"))),)))
    store.commit(Plan(incidents=(incident(revision=2), incident("i2", members=(member("a2"),)))))
    assert (store.incidents_of("a1"), store.incidents_of("a2")) == (("i1",), ("i2",))


def test_incidents_are_found_by_opening_and_by_revision_within_a_span(store: Store) -> None:
    """A day's digest gets what opened in it and what changed in it, also when it changed again later."""
    opened = incident("new", opened_at=NOW + HOUR, updated_at=NOW + HOUR)
    before = incident("before", opened_at=NOW - HOUR, updated_at=NOW + HOUR)
    quiet = incident("quiet", opened_at=NOW - HOUR, updated_at=NOW - HOUR)
    store.commit(Plan(incidents=(opened, before, quiet)))
    later = replace(before, revision=2, updated_at=NOW + 2 * DAY)
    store.commit(Plan(incidents=(later, replace(quiet, revision=2, updated_at=NOW + 2 * DAY))))
    assert store.incidents_between(NOW, NOW + DAY) == (opened,)
    assert store.incidents_updated_between(NOW, NOW + DAY) == (later,)
    assert [found.id for found in store.latest_incidents(2)] == ["new", "quiet"]


def test_days_are_counted_only_while_somebody_watched(store: Store) -> None:
    """The usual number of incidents a day does not sink by days before the first start, nor rise by those merged away."""
    store.commit(Plan(decisions=(decision(seen_at=NOW - 3 * DAY),), incidents=(
        incident("a", opened_at=NOW - DAY), incident("b", opened_at=NOW - DAY), incident("c", opened_at=NOW - 3 * DAY),
        incident("d", opened_at=NOW), incident("e", opened_at=NOW - DAY, merged_into="a"),
    )))
    assert store.watched_since() == NOW - 3 * DAY
    spans = [(NOW - (back + 1) * DAY, NOW - back * DAY) for back in (2, 1, 0)]
    assert [len(store.incidents_as_of(*span, NOW + DAY)) for span in spans] == [1, 0, 2]


def test_an_incident_is_read_as_it_stood_at_a_moment(store: Store) -> None:
    """What was learnt later is not in it; nothing is there before it was opened."""
    first = incident("a", opened_at=NOW, updated_at=NOW)
    store.commit(Plan(incidents=(first,)))
    store.commit(Plan(incidents=(replace(first, revision=2, updated_at=NOW + DAY),)))
    revisions = [[i.revision for i in store.incidents_as_of(NOW, NOW + DAY, NOW + moment)] for moment in (0 * DAY, DAY, 2 * DAY)]
    assert revisions == [[], [1], [2]]
    assert [one.after.revision for one in store.revised_between(NOW + DAY, NOW + 2 * DAY, NOW + 2 * DAY)] == [2]
    assert [(one.before.revision, one.after.revision) for one in store.changed_since(NOW, NOW + DAY, NOW + DAY) if one.before] == [(1, 2)]


def test_the_window_reads_no_incident_that_is_over(tmp_path: Path) -> None:
    """Placing finds its window by indexes, by the plan of SQLite itself: its cost does not grow with all that ever happened."""
    asked: list[tuple[str, Any]] = []

    def note(_: object, __: object, statement: str, parameters: Any, *___: object) -> None:
        asked.append((statement, parameters))

    with Store.open(f"sqlite:///{tmp_path / 'm.db'}") as store, store.placing(datetime(2026, 3, 2, tzinfo=UTC)) as desk:
        event.listen(Engine, "before_cursor_execute", note)
        try:
            desk.window(datetime(2026, 3, 1, tzinfo=UTC), "article")
        finally:
            event.remove(Engine, "before_cursor_execute", note)
    with sqlite3.connect(tmp_path / "m.db") as database:
        steps = [step for statement, parameters in asked
                 for *_, step in database.execute(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    assert any("incidents_updated" in step for step in steps)
    assert [step for step in steps if step.startswith("SCAN")] == []
