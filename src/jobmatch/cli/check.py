"""``jobmatch check``: whether a table is usable, and if not, why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jobmatch.cli.shared import (
    EXIT_CODES,
    AsOfOption,
    Kind,
    PlacesOption,
    RulesOption,
    described,
    finish,
    output_option,
    read_places,
    read_rules,
    table_argument,
    write_table,
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "check",
        short_help="Validate a table.",
        help=described(
            "Validate a table: how many rows are usable, which are not, and why.",
            "jobmatch check vacancies.csv --kind vacancies",
            "jobmatch check people.ndjson --kind jobseekers --places places.csv",
            "jobmatch check vacancies.csv --kind vacancies --rejected why.csv --valid good.parquet",
        ),
        epilog=EXIT_CODES,
    )(check)


def check(
    context: typer.Context,
    file: Annotated[Path, table_argument("Table to check.")],
    kind: Annotated[Kind, typer.Option(help="What the rows are.")],
    places: PlacesOption = None,
    as_of: AsOfOption = None,
    rules: RulesOption = None,
    rejected: Annotated[Path | None, output_option("Write each problem to FILE: row, column, reason")] = None,
    valid: Annotated[Path | None, output_option("Write the usable rows to FILE, in canonical form")] = None,
) -> None:
    """Validate one table."""
    from jobmatch import tables

    progress, locator = context.obj.progress, read_places(places)
    table: tables.ValidTable
    day, dated = as_of.date() if as_of else None, read_rules(rules)
    if kind == "vacancies":
        table = tables.read_vacancies(file, places=locator, as_of=day, rules=dated, read_text="none", progress=progress)
    else:
        table = tables.read_jobseekers(
            file, places=locator, as_of=day, rules=dated, read_text="none", progress=progress
        )
    typer.echo(table.report())
    for path, frame in ((rejected, table.rejected), (valid, table.frame)):
        if path is not None:
            write_table(frame, path, "row(s)", context.obj)
    finish(put_aside=table.n_rejected > 0 or len(table) == 0)
