"""Commands that ask the store: digest, why, export, backup."""

import csv
import sys
from datetime import datetime, timedelta
from pathlib import Path

import click

from monitor.cli.common import loaded, say, with_config


@click.command()
@click.option("--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="The local day.  [default: yesterday]")
@click.option("--format", "form", type=click.Choice(["text", "html", "markdown", "json"]), default="text",
              show_default=True)
@with_config
@click.pass_context
def digest(ctx: click.Context, day: datetime | None, form: str, config_path: Path | None) -> None:
    """The digest of a day from the store."""
    from zoneinfo import ZoneInfo

    from monitor import wiring
    from monitor.digest import rendering
    from monitor.digest.daily import digest_of

    config = loaded(ctx, config_path)
    now = wiring.utc_now()
    wanted = day.date() if day else now.astimezone(ZoneInfo(config.digest.timezone)).date() - timedelta(days=1)
    store = wiring.open_store(config)
    try:
        made = digest_of(wanted, store, config, now)
    finally:
        store.close()
    match form:
        case "html":
            click.echo(rendering.as_html(made, now))
        case "markdown":
            click.echo(rendering.as_markdown(made))
        case "json":
            click.echo(rendering.as_json(made))
        case _:
            click.echo(rendering.as_text(made))


@click.command()
@click.argument("url_or_text")
@with_config
@click.pass_context
def why(ctx: click.Context, url_or_text: str, config_path: Path | None) -> None:
    """What was decided about an item, and why, silence included.

    A URL is looked up in the store; any other text is judged now, as if it were a headline.
    """
    from monitor import wiring
    from monitor.explaining import explain, explain_text

    config = loaded(ctx, config_path)
    if url_or_text.startswith(("http://", "https://")):
        store = wiring.open_store(config)
        try:
            lines = explain(url_or_text, store)
        finally:
            store.close()
    else:
        lines = explain_text(url_or_text, wiring.load_brain(config), wiring.utc_now())
    for line in lines:
        click.echo(line)


@click.command()
@click.option("--format", "form", type=click.Choice(["jsonl", "csv"]), default="jsonl", show_default=True)
@click.option("--days", default=365, show_default=True, help="Incidents opened within so many days.")
@with_config
@click.pass_context
def export(ctx: click.Context, form: str, days: int, config_path: Path | None) -> None:
    """Incidents out, oldest first."""
    from monitor import wiring
    from monitor.exporting import COLUMNS, as_line, as_row

    store = wiring.open_store(loaded(ctx, config_path))
    now = wiring.utc_now()
    try:
        incidents = store.incidents_between(now - timedelta(days=days), now)
    finally:
        store.close()
    if form == "csv":
        writer = csv.writer(sys.stdout)
        writer.writerow(COLUMNS)
        writer.writerows(as_row(incident) for incident in incidents)
    else:
        for incident in incidents:
            sys.stdout.buffer.write(as_line(incident))


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
