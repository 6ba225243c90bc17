"""A sentence as a row of chunks: parties, sites, happenings and the words between them. Pure.

A chunk has one ``kind``. Entity kinds say whose and what: ``coalition base``, ``host force``, ``militant`` ...; other
chunks keep the tags of their words. Names from the gazetteer decide before words do, so a base that is added to the
gazetteer is understood at once.
"""

from collections.abc import Sequence

from monitor.judge.features.kinds import Chunk, of_place, of_words
from monitor.judge.features.lexicon import LEXICON
from monitor.judge.features.words import Token
from monitor.judge.gazetteer import PlaceMatch

_IRAN = frozenset({"tehran", "iran", "iranian"})
"""A capital that stands for its government is a party, no place."""
_REACH = 3
"""Chunks an adjective may stand before its noun ("US military training base")."""
_SHORT = frozenset({"and", "run", "led", "new", "s"})
"""Short words that an adjective may reach over ("NATO-run airport")."""
_LOOKS = frozenset({"style", "made", "built", "supplied", "uniform", "uniforms", "type", "designed", "trained", "backed", "funded", "allied", "supported"})
_COALITION_KINDS = frozenset({"coalition", "coalition force"})
_BACKED = frozenset({"trained", "backed", "funded", "allied", "supported", "led"})


def chunk(sentence: Sequence[Token], places: Sequence[PlaceMatch], year: int) -> list[Chunk]:
    """The chunks of one sentence of ``year``; ``places`` are the gazetteer's matches in the text the tokens came from."""
    row = _tagged(sentence, places, year)
    return _subdue_foes(_attach_hosts(_merge_parties(_only_looks(row))))


def _tagged(sentence: Sequence[Token], places: Sequence[PlaceMatch], year: int) -> list[Chunk]:
    row: list[Chunk] = []
    words = [t.low for t in sentence]
    starts = {p.start: p for p in places}
    i = 0
    while i < len(sentence):
        place = starts.get(sentence[i].start)
        if place is not None and words[i] not in _IRAN and (found := of_place(place, year)) is not None:
            size = max(1, sum(1 for t in sentence[i:i + 12] if t.start < place.end))
            found.words, found.position = " ".join(words[i:i + size]), i
            row.append(found)
        else:
            size, tags = LEXICON.longest(words, i)
            size = max(size, 1)
            row.append(of_words(words[i] if size == 1 else " ".join(words[i:i + size]), tags, i))
        i += size
    return row


def _only_looks(row: list[Chunk]) -> list[Chunk]:
    """In "raiders in U.S.-style uniforms" nobody of the coalition acts."""
    for c, following, third in zip(row, row[1:], [*row[2:], Chunk("mark", "")], strict=False):
        if c.kind in _COALITION_KINDS and (following.words in _LOOKS or (following.kind == "force" and third.words in _LOOKS - _BACKED)):
            c.kind = "word"
    return row


_OWNED = {
    "base": "base", "airport": "airport", "embassy": "embassy", "contractor": "contractor", "aircraft": "aircraft", "ship": "ship",
    "road": "road", "force": "force", "unlisted base": "base", "civil": "civil", "compound": "base",
}
_OWNERS = {
    "coalition": "coalition", "coalition force": "coalition", "host": "host", "abroad": "abroad", "iran": "iran", "militant": "militant",
}


def _merge_parties(row: list[Chunk]) -> list[Chunk]:
    """``us`` + ``military`` + ``base`` becomes one chunk of kind ``coalition base``."""
    out: list[Chunk] = []
    i = 0
    while i < len(row):
        owner = _OWNERS.get(row[i].kind)
        taken = _owned_after(row, i) if owner else 0
        if owner and taken:
            last = row[i + taken]
            kind = "militant force" if owner == "militant" and _OWNED[last.kind] == "force" else f"{owner} {_OWNED[last.kind]}"
            members = row[i:i + taken + 1]
            out.append(Chunk(kind, " ".join(c.words for c in members), last.tags | row[i].tags, row[i].position))
            i += taken + 1
        else:
            out.append(row[i])
            i += 1
    return out


