"""When the monitor ran, and which feeds could be seen: noted each minute, read by the digest of any day. Pure."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from monitor.model.digests import FeedTrouble, Gap, Presence

GAP = timedelta(minutes=10)
"""A pause between two beats that is longer is told; a restart is shorter."""
BRIEF = timedelta(hours=1)
"""Outages of a feed shorter than this are not told: they hid nothing that the next poll did not bring."""
KEPT = timedelta(days=100)
MOST = 2_000
"""Gaps, and outages, that are kept at most: the last ones."""


def noted(before: Presence, failing: Sequence[FeedTrouble], now: datetime) -> Presence:
    """What is known after one more look, at which these feeds could not be seen."""
    gaps = list(before.gaps)
    if before.beat is not None and now - before.beat > GAP:
        gaps.append(Gap(since=before.beat, until=now))
    down = {trouble.feed: trouble for trouble in failing}
    ended = [replace(one, until=now) for one in before.lasting if one.feed not in down]
    known = {one.feed: one.since for one in before.lasting}
    lasting = tuple(replace(one, since=known.get(feed) or one.since or now) for feed, one in down.items())
    past = [one for one in (*before.ended, *ended) if one.until is None or one.until > now - KEPT]
    return Presence(began=before.began or now, beat=now, lasting=lasting, ended=tuple(past[-MOST:]),
                    gaps=tuple([gap for gap in gaps if gap.until > now - KEPT][-MOST:]))


def gaps_within(known: Presence, start: datetime, end: datetime, as_of: datetime) -> tuple[Gap, ...]:
    """The times within a period in which the monitor did not run, as far as they were noted."""
    gaps = list(known.gaps)
    if known.beat is not None and as_of - known.beat > GAP:
        gaps.append(Gap(since=known.beat, until=as_of))
    cut = (Gap(since=max(gap.since, start), until=min(gap.until, end)) for gap in gaps)
    return tuple(gap for gap in cut if gap.since < gap.until)


def troubles_within(known: Presence, start: datetime, end: datetime, as_of: datetime) -> tuple[FeedTrouble, ...]:
    """The longest outage of each feed that reaches into a period; ``until`` is None where it lasted at ``as_of``."""
    found: dict[str, list[FeedTrouble]] = defaultdict(list)
    for one in _reaching(known, start, end, as_of):
        found[one.feed].append(one if one.until and one.until <= as_of else replace(one, until=None))
    longest = ((max(several, key=lambda one: (one.until or as_of) - (one.since or as_of)), len(several))
               for several in found.values())
    return tuple(replace(one, what=f"{one.what} ({times} outages, this one the longest)") if times > 1 else one
                 for one, times in longest)


def dark_languages(
    known: Presence, feeds: Iterable[str], start: datetime, end: datetime, as_of: datetime,
) -> tuple[str, ...]:
    """Languages of which all feeds could not be seen at one time; ``feeds``: the language of each feed that is asked."""
    asked = Counter(language for language in feeds if language)
    edges: dict[str, list[tuple[datetime, int]]] = defaultdict(list)
    for one in _reaching(known, start, end, as_of):
        if one.since and one.language in asked:
            edges[one.language] += [(max(one.since, start), 1), (min(one.until or as_of, end), -1)]
    return tuple(sorted(language for language, found in edges.items() if _most(found) >= asked[language]))


def _reaching(known: Presence, start: datetime, end: datetime, as_of: datetime) -> list[FeedTrouble]:
    return [one for one in (*known.ended, *known.lasting)
            if one.since and one.since < end and (one.until or as_of) > start and (one.until or as_of) - one.since >= BRIEF]


def _most(edges: Sequence[tuple[datetime, int]]) -> int:
    """How many spans overlap where most do; one that ends as another begins does not overlap it."""
    most = now = 0
    for _, step in sorted(edges):
        now += step
        most = max(most, now)
    return most


def as_bodies(known: Presence) -> tuple[dict[str, Any], dict[str, Any]]:
    """The part that is written each minute, and the part that changes with the feeds; for the store."""
    often = {"began": _stamp(known.began), "beat": _stamp(known.beat),
             "gaps": [[_stamp(gap.since), _stamp(gap.until)] for gap in known.gaps]}
    return often, {"outages": [[one.feed, one.language, one.what, _stamp(one.since), _stamp(one.until)]
                               for one in (*known.ended, *known.lasting)]}


def of_bodies(often: Mapping[str, Any], seldom: Mapping[str, Any]) -> Presence:
    """What was stored; nothing known where nothing was."""
    outages = [FeedTrouble(feed=feed, language=language, what=what, since=_moment(since), until=_moment(until))
               for feed, language, what, since, until in seldom.get("outages", ())]
    gaps = ((_moment(since), _moment(until)) for since, until in often.get("gaps", ()))
    return Presence(
        began=_moment(often.get("began")), beat=_moment(often.get("beat")),
        gaps=tuple(Gap(since=since, until=until) for since, until in gaps if since and until),
        ended=tuple(one for one in outages if one.until), lasting=tuple(one for one in outages if not one.until))


def _stamp(moment: datetime | None) -> int | None:
    return None if moment is None else round(moment.timestamp())


def _moment(stamp: int | None) -> datetime | None:
    return None if stamp is None else datetime.fromtimestamp(stamp, UTC)
