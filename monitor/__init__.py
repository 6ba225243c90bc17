"""basewatch: watches public news feeds for attacks on bases that host coalition forces."""

__version__ = "0.1.0"
