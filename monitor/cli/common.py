"""What several commands share: --config also behind the command, input files, clean output."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import click

from monitor.config import load_config, read_config, shipped_config
from monitor.errors import ConfigError, InputError
from monitor.model import Config

DAYS = click.IntRange(1, 36_500)
"""How far back a command may look; a century, so that no date leaves the calendar."""
F = TypeVar("F", bound=Callable[..., Any])
DEFAULT = Path("config.yaml")


def with_config(command: F) -> F:
    """Let ``--config`` stand behind the command as well as before it."""
    return click.option("--config", "config_path", type=click.Path(path_type=Path), default=None,
                        help="The configuration file.  [default: config.yaml]")(command)


def loaded(ctx: click.Context, config_path: Path | None) -> Config:
    """The configuration of this call."""
    return load_config(config_file(ctx, config_path))


def config_file(ctx: click.Context, config_path: Path | None) -> Path:
    """The file this call is about: behind the command, before it, or config.yaml."""
    return config_path or ctx.obj or DEFAULT


def loaded_or_shipped(ctx: click.Context, config_path: Path | None) -> Config:
    """The configuration of this call; where none was named and none is here, the one the program came with."""
    named = config_path or ctx.obj
    if named or DEFAULT.exists():
        return load_config(named or DEFAULT)
    say(f"no {DEFAULT} here: the settings that basewatch came with are used")
    return shipped_config()


def given(path: Path) -> Config:
    """The configuration that a command is asked about, ``-`` for stdin."""
    if str(path) != "-":
        return load_config(path)
    try:
        return read_config(sys.stdin.buffer.read().decode("utf-8"), "-")
    except UnicodeDecodeError as error:
        raise ConfigError("-:1: file: is not UTF-8 text; save it as UTF-8") from error


@contextmanager
def opened(path: str) -> Iterator[Iterator[bytes]]:
    """The lines of a file, unpacked where its name ends in .gz, ``-`` for stdin; a missing one ends in a sentence."""
    if path == "-":
        yield iter(sys.stdin.buffer)
        return
    # An error is caught while opening alone: the reader of our output may leave while the file is open.
    with _file(path) as stream:
        yield _unpacked(path, stream) if path.endswith(".gz") else stream


def _file(path: str) -> BinaryIO:
    try:
        return Path(path).open("rb")
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}); name a file, or - for stdin") from error


def _unpacked(path: str, stream: BinaryIO) -> Iterator[bytes]:
    import gzip
    import zlib

    try:
        with gzip.open(stream) as lines:
            yield from lines
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise InputError(f"{path}: is no whole gzip file ({error}); name it without .gz if it is not packed") from error


def say(text: str) -> None:
    """A line for a person, on stderr."""
    click.echo(text, err=True)


def put(line: bytes) -> None:
    """A line of data, on stdout."""
    sys.stdout.buffer.write(line)


def interactive() -> bool:
    """Whether a person watches stderr; progress is shown only then."""
    return sys.stderr.isatty() and not os.environ.get("CI")
