"""Where a word begins and ends in folded text, also in scripts that write small words attached to the next. Pure."""

_ARABIC = (
    [
        "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "كال", "لل", "ولل", "فلل", "وب", "فب", "ول", "فل", "وك", "س",
        "ا",
    ]
)
"""and, so, in, to, as, the, and what they make together; ``ا`` is the question mark of Arabic."""
_HEBREW = [
    "ה", "ו", "ב", "ל", "מ", "ש", "כ", "וה", "וב", "ול", "ומ", "וש", "וכ", "שה", "שב", "של", "שמ", "מה", "כש", "בה",
    "וכש", "ומה", "ושה",
]
"""the, and, in, to, from, that, as, and what they make together."""
_ATTACHED = frozenset(_ARABIC) | frozenset(_HEBREW)
_LONGEST = max(map(len, _ATTACHED))


def is_word(folded: str, start: int, end: int) -> bool:
    """Whether ``folded[start:end]`` stands as words of its own: nothing attached but an Arabic or Hebrew prefix."""
    if end < len(folded) and folded[end].isalnum() and folded[end - 1].isalnum():
        return False
    return begins_word(folded, start)


def begins_word(folded: str, start: int) -> bool:
    """Whether a word begins at ``start``, but for an Arabic or Hebrew prefix attached to it."""
    if start == 0 or not folded[start - 1].isalnum() or not folded[start].isalnum():
        return True
    return not folded[start].isascii() and _prefix(folded, start) in _ATTACHED


def _prefix(folded: str, start: int) -> str:
    begin = start
    while begin > 0 and start - begin <= _LONGEST and folded[begin - 1].isalnum():
        begin -= 1
    return folded[begin:start]
