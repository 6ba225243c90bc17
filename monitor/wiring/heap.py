"""The heap of the C library: how much of it stays with us. glibc alone has such settings; elsewhere nothing is done."""

import ctypes

_M_ARENA_MAX = -8
"""From glibc's malloc.h."""
_ARENAS = 2


def share_arenas() -> None:
    """Threads share two arenas instead of having one each, which keeps what each of them once needed."""
    if (mallopt := _own("mallopt")) is not None:
        mallopt(_M_ARENA_MAX, _ARENAS)


def give_back() -> None:
    """What was freed goes back to the system: what reading the model needed on the way (22 MB)."""
    if (trim := _own("malloc_trim")) is not None:
        trim(0)


def _own(name: str) -> "ctypes._NamedFuncPointer | None":
    """A function of the C library that runs us, or None where it has no such one."""
    try:
        return getattr(ctypes.CDLL(None), name, None)
    except (OSError, TypeError):  # Windows has no library of that name
        return None
