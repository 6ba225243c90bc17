"""The two pictures of a digest, for its page, for chats and for mail: its attacks on a map, numbered as the page lists them, and the last 30 days. Pure."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from monitor.digest.building import TIMELINE
from monitor.digest.page import Pictures
from monitor.digest.sentences import named
from monitor.model import Base
from monitor.model.digests import Digest, DigestPicture
from monitor.pictures import Atlas, day_map_png, day_map_svg, timeline_png, timeline_rows, timeline_svg


def _last_day(digest: Digest) -> datetime:
    return (digest.period.end - timedelta(hours=1)).astimezone(ZoneInfo(digest.period.timezone))


def drawn_for_chats(part: DigestPicture, digest: Digest, atlas: Atlas, bases: Mapping[str, Base]) -> tuple[bytes, str]:
    """One picture as PNG, and what stands under it; no bytes where there is nothing to show."""
    if part is DigestPicture.MAP:
        return day_map_png(digest.attacks, atlas, bases), f"Where: {named(digest)}"
    rows = timeline_rows(digest.recent, digest.period.timezone)
    return (timeline_png(rows, _last_day(digest), TIMELINE.days) if rows else b""), f"The last {TIMELINE.days} days, by country and weapon"


def pictures_of(digest: Digest, atlas: Atlas, bases: Mapping[str, Base]) -> Pictures:
    """Both as SVG; the timeline ends with the last day of the period."""
    zone = digest.period.timezone
    return Pictures(map=day_map_svg(digest.attacks, atlas, bases),
                    timeline=timeline_svg(timeline_rows(digest.recent, zone), _last_day(digest), TIMELINE.days))
