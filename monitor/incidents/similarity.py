"""How alike two texts are: the same text again, or the same event in other words. Pure.

The signature is all that is kept of an article's words; both questions are answered from two signatures alone, so that
a stored incident can be compared without its texts.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from itertools import islice
from math import fsum, log, sqrt
from types import MappingProxyType

from monitor.incidents.shingles import containment, jaccard, minhash, shingles
from monitor.incidents.words import names_by_sentence, numbers, stem, tokens, weight_of
from monitor.model import Article, Signature

TERMS = 60
NAMES = 60
NUMBERS = 20
"""Caps; together with the MinHash a signature stays below 4 kB."""
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

MOULD = 0.10
"""Jaccard share from which two texts were written into one frame: an outlet's furniture or a standing formula."""
SOON = (0.45, 0.40)
"""Shares of names and of numbers below which texts in one frame tell of different events; 8 of 162 true pairs of real
local news fall below, 100 of 134 false ones do."""
LATE = (0.75, 0.60)
"""The same for texts more than ``LATE_AFTER`` apart."""
LATE_AFTER = timedelta(days=5)
STRANGERS = 0.34
"""Share of names outside the sentences that both texts hold, below which only an outlet's furniture is common to them. One of
99 true pairs of real local news that come this far falls below, and the next at 0.36; two of four false ones do."""

TERM_SHARE = 0.83
NAME_SHARE = 0.11
NUMBER_SHARE = 0.06
DAMPING = 0.8
"""How much of a term's weight each factor of e in its spread over stories takes away."""
NOWHERE: Mapping[str, int] = MappingProxyType({})


def signature(article: Article) -> Signature:
    """What is kept of the words of an article."""
    body = article.text[:READ]
    lines = (article.title, article.summary, body)
    words = tokens("\n".join(line for line in lines if line))
    terms = _telling_terms(words)
    reading = tokens(body or article.summary or article.title)
    runs = shingles(reading)
    found = dict(islice(names_by_sentence((article.title, article.summary, body)).items(), NAMES))
    return Signature(
        minhash=minhash(runs), shingles=len(runs), terms=tuple(term for term, _ in terms),
        counts=tuple(count for _, count in terms), names=tuple(found), said_in=tuple(found.values()),
        numbers=tuple(sorted(numbers(words), key=lambda n: (len(n), n)))[:NUMBERS],
    )


def _telling_terms(words: list[str]) -> list[tuple[str, int]]:
    """The heaviest words with their counts, heaviest first; ties in the order of the alphabet."""
    counts = Counter(stem(word) for word in words)
    weights = {word: weight_of(word) * (1.0 + log(count)) ** 2 for word, count in counts.items()}
    kept = sorted((word for word, weight in weights.items() if weight > 0), key=lambda word: (-weights[word], word))
    return [(word, counts[word]) for word in kept[:TERMS]]


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


def same_mould(a: Signature, b: Signature, apart: timedelta = timedelta(0)) -> bool:
    """Whether two texts share running text but neither names nor numbers enough: one mould, two events.

    ``apart``: time between them; a copy comes within days, so later ones must agree in more. Names may agree because
    they stand in what is shared (an outlet's list of films, a line on its archive): then the rest of the texts decides.
    """
    share = jaccard(a.minhash, b.minhash)
    if share < MOULD:
        return False
    asked_names, asked_numbers = LATE if apart > LATE_AFTER else SOON
    if overlap(a.names, b.names) < asked_names or overlap(a.numbers, b.numbers) < asked_numbers:
        return True
    cut = containment(share, a.shingles, b.shingles) >= CUT_SHORT
    return share < SAME_TEXT and not cut and _strangers_beside_what_they_share(a, b)


def _strangers_beside_what_they_share(a: Signature, b: Signature) -> bool:
    """Whether outside the sentences that both hold each text has names, and next to none that is the other's too."""
    shared = {*a.said_in} & {*b.said_in}
    own, others = (tuple(name for name, said in zip(s.names, s.said_in, strict=False) if said not in shared) for s in (a, b))
    return overlap(own, others) < STRANGERS


def overlap(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    """Share of the smaller set that is in the other; 1 where one of them is empty: silence is no conflict."""
    if not a or not b:
        return 1.0
    return len(set(a) & set(b)) / min(len(set(a)), len(set(b)))


def likeness(a: Signature, b: Signature, spread: Mapping[str, int] = NOWHERE) -> float:
    """How much two texts speak of the same particular things, 0 to 1.

    ``spread``: in how many other stories a term or name stands. What many stories share is the furniture of an outlet
    or the name of a city, and counts for less. The shares were fitted by logistic regression on pairs of half of the
    gold incidents of real local news and measured on the other half (``benchmarks/grouping_quality.py``).
    """
    terms = _dot(_weighted(a), _weighted(b), spread) / (_norm(a) * _norm(b)) if a.terms and b.terms else 0.0
    called = _dot(_named(a), _named(b), spread) / (_name_norm(a) * _name_norm(b)) if a.names and b.names else 0.0
    return TERM_SHARE * terms + NAME_SHARE * called + NUMBER_SHARE * _shared(a.numbers, b.numbers)


def _dot(a: dict[str, float], b: dict[str, float], spread: Mapping[str, int]) -> float:
    shared = a.keys() & b.keys()
    if not spread:
        return fsum([a[word] * b[word] for word in shared])
    return fsum(a[word] * b[word] * _kept(word, spread.get(word, 1)) for word in shared)


def _kept(word: str, stories: int) -> float:
    """Which part of a word's squared weight is left when so many stories share it."""
    if stories <= 1:
        return 1.0
    return max(0.0, 1.0 - DAMPING * log(stories) / weight_of(word)) ** 2


@lru_cache(maxsize=4096)
def _weighted(signature: Signature) -> dict[str, float]:
    counts = signature.counts or (1,) * len(signature.terms)
    return {term: weight_of(term) * (1.0 + log(count)) for term, count in zip(signature.terms, counts, strict=True)}


@lru_cache(maxsize=4096)
def _named(signature: Signature) -> dict[str, float]:
    return {name: weight_of(name) for name in signature.names}


@lru_cache(maxsize=4096)
def _norm(signature: Signature) -> float:
    return _length(_weighted(signature))


@lru_cache(maxsize=4096)
def _name_norm(signature: Signature) -> float:
    return _length(_named(signature))


def _length(weights: dict[str, float]) -> float:
    return sqrt(fsum(weight * weight for weight in weights.values())) or 1.0


def _shared(a: tuple[str, ...], b: tuple[str, ...]) -> float:
    return len(set(a) & set(b)) / sqrt(len(a) * len(b)) if a and b else 0.0
