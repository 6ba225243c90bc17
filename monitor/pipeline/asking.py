"""What a feed is asked, and what came of it. Pure."""

from hashlib import blake2b

from monitor.collect.addresses import same_site
from monitor.model import Body, Config, Failed, Feed, FeedState, Fetched, NotModified, ParsedFeed, Polled, Request, Taken

FEED_TYPES = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5"


def request(feed: Feed, state: FeedState, config: Config) -> Request:
    """The conditional request; the login goes to the configured site alone, wherever the feed moved."""
    url = state.url or feed.url
    return Request(
        url=url, login=feed.login if same_site(url, feed.url) else "", etag=state.etag, last_modified=state.last_modified, accept=FEED_TYPES,
        max_bytes=config.fetch.feed_max_bytes, timeout=config.fetch.timeout,
    )


def digest_of(body: Body) -> str:
    """Tells whether a body came before."""
    return blake2b(body.content, digest_size=16).hexdigest()


def outcome(feed: Feed, fetched: Fetched, parsed: ParsedFeed | None, taken: Taken, state: FeedState) -> Polled:
    """What a poll came to, for the log and the summary line."""
    match fetched:
        case NotModified():
            return Polled(feed=feed.name, outcome="304", state=state)
        case Failed():
            return Polled(feed=feed.name, outcome=fetched.detail, failed=True, failure=fetched.kind, state=state)
    skipped = len(parsed.skipped) if parsed else 0
    return Polled(feed=feed.name, outcome="200", entries=parsed.count if parsed else 0, skipped=skipped, taken=taken,
                  state=state)
