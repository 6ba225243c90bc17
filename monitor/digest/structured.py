"""A digest for programs: keys stay as they are, times are UTC. Pure."""

import orjson

from monitor.alert.changes import change_in_words
from monitor.alert.sources import shown_sources
from monitor.model import Incident, NearMiss
from monitor.model.digests import Digest, FeedTrouble, Unseen, Update


def as_json(digest: Digest) -> str:
    """One object; documented in docs/interfaces.md."""
    period = digest.period
    return orjson.dumps({
        "day": period.first, "kind": period.kind.value, "last_day": period.last, "timezone": period.timezone, "start": period.start,
        "end": period.end, "as_of": digest.as_of, "usual": digest.usual.median, "periods_watched": digest.usual.periods,
        "entries": digest.entries,
        "incidents": [_incident(i) for i in digest.incidents], "updated": [_update(u) for u in digest.updated],
        "follow_ups": [{"incident": f.incident.id, "outlet": f.member.outlet, "title": f.member.title, "url": f.member.url}
                       for f in digest.follow_ups],
        "held": {held.reason.name.lower(): held.count for held in digest.held},
        "near_misses": [{**_article(n), "probability": n.probability} for n in digest.near_misses],
        "unjudged": [_article(n) for n in digest.unjudged],
        "feeds_failed": [_trouble(t) for t in digest.unseen.feeds], "unseen": _unseen(digest.unseen),
        "precision": {"right": digest.precision.right, "judged": digest.precision.judged, "low": round(digest.precision.low, 4),
                      "high": round(digest.precision.high, 4)},
        "known_since": [_update(u) for u in digest.since],
    }, option=orjson.OPT_INDENT_2).decode()


def _incident(incident: Incident) -> dict[str, object]:
    facts = incident.facts
    return {
        "incident": incident.id, "alerted": incident.alerted, "status": incident.status.value,
        "revision": incident.revision, "place": facts.place, "country": facts.country, "weapon": facts.weapon.value,
        "start": facts.when.start, "end": facts.when.end, "killed": facts.killed, "wounded": facts.wounded,
        "outlets": list(incident.outlets), "origins": len(incident.origins),
        "urls": [m.url for m in shown_sources(incident)],
    }


def _update(update: Update) -> dict[str, object]:
    return {**_incident(update.incident), "changes": [change_in_words(change) for change in update.changes]}


def _article(miss: NearMiss) -> dict[str, object]:
    return {"article": miss.article, "title": miss.title, "url": miss.url, "outlet": miss.outlet}


def _trouble(trouble: FeedTrouble) -> dict[str, object]:
    return {"feed": trouble.feed, "language": trouble.language, "what": trouble.what, "since": trouble.since, "until": trouble.until}


def _unseen(unseen: Unseen) -> dict[str, object]:
    return {
        "monitor_down": [{"since": gap.since, "until": gap.until} for gap in unseen.gaps], "languages_dark": list(unseen.dark),
        "languages_unjudged": {one.language: one.count for one in unseen.unjudged}, "judged": unseen.judged,
        "by_summary": unseen.by_summary,
    }
