"""Text with names put aside: parties, sites, places and numbers become class words, so that words generalise. Pure."""

from collections.abc import Iterator

from monitor.judge.features.reading import Reading, Sentence

_KEPT = frozenset({"word", "happening", "mark", "road", "aircraft", "ship", "contractor", "civil", "embassy", "base", "airport", "force", "insider"})


def masked_words(reading: Reading) -> tuple[list[str], list[str]]:
    """Words of the head and of the rest; entities as ``<kind>``, numbers as ``<number>``."""
    return list(_words(reading.head)), [w for s in reading.rest for w in [*_words(s), "."]]


def _words(sentence: Sentence) -> Iterator[str]:
    for c in sentence.chunks:
        if c.kind == "mark":
            continue
        if c.kind in _KEPT:
            yield from c.words.split()
        else:
            yield f"<{c.kind}>"
