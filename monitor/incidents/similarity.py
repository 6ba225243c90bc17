"""How alike two texts are: the same text again, or the same event in other words. Pure.

The signature is all that is kept of an article's words; both questions are answered from two signatures alone, so that
a stored incident can be compared without its texts.
"""

from monitor.incidents.shingles import containment, jaccard, minhash, shingles
from monitor.incidents.words import names, numbers, telling_terms, tokens, weight_of
from monitor.model import Article, Signature

TERMS = 60
NAMES = 30
NUMBERS = 20
"""Caps; together with the MinHash a signature stays below 2 kB."""
READ = 6_000
"""Characters of the text looked at: the news stands at the top, archives and furniture below."""

SAME_TEXT = 0.40
"""Jaccard share of 3-shingles from which two texts are one without further questions but their numbers."""
CUT_SHORT = 0.60
"""Share of the shorter text that stands in the longer one, for a copy that was cut or wrapped in boilerplate."""
EDITED = 0.18
"""Lowest share for an edited wire copy: true copies average 0.30 (Silcock et al. 2023), so names must decide."""
AGREE = 0.5
"""Share of names, and of numbers, that the texts must have in common beside ``CUT_SHORT``."""
AGREE_EDITED = 0.7
"""The same beside ``EDITED``."""


def signature(article: Article) -> Signature:
    """What is kept of the words of an article."""
    body = article.text[:READ]
    lines = (article.title, article.summary, body)
    words = tokens("\n".join(line for line in lines if line))
    reading = tokens(body or article.summary or article.title)
    runs = shingles(reading)
    found = dict.fromkeys(name for line in (article.title, article.summary, *body.split("\n")) for name in names(line))
    return Signature(
        minhash=minhash(runs), shingles=len(runs), terms=telling_terms(words, TERMS), names=tuple(found)[:NAMES],
        numbers=tuple(sorted(numbers(words), key=lambda n: (len(n), n)))[:NUMBERS],
    )


def is_copy(a: Signature, b: Signature) -> bool:
    """Whether one text is the other again: under another name, edited, cut short or wrapped in boilerplate.

    Two reports out of one mould ("five rockets at X", "seven rockets at Y") share their sentences but not their names
    and numbers, and are no copies.
    """
    share = jaccard(a.minhash, b.minhash)
    if share < EDITED / 2:
        return False
    within = containment(share, a.shingles, b.shingles)
    same_names, same_numbers = overlap(a.names, b.names), overlap(a.numbers, b.numbers)
    if share >= SAME_TEXT or within >= CUT_SHORT:
        return same_names >= AGREE and same_numbers >= AGREE
    return share >= EDITED and same_names >= AGREE_EDITED and same_numbers >= AGREE_EDITED


def overlap(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Share of the smaller set that is in the other; 1 where one of them is empty: silence is no conflict."""
    if not a or not b:
        return 1.0
    return len(set(a) & set(b)) / min(len(set(a)), len(set(b)))


def likeness(a: Signature, b: Signature) -> float:
    """How much two texts speak of the same particular things, 0 to 1: terms, names, numbers and shared runs of words."""
    terms = _dice(a.terms, b.terms)
    called = _dice(a.names, b.names) if a.names and b.names else terms
    shared = jaccard(a.minhash, b.minhash)
    return max(shared, min(1.0, 0.6 * terms + 0.4 * called))


def _dice(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Shared weight of two word lists, 0 to 1; a word's weight comes from its form (:func:`weight_of`)."""
    total = sum(map(weight_of, a)) + sum(map(weight_of, b))
    if total == 0.0:
        return 0.0
    return 2.0 * sum(weight_of(word) for word in set(a) & set(b)) / total
