"""Readers who subscribed by themselves, places that a chat does not want to hear of, and marks of how far something got."""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0002"
down_revision = "0001"

WHOLE = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
DOCUMENT = sa.Text().with_variant(postgresql.JSON(), "postgresql")


def upgrade() -> None:
    """Makes the three tables, and the index by which workers find the feeds that are due."""
    op.create_table(
        "readers", sa.Column("id", sa.Text, primary_key=True), sa.Column("chat", sa.Text, nullable=False, unique=True),
        sa.Column("since", WHOLE, nullable=False), sa.Column("body", DOCUMENT, nullable=False), sqlite_strict=True,
    )
    op.create_table(
        "mutes", sa.Column("channel", sa.Text, nullable=False), sa.Column("place", sa.Text, nullable=False),
        sa.Column("until", WHOLE, nullable=False), sa.PrimaryKeyConstraint("channel", "place"), sqlite_strict=True,
    )
    op.create_table(
        "watermarks", sa.Column("name", sa.Text, primary_key=True), sa.Column("at", WHOLE, nullable=False),
        sa.Column("body", DOCUMENT, nullable=False), sqlite_strict=True,
    )
    op.create_index("feeds_due", "feeds", ["next_due"])
