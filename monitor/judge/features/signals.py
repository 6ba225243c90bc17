"""The meaning of a reading as named numbers. Pure; one code path for training and for serving.

``signals`` gives a fixed set of dense numbers (yes = 1.0), ``SIGNAL_NAMES`` their order. ``patterns`` gives an open set
of short strings: roles, kinds and skeletons of sentences, to be hashed.
"""

from collections.abc import Iterator, Sequence

from monitor.judge.features.chunks import Chunk
from monitor.judge.features.lexicon import TAGS
from monitor.judge.features.reading import Reading, Sentence
from monitor.judge.features.roles import Blow, clauses

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
_TARGETS = ("site", "implied", "contractor", "place", "compound", "zone", "hostbase", "troops", "us", "force", "soft", "embassy", "host", "civil", "somewhere", "abroad", "foe")
_AGENTS = {
    "militant": "foe", "iran": "foe", "weapon": "foe", "insider": "insider", "militant force": "foe", "iran force": "foe", "": "nobody",
    "coalition": "us", "coalition force": "us", "coalition aircraft": "us", "coalition ship": "us", "aircraft": "us", "abroad": "abroad", "abroad force": "abroad",
}
_LATER = frozenset({"after", "over", "relative", "before", "if"})
_MAIN = ("main", "sub")
_FORMS = ("struck", "hurt")
_PARTS = ("head", "rest")


_TURNING = ("reaction", "legal", "afterwards", "threat", "drill", "figurative", "live", "claim", "own_blow", "mishap", "seen", "many", "operation", "unhurt", "warded_off", "fresh")
"""Tags that weigh otherwise in the first clause of the headline than behind it."""
_EVIDENCE = (
    "ev.site_main", "ev.site_sub", "ev.site_rest", "ev.victims", "ev.victims_by_range", "ev.victims_by_iran", "ev.victims_at_site", "ev.victims_on_road",
    "ev.victims_by_insider", "ev.contractor_by_range", "ev.us_leads", "ev.us_leads_site_later", "ev.turned_site", "ev.site_with_fresh_count", "ev.embassy_only", "ev.zone_only", "ev.site_host_only",
    "ev.host_place", "ev.warded_near_us", "ev.range_weapon", "ev.road", "ev.coalition_named", "ev.implied_main", "ev.implied_with_coalition", "ev.implied_alone",
    "ev.site_nowhere", "ev.host_victims_only", "ev.mishap", "ev.contractor_hurt", "ev.foe_on_site", "ev.range_on_site", "ev.base_anywhere", "ev.victims_no_base_no_range", "ev.rule", "ev.rule_led", "ev.exchange", "ev.site_or_victims_sub", "ev.toll_sub", "ev.told_below", "ev.warded_range", "ev.elsewhere", "ev.hurt", "ev.site_or_implied", "ev.victims_at_abroad_base", "ev.brain_count", "ev.protest", "ev.dead_after_site", "ev.denied_on_site", "ev.host_hurt_at_site", "ev.rule_loose",
)


def group_of(kind: str) -> str:
    """The kind of target a chunk kind stands for; "other" where it is none of them."""
    return _GROUPS.get(kind, "abroad" if kind.startswith("abroad") else "other")


def _agent(blow: Blow) -> str:
    return _AGENTS.get(blow.agent, "other")


def _dense_names() -> tuple[str, ...]:
    names = [f"{p}.{f}.{t}.{m}" for p in _PARTS for f in _FORMS for t in _TARGETS for m in _MAIN]
    names += [f"{p}.{x}.{m}" for p in _PARTS for x in ("us_blow", "foe_blow", "foe_blow_nowhere", "insider_blow", "abroad_blow", "warded") for m in _MAIN]
    names += [f"{p}.has.{g}" for p in _PARTS for g in (*_TARGETS, "insider")]
    names += [f"{p}.has.{k}" for p in _PARTS for k in ("abroad base", "coalition base", "listed base", "unlisted base", "base in host country", "coalition force", "iran")]
    names += [f"{p}.says.{t}" for p in _PARTS for t in TAGS]
    names += [f"{p}.weapon" for p in _PARTS]
    names += ["head.us_first", "head.asks", "head.colon", "head.quote", "head.words", "rest.words", "title", "zone_held", "head.site_any", "rest.site_any",
              "both.site_and_blow", "both.troops_and_weapon", "head.starts_late", "head.first_person", "head.bare_heading"]
    names += [f"{p}.at.{t}.{m}" for p in _PARTS for t in ("site", "implied", "place", "zone", "hostbase", "abroad") for m in _MAIN]
    names += [f"lead.{t}" for t in _TURNING] + list(_EVIDENCE)
    return tuple(names)


