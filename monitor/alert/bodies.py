"""One name for a body that texts name in several ways, so that one voice is not shown as three. Pure."""

from functools import lru_cache

_NAMES = {
    "pentagon": ("pentagon", "department of defense", "department of defence", "defense department", "defence department", "dod"),
    "centcom": ("centcom", "central command"),
    "coalition": ("coalition", "led coalition", "international coalition", "global coalition", "anti isis coalition", "inherent resolve",
                  "operation inherent resolve", "oir"),
    "observatory": ("sohr", "observatory", "syrian observatory", "syrian observatory for human rights", "britain based observatory"),
    "guards": ("irgc", "revolutionary guard", "revolutionary guards", "islamic revolutionary guard corps", "irans revolutionary guards"),
    "state department": ("state department", "department of state"),
}
_BODY = {name: body for body, names in _NAMES.items() for name in names}
_OWNERS = ("the ", "us ", "american ")


@lru_cache(maxsize=4096)
def body_of(speaker: str) -> str:
    """``pentagon`` for "U.S. Department of Defense"; a name that is none of those comes back in small letters."""
    words = " ".join(speaker.casefold().replace("-", " ").replace(".", "").replace("'", "").replace("’", "").split())
    for owner in _OWNERS:
        words = words.removeprefix(owner)
    return _BODY.get(words, words)
