"""Any articles into stories in one pass, by their words alone. Pure; a :class:`Grouper` holds what the window needs.

The same signature and likeness as placing uses, with the facts of attacks left out: for watches on other subjects, and
to measure the engine on news of another kind. An article joins the group that its words speak for most, on the mean
over the group's members; a text in which no rare word or name is shared with a group is not compared with it at all.

Memory and cost are bounded by the window and by caps, whatever has passed through before.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from math import log1p

from monitor.incidents.shingles import bands
from monitor.incidents.similarity import NOWHERE, likeness, same_mould, signature
from monitor.incidents.words import weight_of
from monitor.model import Article, Signature

WINDOW = timedelta(hours=72)
ALIKE = 0.05
"""Mean likeness from which an article published at once joins a group."""
PER_TIME = 0.028
"""What is asked beyond that, times the logarithm of one plus the days between: old stories need more to come back."""
KEYS = 24
"""Rarest terms and names by which an article is found again."""
RARE = 3.0
"""Weight (:func:`monitor.incidents.words.weight_of`) from which a word can be such a key."""
POSTINGS = 300
"""Members under one key; a key that the window uses more often tells nothing, and its oldest entries go."""
CANDIDATES = 12
"""Groups that are weighed for one article: those that share most keys."""
REPRESENTATIVES = 12
"""Members of a group that are weighed: the newest ones."""

Key = str | bytes


@dataclass(frozen=True, slots=True)
class _Told:
    published: datetime
    signature: Signature
    group: int
    keys: tuple[Key, ...]


@dataclass(slots=True)
class _Index:
    postings: dict[Key, deque[int]] = field(default_factory=lambda: defaultdict(deque))

    def add(self, key: Key, item: int) -> None:
        entries = self.postings[key]
        entries.append(item)
        if len(entries) > POSTINGS:
            entries.popleft()

    def drop(self, key: Key, item: int) -> None:
        entries = self.postings.get(key)
        if entries and entries[0] == item:
            entries.popleft()
        if entries is not None and not entries:
            del self.postings[key]


class Grouper:
    """Groups articles as they come, in order of time; groups are numbered from 0."""

    def __init__(self, window: timedelta = WINDOW) -> None:
        self._window = window
        self._index = _Index()
        self._told: dict[int, _Told] = {}
        self._order: deque[int] = deque()
        self._members: dict[int, deque[int]] = {}
        self._words: dict[int, Counter[str]] = {}
        self._spread: Counter[str] = Counter()
        self._items = 0
        self._groups = 0

    def __len__(self) -> int:
        """Articles within the window."""
        return len(self._told)

    def add(self, article: Article) -> int:
        """The number of the group that the article joins or opens."""
        return self.add_signature(signature(article), article.published)

    def add_signature(self, words: Signature, published: datetime) -> int:
        """The same for an article whose signature is known; ``published`` must not go back by more than the window."""
        self._forget(published)
        keys = keys_of(words)
        group = self._best(words, published, keys)
        if group is None:
            group, self._groups = self._groups, self._groups + 1
        self._keep(_Told(published, words, group, keys))
        return group

    def _keep(self, told: _Told) -> None:
        item, self._items = self._items, self._items + 1
        self._told[item] = told
        self._order.append(item)
        self._members.setdefault(told.group, deque()).append(item)
        own = self._words.setdefault(told.group, Counter())
        for word in {*told.signature.terms, *told.signature.names}:
            own[word] += 1
            if own[word] == 1:
                self._spread[word] += 1
        for key in told.keys:
            self._index.add(key, item)

    def _forget(self, now: datetime) -> None:
        while self._order and now - self._told[self._order[0]].published > self._window:
            item = self._order.popleft()
            told = self._told.pop(item)
            members = self._members[told.group]
            members.popleft()
            self._unspread(told)
            if not members:
                del self._members[told.group], self._words[told.group]
            for key in told.keys:
                self._index.drop(key, item)

    def _unspread(self, told: _Told) -> None:
        own = self._words[told.group]
        for word in {*told.signature.terms, *told.signature.names}:
            if _less(own, word):
                _less(self._spread, word)

    def _best(self, words: Signature, published: datetime, keys: tuple[Key, ...]) -> int | None:
        shared: Counter[int] = Counter()
        for key in keys:
            for item in self._index.postings.get(key, ()):
                shared[item] += 1
        groups = dict.fromkeys(self._told[item].group for item, _ in shared.most_common(4 * CANDIDATES))
        scored = [(self._surplus(words, published, group), -group) for group in list(groups)[:CANDIDATES]]
        score, number = max(scored, default=(-1.0, 0))
        return -number if score >= 0.0 else None

    def _surplus(self, words: Signature, published: datetime, group: int) -> float:
        """By how much the group's members are more like the article than is asked; the mean."""
        members = self._members[group]
        newest = [self._told[members[-place]] for place in range(1, min(REPRESENTATIVES, len(members)) + 1)]
        if any(same_mould(words, told.signature, abs(published - told.published)) for told in newest):
            return -1.0
        over = (surplus(words, published, told.signature, told.published, self._spread) for told in newest)
        return sum(over) / len(newest)


def _less(counts: Counter[str], word: str) -> bool:
    """Count one down; whether none is left."""
    if counts[word] > 1:
        counts[word] -= 1
        return False
    del counts[word]
    return True


def surplus(
    a: Signature, at: datetime, b: Signature, then: datetime, spread: Mapping[str, int] = NOWHERE,
) -> float:
    """Likeness of two texts beyond what is asked of texts so far apart in time; joined from 0 on."""
    days = abs((at - then).total_seconds()) / 86_400
    return likeness(a, b, spread) - ALIKE - PER_TIME * log1p(days)


def keys_of(words: Signature) -> tuple[Key, ...]:
    """What an article is found again by: bands of its MinHash, its rarest terms and its names."""
    rare = [term for term in dict.fromkeys((*words.names, *words.terms)) if weight_of(term) >= RARE]
    rare.sort(key=lambda term: -weight_of(term))
    return (*dict.fromkeys(bands(words.minhash)), *rare[:KEYS])


def group(articles: Iterable[Article], window: timedelta = WINDOW) -> tuple[tuple[str, ...], ...]:
    """The keys of articles, group by group, in one pass in the order given; groups in the order of their first."""
    grouper = Grouper(window)
    groups: dict[int, list[str]] = {}
    for article in articles:
        groups.setdefault(grouper.add(article), []).append(article.key)
    return tuple(tuple(keys) for keys in groups.values())
