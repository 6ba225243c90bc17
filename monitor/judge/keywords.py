"""Watches of config.yaml against text: one pass of one automaton over all keywords of all watches. Pure.

Keywords, ``together_with`` and ``exclude`` are words or phrases, compared in folded form (:mod:`monitor.judge.folding`:
case, diacritics, hyphens, apostrophes and letter variants do not matter) at word borders, so "base" is not found in
"baseball". An Arabic or Hebrew prefix may be attached. A star at the end of a keyword stands for any ending ("attack*"
finds "attacked"). No regular expressions: the cost is linear in the text. A keyword of one or two capitals ("US") is
found only in capitals. Phrases do not reach from the title into the summary.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ahocorasick import Automaton

from monitor.judge.borders import begins_word, is_word
from monitor.judge.folding import fold, spellings
from monitor.model import Watch, WatchHit, WatchMode

ANY_ENDING = "*"
"""At the end of a keyword: any ending of its last word is meant too."""
_BREAK = " | "
"""Between title, summary and text: no keyword reaches over it."""
_SHORT = 2


@dataclass(frozen=True, slots=True)
class _Prepared:
    """One watch and the languages it wants."""

    watch: Watch
    languages: frozenset[str]
    keywords: dict[str, int]
    """Where each keyword stands in the config; likewise ``partners`` and ``excluded``."""
    partners: dict[str, int]
    excluded: dict[str, int]

    def reads(self, language: str) -> bool:
        """Whether a text of that language is for this watch; of unknown language always."""
        return not self.languages or not language or language in self.languages


class WatchMatcher:
    """Finds the watches whose keywords stand in a text; made once per config."""

    def __init__(self, watches: Iterable[Watch]) -> None:
        self._watches = tuple(_prepared(watch) for watch in watches)
        self._always = any(model_only(prepared.watch) for prepared in self._watches)
        opening: defaultdict[str, set[str]] = defaultdict(set)
        written: defaultdict[str, set[str]] = defaultdict(set)
        for prepared in self._watches:
            watch = prepared.watch
            for words in (*watch.keywords, *watch.together_with, *watch.exclude):
                for key in spellings(words.removesuffix(ANY_ENDING)):
                    written[key].add(words)
                    if words in prepared.keywords:
                        opening[key].add(words)
        # A model-only watch matches without its keywords, and its exclusions count all the same.
        self._search = _search(written if self._always else opening, written)

    def match(self, title: str, summary: str, text: str = "", language: str = "") -> tuple[WatchHit, ...]:
        """The watches that match, in the order of the config.

        A watch matches where one of its keywords stands in the text and, if it has ``together_with``, one of those too;
        a model-only watch always. A watch with an exclusion in the text is returned with ``excluded_by`` and counts as
        silenced. ``language`` is ISO 639-1 (a region is ignored) or empty where unknown.
        """
        found = self._search(title, summary, text)
        if not found and not self._always:
            return ()
        spoken = _primary(language)
        hits = (_hit(prepared, found) for prepared in self._watches if prepared.reads(spoken))
        return tuple(hit for hit in hits if hit is not None)


def model_only(watch: Watch) -> bool:
    """Whether the watch leaves everything to the model, so that its gate is always open."""
    return watch.mode is WatchMode.MODEL_ONLY


def _prepared(watch: Watch) -> _Prepared:
    return _Prepared(
        watch=watch, languages=frozenset(_primary(language) for language in watch.languages),
        keywords=_positions(watch.keywords), partners=_positions(watch.together_with),
        excluded=_positions(watch.exclude),
    )


def _positions(words: Sequence[str]) -> dict[str, int]:
    return {word: position for position, word in enumerate(words)}


def _hit(prepared: _Prepared, found: frozenset[str]) -> WatchHit | None:
    watch = prepared.watch
    words = _present(prepared.keywords, found)
    if not words and not model_only(watch):
        return None
    partners = _present(prepared.partners, found)
    if watch.together_with and not partners and not model_only(watch):
        return None
    excluded = _present(prepared.excluded, found)
    return WatchHit(
        watch=watch.name, words=tuple(dict.fromkeys((*words, *partners))), excluded_by=excluded[0] if excluded else "",
    )


def _present(words: dict[str, int], found: frozenset[str]) -> Sequence[str]:
    """Which of them stand in the text, in the order of the config; the few found are looked up, not the many wanted."""
    return sorted(found & words.keys(), key=words.__getitem__)


def _search(opening: dict[str, set[str]], written: dict[str, set[str]]) -> Callable[[str, str, str], frozenset[str]]:
    """A function from title, summary and text to the keywords, as written in the config, that stand in them.

    Where none of ``opening`` does, no watch can match whatever else is there, and nothing is found: most items end here.
    """
    if not opening:
        return lambda title, summary, text: frozenset()
    openers, every = _automaton(opening), _automaton(written)

    def search(title: str, summary: str, text: str) -> frozenset[str]:
        whole = _BREAK.join((title, summary, text) if text else (title, summary)).rstrip()
        folded = fold(whole)
        if next(_standing(openers, folded), None) is None:
            return frozenset()
        found = {word for words in _standing(every, folded) for word in words}
        return frozenset(word for word in found if not _needs_capitals(word) or _stands_in(whole, word))

    return search


def _automaton(written: dict[str, set[str]]) -> Automaton:
    automaton = Automaton()
    for key, words in written.items():
        started = tuple(word for word in words if word.endswith(ANY_ENDING))
        automaton.add_word(key, (len(key), tuple(words), started))
    automaton.make_automaton()
    return automaton


def _standing(automaton: Automaton, folded: str) -> Iterator[tuple[str, ...]]:
    """The keywords that stand in folded text, place by place."""
    for end, (length, words, started) in automaton.iter(folded):
        start = end - length + 1
        if is_word(folded, start, end + 1):
            yield words
        elif started and begins_word(folded, start):
            yield started


def _needs_capitals(word: str) -> bool:
    return len(word) <= _SHORT and word.isascii() and word.isupper()


def _stands_in(text: str, word: str) -> bool:
    """Whether ``word`` stands in ``text`` exactly, with word borders."""
    place = text.find(word)
    while place >= 0:
        if is_word(text, place, place + len(word)):
            return True
        place = text.find(word, place + 1)
    return False


def _primary(language: str) -> str:
    return language.replace("_", "-").split("-")[0].strip().lower()
