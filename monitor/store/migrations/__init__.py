"""Schema migrations by Alembic; shipped with the package and run when a store is opened.

A new one: copy the newest file of versions/, give it the next number, and add that number to
``monitor.store.schema.VERSIONS``.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection


def upgrade(connection: Connection) -> None:
    """Runs what is missing inside the caller's transaction."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
