"""The first schema.

A migration is history: it spells the tables out and is never edited after a release; schema.py says how they are now.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0001"
down_revision = None

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
FRACTION: sa.Double[float] = sa.Double().with_variant(sa.REAL(), "sqlite")
DOCUMENT = sa.Text().with_variant(postgresql.JSON(), "postgresql")


def _table(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(name, *parts, sqlite_strict=True)


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False, server_default="") for name in names]


def _whole(*names: str, default: str | None = None) -> list[sa.Column[int]]:
    return [sa.Column(name, WHOLE, nullable=False, server_default=default) for name in names]


def upgrade() -> None:
    """Makes every table."""
    _feeds_and_articles()
    _incidents()
    _outbox()
    _the_rest()


def _feeds_and_articles() -> None:
    _table(
        "feeds", sa.Column("feed", sa.Text, primary_key=True), sa.Column("next_due", WHOLE),
        sa.Column("body", DOCUMENT, nullable=False),
    )
    _table(
        "articles", sa.Column("id", WHOLE, primary_key=True), sa.Column("key", sa.Text, nullable=False, unique=True),
        *_text("content_hash"), *_whole("changes", default="0"), *_whole("seen_at"),
        sa.Column("incidents", DOCUMENT, nullable=False), *_text("held_reason"), sa.Column("probability", FRACTION),
        *_text("url", "feed", "outlet"), *_whole("published"), *_text("date_quality", "language", "byline", "rests_on"),
        *_text("title", "held_detail"), sa.Column("verdict", DOCUMENT), *_text("summary", "text"),
    )
    op.create_index("articles_seen", "articles", ["seen_at", "held_reason"])
    judged = sa.text("probability IS NOT NULL")
    op.create_index("articles_judged", "articles", ["seen_at", "probability"], sqlite_where=judged, postgresql_where=judged)


def _incidents() -> None:
    _table(
        "incidents", sa.Column("id", sa.Text, primary_key=True), *_whole("opened_at", "updated_at", "revision"),
        *_text("status", "merged_into"), *_whole("body_hash"),
        sa.Column("body", DOCUMENT, nullable=False),
    )
    op.create_index("incidents_opened", "incidents", ["opened_at"])
    op.create_index("incidents_updated", "incidents", ["updated_at"])
    _table(
        "incident_revisions", sa.Column("incident", sa.Text, sa.ForeignKey("incidents.id"), nullable=False),
        *_whole("revision", "updated_at"), sa.Column("body", DOCUMENT, nullable=False),
        sa.PrimaryKeyConstraint("incident", "revision"),
    )
    op.create_index("incident_revisions_updated", "incident_revisions", ["updated_at"])
    _table(
        "members", sa.Column("incident", sa.Text, sa.ForeignKey("incidents.id"), nullable=False),
        sa.Column("article", sa.Text, nullable=False), sa.PrimaryKeyConstraint("incident", "article"),
    )
    op.create_index("members_article", "members", ["article"])


def _outbox() -> None:
    _table(
        "outbox", sa.Column("id", WHOLE, primary_key=True), sa.Column("dedup_key", sa.Text, nullable=False, unique=True),
        *_text("channel", "thread", "kind", "about"), *_whole("priority", "revision", "created_at", "not_before"),
        *_text("state"), *_whole("attempts", default="0"), sa.Column("lease_until", WHOLE), sa.Column("sent_at", WHOLE),
        *_text("remote_id"), *_whole("forgotten", default="0"), *_text("error"),
        sa.Column("message", DOCUMENT, nullable=False),
    )
    op.create_index("outbox_state", "outbox", ["state", "not_before"])
    op.create_index("outbox_thread", "outbox", ["channel", "thread", "id"])


def _the_rest() -> None:
    _table(
        "channels", sa.Column("channel", sa.Text, primary_key=True), *_text("target"),
        sa.Column("blocked_until", WHOLE), *_text("reason"),
    )
    _table("digests", *_text("name", "day"), *_whole("claimed_at"), sa.PrimaryKeyConstraint("name", "day"))
    _table("leases", sa.Column("name", sa.Text, primary_key=True), *_text("owner"), *_whole("until"))
    _table(
        "reader_verdicts", sa.Column("id", WHOLE, primary_key=True),
        *_text("incident", "article", "kind", "who"), *_whole("at"), *_text("comment"),
    )
    op.create_index("reader_verdicts_incident", "reader_verdicts", ["incident"])
    op.create_index("reader_verdicts_article", "reader_verdicts", ["article"])
