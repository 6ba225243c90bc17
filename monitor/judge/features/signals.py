"""The meaning of a reading as named numbers. Pure; one code path for training and for serving.

``signals`` gives a fixed set of dense numbers (yes = 1.0), ``SIGNAL_NAMES`` their order. ``patterns`` gives an open set
of short strings: roles, kinds and skeletons of sentences, to be hashed.
"""

from collections.abc import Iterator, Sequence

from monitor.judge.features.kinds import Chunk
from monitor.judge.features.evidence import EVIDENCE, evidence
from monitor.judge.features.groups import LATER, agent_of, group_of
from monitor.judge.features.lexicon import TAGS
from monitor.judge.features.reading import Reading, Sentence
from monitor.judge.features.clauses import clauses
from monitor.judge.features.roles import Blow

_TARGETS = ("site", "implied", "contractor", "place", "compound", "zone", "hostbase", "troops", "us", "force", "soft", "embassy", "host", "civil", "somewhere", "abroad", "foe")
_MAIN = ("main", "sub")
_FORMS = ("struck", "hurt")
_PARTS = ("head", "rest")


_WHY = frozenset({"why", "how", "did", "where", "should", "can", "could"})
_WHAT = (["what", "have"], ["what", "does"], ["what", "did"], ["what", "next"], ["what", "if"])
"""Beginnings of a headline that asks about what is known already; "what we know about the attack" tells of it."""
_TURNING = ("reaction", "legal", "afterwards", "threat", "drill", "figurative", "live", "claim", "own_blow", "mishap", "seen", "many", "operation", "unhurt", "warded_off", "fresh")
"""Tags that weigh otherwise in the first clause of the headline than behind it."""


def _dense_names() -> tuple[str, ...]:
    names = [f"{p}.{f}.{t}.{m}" for p in _PARTS for f in _FORMS for t in _TARGETS for m in _MAIN]
    names += [f"{p}.{x}.{m}" for p in _PARTS for x in ("us_blow", "foe_blow", "foe_blow_nowhere", "insider_blow", "abroad_blow", "warded") for m in _MAIN]
    names += [f"{p}.has.{g}" for p in _PARTS for g in (*_TARGETS, "insider")]
    names += [f"{p}.has.{k}" for p in _PARTS for k in ("abroad base", "coalition base", "listed base", "unlisted base", "base in host country", "coalition force", "iran")]
    names += [f"{p}.says.{t}" for p in _PARTS for t in TAGS]
    names += [f"{p}.weapon" for p in _PARTS]
    names += ["head.us_first", "head.asks", "head.asks_why", "head.colon", "head.quote", "head.words", "rest.words", "title", "zone_held", "head.site_any", "rest.site_any",
              "both.site_and_blow", "both.troops_and_weapon", "head.starts_late", "head.first_person", "head.bare_heading"]
    names += [f"{p}.at.{t}.{m}" for p in _PARTS for t in ("site", "implied", "place", "compound", "zone", "hostbase", "abroad") for m in _MAIN]
    names += [f"{p}.old_{what}" for p in _PARTS for what in ("day", "year")]
    names += [f"lead.{t}" for t in _TURNING] + list(EVIDENCE)
    return tuple(names)


SIGNAL_NAMES = _dense_names()
_INDEX = {name: i for i, name in enumerate(SIGNAL_NAMES)}


def signals(reading: Reading) -> dict[str, float]:
    """Named numbers that are not zero; every name is one of :data:`SIGNAL_NAMES`."""
    out: dict[str, float] = {}
    for part, sentences in (("head", (reading.head,)), ("rest", reading.rest)):
        for sentence in sentences:
            _sentence(out, part, sentence)
    out.update(dict.fromkeys(reading.past, 1.0))
    _shape(out, reading)
    _together(out, reading)
    _leads(out, reading)
    _evidence(out, reading)
    return out


def _sentence(out: dict[str, float], part: str, sentence: Sentence) -> None:
    for blow in sentence.blows:
        _blow(out, part, blow)
    for c in sentence.chunks:
        if c.is_entity:
            out[f"{part}.has.{group_of(c.kind)}"] = 1.0
            out[f"{part}.has.{c.kind}"] = 1.0
        for tag in c.tags:
            out[f"{part}.says.{tag}"] = 1.0
            if tag.startswith("weapon"):
                out[f"{part}.weapon"] = 1.0
    for name in [n for n in out if n not in _INDEX]:
        del out[name]


