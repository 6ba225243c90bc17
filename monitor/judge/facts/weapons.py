"""Which weapon a passage tells of, as one of the families of the labelled data. Pure.

The precise word stands before the loose one (a mortar before a shell or "indirect fire", a car bomb before a suicide
bomber, a bomb before neither); two weapons of different kinds make a mixed attack. A vehicle beside an explosion is a
car bomb, and a man of the host's forces who fires at foreign ones is an insider.
"""

from collections.abc import Iterable

from monitor.judge.facts.document import Document
from monitor.judge.facts.lexicon import Kind, Tag
from monitor.judge.facts.numbers import number_at
from monitor.model import Weapon

_COMPATIBLE = (
    frozenset({Weapon.ROCKET, Weapon.INDIRECT_FIRE, Weapon.MISSILE}),
    frozenset({Weapon.SHELL, Weapon.INDIRECT_FIRE, Weapon.MORTAR}),
    frozenset({Weapon.ROCKET, Weapon.MORTAR, Weapon.INDIRECT_FIRE, Weapon.SHELL}),
    frozenset({Weapon.BOMB, Weapon.CAR_BOMB, Weapon.SUICIDE}),
    frozenset({Weapon.GUNFIRE, Weapon.INSIDER}), frozenset({Weapon.GUNFIRE, Weapon.SUICIDE, Weapon.CAR_BOMB}),
    frozenset({Weapon.GRENADE, Weapon.GUNFIRE, Weapon.ROCKET}), frozenset({Weapon.INSIDER, Weapon.SUICIDE}),
)
_STANDS_FOR = (
    (Weapon.SUICIDE, {Weapon.INSIDER}),
    (Weapon.INSIDER, {Weapon.GUNFIRE, Weapon.GRENADE, Weapon.BOMB, Weapon.ROCKET}),
    (Weapon.CAR_BOMB, {Weapon.SUICIDE, Weapon.BOMB}),
    (Weapon.SUICIDE, {Weapon.BOMB, Weapon.GRENADE}),
    (Weapon.MORTAR, {Weapon.SHELL, Weapon.INDIRECT_FIRE}),
    (Weapon.ROCKET, {Weapon.SHELL, Weapon.INDIRECT_FIRE, Weapon.MISSILE}),
    (Weapon.DRONE, {Weapon.BOMB, Weapon.GRENADE}),
    (Weapon.SHELL, {Weapon.INDIRECT_FIRE, Weapon.GUNFIRE}),
    (Weapon.GUNFIRE, {Weapon.GRENADE}),
)
"""The first is what the others were, where both are named of one attack."""
_VEHICLES = frozenset(
    "car truck van minibus lorry tanker taxi pickup minivan bus vehicle vehicles cars trucks lorries suv saloon humvee "
    "ambulance motorcycle motorbike tractor bulldozer".split()
)
_BLASTS = frozenset(
    "bomb bombs bombing bomber bombers explodes exploded exploding explode explosion explosives explosive blew blows blow "
    "blown blast blasts detonates detonated detonate detonating rammed rams".split()
)
_SAYS_OTHERWISE = frozenset({"roadside", "ied", "mine", "landmine", "rocket", "rockets", "mortar", "mortars", "under"})
_HOST_ROLES = frozenset(
    "soldier policeman police cop guard recruit trainee commando officer pilot sergeant private sentry member interpreter "
    "attacker gunman man worker employee soldiers policemen guards servant lieutenant colonel colleague counterpart".split()
)
_HOSTS = frozenset({"Afghanistan", "Iraq", "Syria", "Jordan", "Saudi Arabia", "Kuwait", "Somalia", "Niger", "Turkey"})
_FIRES = frozenset(
    "kills killed killing shoots shot shooting fires fired firing opens opened opening turns turned turning guns gunned "
    "gunning attacks attacked attacking slays murders murdered slain blew wounds wounded stabbed".split()
)
_PASSIVE = frozenset({"killed", "wounded", "shot", "attacked", "stabbed"})
_RAIDERS = frozenset("bomber bombers fighters insurgents militants squad suicide vests raiders taliban gunmen".split())
_VICTIM = frozenset({"was", "were", "is", "are", "been", "also", "and", "dies", "dead", "died"})
_THROWN = {"rocket", "drone", "missile", "shell", "mortar", "indirect fire", "grenade"}
_FLYING = _THROWN - {"grenade", "indirect fire"}
"""What can be shot down: other weapons named beside belong to something else."""
_ATTACKS = frozenset("attack attacks strike strikes fire barrage salvo launcher launchers defense defence assault".split())
_VOLLEY = frozenset({"rounds", "projectiles", "impacts", "munitions"})


def weapons_in(document: Document, start: int, end: int) -> tuple[Weapon, ...]:
    """The families named between two tokens, each once, in order."""
    found = [Weapon(tag.value) for tag in weapon_tags(document, start, end)]
    if _vehicle_explodes(document, start, end):
        found.append(Weapon.CAR_BOMB)
    if _turns(document, start, end):
        found.append(Weapon.INSIDER)
    return tuple(dict.fromkeys(found))


def weapon_tags(document: Document, start: int, end: int) -> tuple[Tag, ...]:
    """The words for weapons used in an attack; not those of defence or of the coalition's own."""
    covered = [(tag.start, tag.end) for tag in document.within(Kind.NOT_WEAPON, start, end)]
    tags = tuple(tag for tag in document.within(Kind.WEAPON, start, end)
                 if not any(a <= tag.start and tag.end <= b for a, b in covered))
    shot_down = any(tag.value == "intercepted" for tag in document.within(Kind.DEFENCE, start, end))
    flying = tuple(tag for tag in tags if tag.value in _FLYING)
    return flying if shot_down and flying else tags


