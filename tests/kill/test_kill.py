"""A process killed at any step of the pipeline loses no alert and opens no incident twice."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_a_kill_at_every_step_loses_no_alert(tmp_path: Path) -> None:
    """Whatever the step, both alerts are there after the restart, and one is doubled only where the chat had it already."""
    ran = subprocess.run([sys.executable, "-m", "tests.kill.harness", str(tmp_path)], capture_output=True, text=True,
                         check=True, timeout=300)
    table = json.loads(ran.stdout)
    due = {thread for _, thread in table["whole"]}
    assert len(due) == 2
    assert len(table["outcomes"]) > 20
    for outcome in table["outcomes"]:
        assert outcome["signal"] == 9, outcome["step"]
        sends = Counter(thread for kind, thread in outcome["seen"] if kind == "send")
        assert set(sends) == due, outcome["step"]
        doubled = [thread for thread, count in sends.items() if count > 1]
        in_doubt = outcome["step"] in {"after chat.deliver", "before store.mark_sent"}
        assert len(doubled) <= in_doubt, outcome["step"]
