"""The command line as a person runs it: a process of its own, in a folder of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.config.texts import GOOD
from tests.shared import ROOT


@dataclass(frozen=True, slots=True)
class Folder:
    """A working directory with a config.yaml."""

    path: Path

    def run(self, *arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
        """Run ``monitor``; what it printed, and its exit code."""
        known = {key: value for key, value in os.environ.items() if key not in {"TELEGRAM_TOKEN", "TELEGRAM_CHAT"}}
        return subprocess.run(
            [sys.executable, "-m", "monitor", *arguments], input=stdin, capture_output=True, cwd=self.path, check=False,
            env=known | {"PYTHONPATH": str(ROOT)} | environment, timeout=60)


def folder(path: Path, extra: str = "") -> Folder:
    """A working directory with the good configuration and more keys."""
    (path / "config.yaml").write_text(GOOD + f"models: {ROOT}/models\n" + extra, encoding="utf-8")
    return Folder(path)
