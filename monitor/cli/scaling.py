"""Commands for more than one machine: migrate-store."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import click

from monitor.cli.common import interactive, say

if TYPE_CHECKING:
    from monitor.store import Store

COPY_LEASE = timedelta(hours=12)
UNFINISHED = timedelta(days=36_500)
"""A target is nobody's before its last row was compared, however long that takes."""


@click.command("migrate-store")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def migrate_store(source: str, target: str) -> None:
    """Copy a store into an empty one: sqlite:///FILE to postgresql://USER@HOST/NAME, or back; every row is compared.

    Stop the monitor first. A copy that was cut off goes on where it was when the same command is given again.
    """
    from monitor.store import Store

    with Store.open(source) as old, Store.open(target) as new, _quiet(old), _owned(new, f"monitor migrate-store {old.name}"):
        say(f"copying {old.name} to {new.name}")
        for table in old.copy_into(new, _told):
            click.echo(f"{table.name}: {table.rows} rows, {table.digest}" + (
                f", {table.rows - table.carried} of them were there" if table.carried < table.rows else ""))
    say(f"every row is the same; write store: {target} in config.yaml")


def _told(table: str, rows: int) -> None:
    if interactive():
        click.echo(f"\r{table}: {rows} rows\x1b[K", nl=False, err=True)


@contextmanager
def _quiet(store: "Store") -> Iterator[None]:
    """No monitor writes to the old store while it is copied, and none has work waiting in it."""
    from monitor import wiring
    from monitor.errors import StoreBusy
    from monitor.instances import died, own_name

    owner, holder = own_name(), store.instance_holder()
    if died(holder):
        store.release_instance(holder)
    if not store.hold_instance(owner, wiring.utc_now(), COPY_LEASE):
        raise StoreBusy(f"a monitor ({holder}) works on {store.name}; stop it first, or wait a minute if its machine died")
    try:
        yield
    finally:
        store.release_instance(owner)


@contextmanager
def _owned(store: "Store", owner: str) -> Iterator[None]:
    """The new store is empty, or holds the beginning of this very copy; it is given free once the copy is whole."""
    from monitor import wiring
    from monitor.errors import InputError

    if store.instance_holder() != owner and not store.is_empty():
        raise InputError(f"{store.name} holds data already; name an empty store")
    if not store.hold_instance(owner, wiring.utc_now(), UNFINISHED):
        raise InputError(f"{store.name} is in use by {store.instance_holder()}; name an empty store")
    yield
    store.release_instance(owner)
