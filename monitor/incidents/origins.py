"""Which text came first, and which are the same text again. Pure.

Members are looked at in order of publication (then key), never of arrival, so that origins do not depend on which feed
was polled first.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.incidents.credits import is_republished, voice_of
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

    The texts of one agency are one origin. A site that shows the texts of others is its own origin only where no other outlet
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
            origins[member.article] = max(texts, key=lambda t: likeness(t.member.signature, member.signature)).origin
    return tuple(m if m.origin == origins[m.article] else replace(m, origin=origins[m.article]) for m in ordered)


@dataclass(frozen=True, slots=True)
class _Text:
    """A text that is no copy of one before it."""

    member: Member
    voice: str
    origin: str


def _origin(member: Member, texts: list[_Text]) -> str:
    """The origin of a member; what is no copy is added to ``texts``."""
    copied = next((t for t in texts if is_copy(t.member.signature, member.signature)), None)
    if copied:
        return copied.origin
    voice = voice_of(member)
    first = next((t for t in texts if voice and t.voice == voice), None)
    origin = first.origin if first else member.article
    texts.append(_Text(member, voice, origin))
    return origin
