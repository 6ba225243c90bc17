"""The order of the outbox as an invariant: any mix of parcels, any answers of the service."""

from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model import ParcelKind, ParcelState, Plan
from monitor.store import Store
from tests.store.makers import MINUTE, NOW, parcel

PARCELS = st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from(("x", "y")), st.sampled_from(ParcelKind)), max_size=12)
ANSWERS = st.lists(st.sampled_from(("sent", "retry", "doubt", "failed", "died")), max_size=40)


@settings(max_examples=30, deadline=None)
@given(parcels=PARCELS, answers=ANSWERS)
def test_every_parcel_ends_and_each_thread_keeps_its_order(
    parcels: list[tuple[str, str, ParcelKind]], answers: list[str],
) -> None:
    """Whatever is answered, no two parcels of a thread are under way at once, none is overtaken, none is left over."""
    with Store.in_memory() as store:
        store.commit(Plan(parcels=tuple(
            parcel(f"p{n}", channel=channel, thread=thread, kind=kind) for n, (channel, thread, kind) in enumerate(parcels)
        )))
        ended: list[tuple[str, str, int]] = []
        now, pending_answers = NOW, iter(answers)
        for _ in range(len(parcels) + len(answers) + 1):
            for doubtful in store.sweep(now):
                store.resend_doubtful(doubtful.id, now)
            leased = store.lease(now, MINUTE, 3, ("a", "b"))
            assert len({(found.channel, found.thread) for found in leased}) == len(leased)
            for found in leased:
                match next(pending_answers, "sent"):
                    case "retry":
                        store.mark_retry(found.id, now + MINUTE, "busy")
                    case "doubt":
                        store.mark_doubt(found.id, "no answer")
                    case "failed":
                        store.mark_failed(found.id, "refused")
                        ended.append((found.channel, found.thread, found.id))
                    case "sent":
                        store.mark_sent(found.id, "1", now)
                        ended.append((found.channel, found.thread, found.id))
            now += MINUTE
        counts = store.outbox_counts()
    for thread in {row[:2] for row in ended}:
        ids = [row[2] for row in ended if row[:2] == thread]
        assert ids == sorted(set(ids))
    assert counts[ParcelState.SUPERSEDED] + len(ended) == len(parcels)
