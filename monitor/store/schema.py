"""The tables. The migrations make them; a test holds that both agree.

Types are those that SQLite's STRICT tables and PostgreSQL both know. Times are milliseconds since 1970 (UTC), documents
are JSON text. Small columns stand before large ones: SQLite reads a row from its start.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, ForeignKey, Index, PrimaryKeyConstraint, Table, Text
from sqlalchemy.dialects import postgresql

VERSIONS = ("0001", "0002")
"""Every schema this program can meet, oldest first; the last is the one it works with."""

Whole = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
Fraction: sa.Double[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
Document = Text().with_variant(postgresql.JSON(none_as_null=True), "postgresql")

metadata = sa.MetaData()


def _table(name: str, *parts: Column[Any] | Index | PrimaryKeyConstraint) -> Table:
    return Table(name, metadata, *parts, sqlite_strict=True)


def _text(name: str) -> Column[Any]:
    return Column(name, Text, nullable=False, server_default="")


def _whole(name: str, default: str | None = None) -> Column[Any]:
    return Column(name, Whole, nullable=False, server_default=default)


feeds = _table(
    "feeds",
    Column("feed", Text, primary_key=True),
    Column("next_due", Whole),
    Column("body", Document, nullable=False),
    Index("feeds_due", "next_due"),
)

articles = _table(
    "articles",
    Column("id", Whole, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    _text("content_hash"), _whole("changes", "0"), _whole("seen_at"), Column("incidents", Document, nullable=False),
    _text("held_reason"), Column("probability", Fraction), _text("url"), _text("feed"), _text("outlet"),
    _whole("published"), _text("date_quality"), _text("language"), _text("byline"), _text("rests_on"),
    _text("title"), _text("held_detail"), Column("verdict", Document), _text("summary"), _text("text"),
    # Both grow at their end only. A further index in random order would double the cost of an insert at a million rows.
    Index("articles_seen", "seen_at", "held_reason"),
)
Index("articles_judged", articles.c.seen_at, articles.c.probability,
      sqlite_where=articles.c.probability.is_not(None), postgresql_where=articles.c.probability.is_not(None))

incidents = _table(
    "incidents",
    Column("id", Text, primary_key=True),
    _whole("opened_at"), _whole("updated_at"), _whole("revision"), _text("status"), _text("merged_into"),
    _whole("body_hash"),  # tells what is decoded already from what is not, without reading the body
    Column("body", Document, nullable=False),
    Index("incidents_opened", "opened_at"),
    Index("incidents_updated", "updated_at"),
)

incident_revisions = _table(
    "incident_revisions",
    Column("incident", Text, ForeignKey("incidents.id"), nullable=False),
    _whole("revision"), _whole("updated_at"),
    Column("body", Document, nullable=False),
    PrimaryKeyConstraint("incident", "revision"),
    Index("incident_revisions_updated", "updated_at"),
)

members = _table(
    "members",
    Column("incident", Text, ForeignKey("incidents.id"), nullable=False),
    Column("article", Text, nullable=False),
    PrimaryKeyConstraint("incident", "article"),
    Index("members_article", "article"),
)

outbox = _table(
    "outbox",
    Column("id", Whole, primary_key=True),
    Column("dedup_key", Text, nullable=False, unique=True),
    _text("channel"), _text("thread"), _text("kind"), _text("about"), _whole("priority"), _whole("revision"),
    _whole("created_at"), _whole("not_before"), _text("state"), _whole("attempts", "0"), Column("lease_until", Whole),
    Column("sent_at", Whole), _text("remote_id"), _whole("forgotten", "0"), _text("error"),
    Column("message", Document, nullable=False),
    Index("outbox_state", "state", "not_before"),
    Index("outbox_thread", "channel", "thread", "id"),
)

channels = _table(
    "channels",
    Column("channel", Text, primary_key=True),
    _text("target"), Column("blocked_until", Whole), _text("reason"),
)

digests = _table(
    "digests",
    _text("name"), _text("day"), _whole("claimed_at"),
    PrimaryKeyConstraint("name", "day"),
)

leases = _table(
    "leases",
    Column("name", Text, primary_key=True),
    _text("owner"), _whole("until"),
)

reader_verdicts = _table(
    "reader_verdicts",
    Column("id", Whole, primary_key=True),
    _text("incident"), _text("article"), _text("kind"), _text("who"), _whole("at"), _text("comment"),
    Index("reader_verdicts_incident", "incident"),
    Index("reader_verdicts_article", "article"),
)

readers = _table(
    "readers",
    Column("id", Text, primary_key=True),
    Column("chat", Text, nullable=False, unique=True),
    _whole("since"), Column("body", Document, nullable=False),
)

mutes = _table(
    "mutes",
    Column("channel", Text, nullable=False), Column("place", Text, nullable=False), _whole("until"),
    PrimaryKeyConstraint("channel", "place"),
)

watermarks = _table(
    "watermarks",
    Column("name", Text, primary_key=True),
    _whole("at"), Column("body", Document, nullable=False),
)
