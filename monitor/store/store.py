"""The store under one name."""

from datetime import timedelta
from types import TracebackType
from typing import Self

from monitor.store.articles import Articles
from monitor.store.channels import Channels
from monitor.store.clocks import Clocks
from monitor.store.copying import Copying
from monitor.store.digests import Digests
from monitor.store.feeds import Feeds
from monitor.store.housekeeping import Housekeeping
from monitor.store.incidents import Incidents
from monitor.store.instance import Instance
from monitor.store.jobs import Jobs
from monitor.store.opening import PATIENCE, memory_database, open_database
from monitor.store.outbox import Outbox
from monitor.store.placing import Placing
from monitor.store.readers import Readers
from monitor.store.revisions import Revisions
from monitor.store.searching import Searching
from monitor.store.subscribers import Subscribers
from monitor.store.watermarks import Watermarks


class Store(
    Feeds, Articles, Incidents, Placing, Outbox, Channels, Clocks, Digests, Revisions, Readers, Subscribers, Watermarks, Searching,
    Instance, Housekeeping, Copying, Jobs,
):
    """Everything that is remembered; synchronous, safe to call from several threads.

    Every method raises StoreError, or StoreBusy where another one holds the lock, with a sentence for a person.
    """

    @classmethod
    def open(cls, url: str, patience: timedelta = PATIENCE, *, make: bool = True) -> Self:
        """The store at ``sqlite:///PATH`` or ``postgresql://...``, made and migrated as needed.

        ``patience``: how long a call waits for another writer before it raises StoreBusy; ``make``: off, a SQLite file
        that is not there raises NoSuchStore.

        A new SQLite folder and file are readable by this user alone. Raises StoreError for a schema newer than this
        program, a damaged file, a server that does not answer.
        """
        return cls(open_database(url, patience, make=make))

    @classmethod
    def in_memory(cls) -> Self:
        """An empty store that ends with the process; for tests and replay."""
        return cls(memory_database())

    @property
    def name(self) -> str:
        """How the store is called in messages; without a password."""
        return self._database.where

    def close(self) -> None:
        """Give every connection back; the store is of no use after."""
        self._database.close()

    def __enter__(self) -> Self:
        """The store itself; closed at the end of the block."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close."""
        self.close()
