"""Commands about config.yaml: check-config, try-config, channels, completion."""

import asyncio
from pathlib import Path

import click
from click.shell_completion import get_completion_class

from monitor.cli.common import DAYS, config_file, given, loaded, say, with_config
from monitor.errors import InputError, WorkFailed


@click.command("check-config")
@with_config
@click.pass_context
def check_config(ctx: click.Context, config_path: Path | None) -> None:
    """Validate config.yaml: exit code 0, or 2 with file, line, key, what is wrong and what would be right."""
    config = given(config_file(ctx, config_path))
    click.echo(f"{config.path}: {len(config.feeds)} feeds, {len(config.watches)} watches, "
               f"{len(config.channels)} channels: all right")


@click.command("try-config")
@click.argument("new", type=click.Path(path_type=Path))
@click.option("--days", type=DAYS, default=14, show_default=True, help="How many stored days to replay.")
@with_config
@click.pass_context
def try_config(ctx: click.Context, new: Path, days: int, config_path: Path | None) -> None:
    """Judge the last stored days under another configuration (- is stdin): which alerts would be gained, which lost."""
    from monitor import wiring
    from monitor.trial import compare

    old = loaded(ctx, config_path)
    tried = given(new)
    store = wiring.open_store(old)
    try:
        trial = compare(store, wiring.load_brain(old).judge, wiring.load_brain(tried).judge, wiring.utc_now(), days)
    finally:
        store.close()
    for mark, decisions in (("+", trial.gained), ("-", trial.lost)):
        for line in decisions:
            click.echo(f"{mark} {line}")
    say(f"{trial.items} items of {days} days: {len(trial.gained)} alerts gained, {len(trial.lost)} lost")


@click.group()
def channels() -> None:
    """The chats."""


@channels.command("list")
@with_config
@click.pass_context
def channels_list(ctx: click.Context, config_path: Path | None) -> None:
    """A line per channel: its kind, where to, what goes there, and whether its secret is set."""
    import os

    from monitor import wiring

    config = loaded(ctx, config_path)
    for channel in config.channels:
        told = [f"watch {watch.name}" for watch in config.watches if channel.name in watch.channels]
        told += ["digest"] * (config.digest.enabled and channel.name in config.digest.channels)
        ready = not channel.token_from or bool(wiring.secret(channel.token_from, os.environ))
        where = f"{channel.kind.value} {channel.chat}".strip()
        click.echo(f"{channel.name}  {where}  {', '.join(told) or 'nothing goes there'}" + (
            "" if ready else f"  ({channel.token_from} is not set: prints to the console)"))


@channels.command("test")
@click.argument("name", default="")
@with_config
@click.pass_context
def channels_test(ctx: click.Context, name: str, config_path: Path | None) -> None:
    """Send one test message to every configured channel, or to one, and say how it went."""
    from monitor import wiring
    from monitor.alert.trial import test_message
    from monitor.logs import clean_tracebacks
    from monitor.redaction import Redaction

    config = loaded(ctx, config_path)
    chosen = [channel for channel in config.channels if name in {"", channel.name}]
    if not chosen:
        raise InputError(f"there is no channel {name!r}; there are: {', '.join(c.name for c in config.channels)}")
    opened = wiring.open_channels(chosen)
    for note in opened.notes:
        say(note)
    redaction = Redaction(wiring.known_secrets(config))
    clean_tracebacks(redaction)
    failures = asyncio.run(test_message(opened.by_name, wiring.utc_now(), say, redaction.clean))
    if failures:
        raise WorkFailed(f"{failures} of {len(opened.by_name)} channels did not take the message")


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the completion script of a shell: eval "$(monitor completion bash)"."""
    from monitor.cli.root import root

    kind = get_completion_class(shell)
    if kind is None:
        raise InputError(f"there is no completion for {shell}; choose bash, zsh or fish")
    click.echo(kind(root, {}, "monitor", "_MONITOR_COMPLETE").source())