def _owned_after(row: Sequence[Chunk], i: int) -> int:
    """How many chunks after ``i`` belong to the party there; 0 if none. The last noun of the run wins."""
    best = 0
    for step in range(1, _REACH + 1):
        if i + step >= len(row):
            break
        chunk_ = row[i + step]
        if chunk_.kind in _OWNED:
            best = step
        elif best or not (_bridges(chunk_) or (chunk_.kind == "host place" and _named_base(row, i + step))):
            break
    return best


def _named_base(row: Sequence[Chunk], i: int) -> bool:
    """Whether the place there names a site that follows at once ("NATO's Kabul headquarters")."""
    return i + 1 < len(row) and row[i + 1].kind in {"base", "compound"}


def _bridges(between: Chunk) -> bool:
    """Whether a party's adjective may reach over this chunk to its noun."""
    return between.kind in {"coalition", "host"} or (between.kind == "word" and not between.tags and (len(between.words) > 3 or between.words in _SHORT))


_BASES = frozenset({"compound", "base", "host base", "airport", "host airport", "unlisted base", "abroad base", "host civil"})


def _attach_hosts(row: list[Chunk]) -> list[Chunk]:
    """A site "housing US troops" is the coalition's; a bare base "in Iraq" stands in a host country."""
    for i, c in enumerate(row):
        if c.kind == "coalition base" and any("home" in f.tags and g.words in {"in", "at", "near", ","} for g, f in zip(row[i + 1:i + 5], row[i + 2:i + 6], strict=False)):
            c.kind = "abroad base"
        if c.kind not in _BASES:
            continue
        following = row[i + 1:i + 8]
        if _houses_coalition(following):
            c.kind = "coalition base"
            _subdue(following)
        elif c.kind in {"base", "unlisted base"} and ((i and row[i - 1].kind == "host place") or _next_place(row[i + 1:i + 5]) == "host place"):
            c.kind = "base in host country"
        elif c.kind in {"base", "unlisted base", "airport"} and _next_place(row[i + 1:i + 5]) == "abroad":
            c.kind = "abroad base"
    return row


_FIGHTING = frozenset({"fighting", "battling", "combating", "combatting", "fights", "battles", "fight"})


def _subdue(following: Sequence[Chunk]) -> None:
    """The tenants of a site are no party of the sentence: in "a base used by the coalition came under fire" it is the base."""
    beside = next((j for j, c in enumerate(following) if "beside" in c.tags or (j == 0 and c.words == "of")), len(following))
    for c in following[beside + 1:beside + 5]:
        if c.kind == "happening":
            return
        if c.kind in _COALITION_KINDS:
            c.kind = "word"


def _subdue_foes(row: list[Chunk]) -> list[Chunk]:
    """Nor are those whom a party fights: in "the force fighting the Taliban came under fire" it is the force."""
    for i, c in enumerate(row):
        if c.words not in _FIGHTING or not any(f.tags & {"coalition", "base", "coalition_base"} for f in row[max(0, i - 4):i]):
            continue
        foe = next((f for f in row[i + 1:i + 4] if f.is_entity), None)
        verb = next((f for f in row[i + 1:i + 9] if f.kind == "happening"), None)
        if foe is not None and verb is not None and "passive" in verb.tags:
            foe.kind = "word"
    return row


def _houses_coalition(following: Sequence[Chunk]) -> bool:
    for j, c in enumerate(following):
        if c.kind == "mark" and c.words in {";", ":"}:
            return False
        if j == 0 and c.words == "of" and any(f.kind in _COALITION_KINDS for f in following[1:3]):
            return True
        if "beside" in c.tags:
            return any(f.kind in _COALITION_KINDS for f in following[j + 1:j + 5])
        if c.kind == "happening" and not c.tags & {"active"}:
            return False
    return False


def _next_place(following: Sequence[Chunk]) -> str:
    for j, c in enumerate(following):
        if c.words in {"in", "near", "at", "outside", "of", "on", "across", "from"} and c.kind == "word":
            for f in following[j + 1:]:
                if f.kind in {"host place", "abroad"}:
                    return f.kind
                if f.kind in {"happening", "mark"}:
                    break
            return ""
    return ""
