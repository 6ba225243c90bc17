"""The parties beside an attack word: who stands before it, behind it, behind "by" or "on". Pure."""

from collections.abc import Sequence

from monitor.judge.features.kinds import Chunk

_TO_TARGET = frozenset({"on", "at", "against", "near", "outside", "into", "inside", "toward", "towards", "targeting", "upon", "around", "to", "close", "over", "above", "beside", "onto"})
AUXILIARIES = frozenset({"is", "are", "was", "were", "be", "been", "being", "gets", "got", "has", "have", "had", "reportedly", "again", "also", "after"})
_COMES_DOWN = frozenset({"land", "lands", "landed", "fall", "falls", "fell", "burst", "bursts", "explode", "explodes", "exploded", "crashes", "come down", "came down", "comes down"})
"""Verbs behind which "by" says where."""
REACH = 7
_REACH_BACK = 13
"""A subject may stand before a clause of its own: "bases used by the force fighting X came under fire"."""


def has_weapon(c: Chunk) -> bool:
    """Whether its words name a weapon."""
    return any(t.startswith("weapon") for t in c.tags)


def nearest_before(row: Sequence[Chunk], i: int) -> str:
    """The nearest party or site before ``i``; a country or town only where nothing else stands there."""
    place = ""
    for j in range(i - 1, max(0, i - _REACH_BACK) - 1, -1):
        c = row[j]
        if has_weapon(c) and not c.is_entity:
            return "weapon"
        if c.is_entity and c.kind != "host place" and not (c.kind == "abroad" and j and row[j - 1].words in {"in", ","}):
            beside = row[j - 2] if j > 1 and row[j - 1].words == "and" else None
            return beside.kind if beside is not None and beside.kind in SITES_BY_WEIGHT[:4] and weight_of(beside.kind) < weight_of(c.kind) else c.kind
        place = place or (c.kind if c.is_entity else "")
    return place


def weightiest_after(row: Sequence[Chunk], i: int, *, through: bool) -> str:
    """The weightiest entity behind ``i`` before the clause turns: in "Israel and US bases" it is the bases."""
    found = ""
    for j, c in enumerate(row[i + 1:i + 1 + REACH]):
        if c.is_entity:
            found = min(found or c.kind, c.kind, key=weight_of)
        elif (_turns(c, found) and not (j == 0 and c.words == "by" and row[i].words in _COMES_DOWN)) or (not through and "active" in c.tags and "attack_noun" not in c.tags):
            break
    return found


def _turns(c: Chunk, found: str) -> bool:
    """Whether a list of targets ends here."""
    if c.words in {"by", "after"} or (found and c.words in {"from", "in", "near"}) or (found in SITES_BY_WEIGHT and c.words == "s"):
        return True
    return c.kind == "mark" and not (found and c.words == ",")


SITES_BY_WEIGHT = ("coalition base", "listed base", "coalition force", "base in host country", "unlisted base", "coalition airport", "green zone", "coalition embassy", "coalition road")


def weight_of(kind: str) -> int:
    """Lower is weightier: a coalition base first, then other sites, a mere place last."""
    if kind in SITES_BY_WEIGHT:
        return SITES_BY_WEIGHT.index(kind)
    return 99 if kind == "host place" else 50


def agent_by(row: Sequence[Chunk], i: int) -> str:
    """Who or what stands behind "by"."""
    for j, c in enumerate(row[i + 1:i + 1 + REACH], i + 1):
        if "reaction" in c.tags:
            return ""
        if c.words == "by":
            for f in row[j + 1:j + 5]:
                if f.is_entity:
                    return f.kind
                if has_weapon(f):
                    return "weapon"
            return ""
    return ""


def target_behind(row: Sequence[Chunk], i: int) -> str:
    """What stands behind "on", "at", "against" ...: "attack on a base"."""
    for j, c in enumerate(row[i + 1:i + 5], i + 1):
        if c.words in _TO_TARGET or c.words in {"targets", "hits", "strikes"}:
            return weightiest_after(row, j, through=True)
        if c.kind == "mark":
            return ""
    return ""


def target_in_front(row: Sequence[Chunk], i: int) -> str:
    """The target that stands before: "US base attack", "Iraq base rocket attack"."""
    for c in reversed(row[max(0, i - 2):i]):
        if c.is_entity and ("base" in c.kind or c.kind.endswith(("embassy", "road", "airport"))):
            return c.kind
    return ""


def owner_of(row: Sequence[Chunk], i: int) -> str:
    """Whose blow a noun tells of: "militia attack", "attack by a militia"."""
    for c in reversed(row[max(0, i - 3):i]):
        if c.kind in {"iran", "militant", "coalition", "abroad", "host", "insider"}:
            return c.kind
    return agent_by(row, i)


def victim_of(row: Sequence[Chunk], i: int) -> str:
    """Who was killed or wounded, before or behind the word."""
    before, after = nearest_before(row, i), weightiest_after(row, i, through=True)
    if after and i and row[i - 1].words in {"it", "they", "which"}:
        return after
    if row[i].words in {"kills", "wounds", "injures", "kill", "killing", "wounding", "injuring", "wound", "injure"}:
        return after
    if any(c.words in AUXILIARIES for c in row[max(0, i - 2):i]):
        return before
    return before if before.endswith(("force", "coalition", "contractor", "civil")) else after or before
