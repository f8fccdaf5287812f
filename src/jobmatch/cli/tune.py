"""``jobmatch tune``: weights from a table of outcomes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from jobmatch.cli.match import both_tables, refuse_beside_an_index
from jobmatch.cli.shared import (
    EXIT_CODES,
    AsOfOption,
    ConfigOption,
    JsonOption,
    LengthOption,
    MatrixOption,
    OptionalIndexArgument,
    PlacesOption,
    ThreadsOption,
    build_matcher,
    described,
    finish,
    input_option,
    json_output_option,
    load_matcher,
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "tune",
        short_help="Learn the weights of the score from outcomes.",
        help=described(
            "Learn the weights of the score from a table of what came of pairs, and report what they are worth on "
            "people from whom they were not learned.",
            "jobmatch tune my-index --outcomes outcomes.csv --out settings.json",
            "jobmatch tune my-index --outcomes outcomes.csv --out settings.json --report report.json",
            "jobmatch tune my-index --outcomes hired.csv --direction shortlist --out shortlist.json",
            "jobmatch tune --vacancies v.csv --jobseekers people.csv --outcomes outcomes.csv --out settings.json",
        ),
        epilog=EXIT_CODES,
    )(tune)


def tune(  # noqa: PLR0913, PLR0917 - one parameter is one option
    context: typer.Context,
    outcomes: Annotated[
        Path, input_option("Outcomes: jobseeker_id, vacancy_id, outcome (0 or 1), perhaps group and date")
    ],
    out: Annotated[Path, json_output_option("Write settings with the learned weights, for --config, to FILE")],
    index: OptionalIndexArgument = None,
    direction: Annotated[Literal["match", "shortlist"], typer.Option(help="Whose weights.")] = "match",
    report: Annotated[Path | None, json_output_option("Write the report to FILE")] = None,
    vacancies: Annotated[Path | None, input_option("Vacancies, in place of an index")] = None,
    jobseekers: Annotated[Path | None, input_option("Jobseekers, in place of an index")] = None,
    places: PlacesOption = None,
    matrix: MatrixOption = None,
    k: LengthOption = 10,
    seed: Annotated[int, typer.Option(min=0, help="For who is held out together, and the bootstrap.")] = 0,
    as_of: AsOfOption = None,
    config: ConfigOption = None,
    threads: ThreadsOption = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Learn weights over an index, or over two tables."""
    from jobmatch.tables import read_frame, write_json
    from jobmatch.tuning import tune as learn

    talk = context.obj
    table = read_frame(outcomes)
    n_rejected = 0
    if index is not None:
        refuse_beside_an_index(
            ("--vacancies", vacancies), ("--jobseekers", jobseekers), ("--places", places), ("--matrix", matrix),
            ("--config", config), ("--as-of", as_of),
        )  # fmt: skip
        matcher = load_matcher(index, threads, talk)
    else:
        matcher, n_rejected = build_matcher(
            *both_tables(vacancies, jobseekers), places, matrix, (config, as_of, threads), talk
        )
    found = learn(matcher, table, direction=direction, k=k, seed=seed)
    write_json(found.settings, out)
    talk.say(f"Settings written to {out}.")
    if report is not None:
        write_json(found.to_dict(), report)
        talk.say(f"Report written to {report}.")
    typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2) if as_json else str(found))
    finish(put_aside=n_rejected > 0 or found.n_foreign > 0)
