"""Who did what to whom in one sentence. Pure.

A ``Blow`` is one attack word with the nearest agent and target in its own clause, whichever voice it stands in:
"X hits Y", "Y hit by X", "Y comes under fire", "attack on Y", "Y attack".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from monitor.judge.features.clauses import clauses
from monitor.judge.features.kinds import Chunk
from monitor.judge.features.parties import (
    AUXILIARIES, REACH, SITES_BY_WEIGHT, agent_by, has_weapon, nearest_before, owner_of, target_behind, target_in_front, victim_of,
    weight_of, weightiest_after,
)

_AT = frozenset({"at", "outside", "near", "inside", "in", "on", "into", "of", "to", "entering", "around", "over", "above", "beside", "against", "through", "within"})
_NEAREST = (0, -1, 1, -2, 2, -3, 3, -4, 4)
"""Places around a word, the nearest first."""
_STRIKERS = frozenset({"militant", "militant force", "iran", "insider"})
_PERFECT = frozenset({"has", "have", "had"})
"""Before a verb with an object these make the perfect tense ("has hit a base"), no passive."""
_NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "several", "multiple", "another", "more", "second", "main", "largest"})


@dataclass(frozen=True, slots=True)
class Blow:
    """One attack word and its parties; kinds as in :mod:`.chunks`, empty where none is near."""

    form: str
    """active, passive, noun, hurt (killed, wounded), warded (intercepted, foiled)."""
    agent: str
    target: str
    clause: str
    """main, after, over, beside, and, relative, before, if."""
    word: str
    weapon: str
    place: str = ""
    """The weightiest site named behind it with "at", "outside", "near" ..., where the blow took place."""


def blows(row: Sequence[Chunk]) -> list[Blow]:
    """Every attack word of the sentence with its parties."""
    out: list[Blow] = []
    for clause, members in clauses(row):
        for i, c in enumerate(members):
            if c.tags:
                out.extend(replace(b, place=_scene(members, i, bystanders=_bystanders(b))) for b in _read(members, i, clause))
    return out


def _bystanders(blow: Blow) -> bool:
    """Whether others than the coalition were hurt: a base "near" which they died is a landmark, no scene."""
    return blow.form == "hurt" and blow.target.startswith(("host", "civil"))


def _scene(row: Sequence[Chunk], i: int, *, bystanders: bool) -> str:
    found = ""
    for j in range(i + 1, min(len(row), i + 18)):
        before = row[j - 1] if row[j - 1].words not in {"the", "a", "an"} else row[j - 2]
        if before.words in _AT and row[j].is_entity and not (bystanders and before.words == "near"):
            found = min(found or row[j].kind, row[j].kind, key=weight_of)
    return found or _scene_before(row, i)


def _scene_before(row: Sequence[Chunk], i: int) -> str:
    """The site between an attacker or a weapon and its verb: "bomber at Bagram's gate kills 23"."""
    for j in range(i - 1, max(0, i - REACH), -1):
        if row[j].is_entity:
            started = any(c.kind in _STRIKERS or has_weapon(c) or "attack_noun" in c.tags for c in row[max(0, j - 4):j])
            return row[j].kind if started and row[j - 1].words in _AT and row[j].kind in SITES_BY_WEIGHT else ""
    return ""


def _read(row: Sequence[Chunk], i: int, clause: str) -> list[Blow]:
    c = row[i]
    found: list[Blow] = []
    if c.is_entity:
        return found
    weapon = _weapon(row, i)
    passive = "passive" in c.tags and _is_passive(row, i)
    if passive:
        found.append(Blow("passive", agent_by(row, i), nearest_before(row, i), clause, c.words, weapon))
    elif c.tags & {"active", "passive"} and not _is_noun(row, i):
        found.append(Blow("active", nearest_before(row, i), weightiest_after(row, i, through=False), clause, c.words, weapon))
    elif "attack_noun" in c.tags or "own_blow" in c.tags:
        target = target_behind(row, i) or target_in_front(row, i)
        found.append(Blow("noun", owner_of(row, i), target, clause, c.words, weapon))
    elif has_weapon(c) and (target := target_behind(row, i)):
        found.append(Blow("noun", owner_of(row, i), target, clause, c.words, weapon))
    if "killed" in c.tags:
        found.append(Blow("hurt", agent_by(row, i), victim_of(row, i), clause, c.words, weapon))
    if "warded_off" in c.tags:
        found.append(Blow("warded", nearest_before(row, i), weightiest_after(row, i, through=True), clause, c.words, weapon))
    return found


def _weapon(row: Sequence[Chunk], i: int) -> str:
    for j in _NEAREST:
        if 0 <= i + j < len(row) and (tags := row[i + j].tags) and (weapon := _weapon_in(tags)):
            return weapon
    return ""


@cache
def _weapon_in(tags: frozenset[str]) -> str:
    """The first weapon by name among these tags, or nothing; as many entries as the lexicon has sets of tags, and pairs of them."""
    return min((tag.removeprefix("weapon_") for tag in tags if tag.startswith("weapon_")), default="")


def _is_noun(row: Sequence[Chunk], i: int) -> bool:
    """Whether an attack word that can be verb or noun is a noun here."""
    c = row[i]
    if "attack_noun" not in c.tags:
        return False
    before = row[i - 1] if i else None
    after = row[i + 1] if i + 1 < len(row) else None
    if before is not None and (before.words in {"a", "an", "the", "of", "in", "by", "after", "to", "another", "any", "and", "new", "more", "over", "for", "from", "amid", "s"}):
        return before.words not in {"to", "and"}
    if after is not None and after.words in {"on", "against", "at", "in", "near", "kills", "wounds", "injures", "leaves", "hits", "targets", "targeting", "by", "outside", "claimed", "kill"}:
        return True
    names_target = after is not None and (after.is_entity or after.kind == "number" or after.words in {"the", "a", "an"} or after.words in _NUMBERS)
    if before is not None and before.words.endswith("s") and c.words in {"attack", "strike", "hit", "target", "raid"} and names_target:
        return False
    if before is not None and "base" in before.kind and c.words in {"strike", "attack", "raid", "blast", "bombing", "assault", "explosion"}:
        return True
    if before is not None and has_weapon(before) and before.words.endswith("s") and names_target:
        return False
    if before is not None and has_weapon(before) and c.words in {"attack", "strike", "raid", "assault", "blast", "fire", "explosion"}:
        return True
    if after is not None and (after.is_entity or after.words in {"the", "a", "an", "at", "us"}):
        return False
    return not (before is not None and before.is_entity and after is not None)


def _is_passive(row: Sequence[Chunk], i: int) -> bool:
    if ("under" in row[i].words or row[i].words == "on fire") or row[i].words == "ablaze":
        return True
    if i and row[i - 1].words in _PERFECT and i + 1 < len(row) and (row[i + 1].is_entity or row[i + 1].words in {"the", "a", "an"}):
        return False
    if nearest_before(row, i) == "weapon" and weightiest_after(row, i, through=False):
        return False
    if any(c.words in AUXILIARIES for c in row[max(0, i - 2):i]):
        return True
    if nearest_before(row, i) == "weapon":
        return False
    after = [c for c in row[i + 1:i + 3] if c.words not in {"the", "a", "an"}]
    if after and after[0].words in {"by", "in", "with", "near", "for", "during", "overnight", "again"}:
        return bool(nearest_before(row, i))
    if not nearest_before(row, i):
        return False
    return not after or (row[i].words not in {"hit", "struck"} and not any(c.is_entity for c in row[i + 1:i + 4]))
