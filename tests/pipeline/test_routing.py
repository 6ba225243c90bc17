"""Each watch tells its own channels, also of an attack that another watch told first."""

from dataclasses import replace

from monitor.model import ChannelKind, ChannelSettings, ParcelKind
from tests.pipeline.fakes import WATCH, World, config, entry

DESK = replace(WATCH, name="drones", keywords=("drone",), channels=("desk",))


async def test_a_watch_that_joins_later_reaches_its_own_channel() -> None:
    """Whatever the second account adds, nothing too; who was told before is told no second time."""
    channels = tuple(ChannelSettings(name=name, kind=ChannelKind.CONSOLE) for name in ("chat", "desk"))
    world = World(config(channels=channels, watches=(WATCH, DESK))).seen_before()
    await world.poll("wire", entry("a", "Attack on base [asad rocket]"))
    await world.poll("daily", entry("b", "Attack on base, drone seen [asad rocket]"))
    with world.store.placing(world.now) as desk:
        incident, = desk.window(world.now.replace(year=2025))
    parcels = world.store.parcels_of(incident.id)
    assert set(incident.channels) == {"chat", "desk"}
    assert [(p.channel, p.kind) for p in parcels if p.kind is ParcelKind.SEND] == [("chat", ParcelKind.SEND), ("desk", ParcelKind.SEND)]
