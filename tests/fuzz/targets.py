"""The table of targets."""

from collections.abc import Callable
from importlib import import_module

NAMES = ("addresses", "dates", "facts", "feeds", "keywords", "lines", "markup", "pages", "robots", "settings")

Fuzz = Callable[[bytes], None]


def target(name: str) -> Fuzz:
    """The function ``fuzz(data)`` of a module beside this one."""
    found: Fuzz = import_module(f"tests.fuzz.{name}").fuzz
    return found
