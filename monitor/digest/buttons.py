"""The two buttons of a near miss: a reader says whether silence was right. Pure."""

from monitor.model import Button


def near_buttons(number: int, article: str) -> tuple[Button, ...]:
    """One row of buttons for the near miss with that number in the message."""
    return (Button(text=f"{number} should have alerted", data=f"m:{article}"),
            Button(text=f"{number} rightly silent", data=f"q:{article}"))
