"""The two pictures of a digest's page: its attacks on a map, numbered as the page lists them, and the last 30 days. Pure."""

from collections.abc import Mapping
from datetime import timedelta
from zoneinfo import ZoneInfo

from monitor.digest.building import TIMELINE
from monitor.digest.page import Pictures
from monitor.model import Base
from monitor.model.digests import Digest
from monitor.pictures import Atlas, day_map_svg, timeline_rows, timeline_svg


def pictures_of(digest: Digest, atlas: Atlas, bases: Mapping[str, Base]) -> Pictures:
    """Both as SVG; the timeline ends with the last day of the period."""
    zone = digest.period.timezone
    last = (digest.period.end - timedelta(hours=1)).astimezone(ZoneInfo(zone))
    return Pictures(map=day_map_svg(digest.attacks, atlas, bases),
                    timeline=timeline_svg(timeline_rows(digest.recent, zone), last, TIMELINE.days))
