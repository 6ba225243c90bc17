"""Commands that take recorded items or pages: replay, classify, reports, extract. None touches the network."""

import asyncio
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from monitor.cli.common import interactive, loaded_or_shipped, opened, put, say, with_config

if TYPE_CHECKING:
    from monitor.jsonlines import Item

SCORED_AT_ONCE = 256
T = TypeVar("T")


@click.command()
@click.argument("files", nargs=-1, required=True)
@click.option("--held", is_flag=True, help="Also print what was held back, and why.")
@click.option("--digest", "digests", is_flag=True, help="Also print a digest per day.")
@with_config
@click.pass_context
def replay(ctx: click.Context, files: tuple[str, ...], held: bool, digests: bool, config_path: Path | None) -> None:
    """Run recorded items through the pipeline, with the clock taken from the items.

    FILES hold one JSON item a line, in order of time (.gz is unpacked); - is stdin. Prints one JSON line per alert
    event: new, update, correction.
    """
    from monitor import wiring
    from monitor.jsonlines import in_order, read_items
    from monitor.replay import Replay
    from monitor.store import Store

    config = loaded_or_shipped(ctx, config_path)
    brain = wiring.load_brain(config)
    with ExitStack() as stack:
        store = stack.enter_context(Store.in_memory())
        pipeline = wiring.build_pipeline(config, brain, wiring.replay_edges(brain, store))
        several = len(files) > 1
        recordings = [read_items(stack.enter_context(opened(file)), wiring.utc_now(), file if several else "") for file in files]
        run = Replay(pipeline.take, store, config, held=held, digests=digests)

        async def out() -> None:
            async for line in run.run(_counted(in_order(recordings))):
                put(line)

        asyncio.run(out())
    for bad in run.bad:
        say(str(bad))
    say(f"{run.items} items replayed, {len(run.bad)} lines skipped")
    sys.stdout.flush()
    if run.bad:
        ctx.exit(1)


def _counted(items: Iterable[T]) -> Iterator[T]:
    """The same items, with a counter on stderr where a person watches."""
    if not interactive():
        yield from items
        return
    from rich.console import Console
    from rich.progress import track

    yield from track(items, description="items", console=Console(stderr=True), total=None)


@click.command()
@click.argument("file", default="-")
@with_config
@click.pass_context
def classify(ctx: click.Context, file: str, config_path: Path | None) -> None:
    """Items in (one JSON object a line), verdicts out: label, probability, alert, watches, reasons."""
    from monitor import wiring
    from monitor.jsonlines import verdict_line

    brain = wiring.load_brain(loaded_or_shipped(ctx, config_path))

    def lines(batch: "list[Item]") -> Iterator[bytes]:
        verdicts = brain.judge.labels([item.article for item in batch])
        return (verdict_line(item.id, verdict) for item, verdict in zip(batch, verdicts, strict=True))

    _answer(ctx, file, lines)


@click.command()
@click.argument("file", default="-")
@with_config
@click.pass_context
def reports(ctx: click.Context, file: str, config_path: Path | None) -> None:
    """Items in, one line per item with the attack reports found in it."""
    from monitor import wiring
    from monitor.jsonlines import reports_line

    read = wiring.load_facts(loaded_or_shipped(ctx, config_path))
    _answer(ctx, file, lambda batch: (reports_line(item.id, read(item.article)) for item in batch))


def _answer(ctx: click.Context, file: str, lines: "Callable[[list[Item]], Iterable[bytes]]") -> None:
    """Items in, one line out for each; bad lines are told, counted and end in exit code 1 after all the others."""
    bad = 0
    with opened(file) as stream:
        for batch, problems in _batches(_counted(stream)):
            bad += problems
            for line in lines(batch):
                put(line)
    _end(ctx, bad)


def _batches(lines: Iterable[bytes]) -> Iterator[tuple["list[Item]", int]]:
    from monitor.jsonlines import BadLine, read_items
    from monitor.wiring import utc_now

    batch: list[Item] = []
    bad = 0
    for item in read_items(lines, utc_now()):
        if isinstance(item, BadLine):
            say(str(item))
            bad += 1
        else:
            batch.append(item)
        if len(batch) >= SCORED_AT_ONCE:
            yield batch, bad
            batch, bad = [], 0
    yield batch, bad


def _end(ctx: click.Context, bad: int) -> None:
    sys.stdout.flush()
    if bad:
        say(f"{bad} lines skipped")
        ctx.exit(1)


@click.command()
@click.argument("file")
@click.option("--url", required=True, help="Where the page came from.")
@with_config
@click.pass_context
def extract(ctx: click.Context, file: str, url: str, config_path: Path | None) -> None:
    """One web page in, one article out, as JSON: title, text, published, language, byline."""
    import orjson

    from monitor.collect.workers import Extractor
    from monitor.errors import InputError, WorkFailed
    from monitor.model import Page

    if not url.startswith(("https://", "http://")):
        raise InputError(f"--url {url}: is no address of a page; write https://example.org/news/1")
    with opened(file) as lines:
        html = b"".join(lines)
    extractor = Extractor(loaded_or_shipped(ctx, config_path).fetch)
    try:
        page = asyncio.run(extractor.extract(html, url))
    finally:
        extractor.close()
    if not isinstance(page, Page):
        raise WorkFailed(f"{file}: {page.reason}")
    put(orjson.dumps({
        "url": page.url, "title": page.title, "text": page.text, "published": page.published,
        "date_quality": page.date_quality.value, "language": page.language, "byline": page.byline,
    }, option=orjson.OPT_APPEND_NEWLINE))
