"""``jobmatch read``: what adverts state, field by field, and where."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jobmatch.cli.shared import (
    EXIT_CODES,
    ReadTextOption,
    described,
    finish,
    output_option,
    table_argument,
    write_table,
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "read",
        short_help="Read adverts: hours, times, pay, licences, demands.",
        help=described(
            "Read what adverts state in their titles and texts: hours, days and times, pay, contract, place, licences, "
            "offers and demands. One line for each value, with the words that say so as a stretch of the text.",
            "jobmatch read adverts.parquet --out readings.parquet",
            "jobmatch read adverts.csv --out readings.csv --contradictions differs.csv",
            "jobmatch read adverts.ndjson --out readings.ndjson --filled vacancies.parquet",
        ),
        epilog=EXIT_CODES,
    )(read)


def read(
    context: typer.Context,
    file: Annotated[Path, table_argument("Table of vacancies.")],
    out: Annotated[Path, output_option("Write each value read to FILE")],
    contradictions: Annotated[
        Path | None, output_option("Write what a given field contradicts to FILE: field, given, read")
    ] = None,
    filled: Annotated[Path | None, output_option("Write the vacancies, missing fields filled, to FILE")] = None,
    read_text: ReadTextOption = "sure",
) -> None:
    """Read one table."""
    from jobmatch import tables

    table = tables.read_vacancies(file, read_text=read_text, progress=context.obj.progress)
    typer.echo(table.report())
    for path, frame in ((out, table.readings), (contradictions, table.contradictions), (filled, table.frame)):
        if path is not None:
            write_table(frame, path, "row(s)", context.obj)
    finish(put_aside=table.n_rejected > 0 or len(table) == 0)
