"""What a service does without is not loaded."""

import subprocess
import sys

ASKED = "import monitor.listening, sys; from monitor import wiring; wiring.open_channels((), {}); print('telegram' in sys.modules, 'trafilatura' in sys.modules)"


def test_python_telegram_bot_and_trafilatura_are_no_part_of_a_service_that_uses_neither() -> None:
    """The first is loaded when a bot listens, the second in the worker processes alone: 12 MB and 21 MB."""
    ran = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=True)
    assert ran.stdout.split() == ["False", "False"]
