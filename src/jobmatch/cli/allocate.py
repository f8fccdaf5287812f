"""``jobmatch allocate``: from long lists to suggestions that vacancies can take."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jobmatch.cli.shared import EXIT_CODES, LengthOption, Talk, described, finish, folder_argument

if TYPE_CHECKING:
    from jobmatch.allocation import Allocation

_TABLE = "(a table, or a folder of .parquet files)"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "allocate",
        short_help="Choose suggestions from long lists, so that no vacancy has too many.",
        help=described(
            "Choose up to k suggestions for each person from their matches, so that no vacancy is suggested to more "
            "people than it can take and as many people as possible have one. Writes suggestions, people without and "
            "why, vacancies, and a report against plain lists to the folder OUT.",
            "jobmatch allocate matches.parquet suggestions --vacancies vacancies.parquet",
            "jobmatch allocate matches.parquet suggestions --vacancies vacancies.parquet --introductions 20 -k 10",
            "jobmatch allocate matches suggestions --vacancies vacancies --jobseekers people.parquet",
        ),
        epilog=EXIT_CODES,
    )(allocate)


def allocate(  # noqa: PLR0913, PLR0917 - one parameter is one option
    context: typer.Context,
    matches: Annotated[Path, typer.Argument(exists=True, help=f"What `jobmatch match` wrote {_TABLE}.")],
    out: Annotated[Path, folder_argument("Folder for what is found; made if it is not there.")],
    vacancies: Annotated[
        Path | None, typer.Option(exists=True, metavar="PATH", help=f"vacancy_id and openings {_TABLE}.")
    ] = None,
    jobseekers: Annotated[
        Path | None, typer.Option(exists=True, metavar="PATH", help=f"Everybody, by jobseeker_id {_TABLE}.")
    ] = None,
    k: LengthOption = 10,
    introductions: Annotated[
        int, typer.Option(min=1, help="Most people a vacancy is suggested to, for each that it wants.")
    ] = 10,
    evenness: Annotated[
        int, typer.Option(min=0, help="Points that a first suggestion is worth beside its score; later ones less.")
    ] = 100,
    congestion: Annotated[int, typer.Option(min=0, help="Points that a vacancy's last introduction costs.")] = 10,
    step: Annotated[
        int, typer.Option(min=1, help="Least step of prices, in points; smaller is closer and slower.")
    ] = 2,
) -> None:
    """Allocate a table of matches."""
    from jobmatch.allocation import AllocationSettings, allocate as run

    settings = AllocationSettings(
        k=k,
        introductions_per_opening=introductions,
        evenness_points=evenness,
        congestion_points=congestion,
        step_points=step,
    )
    found = run(matches, vacancies, jobseekers, settings)
    found.write(out)
    _say(found, out, context.obj)
    finish(put_aside=found.without.height > 0)


def _say(found: Allocation, out: Path, talk: Talk) -> None:
    report = found.report
    plain, allocated = report.plain, report.allocated
    talk.say(f"{allocated.n_suggestions} suggestion(s) for {report.n_people} jobseeker(s) written to {out}.")
    talk.say(
        f"Without any: {allocated.n_people_without} ({report.n_no_match} had no match, for {report.n_all_full} all are "
        f"full). Openings taken as one, since not stated: {report.n_openings_not_stated} vacancy(ies)."
    )
    talk.say(
        f"Against plain lists: vacancies suggested to anybody {allocated.share_of_vacancies_with_any:.1%} (plain "
        f"{plain.share_of_vacancies_with_any:.1%}), most people on one {allocated.largest_pile} (plain "
        f"{plain.largest_pile}); {report.mean_score_given_up_points:.2f} point(s) of score given up a suggestion."
    )
