"""Features that carry the meaning of a news item: who struck whom, with what, when, and whether it is the news. Pure."""

from monitor.judge.features.masked import masked_words
from monitor.judge.features.reading import Reading, read
from monitor.judge.features.signals import SIGNAL_NAMES, patterns, signals

__all__ = ["SIGNAL_NAMES", "Reading", "masked_words", "patterns", "read", "signals"]
