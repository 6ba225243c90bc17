"""What ``monitor why`` says of a stored item."""

from datetime import timedelta

from monitor.correcting import plan_split
from monitor.explaining import explain
from tests.pipeline.fakes import World, entry

ASAD = "Rockets hit base [asad rocket]"


async def test_it_names_the_incident_in_which_the_account_stands_now() -> None:
    """A reader moved it into one of its own."""
    world = World()
    await world.poll("wire", entry("a", ASAD))
    await world.poll("daily", entry("b", f"{ASAD} again"))
    [joined] = world.incidents
    moved = next(member.article for member in joined.members if member.url.endswith("/b"))
    world.store.commit(plan_split(joined, {moved}, world.now + timedelta(minutes=5), world.config.alerts))
    opened = next(incident for incident in world.incidents if incident.id != joined.id)
    said = {slug: "\n".join(explain(f"https://news.example/{slug}", world.store)) for slug in "ab"}
    assert f"It belongs to incident {joined.id} " in said["a"] and f"It belongs to incident {opened.id} " in said["b"]
    assert joined.id not in said["b"]
