"""``jobmatch match`` and ``jobmatch shortlist``: rankings in both directions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobmatch.cli.shared import (
    EXIT_CODES,
    AsOfOption,
    ConfigOption,
    IndexArgument,
    LengthOption,
    PlacesOption,
    Talk,
    ThreadsOption,
    described,
    finish,
    input_option,
    load_matcher,
    make_config,
    output_option,
    read_jobseekers,
    read_places,
    read_vacancies,
    say_result,
)

if TYPE_CHECKING:
    import polars as pl

    from jobmatch.results import Id, MatchResult


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "match",
        short_help="Find the best vacancies of each jobseeker.",
        help=described(
            "Find the best vacancies of each jobseeker, from an index or straight from two tables.",
            "jobmatch match my-index -k 10 --out matches.parquet",
            "jobmatch match my-index --jobseekers newcomers.csv --out matches.csv",
            "jobmatch match --vacancies vacancies.csv --jobseekers people.csv --places places.csv --out matches.csv",
        ),
        epilog=EXIT_CODES,
    )(match)
    app.command(
        "shortlist",
        short_help="Find the best people for each vacancy.",
        help=described(
            "Find the best people for each vacancy, for staff; and what an employer may see of those put forward.",
            "jobmatch shortlist my-index -k 10 --out shortlist.parquet",
            "jobmatch shortlist my-index --vacancies new.csv --out shortlist.csv",
            "jobmatch shortlist my-index --out staff.csv --put-forward agreed.csv --employer-out employer.csv",
        ),
        epilog=EXIT_CODES,
    )(shortlist)


# --- Person to vacancies ---------------------------------------------------------------


def match(  # noqa: PLR0913, PLR0917 - one parameter is one option
    context: typer.Context,
    out: Annotated[Path, output_option("Write the ranking to FILE")],
    index: Annotated[
        Path | None, typer.Argument(metavar="INDEX", help="Directory that `jobmatch index` wrote.")
    ] = None,
    vacancies: Annotated[Path | None, input_option("Vacancies, in place of an index")] = None,
    jobseekers: Annotated[Path | None, input_option("Jobseekers to match, in place of those in the index")] = None,
    places: PlacesOption = None,
    k: LengthOption = 10,
    as_of: AsOfOption = None,
    config: ConfigOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Match all jobseekers of an index, or of a file."""
    talk = context.obj
    if index is not None:
        if vacancies or config or as_of:
            raise typer.BadParameter(
                "--vacancies, --config and --as-of belong to a run without INDEX, which has its own."
            )
        result, n_rejected = _match_index(index, jobseekers, places, k, threads, talk)
    elif vacancies is None or jobseekers is None:
        raise typer.BadParameter("give an INDEX, or both --vacancies and --jobseekers.")
    else:
        result, n_rejected = _match_tables(vacancies, jobseekers, places, k, (config, as_of, threads), talk)
    result.write(out)
    say_result(result, out, talk)
    finish(put_aside=n_rejected > 0 or len(result) == 0)


def _match_index(
    index: Path, jobseekers: Path | None, places: Path | None, k: int, threads: int | None, talk: Talk
) -> tuple[MatchResult, int]:
    matcher = load_matcher(index, threads, talk)
    if jobseekers is None:
        return matcher.match(k=k), 0
    table = read_jobseekers(jobseekers, read_places(places), talk)
    return matcher.match(table, k=k), table.n_rejected


def _match_tables(
    vacancies: Path,
    jobseekers: Path,
    places: Path | None,
    k: int,
    settings: tuple[Path | None, dt.datetime | None, int | None],
    talk: Talk,
) -> tuple[MatchResult, int]:
    from jobmatch.matcher import Matcher

    config, locator = make_config(*settings, talk), read_places(places)
    vacancy_table = read_vacancies(vacancies, locator, config.as_of, talk)
    jobseeker_table = read_jobseekers(jobseekers, locator, talk)
    matcher = Matcher.build(vacancy_table, jobseeker_table, config)
    return matcher.match(k=k), vacancy_table.n_rejected + jobseeker_table.n_rejected


# --- Vacancy to people -----------------------------------------------------------------


def shortlist(  # noqa: PLR0913, PLR0917 - one parameter is one option
    context: typer.Context,
    index: IndexArgument,
    out: Annotated[Path, output_option("Write the ranking for staff to FILE")],
    vacancies: Annotated[
        Path | None, input_option("Vacancies to shortlist for, in place of those in the index")
    ] = None,
    places: PlacesOption = None,
    k: LengthOption = 10,
    put_forward: Annotated[
        Path | None, input_option("Who agreed to be put forward: jobseeker_id, and vacancy_id unless for all")
    ] = None,
    employer_out: Annotated[Path | None, output_option("Write what an employer may see of them to FILE")] = None,
    threads: ThreadsOption = None,
) -> None:
    """Shortlist for all vacancies of an index, or of a file."""
    if (put_forward is None) != (employer_out is None):
        raise typer.BadParameter("--put-forward and --employer-out go together.")
    talk, n_rejected = context.obj, 0
    matcher = load_matcher(index, threads, talk)
    table = None
    if vacancies is not None:
        table = read_vacancies(vacancies, read_places(places), matcher.config.as_of, talk)
        n_rejected = table.n_rejected
    result = matcher.shortlist(table, k=k)
    if put_forward is not None and employer_out is not None:
        # Made before anything is written: a wrong id must not leave one file of two.
        view = result.for_employer(read_put_forward(put_forward, result.frame))
        view.write(employer_out)
        talk.say(f"{len(view)} row(s) that an employer may see written to {employer_out}.")
    result.write(out)
    say_result(result, out, talk)
    finish(put_aside=n_rejected > 0 or len(result) == 0)


def read_put_forward(path: Path, ranking: pl.DataFrame) -> list[Id] | Mapping[Id, list[Id]]:
    """Read who agreed to be put forward, with ids of the types that the ranking has.

    Parameters
    ----------
    path
        Table with jobseeker_id, and vacancy_id unless they agreed for every vacancy.
    ranking
        Frame of the shortlist.

    Returns
    -------
    list of ids, or mapping from vacancy id to jobseeker ids
        What `MatchResult.for_employer` takes.

    Raises
    ------
    ColumnMissingError
        If there is no jobseeker_id.
    """
    from jobmatch.errors import ColumnMissingError
    from jobmatch.tables import read_frame

    frame = read_frame(path)
    if "jobseeker_id" not in frame.columns:
        raise ColumnMissingError(table="put_forward", missing=["jobseeker_id"], present=frame.columns)
    people = same_ids(frame["jobseeker_id"], ranking["jobseeker_id"].dtype)
    if "vacancy_id" not in frame.columns:
        return people
    agreed: dict[Id, list[Id]] = {}
    for vacancy, person in zip(same_ids(frame["vacancy_id"], ranking["vacancy_id"].dtype), people, strict=True):
        agreed.setdefault(vacancy, []).append(person)
    return agreed


def same_ids(ids: pl.Series, dtype: pl.DataType) -> list[Id]:
    """Ids as this dtype; those that it cannot hold stay as they are, and so will be found unknown."""
    return [own if same is None else same for own, same in zip(ids, ids.cast(dtype, strict=False), strict=True)]
