"""``jobmatch read``: what adverts and CVs state, field by field, and where."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobmatch.cli.shared import (
    EXIT_CODES,
    AsOfOption,
    EscoOption,
    Kind,
    ReadTextOption,
    described,
    finish,
    linker_of,
    output_option,
    read_taxonomy,
    table_argument,
    write_table,
)

if TYPE_CHECKING:
    import polars as pl


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "read",
        short_help="Read adverts (hours, pay, licences, ...) or CVs (skills, jobs, ...).",
        help=described(
            "Read what adverts state in their titles and texts: hours, days and times, pay, contract, place, licences, "
            "offers and demands; or what CVs state: skills, occupations held, licences, languages, qualifications. One "
            "line for each value, with the words that say so as a stretch of the text.",
            "jobmatch read adverts.parquet --out readings.parquet",
            "jobmatch read adverts.csv --out readings.csv --contradictions differs.csv",
            "jobmatch read adverts.ndjson --out readings.ndjson --filled vacancies.parquet",
            "jobmatch read people.csv --kind jobseekers --out readings.csv --esco esco-1.2.zip",
            "jobmatch read adverts.csv --esco esco-1.2.zip --read-text all --out skills.csv --filled filled.csv",
        ),
        epilog=EXIT_CODES,
    )(read)


def read(  # noqa: PLR0913, PLR0917 - one parameter is one option
    context: typer.Context,
    file: Annotated[Path, table_argument("Table of vacancies, or of jobseekers.")],
    out: Annotated[Path, output_option("Write each value read to FILE")],
    kind: Annotated[Kind, typer.Option(help="What the rows are.")] = "vacancies",
    contradictions: Annotated[
        Path | None, output_option("Write what a given field contradicts to FILE: field, given, read")
    ] = None,
    filled: Annotated[Path | None, output_option("Write the table, missing fields filled, to FILE")] = None,
    esco: EscoOption = None,
    as_of: AsOfOption = None,
    read_text: ReadTextOption = "sure",
) -> None:
    """Read one table."""
    from jobmatch import tables

    talk = context.obj
    table: tables.VacancyTable | tables.JobseekerTable
    outputs: list[tuple[Path | None, pl.DataFrame]]
    if kind == "vacancies":
        linker = linker_of(read_taxonomy(esco, talk))
        vacancies = tables.read_vacancies(file, read_text=read_text, skills=linker, progress=talk.progress)
        table, outputs = vacancies, [(contradictions, vacancies.contradictions)]
    else:
        if contradictions is not None:
            raise typer.BadParameter("--contradictions is for adverts: --kind vacancies.")
        table = tables.read_jobseekers(
            file,
            as_of=as_of.date() if as_of else None,
            read_text=read_text,
            skills=linker_of(read_taxonomy(esco, talk)),
            progress=talk.progress,
        )
        outputs = []
    typer.echo(table.report())
    for path, frame in ((out, table.readings), (filled, table.frame), *outputs):
        if path is not None:
            write_table(frame, path, "row(s)", talk)
    finish(put_aside=table.n_rejected > 0 or len(table) == 0)
