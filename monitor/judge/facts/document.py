"""An article laid out for reading: tokens, sentences, clauses, tags and places with their token numbers. Pure."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field

from monitor.judge.facts.lexicon import Kind, Tag, find_tags
from monitor.judge.facts.sentences import Section, Sentence, split_sentences
from monitor.judge.facts.tokens import Token, tokenize
from monitor.judge.gazetteer import Gazetteer, PlaceMatch
from monitor.model import Article

_MOST_CHARACTERS = 60_000
"""Of an article's text that are read: longer texts are live pages or lists, and their head holds the news."""


@dataclass(frozen=True, slots=True)
class Spot:
    """One place named in the text, in tokens."""

    match: PlaceMatch
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Clause:
    """A piece of one sentence that tells one thing."""

    start: int
    end: int
    """Half-open, in tokens."""
    link: str
    """How it hangs on the clause before: "", "after", "and" or "response"."""
    sentence: Sentence


@dataclass(frozen=True)
class Document:
    """Everything that is looked up while reading one article."""

    text: str
    tokens: tuple[Token, ...]
    sentences: tuple[tuple[Sentence, int, int], ...]
    """Each with its half-open span of tokens."""
    spots: tuple[Spot, ...]
    gazetteer: Gazetteer
    tags: dict[Kind, tuple[Tag, ...]]
    starts: dict[Kind, list[int]] = field(default_factory=dict)
    spot_starts: list[int] = field(default_factory=list)
    breaks: frozenset[int] = frozenset()
    """Tokens before which a line ends."""

    def within(self, kind: Kind, start: int, end: int) -> tuple[Tag, ...]:
        """The tags of one kind that lie wholly between two tokens."""
        tags, starts = self.tags.get(kind, ()), self.starts.get(kind, [])
        found = tags[bisect_left(starts, start):bisect_left(starts, end)]
        return tuple(tag for tag in found if tag.end <= end)

    def has(self, kind: Kind, start: int, end: int) -> bool:
        """Whether a tag of that kind lies between two tokens."""
        return bool(self.within(kind, start, end))

    def at(self, kind: Kind, place: int) -> Tag | None:
        """The tag of that kind that covers a token."""
        tags, starts = self.tags.get(kind, ()), self.starts.get(kind, [])
        number = bisect_left(starts, place + 1) - 1
        return tags[number] if number >= 0 and tags[number].end > place else None

    def spots_within(self, start: int, end: int) -> tuple[Spot, ...]:
        """The places named between two tokens."""
        return self.spots[bisect_left(self.spot_starts, start):bisect_left(self.spot_starts, end)]

    def parted(self, place: int) -> bool:
        """Whether a line ends before a token."""
        return place in self.breaks

    def word(self, place: int) -> str:
        """The folded word at a token; empty beyond either end."""
        return self.tokens[place].word if 0 <= place < len(self.tokens) else ""

    def slice(self, start: int, end: int) -> str:
        """The words of the text from one token to another, white space made single."""
        if start >= end:
            return ""
        return " ".join(self.text[self.tokens[start].start:self.tokens[end - 1].end].split())


def lay_out(article: Article, gazetteer: Gazetteer) -> Document:
    """The document of title, summary and text, in that order."""
    parts = ((Section.TITLE, article.title), (Section.SUMMARY, article.summary),
             (Section.TEXT, article.text[:_MOST_CHARACTERS]))
    text, spans = "", []
    for section, part in parts:
        text += "\n\n" if text else ""
        spans.append((section, len(text), len(text) + len(part)))
        text += part
    tokens = tokenize(text)
    sentences = [s for section, start, end in spans for s in split_sentences(text, start, end, section)]
    starts = [token.start for token in tokens]
    ranged = tuple((s, bisect_left(starts, s.start), bisect_left(starts, s.end)) for s in sentences)
    return _document(text, tokens, ranged, gazetteer, starts)


def _document(text: str, tokens: tuple[Token, ...], sentences: tuple[tuple[Sentence, int, int], ...],
              gazetteer: Gazetteer, starts: list[int]) -> Document:
    grouped: dict[Kind, list[Tag]] = {}
    for tag in find_tags(tokens):
        grouped.setdefault(tag.kind, []).append(tag)
    spots = tuple(
        Spot(m, bisect_left(starts, m.start), max(bisect_left(starts, m.end), bisect_left(starts, m.start) + 1))
        for m in gazetteer.find(text)
    )
    return Document(
        text=text, tokens=tokens, sentences=sentences, spots=spots, gazetteer=gazetteer,
        tags={kind: tuple(tags) for kind, tags in grouped.items()},
        starts={kind: [tag.start for tag in tags] for kind, tags in grouped.items()},
        spot_starts=[spot.start for spot in spots], breaks=frozenset(_breaks(text, tokens)),
    )


def _breaks(text: str, tokens: tuple[Token, ...]) -> Iterator[int]:
    last = 0
    for number, token in enumerate(tokens):
        if "\n" in text[last:token.start]:
            yield number
        last = token.end


def clauses(document: Document, sentence: Sentence, start: int, end: int) -> Iterator[Clause]:
    """The clauses of one sentence: parted at "after", "while", ";" and the like."""
    borders = [tag for tag in document.within(Kind.SPLIT, start, end)
               if not _binds(document, tag) and not (tag.start <= start + 2 and document.word(tag.end - 1) == "after" and tag.end - tag.start > 1)]
    begin, link = start, ""
    for tag in borders:
        if tag.start > begin:
            yield Clause(begin, tag.start, link, sentence)
        begin, link = tag.start, tag.value
    if end > begin:
        yield Clause(begin, end, link, sentence)


def _binds(document: Document, tag: Tag) -> bool:
    """Whether a border word only counts time ("five days after"): then it parts nothing."""
    before = document.word(tag.start - 1)
    return before in {"days", "day", "hours", "weeks", "week", "months"} or document.word(tag.end) in {"that", "midnight", "dawn"}
