"""What an article says: all attacks it tells of, each with place, time, weapon, numbers, outcome and who says so."""

from monitor.judge.facts.reading import read_reports

__all__ = ["read_reports"]
