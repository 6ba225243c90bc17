"""Splits that ask the question of use: how does it do on sources and times it never saw? Pure."""

import hashlib
from collections.abc import Iterator, Sequence

from monitor.learn.corpus import Example, near_copies

Split = tuple[list[int], list[int]]
"""Positions to train on, positions to test on."""


def folds(examples: Sequence[Example], count: int = 8) -> Iterator[Split]:
    """Out-of-fold splits by block (source and month); near copies of test items are left out of training.

    Own corpus and presumed items are never tested on, always trained on.
    """
    yield from _each([_fold(e.block, count) if is_tested(e) else -1 for e in examples], examples, count)


def dealt(examples: Sequence[Example], count: int) -> Iterator[Split]:
    """The same, with the items of the own corpus dealt out one by one: every item that was read is held back once."""
    yield from _each([-1 if e.presumed else _fold(e.block if is_tested(e) else e.article.key, count) for e in examples], examples, count)


def _each(of: Sequence[int], examples: Sequence[Example], count: int) -> Iterator[Split]:
    copies = near_copies(examples)
    for f in range(count):
        yield _split(of, copies, {f})


def is_tested(example: Example) -> bool:
    """Whether an example is real and read by someone, so that scores may rest on it."""
    return not example.presumed and example.pool != "own corpus"


def by_year(examples: Sequence[Example], first_test_year: int) -> Split:
    """Train on real items before ``first_test_year`` and on the own corpus, test on the real items from it on."""
    of = [(1 if e.year >= first_test_year else 0) if is_tested(e) else -1 for e in examples]
    return _split(of, near_copies(examples), {1})


def by_source(examples: Sequence[Example]) -> Iterator[tuple[str, Split]]:
    """Leave one source out: for each family of pools the rest is trained on."""
    copies = near_copies(examples)
    families = sorted({family(e) for e in examples if is_tested(e)})
    of = [families.index(family(e)) if is_tested(e) else -1 for e in examples]
    for i, name in enumerate(families):
        yield name, _split(of, copies, {i})


def family(example: Example) -> str:
    """Pools that are one collection under several names count as one."""
    return "_".join(example.pool.split("_")[:2]) if example.pool.startswith("rss") else example.pool.split("_")[0]


def _fold(block: str, count: int) -> int:
    return int(hashlib.sha256(block.encode()).hexdigest(), 16) % count


def _split(of: Sequence[int], copies: Sequence[frozenset[int]], tested: set[int]) -> Split:
    test = [i for i, f in enumerate(of) if f in tested]
    barred = {j for i in test for j in copies[i]}
    return [i for i, f in enumerate(of) if f not in tested and i not in barred], test
