"""``jobmatch index``: build an index and save it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jobmatch.cli.shared import (
    EXIT_CODES,
    AsOfOption,
    ConfigOption,
    EscoOption,
    MatrixOption,
    PlacesOption,
    ReadTextOption,
    RulesOption,
    ThreadsOption,
    described,
    finish,
    load_matrix,
    make_config,
    read_jobseekers,
    read_places,
    read_rules,
    read_taxonomy,
    read_vacancies,
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "index",
        short_help="Build an index and save it.",
        help=described(
            "Read vacancies and jobseekers, encode their texts, and save an index.",
            "jobmatch index vacancies.csv jobseekers.ndjson my-index",
            "jobmatch index vacancies.parquet jobseekers.parquet my-index --places places.csv --as-of 2026-11-02",
            "jobmatch index vacancies.csv jobseekers.csv my-index --config settings.json --threads 8",
            "jobmatch index vacancies.csv jobseekers.csv my-index --read-text none",
            "jobmatch index vacancies.csv jobseekers.csv my-index --esco esco-1.2.zip --rules our-rules",
        ),
        epilog=EXIT_CODES,
    )(index)


def index(  # noqa: PLR0913, PLR0917 - one parameter is one option
    context: typer.Context,
    vacancies: Annotated[Path, typer.Argument(exists=True, help="Table of vacancies.")],
    jobseekers: Annotated[Path, typer.Argument(exists=True, help="Table of jobseekers.")],
    directory: Annotated[Path, typer.Argument(help="Where to save: a new or empty directory, or an older index.")],
    places: PlacesOption = None,
    matrix: MatrixOption = None,
    as_of: AsOfOption = None,
    config: ConfigOption = None,
    threads: ThreadsOption = None,
    esco: EscoOption = None,
    rules: RulesOption = None,
    read_text: ReadTextOption = "sure",
) -> None:
    """Build and save."""
    from jobmatch.errors import EmptyTableError
    from jobmatch.matcher import Matcher

    _check_directory(directory)
    talk, locator, dated = context.obj, read_places(places), read_rules(rules)
    settings = make_config(config, as_of, threads, talk)
    taxonomy = read_taxonomy(esco, talk)
    vacancy_table = read_vacancies(
        vacancies, locator, settings.as_of, talk, dated, read_text=read_text, taxonomy=taxonomy
    )
    jobseeker_table = read_jobseekers(
        jobseekers, locator, settings.as_of, talk, dated, read_text=read_text, taxonomy=taxonomy
    )
    if not len(vacancy_table) and not len(jobseeker_table):
        # An export that failed must not take the place of a good index.
        raise EmptyTableError(table="vacancies", rejected=vacancy_table.n_rejected)
    matcher = Matcher.build(
        vacancy_table, jobseeker_table, settings, taxonomy=taxonomy, travel=load_matrix(matrix), rules=dated
    )
    matcher.save(directory)
    talk.say(f"{matcher.n_encoded} text(s) encoded, {matcher.n_cached} found in the cache.")
    talk.say(f"{matcher.n_vacancies} vacancy(ies) and {matcher.n_jobseekers} jobseeker(s) saved in {directory}.")
    one_side_empty = not (len(vacancy_table) and len(jobseeker_table))
    finish(put_aside=vacancy_table.n_rejected + jobseeker_table.n_rejected > 0 or one_side_empty)


def _check_directory(directory: Path) -> None:
    """Find out before the work, not after, that something else lives there."""
    from jobmatch.errors import StoreDamagedError, StoreMissingError
    from jobmatch.store import open_store

    try:
        open_store(directory, verify=False)
    except (StoreMissingError, StoreDamagedError):
        return  # nothing there, or something that this index will replace