def _blow(out: dict[str, float], part: str, blow: Blow) -> None:
    main = "sub" if blow.clause in LATER else "main"
    agent, target = agent_of(blow), group_of(blow.target)
    if agent == "us" and blow.form != "warded":
        out[f"{part}.us_blow.{main}"] = 1.0
        return
    form = "hurt" if blow.form == "hurt" else "struck"
    if blow.form == "warded":
        out[f"{part}.warded.{main}"] = 1.0
    if target in _TARGETS:
        out[f"{part}.{form}.{target}.{main}"] = 1.0
    if blow.place and (scene := group_of(blow.place)) in {"site", "implied", "place", "compound", "zone", "hostbase", "abroad"}:
        out[f"{part}.at.{scene}.{main}"] = 1.0
    if agent in {"foe", "insider", "abroad"}:
        out[f"{part}.{agent}_blow.{main}"] = 1.0
        if not blow.target and agent == "foe":
            out[f"{part}.foe_blow_nowhere.{main}"] = 1.0


def _shape(out: dict[str, float], reading: Reading) -> None:
    head = reading.head.chunks
    words = [w for c in head for w in c.words.split()]
    out["head.words"] = min(len(words), 40) / 20
    out["rest.words"] = min(sum(len(s.chunks) for s in reading.rest), 80) / 40
    out["title"] = float(reading.has_title)
    out["head.asks"] = float(bool(words) and words[0] in {"how", "why", "what", "who", "where", "when", "can", "will", "is", "are", "could", "should", "does", "did", "inside"})
    if words and (words[0] in _WHY or words[:2] in _WHAT):
        out["head.asks_why"] = 1.0
    out["head.colon"] = float(any(c.words == ":" for c in head))
    out["head.first_person"] = float(any(c.words in {"i", "my", "we", "our"} for c in head))
    out["head.starts_late"] = float(bool(words) and words[0] in {"after", "following", "amid", "in"})


def _together(out: dict[str, float], reading: Reading) -> None:
    us, foe = _first(reading.head, own=True), _first(reading.head, own=False)
    out["head.us_first"] = float(us >= 0 and (foe < 0 or us < foe))
    out["zone_held"] = float(reading.year < 2010 and ("head.has.zone" in out or "rest.has.zone" in out))
    for part in _PARTS:
        out[f"{part}.site_any"] = float(f"{part}.has.site" in out)
    blow = any(out.get(f"{p}.struck.{t}.main") for p in _PARTS for t in ("site", "place", "troops"))
    out["both.site_and_blow"] = float(blow and bool(out["head.site_any"] or out["rest.site_any"]))
    troops = any(f"{p}.has.coalition force" in out for p in _PARTS)
    out["both.troops_and_weapon"] = float(troops and ("head.weapon" in out or "rest.weapon" in out))


def _first(sentence: Sentence, *, own: bool) -> int:
    for i, blow in enumerate(sentence.blows):
        if (agent_of(blow) == "us" and blow.form != "warded") == own:
            return i
    return -1


def _leads(out: dict[str, float], reading: Reading) -> None:
    for chunk in _first_clause(reading.head):
        for tag in chunk.tags:
            if tag in _TURNING:
                out[f"lead.{tag}"] = 1.0
    if reading.head.chunks and reading.head.chunks[0].words == "inside":
        out["lead.afterwards"] = 1.0


def _evidence(out: dict[str, float], reading: Reading) -> None:
    for name, yes in evidence(out, reading, zone_held=bool(out.get("zone_held"))).items():
        if yes:
            out[name] = 1.0
    out["head.bare_heading"] = float(
        not reading.rest and bool(reading.head.blows) and all(b.form == "noun" and b.word.endswith("s") for b in reading.head.blows))


def _first_clause(sentence: Sentence) -> Sequence[Chunk]:
    return clauses(sentence.chunks)[0][1]


def patterns(reading: Reading) -> Iterator[str]:
    """Roles, kinds and skeletons as strings; a repeat counts again."""
    yield from _of_sentence("h", reading.head)
    for i, sentence in enumerate(reading.rest):
        yield from _of_sentence("s" if i == 0 else "r", sentence)


def _of_sentence(part: str, sentence: Sentence) -> Iterator[str]:
    for blow in sentence.blows:
        agent, target = agent_of(blow), group_of(blow.target)
        clause = "sub" if blow.clause in LATER else "main"
        yield f"{part} {blow.form} {clause} {agent}>{target}"
        yield f"{part} {blow.form} {blow.clause} >{blow.target}"
        yield f"{part} {blow.weapon or 'no weapon'} >{target}"
        yield f"{part} {blow.word} >{target} {clause}"
    if part != "r":
        yield from _skeleton(part, [_mark(c.kind, c.tags) for c in sentence.chunks])


def _mark(kind: str, tags: frozenset[str]) -> str:
    if kind not in {"word", "happening"}:
        return kind
    if kind == "word" and not tags:
        return ""
    return "+".join(sorted(tags))


def _skeleton(part: str, marks: Sequence[str]) -> Iterator[str]:
    bones = [m for m in marks if m and m != "mark"]
    for size in (2, 3):
        for i in range(len(bones) - size + 1):
            yield f"{part} " + " / ".join(bones[i:i + size])
