"""Which text came first, and which are the same text again. Pure.

Members are looked at in order of publication (then key), never of arrival, so that origins do not depend on which feed
was polled first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.incidents.credits import author_of, is_republished, outlet_of, voice_of
from monitor.incidents.similarity import is_copy, likeness
from monitor.model import Member


def in_order(members: Sequence[Member]) -> tuple[Member, ...]:
    """Members by publication; the order in which an incident keeps them."""
    return tuple(sorted(members, key=order))


def order(member: Member) -> tuple[datetime, str, str, bool, str]:
    """The one order of members, whatever the order of their arrival."""
    sentence = member.report.sentence if member.report else ""
    return member.published, member.article, sentence, member.withdrawn, member.content_hash


def with_origins(members: Sequence[Member]) -> tuple[Member, ...]:
    """Members in order, each with the article key of the first text of which it is a copy.

    The texts of one agency are one origin, and so are those of one author, and of an outlet and whoever credits it. A site that shows the texts of others is its own origin only where no other outlet
    tells of it; where the text it shows is not known, it counts with the account that is most like its own.
    """
    ordered = in_order(members)
    shown = [m for m in ordered if is_republished(m)]
    told = [m for m in ordered if not is_republished(m)] or shown
    texts: list[_Text] = []
    origins: dict[str, str] = {}
    for member in told:
        if member.article not in origins:
            origins[member.article] = _origin(member, texts)
    for member in shown:
        if member.article not in origins:
            origins[member.article] = _shown_from(member, texts).origin
    return tuple(m if m.origin == origins[m.article] else replace(m, origin=origins[m.article]) for m in ordered)


def _shown_from(member: Member, texts: Sequence["_Text"]) -> "_Text":
    """The text that a site shows which has none of its own: by its words, by its credit, else the likest."""
    copied = next((t for t in texts if is_copy(t.member.signature, member.signature)), None)
    return copied or _credits(member, texts) or max(texts, key=lambda t: likeness(t.member.signature, member.signature))


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that is no copy of one before it."""

    member: Member
    voice: str
    """The agency, where it is one's."""
    author: str
    outlet: str
    origin: str


def _origin(member: Member, texts: list[_Text]) -> str:
    """The origin of a member; what is no copy is added to ``texts``."""
    copied = next((t for t in texts if is_copy(t.member.signature, member.signature)), None)
    if copied:
        return copied.origin
    first = _credits(member, texts)
    origin = first.origin if first else member.article
    texts.append(_Text(member, voice_of(member), author_of(member.byline), outlet_of(member.outlet), origin))
    return origin


def _credits(member: Member, texts: Sequence[_Text]) -> _Text | None:
    """The first text of the same agency or author, or of the outlet that one of both credits."""
    voice, author, outlet, credited = voice_of(member), author_of(member.byline), outlet_of(member.outlet), outlet_of(member.byline)
    return next((t for t in texts if (voice and t.voice == voice) or (author and t.author == author)
                 or (credited and credited == t.outlet) or (outlet and outlet == outlet_of(t.member.byline))), None)
