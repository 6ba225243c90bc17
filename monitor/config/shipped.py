"""The configuration for commands that need none of a person's own: extract, classify, reports, replay, train, evaluate."""

from pathlib import Path

from monitor.config.loading import load_config, read_config
from monitor.model import Config

_IN_A_CHECKOUT = Path(__file__).resolve().parents[2] / "config.yaml"
_LEAST = """
feeds: [{name: none, url: "https://example.org/rss.xml", enabled: false}]
watches: [{name: everything, mode: model only}]
channels: [{name: console, kind: console}]
"""


def shipped_config() -> Config:
    """config.yaml beside the package in a checkout; installed without one, every item is judged by the model alone."""
    return load_config(_IN_A_CHECKOUT) if _IN_A_CHECKOUT.exists() else read_config(_LEAST, str(_IN_A_CHECKOUT))
