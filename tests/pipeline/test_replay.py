"""A replay says the same thing every time."""

import random
from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations

import orjson
import pytest

from monitor.judge.judging import Judge
from monitor.jsonlines import BadLine, Item, in_order, read_items
from monitor.judge.keywords import WatchMatcher
from monitor.pipeline import Pipeline
from monitor.replay import Replay
from tests.pipeline.fakes import NOW, World

STORIES = (
    ("Rockets hit base [asad rocket]", "wire"), ("Rockets hit base, one dead [asad rocket killed=1]", "daily"),
    ("Drone hits base [tanf drone]", "post"), ("Ministers condemn rockets on base", "wire"),
    ("Base remembers [green bomb background]", "post"), ("Cabinet debates budget", "daily"),
    ("Base football league opens", "wire"), ("Shells fall on base [erbil mortar]", "daily"),
)


def item(number: int, title: str, source: str, minutes: int) -> bytes:
    """One line of a recording."""
    return orjson.dumps({
        "id": f"i{number}", "url": f"https://{source}.example/{number}", "source": source, "title": title,
        "published": (NOW + timedelta(minutes=minutes)).isoformat(), "lang": "en",
    })


RECORDING = [item(number, title, source, 7 * number) for number, (title, source) in enumerate(STORIES)]


async def replayed(lines: Sequence[bytes], *, held: bool = True, digests: bool = False) -> list[bytes]:
    """The output of a fresh replay."""
    world = World()
    judge = Judge(world.config.watches, WatchMatcher(world.config.watches), world.model)
    run = Replay(Pipeline(world.config, judge, world.edges).take, world.store, world.config, held=held, digests=digests)
    return [line async for line in run.run(read_items(lines, NOW))]


async def test_the_same_recording_gives_the_same_output() -> None:
    """Byte for byte, incident ids included."""
    assert await replayed(RECORDING) == await replayed(RECORDING)


async def test_every_item_leaves_an_event_or_a_reason() -> None:
    """With ``--held`` no item of the recording is passed over without a word."""
    told = [orjson.loads(line) for line in await replayed(RECORDING)]
    assert {identity for event in told for identity in event["items"]} == {f"i{n}" for n in range(len(STORIES))}
    assert {event["event"] for event in told} == {"new", "update", "held"}


@pytest.mark.parametrize("seed", range(5))
async def test_the_order_of_items_within_a_batch_does_not_matter(seed: int) -> None:
    """A batch is dealt with in order of publication, however it lies in the file."""
    shuffled = list(RECORDING)
    random.Random(seed).shuffle(shuffled)
    assert await replayed(shuffled) == await replayed(RECORDING)


async def test_items_of_one_minute_come_out_alike_in_any_order() -> None:
    """Where the times are equal the key of the article decides."""
    same_minute = [item(n, title, source, 0) for n, (title, source) in enumerate(STORIES[:3])]
    outputs = {b"".join(await replayed(list(order), held=False)) for order in permutations(same_minute)}
    assert len(outputs) == 1


async def test_a_broken_line_is_counted_and_the_rest_goes_on() -> None:
    """The events are those of the recording without it."""
    assert await replayed([RECORDING[0], b"{broken", *RECORDING[1:]]) == await replayed(RECORDING)


async def test_a_digest_ends_each_day() -> None:
    """Two days of items give two digests, the second at the end."""
    tomorrow = item(99, "Mortar hits base [green mortar]", "wire", 24 * 60)
    events = [orjson.loads(line) for line in await replayed([*RECORDING, tomorrow], held=False, digests=True)]
    assert [event["day"] for event in events if event["event"] == "digest"] == ["2026-02-02", "2026-02-03"]
    assert events[-1]["event"] == "digest"


def test_recordings_are_merged_in_order_of_time() -> None:
    """Two files are one stream."""
    parts = [read_items(lines, NOW) for lines in (RECORDING[::2], RECORDING[1::2])]
    assert [it.id for it in in_order(parts) if isinstance(it, Item)] == [f"i{n}" for n in range(len(STORIES))]


def test_recordings_are_merged_by_the_moment_not_by_how_it_is_written() -> None:
    """Eight in the morning in Baghdad is before six in London; a bare day is its midnight."""
    def line(identity: str, published: str) -> bytes:
        return orjson.dumps({"id": identity, "title": "t", "published": published})

    one = [line("midnight", "2026-02-02"), line("second", "2026-02-02T06:00:00Z")]
    two = [line("first", "2026-02-02T08:00:00+03:00"), line("third", "2026-02-02T07:00:00")]
    merged = in_order([read_items(one, NOW), read_items(two, NOW)])
    assert [it.id for it in merged if isinstance(it, Item)] == ["midnight", "first", "second", "third"]


def test_lines_of_several_recordings_are_named_with_their_file() -> None:
    """A bad line by file and number; items without an id are not mixed up."""
    parts = [read_items([b'{"title": "a"}', b"{"], NOW, name) for name in ("x.jsonl", "y.jsonl")]
    merged = list(in_order(parts))
    assert {it.id for it in merged if isinstance(it, Item)} == {"x.jsonl:1", "y.jsonl:1"}
    assert {str(it)[:15] for it in merged if isinstance(it, BadLine)} == {"x.jsonl: line 2", "y.jsonl: line 2"}
