"""What kinds of chunks the rules tell apart: groups of targets, sides of agents, clauses that look back. Pure."""

from monitor.judge.features.roles import Blow

_GROUPS = {
    "coalition base": "site", "listed base": "site", "base in host country": "implied", "unlisted base": "implied", "coalition airport": "site", "compound": "compound",
    "base": "place", "airport": "place", "green zone": "zone", "host base": "hostbase", "host airport": "place",
    "coalition force": "troops", "coalition": "us", "force": "force",
    "coalition road": "soft", "coalition embassy": "embassy", "coalition aircraft": "soft", "coalition ship": "soft",
    "coalition contractor": "contractor", "coalition civil": "soft", "road": "soft", "embassy": "embassy", "aircraft": "soft", "ship": "soft", "contractor": "contractor",
    "host embassy": "embassy", "host force": "host", "host": "host", "host civil": "host", "host road": "host", "civil": "civil", "host place": "somewhere",
    "abroad base": "abroad", "abroad": "abroad", "abroad force": "abroad", "abroad embassy": "abroad",
    "militant": "foe", "militant base": "foe", "militant force": "foe", "iran": "foe", "iran base": "foe", "iran force": "foe", "insider": "insider",
}
_AGENTS = {
    "militant": "foe", "iran": "foe", "weapon": "foe", "insider": "insider", "militant force": "foe", "iran force": "foe", "": "nobody",
    "coalition": "us", "coalition force": "us", "coalition aircraft": "us", "coalition ship": "us", "aircraft": "us", "abroad": "abroad", "abroad force": "abroad",
}
LATER = frozenset({"after", "over", "relative", "before", "if"})
"""Clauses of a headline that tell what came before or may come."""


def group_of(kind: str) -> str:
    """The kind of target a chunk kind stands for; "other" where it is none of them."""
    return _GROUPS.get(kind, "abroad" if kind.startswith("abroad") else "other")


def agent_of(blow: Blow) -> str:
    """Whose blow it is: foe, insider, us, abroad, nobody, other."""
    return _AGENTS.get(blow.agent, "other")
