"""``jobmatch match`` and ``jobmatch shortlist``: rankings in both directions."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobmatch.cli.shared import (
    EXIT_CODES,
    AsOfOption,
    ConfigOption,
    CountsOption,
    LengthOption,
    MatrixOption,
    OptionalIndexArgument,
    PlacesOption,
    QuestionsOption,
    Talk,
    ThreadsOption,
    build_matcher,
    described,
    finish,
    input_option,
    load_matcher,
    output_option,
    read_jobseekers,
    read_places,
    read_vacancies,
    say_result,
    write_table,
)

if TYPE_CHECKING:
    from jobmatch.results import MatchResult


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
            "jobmatch shortlist --vacancies vacancies.csv --jobseekers people.csv --out shortlist.csv",
            "jobmatch shortlist my-index --out staff.csv --put-forward agreed.csv --employer-out employer.csv",
        ),
        epilog=EXIT_CODES,
    )(shortlist)


# --- Person to vacancies ---------------------------------------------------------------


def match(  # noqa: PLR0913, PLR0917 - one parameter is one option
    context: typer.Context,
    out: Annotated[Path, output_option("Write the ranking to FILE")],
    index: OptionalIndexArgument = None,
    vacancies: Annotated[Path | None, input_option("Vacancies, in place of an index")] = None,
    jobseekers: Annotated[Path | None, input_option("Jobseekers to match, in place of those in the index")] = None,
    places: PlacesOption = None,
    matrix: MatrixOption = None,
    k: LengthOption = 10,
    counts: CountsOption = None,
    questions: QuestionsOption = None,
    as_of: AsOfOption = None,
    config: ConfigOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Match all jobseekers of an index, or of a file."""
    talk, table = context.obj, None
    if index is not None:
        refuse_beside_an_index(
            ("--vacancies", vacancies), ("--matrix", matrix), ("--config", config), ("--as-of", as_of)
        )
        matcher = load_matcher(index, threads, talk)
        if jobseekers is not None:
            table = read_jobseekers(jobseekers, read_places(places), matcher.config.as_of, talk)
        n_rejected = 0 if table is None else table.n_rejected
    else:
        matcher, n_rejected = build_matcher(
            *both_tables(vacancies, jobseekers), places, matrix, (config, as_of, threads), talk
        )
    _finish(matcher.match(table, k=k, count_eligible=counts is not None), (out, counts, questions), n_rejected, talk)


# --- Vacancy to people -----------------------------------------------------------------


def shortlist(  # noqa: PLR0913, PLR0917 - one parameter is one option
    context: typer.Context,
    out: Annotated[Path, output_option("Write the ranking for staff to FILE")],
    index: OptionalIndexArgument = None,
    vacancies: Annotated[
        Path | None, input_option("Vacancies to shortlist for, in place of those in the index")
    ] = None,
    jobseekers: Annotated[Path | None, input_option("Jobseekers, in place of an index")] = None,
    places: PlacesOption = None,
    matrix: MatrixOption = None,
    k: LengthOption = 10,
    put_forward: Annotated[
        Path | None, input_option("Who agreed to be put forward: jobseeker_id, and vacancy_id unless for all")
    ] = None,
    employer_out: Annotated[Path | None, output_option("Write what an employer may see of them to FILE")] = None,
    counts: CountsOption = None,
    questions: QuestionsOption = None,
    as_of: AsOfOption = None,
    config: ConfigOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Shortlist for all vacancies of an index, or of a file."""
    if (put_forward is None) != (employer_out is None):
        raise typer.BadParameter("--put-forward and --employer-out go together.")
    from jobmatch.tables import read_frame

    talk, table = context.obj, None
    agreed = None if put_forward is None else read_frame(put_forward)
    if index is not None:
        refuse_beside_an_index(
            ("--jobseekers", jobseekers), ("--matrix", matrix), ("--config", config), ("--as-of", as_of)
        )
        matcher = load_matcher(index, threads, talk)
        if vacancies is not None:
            table = read_vacancies(vacancies, read_places(places), matcher.config.as_of, talk)
        n_rejected = 0 if table is None else table.n_rejected
    else:
        matcher, n_rejected = build_matcher(
            *both_tables(vacancies, jobseekers), places, matrix, (config, as_of, threads), talk
        )
    result = matcher.shortlist(table, k=k, count_eligible=counts is not None)
    if agreed is not None and employer_out is not None:
        # Made before anything is written: a wrong id must not leave one file of two.
        view = result.for_employer(agreed)
        write_table(view.frame, employer_out, "row(s) that an employer may see", talk)
    _finish(result, (out, counts, questions), n_rejected, talk)


# --- Both ------------------------------------------------------------------------------


def refuse_beside_an_index(*options: tuple[str, object]) -> None:
    """Refuse options that go with two tables only.

    Raises
    ------
    typer.BadParameter
        If one was given.
    """
    given = [name for name, value in options if value is not None]
    if given:
        raise typer.BadParameter(f"{', '.join(given)}: only in a run without INDEX, which has its own.")


def both_tables(vacancies: Path | None, jobseekers: Path | None) -> tuple[Path, Path]:
    """Both tables of a run without an index.

    Raises
    ------
    typer.BadParameter
        If one is missing.
    """
    if vacancies is None or jobseekers is None:
        raise typer.BadParameter("give an INDEX, or both --vacancies and --jobseekers.")
    return vacancies, jobseekers


def _finish(result: MatchResult, files: tuple[Path, Path | None, Path | None], n_rejected: int, talk: Talk) -> None:
    out, counts, questions = files
    result.write(out)
    if counts is not None:
        write_table(result.counts, counts, "row(s) of counts", talk)
    if questions is not None:
        write_table(result.questions(), questions, "question(s)", talk)
    say_result(result, out, talk)
    finish(put_aside=n_rejected > 0 or len(result) == 0)
