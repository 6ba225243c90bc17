"""The command line: parse, call, print. Heavy modules are imported by the commands that need them."""

from monitor.cli.root import main

__all__ = ["main"]
