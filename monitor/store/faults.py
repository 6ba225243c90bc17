"""What a database error means for the person who runs the monitor."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from monitor.errors import StoreBusy, StoreError

_SQLITE: dict[str, tuple[type[StoreError], str]] = {
    "SQLITE_BUSY": (StoreBusy, "is locked by another process; stop it or try again"),
    "SQLITE_LOCKED": (StoreBusy, "is locked by another connection; try again"),
    "SQLITE_FULL": (StoreError, "cannot grow: the disk is full; free some space, nothing of this step was recorded"),
    "SQLITE_READONLY": (StoreError, "is read-only; check the owner and mode of the file and of its folder"),
    "SQLITE_CORRUPT": (StoreError, "is damaged; stop the monitor and put a backup in its place"),
    "SQLITE_NOTADB": (StoreError, "is not a SQLite database; name another file or put a backup in its place"),
    "SQLITE_CANTOPEN": (StoreError, "cannot be opened; check that the folder exists and may be written to"),
    "SQLITE_IOERR": (StoreError, "cannot be read or written; check the disk"),
    "SQLITE_PERM": (StoreError, "may not be opened; check the owner and mode of the file"),
}

_POSTGRES: dict[str, tuple[type[StoreError], str]] = {
    "55P03": (StoreBusy, "is locked by another process for too long; try again"),
    "40P01": (StoreBusy, "was wanted by two processes in opposite order; try again"),
    "40001": (StoreBusy, "was changed by another process meanwhile; try again"),
    "25P03": (StoreBusy, "gave up on this process, which stood still inside a transaction; try again"),
    "53100": (StoreError, "cannot grow: the server's disk is full; nothing of this step was recorded"),
    "53300": (StoreBusy, "has too many connections; try again or raise max_connections"),
    "25006": (StoreError, "is read-only; connect to the primary server"),
    "42501": (StoreError, "refuses this user; grant it the rights on the schema"),
    "28P01": (StoreError, "refuses the password; check the store URL"),
    "3D000": (StoreError, "does not exist; create it with createdb"),
    "XX001": (StoreError, "is damaged; restore a backup"),
}

_UNREACHABLE = (StoreBusy, "does not answer; check that the server runs, then try again")


class NotQueued(SQLAlchemyError):
    """The driver's error where a job was queued by other means than SQLAlchemy's."""

    def __init__(self, orig: BaseException | None) -> None:
        super().__init__("no job was queued")
        self.orig = orig


def explain(error: Exception, where: str) -> StoreError:
    """The error of a database driver as one sentence about the store at ``where``."""
    kind, words = _known(error)
    return kind(f"store {where} {words}")


def _known(error: Exception) -> tuple[type[StoreError], str]:
    if isinstance(error, PoolTimeout):
        return StoreBusy, "has no free connection; try again"
    origin = error.orig if isinstance(error, DBAPIError | NotQueued) else error
    name = getattr(origin, "sqlite_errorname", "") or ""
    for known, meaning in _SQLITE.items():
        if name == known or name.startswith(known + "_"):
            return meaning
    state = getattr(origin, "sqlstate", None) or ""
    if state in _POSTGRES:
        return _POSTGRES[state]
    lost = isinstance(error, DBAPIError) and error.connection_invalidated
    if lost or (isinstance(error, DBAPIError | NotQueued) and (state[:2] in {"08", "57"} or _no_answer(origin))):
        return _UNREACHABLE
    return StoreError, f"refuses: {_first_line(origin)}"


def _no_answer(origin: object) -> bool:
    """Psycopg raises a plain OperationalError without a state where no connection could be made."""
    return type(origin).__name__ in {"OperationalError", "ConnectionTimeout"} and getattr(origin, "sqlstate", 0) is None


def _first_line(error: object) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]


@contextmanager
def explained(where: str) -> Iterator[None]:
    """Turns the drivers' errors raised within into :class:`StoreError` or :class:`StoreBusy`."""
    try:
        yield
    except (SQLAlchemyError, sqlite3.Error) as error:
        raise explain(error, where) from error
