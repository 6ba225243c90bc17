"""What is remembered, in SQLite or PostgreSQL: the only room that knows there is a database.

::

    store.py        Store: everything below under one name
    engine.py       connections, transactions, who may write when      faults.py   database errors in sentences
    opening.py      URL to engine; files, modes, migrations            schema.py   the tables
    codec.py        values to JSON and back                            times.py    times to milliseconds and back
    feeds.py  articles.py  incidents.py  placing.py  outbox.py  parcels.py  channels.py  digests.py  readers.py
    instance.py  housekeeping.py                                       one concern each

Guarantees, each held by tests/store/ on SQLite and PostgreSQL alike: a plan is recorded whole or not at all; placers
take turns, also across processes; a parcel once leased is never silently pending again; times are kept to the
millisecond.
"""

from monitor.store.placing import Desk
from monitor.store.store import Store

__all__ = ["Desk", "Store"]
