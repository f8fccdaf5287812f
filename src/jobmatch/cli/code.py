"""``jobmatch code``: which occupation each job title means."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobmatch.cli.shared import (
    EXIT_CODES,
    EscoOption,
    described,
    finish,
    input_option,
    output_option,
    table_argument,
    write_table,
)

if TYPE_CHECKING:
    from jobmatch.taxonomy import Occupations


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "code",
        short_help="Code job titles to ESCO or SOC.",
        help=described(
            "Say which occupation each title of a table means: its code, how sure that is, and what it was found by. "
            "Where it is not sure enough, the occupation is left unknown. The titles are those of vacancies, or any "
            "column named `title`.",
            "jobmatch code vacancies.csv --esco esco-1.2.zip --out codes.csv",
            "jobmatch code vacancies.csv --esco esco-1.2.zip --crosswalk esco-to-soc.csv --out codes.csv",
            "jobmatch code vacancies.csv --soc coding-index.csv --out codes.csv",
            "jobmatch code vacancies.csv --soc coding-index.csv --suggest 5 --out choices.csv",
        ),
        epilog=EXIT_CODES,
    )(code)


def code(
    context: typer.Context,
    file: Annotated[Path, table_argument("Table with a column `title`.")],
    out: Annotated[Path, output_option("Write the table of titles and occupations to FILE")],
    esco: EscoOption = None,
    soc: Annotated[
        Path | None, input_option("Job titles and their SOC codes: soc_code, title, and perhaps unit_group")
    ] = None,
    crosswalk: Annotated[
        Path | None, input_option("SOC codes of ESCO's occupations: soc_code, and occupation_id or group_code")
    ] = None,
    least: Annotated[
        float | None, typer.Option(help="Least score of a vote; below, the occupation is unknown. [default: 0.66]")
    ] = None,
    suggest: Annotated[
        int | None, typer.Option(min=1, help="Write the N likeliest occupations of each title, to choose from.")
    ] = None,
) -> None:
    """Code the titles of one table."""
    import polars as pl

    from jobmatch.encode import StaticEncoder
    from jobmatch.errors import ColumnMissingError
    from jobmatch.tables import read_frame
    from jobmatch.taxonomy import OccupationCoder, translate
    from jobmatch.taxonomy.occupations import LEAST_SCORE

    if least is not None and suggest is not None:
        raise typer.BadParameter("--least is of no use with --suggest, which writes what is unsure, too.")
    occupations = _occupations(esco, soc)
    frame = read_frame(file)
    if "title" not in frame.columns:
        raise ColumnMissingError(table=file.name, missing=["title"], present=frame.columns)
    coder = OccupationCoder(occupations, encode=StaticEncoder().encode, least=LEAST_SCORE if least is None else least)
    titles = [None if title is None else str(title) for title in frame["title"]]
    coded = coder.code(titles).with_row_index("title_row") if suggest is None else coder.suggest(titles, n=suggest)
    n_found = coded.filter(pl.col("occupation_id").is_not_null())["title_row"].n_unique()
    outcome = (
        f"{len(titles) - n_found} of {len(titles)} unknown"
        if suggest is None
        else f"suggestions for {n_found} of {len(titles)} title(s)"
    )
    context.obj.say(f"{occupations.name}, version {occupations.version}: {outcome}.")
    if crosswalk is not None:
        coded = translate(coded, crosswalk)
    if "vacancy_id" in frame.columns:
        coded.insert_column(0, frame["vacancy_id"].gather(coded["title_row"]))
    if suggest is None:
        coded = coded.drop("title_row")
    write_table(coded, out, "row(s)", context.obj)
    finish(put_aside=coded.height == 0)


def _occupations(esco: list[Path] | None, soc: Path | None) -> Occupations:
    from jobmatch.taxonomy import read_esco_occupations, read_soc_titles

    if esco and soc is None:
        return read_esco_occupations(esco)
    if soc is not None and not esco:
        return read_soc_titles(soc)
    raise typer.BadParameter("give either --esco or --soc.")
