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
    "het een van op te zijn voor met niet nie sie jest dla przez jak".split())
_TELLING = frozenset(
    "attaque attaques roquette roquettes soldat soldats blesses blesse tues tue militaires americaine americaines americain americains frappe frappes tirs armee irakienne "
    "angriff angriffe raketen rakete raketenangriff raketenangriffe drohne drohnen drohnenangriff soldaten verletzt getotet stutzpunkt stutzpunkte luftwaffenstutzpunkt "
    "ataque ataques cohete cohetes soldados soldado heridos herido muertos muerto estadounidense estadounidenses misiles aerea atacan atacada impactan ejercito "
    "saldiri saldirisi saldirida saldirisinda saldirilari fuze fuzeli fuzesi roketli roketler ussu ussune ussunde usse askeri asker askerleri yaralandi oldu oldurdu vuruldu "
    "amerikan ihali dusuruldu atildi bolgeye patlama".split())
"""News words of the other languages, folded, that no English headline needs; each counts as two small words."""
_NAMED = frozenset("van von der de la le el del di da plus uber".split())
"""Small words that stand in names too ("van der Poel", "Le Pen", "PS Plus"): alone they say nothing."""
_ENDINGS = ("larin", "lerin", "larina", "lerine", "lari", "leri", "acak", "ecek", "iyor", "uyor", "acion", "ccion", "ciones", "aron", "ieron", "ungen", "aient")
"""Of folded words of six letters or more that begin small, so that names do not count; each counts as one small word."""
_LONG = 6
_MARKS = ".,;:!?…\"'()[]«»“”‘’-–—"
_SHARE = 0.3
"""Of letters outside Latin script, from which a text is not English."""


def is_english(text: str, declared: str = "") -> bool:
    """Whether ``text`` reads as English; ``declared`` (a language code or empty) settles what the words leave open."""
    letters = [c for c in text if c.isalpha()]
    if not letters:
        return False
    if sum(1 for c in letters if ord(c) > 0x24F) > _SHARE * len(letters):
        return False
    words = [fold(word).strip(_MARKS) for word in text.split()]
    ours = sum(w in _ENGLISH for w in words)
    if declared and not declared.lower().startswith("en"):
        return ours > sum(w in _OTHERS for w in words) + 1
    small = [w for w, written in zip(words, text.split(), strict=True) if w in _OTHERS and w not in _ENGLISH and not written.isupper()]
    theirs = len(small) if set(small) - _NAMED else 0
    if not declared:
        theirs += sum(2 * (w in _TELLING) for w in words) + sum(map(_looks_foreign, text.split()))
    return theirs < 2 or ours >= theirs


def _looks_foreign(word: str) -> bool:
    """Whether a word that begins small ends as words of another language do, or is written with letters English has not."""
    if not word[:1].islower():
        return False
    if any("\u00df" <= c <= "\u024f" for c in word) and word[-1:] not in "ée":
        return True
    folded = fold(word).strip(_MARKS)
    return len(folded) >= _LONG and folded.endswith(_ENDINGS)
