"""Who counts as official: the forces attacked, their governments and the host's. Pure."""

from functools import lru_cache

from monitor.judge.folding import fold

_UNOFFICIAL = (
    "observatory", "sohr", "militia", "militant", "witness", "resident", "activist", "monitor", "local media",
    "local source", "resistance", "faction", "hezbollah", "hizbullah", "houthi", "taliban", "islamic state", "isis",
    "al shabaab", "kataib", "hashed", "hashd", "insurgent", "rebel", "telegram", "social media", "tv", "television",
    "news agency", "al mayadeen", "sabereen", "media", "journalist", "analyst", "expert", "iran",
)
"""Stronger than what follows: "militia spokesman" is none of ours."""
_OFFICIAL = (
    "coalition", "centcom", "central command", "pentagon", "ministry", "minister", "nato", "isaf", "resolute support",
    "spokesman", "spokeswoman", "spokesperson", "official", "army", "military", "navy", "air force", "us forces",
    "u.s. forces", "american forces", "british forces", "defense department", "defence department", "general",
    "colonel", "commander", "state department", "white house", "president", "government", "governor", "police",
    "security media cell", "joint operations", "inherent resolve", "oir", "mnf", "peshmerga", "counter terrorism",
    "counterterrorism", "sdf", "syrian democratic forces", "inherent", "embassy", "force spokesman", "statement by us",
)


@lru_cache(maxsize=4096)
def is_official(speaker: str) -> bool:
    """Whether a speaker, as the text names it, is official; unknown names are not."""
    words = f" {fold(speaker)} "
    if any(f" {word}" in words for word in _UNOFFICIAL):
        return False
    return any(f" {word}" in words for word in _OFFICIAL)
