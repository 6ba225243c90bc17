"""Who did what to whom in one sentence. Pure.

A ``Blow`` is one attack word with the nearest agent and target in its own clause, whichever voice it stands in:
"X hits Y", "Y hit by X", "Y comes under fire", "attack on Y", "Y attack".
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.judge.features.chunks import Chunk

_CLAUSE_WORDS = {
    "after": "after", "following": "after", "amid": "after", "since": "after", "over": "over", "despite": "after", "because": "after",
    "while": "beside", "as": "beside", "when": "beside", "and": "and", "but": "beside", "though": "beside", "although": "beside",
    "which": "relative", "that": "relative", "who": "relative", "before": "before", "if": "if", "unless": "if", "until": "before", "behind": "relative", "follow": "after", "follows": "after", "followed": "after", "avenging": "after",
    "prompting": "beside", "triggering": "beside", "sparking": "beside", "unleashing": "beside", "drawing": "beside",
}
_CLAUSE_PHRASES = (
    "in response to", "in retaliation", "in revenge", "in answer", "in reply", "days after", "hours after", "retaliation for", "response to", "answer to",
    "reply to", "reprisal for", "revenge for", "punishment for", "years since", "in connection",
)
_PHRASE_STARTS = frozenset(phrase.split()[0] for phrase in _CLAUSE_PHRASES)
_MARKS = frozenset({":", "|", "—", "–", ";"})
_TO_TARGET = frozenset({"on", "at", "against", "near", "outside", "into", "inside", "toward", "towards", "targeting", "upon", "around", "to", "close", "over", "above", "beside", "onto"})
_AT = frozenset({"at", "outside", "near", "inside", "in", "on", "into", "of", "to", "entering", "around", "over", "above", "beside", "against", "through", "within"})
_STRIKERS = frozenset({"militant", "militant force", "iran", "insider"})
_AUX = frozenset({"is", "are", "was", "were", "be", "been", "being", "gets", "got", "has", "have", "had", "reportedly", "again", "also", "after"})
_PERFECT = frozenset({"has", "have", "had"})
"""Before a verb with an object these make the perfect tense ("has hit a base"), no passive."""
_SKIP = frozenset({"the", "a", "an", "at", "on", "in", "into", "near", "its", "his", "their", "several", "two", "three", "another", "key", "inside", "outside", "around", "of", "to", "main"})
_COMES_DOWN = frozenset({"land", "lands", "landed", "fall", "falls", "fell", "burst", "bursts", "explode", "explodes", "exploded", "crashes", "come down", "came down", "comes down"})
"""Verbs behind which "by" says where."""
_NUMBERS = frozenset({"two", "three", "four", "five", "six", "seven", "eight", "several", "multiple", "another", "more", "second", "main", "largest"})
_REACH = 7
_REACH_BACK = 13
"""A subject may stand before a clause of its own: "bases used by the force fighting X came under fire"."""


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


def clauses(row: Sequence[Chunk]) -> list[tuple[str, list[Chunk]]]:
    """The sentence in clauses, each with what leads it. "A and B" within one list of names begins no clause."""
    out: list[tuple[str, list[Chunk]]] = [("main", [])]
    happened = False
    for i, c in enumerate(row):
        lead = _lead(row, i)
        if lead == "and" and not (happened and _verb_follows(row, i)):
            lead = ""
        if lead and out[-1][1]:
            out.append((lead, []))
        elif c.kind == "mark" and c.words in _MARKS and out[-1][1]:
            out.append(("main" if len(out) == 1 else "beside", []))
            happened = False
        out[-1][1].append(c)
        happened = happened or c.kind == "happening"
    return out


def _verb_follows(row: Sequence[Chunk], i: int) -> bool:
    """Whether a new predicate stands within reach behind an "and"."""
    return any(c.tags & {"active", "passive", "killed", "reaction"} and not c.is_entity for c in row[i + 1:i + 5])


def _lead(row: Sequence[Chunk], i: int) -> str:
    c = row[i]
    if c.words == "that" and i and "claim" in row[i - 1].tags:
        return "beside"
    if (lead := _CLAUSE_WORDS.get(c.words)) is not None:
        return lead
    if c.words.split(" ", 1)[0] not in _PHRASE_STARTS:
        return ""
    ahead = " ".join(x.words for x in row[i:i + 3])
    return "after" if ahead.startswith(_CLAUSE_PHRASES) else ""


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
            found = min(found or row[j].kind, row[j].kind, key=_weight)
    return found or _scene_before(row, i)


def _scene_before(row: Sequence[Chunk], i: int) -> str:
    """The site between an attacker or a weapon and its verb: "bomber at Bagram's gate kills 23"."""
    for j in range(i - 1, max(0, i - _REACH), -1):
        if row[j].is_entity:
            started = any(c.kind in _STRIKERS or _has_weapon(c) or "attack_noun" in c.tags for c in row[max(0, j - 4):j])
            return row[j].kind if started and row[j - 1].words in _AT and row[j].kind in _WEIGHTS else ""
    return ""


def _read(row: Sequence[Chunk], i: int, clause: str) -> list[Blow]:
    c = row[i]
    weapon = _weapon(row, i)
    found: list[Blow] = []
    if c.is_entity:
        return found
    passive = "passive" in c.tags and _is_passive(row, i)
    if passive:
        found.append(Blow("passive", _after_by(row, i), _before(row, i), clause, c.words, weapon))
    elif c.tags & {"active", "passive"} and not _is_noun(row, i):
        found.append(Blow("active", _before(row, i), _after(row, i, through=False), clause, c.words, weapon))
    elif "attack_noun" in c.tags or "own_blow" in c.tags:
        target = _after_to(row, i) or _compound(row, i)
        found.append(Blow("noun", _owner(row, i), target, clause, c.words, weapon))
    elif _has_weapon(c) and (target := _after_to(row, i)):
        found.append(Blow("noun", _owner(row, i), target, clause, c.words, weapon))
    if "killed" in c.tags:
        found.append(Blow("hurt", _after_by(row, i), _victim(row, i), clause, c.words, weapon))
    if "warded_off" in c.tags:
        found.append(Blow("warded", _before(row, i), _after(row, i, through=True), clause, c.words, weapon))
    return found


def _has_weapon(c: Chunk) -> bool:
    return any(t.startswith("weapon") for t in c.tags)


def _weapon(row: Sequence[Chunk], i: int) -> str:
    near = sorted(range(max(0, i - 4), min(len(row), i + 5)), key=lambda j: abs(j - i))
    for j in near:
        for tag in sorted(row[j].tags):
            if tag.startswith("weapon_"):
                return tag[7:]
    return ""


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
    if before is not None and _has_weapon(before) and before.words.endswith("s") and names_target:
        return False
    if before is not None and _has_weapon(before) and c.words in {"attack", "strike", "raid", "assault", "blast", "fire", "explosion"}:
        return True
    if after is not None and (after.is_entity or after.words in {"the", "a", "an", "at", "us"}):
        return False
    return not (before is not None and before.is_entity and after is not None)


def _is_passive(row: Sequence[Chunk], i: int) -> bool:
    if ("under" in row[i].words or row[i].words == "on fire") or row[i].words == "ablaze":
        return True
    if i and row[i - 1].words in _PERFECT and i + 1 < len(row) and (row[i + 1].is_entity or row[i + 1].words in {"the", "a", "an"}):
        return False
    if _before(row, i) == "weapon" and _after(row, i, through=False):
        return False
    if any(c.words in _AUX for c in row[max(0, i - 2):i]):
        return True
    if _before(row, i) == "weapon":
        return False
    after = [c for c in row[i + 1:i + 3] if c.words not in {"the", "a", "an"}]
    if after and after[0].words in {"by", "in", "with", "near", "for", "during", "overnight", "again"}:
        return bool(_before(row, i))
    if not _before(row, i):
        return False
    return not after or (row[i].words not in {"hit", "struck"} and not any(c.is_entity for c in row[i + 1:i + 4]))


def _before(row: Sequence[Chunk], i: int) -> str:
    """The nearest party or site before ``i``; a country or town only where nothing else stands there."""
    place = ""
    for j in range(i - 1, max(0, i - _REACH_BACK) - 1, -1):
        c = row[j]
        if _has_weapon(c) and not c.is_entity:
            return "weapon"
        if c.is_entity and c.kind != "host place" and not (c.kind == "abroad" and j and row[j - 1].words in {"in", ","}):
            beside = row[j - 2] if j > 1 and row[j - 1].words == "and" else None
            return beside.kind if beside is not None and beside.kind in _WEIGHTS[:4] and _weight(beside.kind) < _weight(c.kind) else c.kind
        place = place or (c.kind if c.is_entity else "")
    return place


def _after(row: Sequence[Chunk], i: int, *, through: bool) -> str:
    """The weightiest entity behind ``i`` before the clause turns: in "Israel and US bases" it is the bases."""
    found = ""
    for j, c in enumerate(row[i + 1:i + 1 + _REACH]):
        if c.is_entity:
            found = min(found or c.kind, c.kind, key=_weight)
        elif (_turns(c, found) and not (j == 0 and c.words == "by" and row[i].words in _COMES_DOWN)) or (not through and "active" in c.tags and "attack_noun" not in c.tags):
            break
    return found


def _turns(c: Chunk, found: str) -> bool:
    """Whether a list of targets ends here."""
    if c.words in {"by", "after"} or (found and c.words in {"from", "in", "near"}) or (found in _WEIGHTS and c.words == "s"):
        return True
    return c.kind == "mark" and not (found and c.words == ",")


_WEIGHTS = ("coalition base", "listed base", "coalition force", "base in host country", "unlisted base", "coalition airport", "green zone", "coalition embassy", "coalition road")


def _weight(kind: str) -> int:
    if kind in _WEIGHTS:
        return _WEIGHTS.index(kind)
    return 99 if kind == "host place" else 50


def _after_by(row: Sequence[Chunk], i: int) -> str:
    for j, c in enumerate(row[i + 1:i + 1 + _REACH], i + 1):
        if "reaction" in c.tags:
            return ""
        if c.words == "by":
            for f in row[j + 1:j + 5]:
                if f.is_entity:
                    return f.kind
                if _has_weapon(f):
                    return "weapon"
            return ""
    return ""


def _after_to(row: Sequence[Chunk], i: int) -> str:
    for j, c in enumerate(row[i + 1:i + 5], i + 1):
        if c.words in _TO_TARGET or c.words in {"targets", "hits", "strikes"}:
            return _after(row, j, through=True)
        if c.kind == "mark":
            return ""
    return ""


def _compound(row: Sequence[Chunk], i: int) -> str:
    """The target that stands before: "US base attack", "Iraq base rocket attack"."""
    for c in reversed(row[max(0, i - 2):i]):
        if c.is_entity and ("base" in c.kind or c.kind.endswith(("embassy", "road", "airport"))):
            return c.kind
    return ""


def _owner(row: Sequence[Chunk], i: int) -> str:
    for c in reversed(row[max(0, i - 3):i]):
        if c.kind in {"iran", "militant", "coalition", "abroad", "host", "insider"}:
            return c.kind
    return _after_by(row, i)


def _victim(row: Sequence[Chunk], i: int) -> str:
    before, after = _before(row, i), _after(row, i, through=True)
    if after and i and row[i - 1].words in {"it", "they", "which"}:
        return after
    if row[i].words in {"kills", "wounds", "injures", "kill", "killing", "wounding", "injuring", "wound", "injure"}:
        return after
    if any(c.words in _AUX for c in row[max(0, i - 2):i]):
        return before
    return before if before.endswith(("force", "coalition", "contractor", "civil")) else after or before
