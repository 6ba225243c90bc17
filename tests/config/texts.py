"""Configurations of our own writing."""

GOOD = """\
# the feeds we watch
feeds:
  - name: North   # our own
    url: https://north.example/rss
    language: en
  # the second
  - {name: South, url: "https://south.example/rss"}

  # what follows is about watches
watches:
  - name: bases
    keywords: [Iraq, Syria]
channels:
  - {name: console, kind: console}
# the end
"""


def with_lines(extra: str) -> str:
    """The good one and more keys."""
    return GOOD + extra
