"""One article's account as a member of an incident, and what becomes of its older versions. Pure."""

from collections.abc import Sequence
from dataclasses import replace

from monitor.incidents.credits import credit_of
from monitor.incidents.similarity import signature
from monitor.model import Article, Incident, Member, Report, RestsOn


def member_of(article: Article, report: Report | None) -> Member:
    """An account as it joins: by itself its own origin; a link where it has no report or only recalls one."""
    return Member(
        article=article.key, outlet=article.outlet, url=article.url, title=article.title, published=article.published,
        seen_at=article.seen_at, origin=article.key, byline=credit_of(article), signature=signature(article),
        report=report, content_hash=article.content_hash, link_only=report is None or report.background,
        summary_only=article.rests_on is RestsOn.SUMMARY,
    )


def without_old_versions(
    member: Member, incidents: Sequence[Incident],
) -> tuple[tuple[Incident, ...], frozenset[str]]:
    """The incidents with every older version of the article withdrawn, and the ids of those it touched."""
    touched = frozenset(i.id for i in incidents if any(_older(m, member) for m in i.members))
    if not touched:
        return tuple(incidents), touched
    return tuple(_withdraw(i, member) if i.id in touched else i for i in incidents), touched


def _withdraw(incident: Incident, member: Member) -> Incident:
    """Links of older versions go; accounts stay in the ledger as withdrawn."""
    kept = (m for m in incident.members if not (m.link_only and _older(m, member)))
    return replace(incident, members=tuple(
        replace(m, withdrawn=True, pinned=False) if _older(m, member) else m for m in kept
    ))


def _older(known: Member, member: Member) -> bool:
    return (
        known.article == member.article and known.content_hash != member.content_hash and not known.withdrawn
    )


def same_account(a: Member, b: Member) -> bool:
    """Whether two versions of one article say the same of the attack, so that the older one need not be kept."""
    if a.article != b.article or a.report is None or b.report is None:
        return False
    # The time zone follows from the base; what an older version of this program stored has none.
    bare = {"sentence": "", "attribution": (), "timezone": ""}
    return replace(a.report, **bare) == replace(b.report, **bare)  # type: ignore[arg-type]


def same_report(a: Report | None, b: Report | None) -> bool:
    """Whether two reports say the same in the same words."""
    return a == b or (a is not None and b is not None and replace(a, timezone=b.timezone) == b)
