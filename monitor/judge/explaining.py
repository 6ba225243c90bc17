"""Why the model said so, in words a person understands. Pure."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from monitor.judge.features.reading import Reading, Sentence
from monitor.judge.features.roles import Blow
from monitor.judge.features.signals import SIGNAL_NAMES

_FORM = {
    "active": "{agent} strikes {target}", "passive": "{target} is struck by {agent}", "noun": "attack by {agent} on {target}",
    "hurt": "{target} killed or hurt by {agent}", "warded": "attack warded off: {agent}, {target}",
}
_CLAUSE = {"after": "as background", "over": "as background", "relative": "in a side clause", "before": "as background", "if": "as a possibility"}
_SAYS = {
    "reaction": "words of reaction", "legal": "words of court or inquiry", "afterwards": "words of looking back", "threat": "words of threat or plan",
    "drill": "words of exercise or handover", "figurative": "words of politics, sport or daily life", "live": "a live page", "own_blow": "a strike by the coalition's side",
    "claim": "words of claim or denial", "warded_off": "words of interception", "unhurt": "no one hurt", "abroad": "a place or party outside the coalition's area",
}
_LACKS = (
    ("no site of coalition forces", frozenset({"head.site_any", "rest.site_any", "head.has.troops", "rest.has.troops"})),
    ("no blow against a site or troops", frozenset(name for name in SIGNAL_NAMES if ".struck." in name or ".hurt." in name)),
)
_TURNED = ("reaction", "legal", "afterwards", "threat", "drill", "figurative", "live", "warded_off")
_AGAINST = (
    *((f"the headline has {_SAYS[tag]}", (f"head.says.{tag}",)) for tag in _TURNED),
    ("the first blow told is one by the coalition's side", ("ev.us_leads",)),
    ("further on, the headline has words of reaction, memory, court, threat or exercise", ("head.says.later_turn",)),
)
_MOST = 6


def reasons(reading: Reading, weights: Mapping[str, float], held: Mapping[str, float]) -> tuple[str, ...]:
    """At most six short sentences: the roles found, then the signals that weighed most for and against.

    ``held`` are the signals of ``reading``.
    """
    roles = dict.fromkeys([*_roles("headline" if reading.has_title else "lead", reading.head), *(
        r for s in reading.rest[:1] for r in _roles("text", s))])
    return (*list(roles)[:3], *_weighed(held, weights))[:_MOST]


def silence(held: Mapping[str, float]) -> tuple[str, ...]:
    """Why a text was not called an attack on a coalition base: what speaks against it, then what it lacks; never empty."""
    against = [text for text, names in _AGAINST if any(held.get(name) for name in names)]
    if held.get("ev.site_sub") and not held.get("ev.site_main"):
        against.append("a site is struck only in a clause that gives the background")
    lacks = [text for text, names in _LACKS if not any(held[name] for name in names & held.keys())]
    told = (*_sentence("against an attack", against), *_sentence("missing", lacks))
    return told or ("nothing single speaks against an attack, but all features together weigh too little for one",)


def _sentence(opening: str, found: Sequence[str]) -> Iterator[str]:
    if found:
        yield f"{opening}: {'; '.join(found)}"


def _roles(where: str, sentence: Sentence) -> Iterator[str]:
    for blow in sentence.blows:
        if blow.target or blow.agent:
            yield f"{where}: {_told(blow)}"


def _told(blow: Blow) -> str:
    text = _FORM[blow.form].format(agent=blow.agent or "someone", target=blow.target or "something unnamed")
    extra = [f"“{blow.word}”", blow.weapon, _CLAUSE.get(blow.clause, "")]
    return f"{text} ({', '.join(e for e in extra if e)})"


def _weighed(held: Mapping[str, float], weights: Mapping[str, float]) -> Iterator[str]:
    found = [(weights.get(name, 0.0) * value, name) for name, value in held.items() if ".says." in name]
    for weight, name in sorted(found, key=lambda h: -abs(h[0])):
        part, _, tag = name.partition(".says.")
        if tag in _SAYS and abs(weight) > 0.1:
            yield f"{_SAYS[tag]} in the {'headline' if part == 'head' else 'text'} ({weight:+.1f})"


def signal_weights(coefficients: NDArray[np.floating]) -> dict[str, float]:
    """The linear part's weight of each signal; they stand first in its features."""
    return {name: float(w) for name, w in zip(SIGNAL_NAMES, coefficients, strict=False)}
