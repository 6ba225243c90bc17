"""Names of bases with one letter wrong: "Camp Saleno". Pure; folded text throughout.

Only a name of nine letters and more, one letter away from the name of exactly one base, is read as that base.
"""

from collections import defaultdict
from collections.abc import Iterable

from monitor.model import Base

_SHORTEST = 9
_ALIKE = 6
"""First characters that must agree; it keeps the number of names to compare small."""


class Misspellings:
    """Finds the base that a name with a slip of the pen means."""

    def __init__(self, names: Iterable[tuple[str, Base]]) -> None:
        self._near: defaultdict[str, list[tuple[str, Base]]] = defaultdict(list)
        for name, base in names:
            if len(name) >= _SHORTEST and name.isascii() and base.hosts_coalition:
                self._near[name[:_ALIKE]].append((name, base))

    def meant(self, words: str) -> Base | None:
        """The base, or None where none or more than one is a letter away."""
        if len(words) < _SHORTEST or any(c.isdigit() for c in words):
            return None
        found = {base.id: base for name, base in self._near.get(words[:_ALIKE], ()) if one_letter_apart(words, name)}
        return next(iter(found.values())) if len(found) == 1 else None


def one_letter_apart(a: str, b: str) -> bool:
    """Whether one letter was left out, added or taken for another, or two neighbours changed places."""
    if a == b or abs(len(a) - len(b)) > 1:
        return False
    short, long = sorted((a, b), key=len)
    start = next((i for i, (x, y) in enumerate(zip(short, long, strict=False)) if x != y), len(short))
    if len(short) < len(long):
        return short[start:] == long[start + 1:]
    swapped = short[start:start + 2] == long[start:start + 2][::-1] and short[start + 2:] == long[start + 2:]
    return swapped or short[start + 1:] == long[start + 1:]
