"""A sentence in clauses: the news, what it follows, what stands beside it. Pure."""

from collections.abc import Sequence

from monitor.judge.features.kinds import Chunk

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
