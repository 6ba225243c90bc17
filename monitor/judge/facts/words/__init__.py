"""The tables behind :mod:`monitor.judge.facts.lexicon`: kind -> value -> phrases, folded, parted by ``|``.

A hyphen is a token of its own: "rocket - propelled grenade". Initials lost their points: "us", "uk".
"""

from monitor.judge.facts.words.blows import (
    DEFENCE, NOT_WEAPON, NOUN, OUR_STRIKE, UNDER_FIRE, VERB, WEAPON,
)
from monitor.judge.facts.words.harm import DAMAGE, HARM, SAFE, TOLL
from monitor.judge.facts.words.parties import (
    BASE, FIGHTERS, FOE, FRIEND, HOST, INSIDE, NEAR, OBJECT, TROOPS,
)
from monitor.judge.facts.words.telling import (
    AGAIN, BLAME, CLAIM, DENIAL, GENERIC, SAME, SKIP, SPEAKER, SPEECH, SPLIT, UNREAL,
)

TABLES: dict[str, dict[str, str]] = {
    "weapon": WEAPON, "not weapon": NOT_WEAPON, "attack noun": NOUN, "attack verb": VERB, "under fire": UNDER_FIRE,
    "defence": DEFENCE, "strike by the coalition": OUR_STRIKE, "friend": FRIEND, "foe": FOE, "host forces": HOST,
    "base word": BASE, "people": TROOPS, "attackers as people": FIGHTERS, "killed or wounded": HARM, "near": NEAR,
    "inside": INSIDE, "damage": DAMAGE, "claim": CLAIM, "blame": BLAME, "denial": DENIAL, "speech": SPEECH,
    "speaker": SPEAKER, "no single attack": GENERIC, "not happened": UNREAL, "another": AGAIN, "same": SAME,
    "clause border": SPLIT, "other target": OBJECT, "passage to leave out": SKIP, "toll": TOLL, "unharmed": SAFE,
}
