"""Commands that ask the store: digest, why, export, backup."""

import sys
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import click

from monitor.cli.common import DAYS, loaded, say, with_config
from monitor.collect.dates import EARLIEST
from monitor.errors import InputError

_MOMENTS = ["%Y-%m-%d", "%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


@click.command()
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The local day.  [default: yesterday]")
@click.option("--week", "kind", flag_value="weekly", help="The week in which that day lies.")
@click.option("--month", "kind", flag_value="monthly", help="The month in which that day lies.")
@click.option("--format", "form", type=click.Choice(["text", "html", "markdown", "json"]), default="text",
              show_default=True)
@with_config
@click.pass_context
def digest(ctx: click.Context, day: datetime | None, kind: str | None, form: str, config_path: Path | None) -> None:
    """The digest of a day, a week or a month from the store."""
    from zoneinfo import ZoneInfo

    from monitor import wiring
    from monitor.digest import rendering
    from monitor.digest.daily import digest_of_period
    from monitor.digest.periods import period_of
    from monitor.model.digests import DigestKind

    config = loaded(ctx, config_path)
    now = wiring.utc_now()
    today = now.astimezone(ZoneInfo(config.digest.timezone)).date()
    wanted = _watchable(day.date(), today) if day else today - timedelta(days=1)
    store = wiring.open_store(config)
    try:
        period = period_of(DigestKind(kind or "daily"), wanted, config.digest)
        made = digest_of_period(period, store, config, now)
    finally:
        store.close()
    match form:
        case "html":
            from monitor.digest.drawn import pictures_of
            from monitor.web.maps import ground_of

            click.echo(rendering.as_html(made, now, pictures_of(made, *ground_of(config))))
        case "markdown":
            click.echo(rendering.as_markdown(made))
        case "json":
            click.echo(rendering.as_json(made))
        case _:
            click.echo(rendering.as_text(made))


def _watchable(day: date, today: date) -> date:
    if not EARLIEST.date() <= day <= today:
        raise InputError(f"--date {day}: there can be no news of that day; name one from {EARLIEST.date()} to today, {today}")
    return day


@click.command()
@click.option("--days", type=DAYS, default=90, show_default=True, help="How far to look back.")
@with_config
@click.pass_context
def sources(ctx: click.Context, days: int, config_path: Path | None) -> None:
    """Which outlet tells of attacks first, and how far behind the others are: a line per outlet, the first ones first."""
    from monitor import wiring
    from monitor.health.ledger import ledger

    store = wiring.open_store(loaded(ctx, config_path))
    try:
        now = wiring.utc_now()
        lines = ledger(i for i in store.incidents_between(now - timedelta(days=days), now) if i.alerted)
    finally:
        store.close()
    click.echo(f"{'first':>5} {'shared':>6} {'alone':>5}  {'behind':>8}  {'seen after':>10}  outlet")
    for line in lines:
        click.echo(f"{line.first:>5} {line.shared:>6} {line.alone:>5}  {_lasting(line.median_lag):>8}  {_lasting(line.median_sight):>10}  {line.outlet}")


def _lasting(span: timedelta | None) -> str:
    if span is None:
        return "-"
    minutes = round(span.total_seconds() / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"


@click.command()
@click.argument("url_or_text", nargs=-1, required=True)
@with_config
@click.pass_context
def why(ctx: click.Context, url_or_text: tuple[str, ...], config_path: Path | None) -> None:
    """What was decided about an item, and why, silence included.

    A URL is looked up in the store; any other text is judged now, as if it were a headline.
    """
    from monitor import wiring
    from monitor.explaining import explain, explain_text

    config = loaded(ctx, config_path)
    asked = " ".join(url_or_text)
    if asked.startswith(("http://", "https://")):
        store = wiring.open_store(config)
        try:
            lines = explain(asked, store)
        finally:
            store.close()
    else:
        lines = explain_text(asked, wiring.load_brain(config), wiring.utc_now())
    for line in lines:
        click.echo(line)


@click.command()
@click.option("--format", "form", type=click.Choice(["jsonl", "csv", "geojson", "atom", "jsonfeed", "cap"]), default="jsonl",
              show_default=True)
@click.option("--days", type=DAYS, default=365, show_default=True, help="Incidents opened within so many days.")
@click.option("--since", type=click.DateTime(_MOMENTS), help="Opened at or after this time (UTC), instead of --days.")
@click.option("--until", type=click.DateTime(_MOMENTS), help="Opened before this time (UTC); a day counts whole.")
@click.option("--home", default="", help="Address of your pages, for links of atom, jsonfeed and cap.")
@click.option("--sender", default="basewatch@localhost", show_default=True, help="Who sends the CAP messages.")
@with_config
@click.pass_context
def export(
    ctx: click.Context, form: str, days: int, since: datetime | None, until: datetime | None, home: str, sender: str,
    config_path: Path | None,
) -> None:
    """Incidents out, oldest first; atom and jsonfeed those changed last first. docs/feeds-out.md tells the formats."""
    from monitor import wiring
    from monitor.exporting import Format, exported
    from monitor.feedsout import Publication

    config = loaded(ctx, config_path)
    now = wiring.utc_now()
    start, end = _span(now, days, since, until)
    publication = Publication(home=_home(home), sender=sender)
    bases = {} if form == Format.JSONL else wiring.load_bases(config)
    store = wiring.open_store(config)
    try:
        for piece in exported(Format(form), store.incidents_between(start, end), store.incident_revisions, bases,
                              publication, now):
            sys.stdout.buffer.write(piece)
    finally:
        store.close()


def _span(now: datetime, days: int, since: datetime | None, until: datetime | None) -> tuple[datetime, datetime]:
    """From when until when, in UTC; a bare day as the end is in it."""
    end = until.replace(tzinfo=UTC) if until else now
    if until and until.time() == time(0) and until.date() < date.max:
        end += timedelta(days=1)
    try:
        start = since.replace(tzinfo=UTC) if since else end - timedelta(days=days)
    except OverflowError as error:
        raise InputError(f"--days {days}: no calendar goes so far; write --since 2026-01-31") from error
    if start >= end:
        raise InputError(f"--since {start:%Y-%m-%d %H:%M} is not before the end, {end:%Y-%m-%d %H:%M}")
    return start, end


def _home(address: str) -> str:
    if address and not address.startswith(("https://", "http://")):
        raise InputError(f"--home {address}: is no address of a page; write https://example.org/")
    return f"{address.rstrip('/')}/" if address else ""


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@with_config
@click.pass_context
def backup(ctx: click.Context, file: Path, config_path: Path | None) -> None:
    """Copy the store into FILE, also while the service runs."""
    from monitor import wiring

    store = wiring.open_store(loaded(ctx, config_path))
    try:
        store.backup(file)
    finally:
        store.close()
    say(f"{file}: {file.stat().st_size} bytes")
