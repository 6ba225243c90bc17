"""The group of commands, and how errors end."""

import errno
import importlib
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from monitor.errors import MonitorError

COMMANDS = {
    "run": "monitor.cli.live:run",
    "once": "monitor.cli.live:once",
    "demo": "monitor.cli.demo:demo",
    "replay": "monitor.cli.items:replay",
    "classify": "monitor.cli.items:classify",
    "reports": "monitor.cli.items:reports",
    "extract": "monitor.cli.items:extract",
    "digest": "monitor.cli.asking:digest",
    "why": "monitor.cli.asking:why",
    "sources": "monitor.cli.asking:sources",
    "export": "monitor.cli.asking:export",
    "backup": "monitor.cli.asking:backup",
    "worker": "monitor.cli.scaling:worker",
    "migrate-store": "monitor.cli.scaling:migrate_store",
    "serve": "monitor.cli.pages:serve",
    "check-config": "monitor.cli.settings:check_config",
    "try-config": "monitor.cli.settings:try_config",
    "feeds": "monitor.cli.feeds:feeds",
    "channels": "monitor.cli.settings:channels",
    "train": "monitor.cli.learning:train",
    "evaluate": "monitor.cli.learning:evaluate",
    "completion": "monitor.cli.settings:completion",
}

SUMMARIES = {
    "run": "The service: polls, alerts, sends the digest, until stopped.",
    "once": "Polls every due feed once, delivers, prints a line per feed.",
    "demo": "Shows alert, update, suppressed copy and digest within a minute, offline.",
    "replay": "Runs recorded items through the pipeline; one JSON line per alert event.",
    "classify": "Items in, verdicts out.",
    "reports": "Items in, the attack reports found in them out.",
    "extract": "One web page in, one article out.",
    "digest": "The digest of a day, week or month from the store.",
    "why": "What was decided about an item, and why, silence included.",
    "sources": "Which outlet tells of attacks first, and how far behind the others are.",
    "export": "Incidents out: jsonl, csv, geojson, atom, jsonfeed or cap.",
    "backup": "Copies the store into one file, also while the service runs.",
    "worker": "One of several processes that share the work on one PostgreSQL.",
    "migrate-store": "Copies a store from SQLite to PostgreSQL or back, and compares every row.",
    "serve": "The review pages alone; monitor run has them too.",
    "check-config": "Validates config.yaml.",
    "try-config": "Replays the last stored days under a changed config: alerts gained and lost.",
    "feeds": "Lists, checks, imports, exports, adds and removes feeds.",
    "channels": "Lists the configured channels; sends them a test message.",
    "train": "Builds the model from labelled data.",
    "evaluate": "Scores the model, with confidence intervals.",
    "completion": "Prints the shell completion script.",
}


class ReaderLeft(Exception):
    """Who read our output has closed it: ``monitor export | head``."""


class Lazy(click.Group):
    """Imports a command when it is called; --help needs none of them."""

    def invoke(self, ctx: click.Context) -> Any:
        """The command; click would end in 1 where the reader of its output leaves."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderLeft from error

    def list_commands(self, ctx: click.Context) -> list[str]:
        """In the order of the table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command, imported now."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].partition(":")
        command = getattr(importlib.import_module(module), name)
        assert isinstance(command, click.Command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The table of commands, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))


EPILOG = """\b
Start here:
  monitor check-config          is config.yaml right?
  monitor once                  one round, alerts on this terminal
  monitor run                   the service
  monitor why URL               why did (or did not) this alert?

Data goes to stdout, everything else to stderr. Exit codes: 0 done, 1 the work failed, 2 input or config is wrong."""


@click.group(cls=Lazy, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--config", "config_path", type=click.Path(path_type=Path), default=None,
              help="The configuration file.  [default: config.yaml]")
@click.version_option(package_name="basewatch", prog_name="monitor")
@click.pass_context
def root(ctx: click.Context, config_path: Path | None) -> None:
    """Watches public news feeds for attacks on bases that host coalition forces, and tells of each one once."""
    ctx.obj = config_path
    # Without a handler Python prints the warnings of libraries as they are, python-telegram-bot's with the token in them;
    # only logs.set_up lets a line out, and takes the secrets from it.
    logging.getLogger().addHandler(logging.NullHandler())


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line (``arguments``: those of the process); an error we know ends in its one sentence and its exit code, never in a traceback."""
    # numpy reads this when it is first imported. Its threads share products of small matrices and wait for each other where the
    # cores are busy: 20 verdicts took 13.6 s of processor time instead of 1.1 s (two loaded cores, 2026-11-23).
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if sys.stdout is None:  # closed by who started us: ``monitor run >&-``
        sys.stdout = Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    try:
        # Outside of standalone mode click hands back the code of ctx.exit() instead of raising it.
        code = root(arguments, prog_name="monitor", standalone_mode=False)
        sys.stdout.flush()
        sys.exit(code if isinstance(code, int) else 0)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Abort:
        sys.exit(130)
    except MonitorError as error:
        click.echo(str(error), err=True)
        sys.exit(error.exit_code)
    except (ReaderLeft, BrokenPipeError):
        _silence_stdout()
        sys.exit(0)
    except OSError as error:
        if error.errno != errno.ENOSPC:
            raise
        click.echo(f"no space is left for {error.filename or 'what is printed'}; make room, then do it again", err=True)
        _silence_stdout()
        sys.exit(1)


def _silence_stdout() -> None:
    """Python must not complain of what cannot be printed when it flushes at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
