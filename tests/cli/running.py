"""The command line as a person runs it, in a folder of its own: here in this process, or in one of its own."""

import os
import subprocess
import sys
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from click.testing import CliRunner

from monitor.cli.root import main
from tests.config.texts import GOOD
from tests.shared import ROOT


@dataclass(frozen=True, slots=True)
class Done:
    """What a command printed, and its exit code."""

    returncode: int
    stdout: bytes
    stderr: bytes


@dataclass(frozen=True, slots=True)
class Folder:
    """A working directory."""

    path: Path

    def run(self, *arguments: str, stdin: bytes = b"") -> Done:
        """Run ``monitor`` through its entry point in this process, which spares the imports."""
        with chdir(self.path), CliRunner().isolation(input=stdin) as (out, err, _):
            try:
                main(arguments)
            except SystemExit as end:
                sys.stdout.flush()
                sys.stderr.flush()
                return Done(int(end.code or 0), out.getvalue(), err.getvalue())
        raise AssertionError("main() always exits")

    def process(self, *arguments: str, stdin: bytes = b"", **environment: str) -> Done:
        """Run ``monitor`` as a process."""
        done = subprocess.run(
            [sys.executable, "-m", "monitor", *arguments], input=stdin, capture_output=True, cwd=self.path, check=False,
            env=os.environ | {"PYTHONPATH": str(ROOT)} | environment, timeout=60)
        return Done(done.returncode, done.stdout, done.stderr)


def folder(path: Path, extra: str = "") -> Folder:
    """A working directory with the good configuration and more keys."""
    (path / "config.yaml").write_text(GOOD + f"models: {ROOT}/models\n" + extra, encoding="utf-8")
    return Folder(path)
