"""Which feeds are polled together, and what is queued behind a plan. Pure.

Feeds are dealt to ``SHARES`` shares by the host of their address. A share is polled by one worker at a time, so a host is
asked by one worker at a time, whose own limits (one connection, a pause between two) then hold for all.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import blake2b
from urllib.parse import urlsplit

from monitor.model import Feed, Plan
from monitor.model.decisions import PLACE, Job
from monitor.model.readers import READER_CHANNEL

SHARES = 256
BATCH = 200
"""Feeds of one job."""
POLL, SEND = "poll", "send"


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Feeds that one job polls."""

    share: int
    feeds: tuple[str, ...]


def share_of(url: str) -> int:
    """The share of an address; the same on every machine."""
    try:
        host = urlsplit(url).hostname or url
    except ValueError:
        host = url
    return int.from_bytes(blake2b(host.encode(), digest_size=4).digest(), "big") % SHARES


def batches(due: Iterable[str], feeds: Mapping[str, Feed]) -> tuple[Batch, ...]:
    """The due feeds by share, at most ``BATCH`` of each, in the order given; what is left over comes at the next beat."""
    dealt: defaultdict[int, list[str]] = defaultdict(list)
    for name in due:
        feed = feeds.get(name)
        if feed is not None and feed.enabled:
            dealt[share_of(feed.url)].append(name)
    return tuple(Batch(share=share, feeds=tuple(names[:BATCH])) for share, names in dealt.items())


def group_of(channel: str, senders: Mapping[str, str]) -> str:
    """The bot that serves a channel; readers come and go, and are all served by one. Empty: nobody serves it."""
    return senders.get(channel, senders.get(READER_CHANNEL, "") if channel.startswith(READER_CHANNEL) else "")


def jobs_after(plan: Plan, senders: Mapping[str, str]) -> tuple[Job, ...]:
    """What follows from a plan: articles to place one after another, parcels to send. ``senders``: by channel."""
    placing = [Job(task=PLACE, queue=PLACE, lock=PLACE, argument=key) for key in plan.to_place]
    groups = sorted({group_of(parcel.channel, senders) for parcel in plan.parcels} - {""})
    return (*placing, *(Job(task=SEND, queue=SEND, lock=f"{SEND}:{group}", argument=group) for group in groups))
