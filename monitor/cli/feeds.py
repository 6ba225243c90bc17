"""Commands about feeds: list, health, import, export, add, remove. Edits keep every other line of config.yaml."""

from pathlib import Path

import click

from monitor.cli.common import config_file, loaded, opened, say, with_config


@click.group()
def feeds() -> None:
    """The feeds."""


@feeds.command("list")
@with_config
@click.pass_context
def list_(ctx: click.Context, config_path: Path | None) -> None:
    """The configured feeds."""
    for feed in loaded(ctx, config_path).feeds:
        minutes = int(feed.interval.total_seconds() // 60)
        state = "" if feed.enabled else "  (off)"
        click.echo(f"{feed.name}  [{feed.language or '?'}, every {minutes} min]  {feed.url}{state}")


@feeds.command()
@with_config
@click.pass_context
def health(ctx: click.Context, config_path: Path | None) -> None:
    """Last success, failures in a row, silent too long, retired: a line per feed."""
    from monitor import wiring
    from monitor.digest.daily import feed_health

    config = loaded(ctx, config_path)
    store = wiring.open_store(config)
    try:
        lines = feed_health(store, config, wiring.utc_now())
    finally:
        store.close()
    width = max(len(line.feed) for line in lines)
    for line in lines:
        seen = f"{line.last_success:%Y-%m-%d %H:%M} UTC" if line.last_success else "never"
        click.echo(f"{line.condition.value:8} {line.feed:{width}}  last success {seen}  {line.what}")


@feeds.command("import")
@click.argument("file")
@with_config
@click.pass_context
def import_(ctx: click.Context, file: str, config_path: Path | None) -> None:
    """Add the feeds of an OPML file (- is stdin) to config.yaml; those that are there already are left alone."""
    from monitor.config.editing import add_feeds
    from monitor.config.opml import read_opml

    path = config_file(ctx, config_path)
    with opened(file) as lines:
        found = read_opml(b"".join(lines), file)
    added = add_feeds(path, found)
    say(f"{len(added)} of {len(found)} feeds added to {path}; the others have a name or an address that is there already")
    for name in added:
        click.echo(name)


@feeds.command()
@with_config
@click.pass_context
def export(ctx: click.Context, config_path: Path | None) -> None:
    """The feeds as OPML, on stdout."""
    from monitor.config.opml import write_opml

    click.echo(write_opml(loaded(ctx, config_path).feeds), nl=False)


@feeds.command()
@click.argument("name")
@click.argument("url")
@click.option("--language", default="", help="Two letters; empty where the feed mixes languages.")
@with_config
@click.pass_context
def add(ctx: click.Context, name: str, url: str, language: str, config_path: Path | None) -> None:
    """Add one feed to config.yaml."""
    from monitor.config.editing import NewFeed, add_feeds
    from monitor.errors import InputError

    path = config_file(ctx, config_path)
    if not add_feeds(path, [NewFeed(name=name, url=url, language=language)]):
        raise InputError(f"{path}: a feed named {name!r} or with this address is there already; nothing was changed")
    say(f"{name} added to {path}")


@feeds.command()
@click.argument("name")
@with_config
@click.pass_context
def remove(ctx: click.Context, name: str, config_path: Path | None) -> None:
    """Remove one feed from config.yaml."""
    from monitor.config.editing import remove_feed

    path = config_file(ctx, config_path)
    remove_feed(path, name)
    say(f"{name} removed from {path}")