def family(named: Iterable[Weapon]) -> Weapon:
    """The one family of all that were named for one attack."""
    found = list(dict.fromkeys(named))
    for strong, weak in _STANDS_FOR:
        if strong in found:
            found = [w for w in found if w not in weak]
    return Weapon.UNKNOWN if not found else found[0] if len(found) == 1 else Weapon.MIXED


def refined(head: Iterable[Weapon], later: Iterable[Weapon]) -> Weapon:
    """The family that the head of an article names; what is told later makes it more precise, never mixed."""
    found = family(head)
    for weapon in later:
        both = weapon if found is Weapon.UNKNOWN else family((found, weapon))
        found = both if both is not Weapon.MIXED else found
    return found


def agree(a: Weapon, b: Weapon) -> bool:
    """Whether two names can be of one attack."""
    loose = {Weapon.UNKNOWN, Weapon.MIXED}
    return a is b or a in loose or b in loose or any({a, b} <= kin for kin in _COMPATIBLE)


def rounds_in(document: Document, start: int, end: int) -> int | None:
    """How many were fired, where a number stands before the weapon or before "rounds"."""
    for tag in weapon_tags(document, start, end):
        if tag.value in _THROWN and document.word(tag.end) not in {"launchers", "launcher"}:
            count = _count_before(document, tag, start)
            if count is not None:
                return count
    for place in range(start, end):
        if document.word(place) in _VOLLEY:
            for back in range(1, min(4, place - start + 1)):
                number = number_at(document, place - back)
                if number is not None and number.value is not None and number.end <= place:
                    return number.value
    return None


def _count_before(document: Document, tag: Tag, start: int) -> int | None:
    head = document.word(tag.end - 1)
    if head in _ATTACKS or (document.word(tag.end) in _ATTACKS and not head.endswith("s")):
        return None
    for at in range(tag.start - 1, max(start, tag.start - 6) - 1, -1):
        number = number_at(document, at)
        if number is not None and number.end <= tag.start:
            lower = number_at(document, at - 2) if document.word(at - 1) == "and" and document.word(at - 3) == "between" else None
            return lower.value if lower is not None else number.value
        if document.word(at) in {"and", ",", ".", "with", "by", "as", "when", "after"}:
            return None
    single = document.word(tag.start - 1) in {"a", "single"} and tag.start > start
    return 1 if single and not head.endswith(("s", "fire", "shelling")) and document.word(tag.end) != "-" else None


def _vehicle_explodes(document: Document, start: int, end: int) -> bool:
    if any(tag.value in _THROWN for tag in weapon_tags(document, start, end)):
        return False
    for place in range(start, end):
        if document.word(place) in _VEHICLES:
            near = [document.word(i) for i in range(max(start, place - 4), min(end, place + 7))]
            if any(w in _BLASTS for w in near) and not any(w in _SAYS_OTHERWISE for w in near):
                return True
    return False


def _turns(document: Document, start: int, end: int) -> bool:
    """Whether a man of the host's forces is who attacks: "by an Afghan policeman", "Iraqi trainee kills two"."""
    tags = document.within(Kind.HOST, start, end)
    return any(_acts(document, tag, start, end) for tag in tags) or any(
        _host_fires(document, place, start, end) for place in range(start, end))


def _acts(document: Document, tag: Tag, start: int, end: int) -> bool:
    """Whether a phrase for the host's forces is of those who attack."""
    before = {document.word(tag.start - 1), document.word(tag.start - 2)}
    if before & {"by", "with", "between"}:
        return document.has(Kind.HARM, start, end)
    return _fires(document, tag.end, end)


def _fires(document: Document, place: int, end: int) -> bool:
    """Whether those who stand before a token are said to shoot or kill, rather than to be shot or killed."""
    following = [document.word(i) for i in range(place, min(end, place + 10))]
    for number, word in enumerate(following):
        if word in {",", ".", ";", "and", "as", "who", "when"} or (word in _VICTIM and number < 3):
            return False
        if word in _FIRES:
            at = place + number + 1
            return word not in _PASSIVE or number_at(document, at) is not None or any(
                document.at(Kind.FRIEND, i) or document.at(Kind.TROOPS, i) for i in (at, at + 1))
    return False


def _host_fires(document: Document, place: int, start: int, end: int) -> bool:
    word = document.word(place)
    if word in {"uniform", "uniforms"} and document.word(place - 1) in {"army", "police", "military", "afghan", "iraqi"}:
        mates = [document.word(i) for i in range(start, end)]
        return any(w in _FIRES for w in mates) and not any(w in _RAIDERS for w in mates)
    if not (word in _HOST_ROLES and _of_the_host(document, place, start)) and word not in {"afghan", "afghans"}:
        return False
    before = place - 1
    while before > start and document.word(before) not in {"by", ",", "and", "."} and place - before < 6:
        before -= 1
    if document.word(before) == "by":
        return any(document.word(i) in _FIRES for i in range(max(start, before - 9), before))
    return word not in {"afghan", "afghans"} and document.has(Kind.FRIEND, start, end) and _fires(document, place + 1, end)


def _of_the_host(document: Document, place: int, start: int) -> bool:
    nations = [s for s in document.spots_within(max(start, place - 4), place) if s.match.demonym]
    return bool(nations) and nations[-1].match.country in _HOSTS
