"""Whether a text is in a language the model was trained on: script and small words, no library. Pure."""

from monitor.judge.folding import fold

_ENGLISH = frozenset(
    "the a an of in on at to for and is are was were be has have had after as by with from that this it its his her their not but over near says said "
    "who will would could than about into out up amid against more new two three no one us killed attack attacks hit hits base troops soldiers".split())
_OTHERS = frozenset(
    "le la les des du une un est dans pour sur avec par qui que et au aux plus ce cette sont ont ete apres contre selon "
    "der die das den dem des und ist ein eine einer im auf mit von fur nach uber bei zum zur sich nicht wird wurde haben "
    "el los las una en con por para del al que se su y como mas tras contra segun fue ha "
    "ve bir bu icin ile da de daha olan olarak sonra kadar gore il lo gli della nel di che non sono e i uma o os as ao dos "
    "het een van op te zijn voor met niet".split())
_SHARE = 0.3
"""Of letters outside Latin script, from which a text is not English."""


def is_english(text: str, declared: str = "") -> bool:
    """Whether ``text`` reads as English; ``declared`` (a language code or empty) settles what the words leave open."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return False
    if sum(1 for c in letters if ord(c) > 0x24F) > _SHARE * len(letters):
        return False
    words = fold(text).split()
    ours, theirs = sum(w in _ENGLISH for w in words), sum(w in _OTHERS for w in words)
    if declared and not declared.lower().startswith("en"):
        return ours > theirs + 1
    return theirs < 2 or ours >= theirs