SIGNAL_NAMES = _dense_names()
_INDEX = {name: i for i, name in enumerate(SIGNAL_NAMES)}


def signals(reading: Reading) -> dict[str, float]:
    """Named numbers that are not zero; every name is one of :data:`SIGNAL_NAMES`."""
    out: dict[str, float] = {}
    for part, sentences in (("head", (reading.head,)), ("rest", reading.rest)):
        for sentence in sentences:
            _sentence(out, part, sentence)
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
    main = "sub" if blow.clause in _LATER else "main"
    agent, target = _agent(blow), group_of(blow.target)
    if agent == "us" and blow.form != "warded":
        out[f"{part}.us_blow.{main}"] = 1.0
        return
    form = "hurt" if blow.form == "hurt" else "struck"
    if blow.form == "warded":
        out[f"{part}.warded.{main}"] = 1.0
    if target in _TARGETS:
        out[f"{part}.{form}.{target}.{main}"] = 1.0
    if blow.place and (scene := group_of(blow.place)) in {"site", "implied", "place", "zone", "hostbase", "abroad"}:
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
        if (_agent(blow) == "us" and blow.form != "warded") == own:
            return i
    return -1


def _leads(out: dict[str, float], reading: Reading) -> None:
    for chunk in _first_clause(reading.head):
        for tag in chunk.tags:
            if tag in _TURNING:
                out[f"lead.{tag}"] = 1.0
    if reading.head.chunks and reading.head.chunks[0].words == "inside":
        out["lead.afterwards"] = 1.0


_RANGE = ("rocket", "mortar", "missile", "drone")
_LEADS = ("reaction", "legal", "afterwards", "threat", "drill", "live", "many")


_OTHER_NEWS = (*_LEADS, "figurative", "own_blow", "mishap", "seen", "operation", "embassy")
"""What a headline that names a base and a weapon, in no order that was understood, must not say."""


