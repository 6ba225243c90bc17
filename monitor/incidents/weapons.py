"""Which weapon words can mean one weapon. Pure."""

from monitor.model import Weapon

_LOOSE = {
    Weapon.ROCKET: {Weapon.MORTAR, Weapon.SHELL, Weapon.INDIRECT_FIRE, Weapon.MISSILE},
    Weapon.MORTAR: {Weapon.SHELL, Weapon.INDIRECT_FIRE},
    Weapon.SHELL: {Weapon.INDIRECT_FIRE, Weapon.MISSILE},
    Weapon.MISSILE: {Weapon.INDIRECT_FIRE},
    Weapon.CAR_BOMB: {Weapon.SUICIDE, Weapon.BOMB},
    Weapon.SUICIDE: {Weapon.BOMB, Weapon.GUNFIRE, Weapon.DRONE},
    Weapon.DRONE: {Weapon.BOMB},
    Weapon.GUNFIRE: {Weapon.INSIDER, Weapon.GRENADE},
    Weapon.GRENADE: {Weapon.BOMB},
    Weapon.INSIDER: {Weapon.GRENADE, Weapon.SUICIDE, Weapon.BOMB},
}
"""Reports of one attack use these words for each other: "rounds of indirect fire" are rockets or shells."""
UNSAID = frozenset({Weapon.UNKNOWN, Weapon.MIXED})

SAME_WEAPON = 1.0
LOOSE_WEAPON = 0.6
OTHER_WEAPON = -4.0
"""Outweighs all but same base, same hour and like words: first reports do take a drone for a rocket."""


def compatible(a: Weapon, b: Weapon) -> bool:
    """Whether both words can stand for one weapon."""
    return a == b or bool({a, b} & UNSAID) or b in _LOOSE.get(a, set()) or a in _LOOSE.get(b, set())


def weapon_weight(a: Weapon, b: Weapon) -> float:
    """What two weapon words say for or against one attack."""
    if {a, b} & UNSAID:
        return 0.0
    if a == b:
        return SAME_WEAPON
    return LOOSE_WEAPON if compatible(a, b) else OTHER_WEAPON