def _evidence(out: dict[str, float], reading: Reading) -> None:
    """The rules of docs/labels.md as yes or no: what was hit, whom, with what, and whether it leads."""
    def has(*names: str) -> bool:
        return any(n in out for n in names)

    coalition = has(*(f"{p}.{x}" for p in _PARTS for x in ("has.troops", "has.site", "says.coalition", "says.coalition_force")))
    coalition_head = has("head.has.troops", "head.has.site", "head.says.coalition", "head.says.coalition_force")
    site_main = has("head.struck.site.main", "head.at.site.main")
    ranged = has(*(f"{p}.says.weapon_{w}" for p in _PARTS for w in _RANGE))
    # A headline that names another weapon is not about the rockets that its summary goes on to tell of.
    ranged_head = has(*(f"head.says.weapon_{w}" for w in _RANGE)) or (ranged and not has("head.weapon"))
    implied = has("head.struck.implied.main", "head.struck.place.main", "head.struck.compound.main", "head.at.implied.main", "head.at.place.main")
    implied = implied or (coalition_head and ranged and has("head.struck.hostbase.main", "head.at.hostbase.main"))
    implied_sub = has("head.struck.implied.sub", "head.struck.place.sub", "head.at.implied.sub") and coalition
    site_sub = has("head.struck.site.sub", "head.at.site.sub") or implied_sub
    site_rest = has("rest.struck.site.main", "rest.at.site.main")
    road = has("head.says.road")
    hurt = has("head.hurt.troops.main", "head.hurt.us.main") or (has("head.hurt.force.main") and coalition_head and not has("head.has.host", "head.has.abroad"))
    victims = hurt or has("head.struck.troops.main")
    base = has(*(f"{p}.has.{x}" for p in _PARTS for x in ("site", "implied", "place", "compound")))
    site = has("head.has.site", "rest.has.site", "head.has.place", "head.has.implied", "rest.has.implied")
    host_place = has("head.has.somewhere", "rest.has.somewhere", "head.says.host", "rest.says.host")
    contractor_hurt = has("head.hurt.contractor.main") and coalition
    own, other = _first_own(reading.head)
    us_leads = own >= 0 and (other < 0 or own < other)
    turned = has(*(f"lead.{t}" for t in _LEADS))
    contractor = has("head.says.contractor") and has("head.says.coalition", "rest.says.coalition", "head.says.coalition_force")
    at_abroad_base = hurt and has("head.struck.abroad.main", "head.at.abroad.main", "rest.struck.abroad.main", "rest.at.abroad.main") and has("head.has.abroad base", "rest.has.abroad base")
    elsewhere = has("head.has.abroad") and not has("head.has.site") and not (hurt and base) and not at_abroad_base and not site_rest
    toll = has("head.says.unhurt", "lead.unhurt") or hurt
    found = {
        "ev.site_main": site_main, "ev.site_sub": site_sub, "ev.site_rest": site_rest, "ev.victims": victims,
        "ev.victims_by_range": victims and ranged_head and not road, "ev.victims_by_iran": victims and has("head.has.iran", "head.says.iran_backed") and not road,
        "ev.victims_at_site": victims and site, "ev.victims_on_road": victims and road,
        "ev.victims_by_insider": (has("head.has.insider") and has("head.hurt.troops.main", "head.hurt.us.main", "head.struck.troops.main"))
        or any(b.agent == "host force" and group_of(b.target) in {"troops", "us"} for b in reading.head.blows),
        "ev.contractor_by_range": contractor and ranged and not has("head.says.lodging"), "ev.us_leads": us_leads, "ev.us_leads_site_later": us_leads and (site_sub or site_rest) and not site_main,
        "ev.turned_site": turned and (site_main or site_sub), "ev.site_with_fresh_count": (site_main or site_sub) and victims,
        "ev.embassy_only": has("head.struck.embassy.main") and not site_main, "ev.zone_only": has("head.has.zone", "rest.has.zone") and not (site_main or site_rest),
        "ev.site_host_only": has("head.struck.hostbase.main") and not has("head.has.troops", "rest.has.troops"),
        "ev.host_place": host_place, "ev.coalition_named": coalition, "ev.implied_main": implied,
        "ev.implied_with_coalition": implied and coalition, "ev.implied_alone": implied and not coalition,
        "ev.site_nowhere": site_main and not host_place and not has("head.has.listed base", "rest.has.listed base"),
        "ev.host_victims_only": has("head.hurt.host.main", "head.hurt.civil.main") and not coalition,
        "ev.mishap": has("head.says.mishap", "rest.says.mishap", "head.says.seen"), "ev.contractor_hurt": contractor_hurt,
        "ev.foe_on_site": (site_main or implied) and has("head.foe_blow.main"), "ev.range_on_site": (site_main or site_sub or implied) and ranged,
        "ev.base_anywhere": base, "ev.victims_no_base_no_range": victims and not base and not ranged,
        "ev.warded_near_us": has("head.warded.main") and (site or has("head.has.troops", "rest.has.troops")), "ev.range_weapon": ranged, "ev.road": road,
    }
    direct = any(found[f"ev.{x}"] for x in ("site_main", "implied_with_coalition", "victims_by_range", "contractor_by_range", "victims_by_insider", "victims_by_iran"))
    direct = direct or (hurt and site and not road) or bool(out.get("zone_held") and has("head.has.zone"))
    warded = has("head.warded.main") and ranged and (site or has("head.has.troops")) and not has("head.says.seen")
    foe = has("head.foe_blow.main")
    implied_rest = has("rest.struck.implied.main", "rest.at.implied.main") and has("head.has.iran") and coalition
    told_below = (site_rest or implied_rest) and (foe or ranged or has("head.warded.main", "head.struck.us.main")) and not us_leads
    brain = has("head.says.brain") and coalition_head and (hurt or has("head.has.troops"))
    dead_after = site_sub and not us_leads and any(b.form == "hurt" and b.clause not in _LATER for b in reading.head.blows)
    direct = direct or at_abroad_base or brain or dead_after or warded or told_below or (toll and (site_sub or (ranged and has("head.struck.troops.sub"))))
    led = us_leads and not ((site_main or implied) and foe)
    fought = has("head.says.operation") and hurt and not (site_main or ranged_head or has("head.has.insider"))
    sounds_like = has("head.says.figurative") and not has("head.weapon") and not hurt and not has("head.has.listed base", "head.hurt.host.main", "head.hurt.civil.main")
    held = fought or sounds_like or elsewhere or turned or led or found["ev.mishap"] or has("head.says.protest") or (found["ev.site_nowhere"] and not (foe or ranged_head))
    quiet = not any(has(f"head.says.{t}") for t in _OTHER_NEWS) and not (held or us_leads or road)
    loose_site = has("head.has.site") or (coalition_head and has("head.has.implied", "head.has.place", "head.has.compound"))
    loose_blow = ranged_head or any(_agent(b) != "us" and b.form != "hurt" for b in reading.head.blows)
    found |= {
        "ev.rule_loose": loose_site and loose_blow and quiet and not direct,
        "ev.rule": direct and not held, "ev.rule_led": direct and held, "ev.exchange": us_leads and (site_main or (implied and coalition)),
        "ev.toll_sub": toll and site_sub, "ev.told_below": told_below, "ev.warded_range": warded, "ev.elsewhere": elsewhere, "ev.victims_at_abroad_base": at_abroad_base,
        "ev.brain_count": brain, "ev.host_hurt_at_site": site_main and not hurt and has("head.hurt.host.main", "head.hurt.civil.main"), "ev.denied_on_site": has("head.says.denied") and has("head.struck.site.main", "head.at.site.main", "head.has.site"), "ev.dead_after_site": dead_after, "ev.protest": has("head.says.protest"), "ev.hurt": hurt, "ev.site_or_implied": direct and (site_main or site_sub or implied),
        "ev.site_or_victims_sub": (site_sub or has("head.hurt.troops.sub")) and not direct,
    }
    for name, yes in found.items():
        if yes:
            out[name] = 1.0
    out["head.bare_heading"] = float(
        not reading.rest and bool(reading.head.blows) and all(b.form == "noun" and b.word.endswith("s") for b in reading.head.blows))


def _first_own(sentence: Sentence) -> tuple[int, int]:
    """Where the coalition's first blow and the first other blow or hurt stand; -1 for none."""
    own = foe = -1
    for i, blow in enumerate(sentence.blows):
        mine = blow.form != "warded" and (
            _agent(blow) == "us" or (_agent(blow) != "foe" and ("air" in blow.word or blow.word in {"hits back", "strikes back", "hit back"})))
        if mine and own < 0:
            own = i
        if not mine and foe < 0 and (blow.target or blow.form == "hurt"):
            foe = i
    return own, foe


def _first_clause(sentence: Sentence) -> Sequence[Chunk]:
    return clauses(sentence.chunks)[0][1]


def patterns(reading: Reading) -> Iterator[str]:
    """Roles, kinds and skeletons as strings; a repeat counts again."""
    yield from _of_sentence("h", reading.head)
    for i, sentence in enumerate(reading.rest):
        yield from _of_sentence("s" if i == 0 else "r", sentence)


def _of_sentence(part: str, sentence: Sentence) -> Iterator[str]:
    for blow in sentence.blows:
        agent, target = _agent(blow), group_of(blow.target)
        clause = "sub" if blow.clause in _LATER else "main"
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
