"""``jobmatch nightly``: everybody matched for the day, resumable, and live only if it passes its gates."""

from __future__ import annotations

import datetime as dt
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from jobmatch.cli.shared import (
    EXIT_CODES,
    GATE_FAILED,
    AsOfOption,
    ConfigOption,
    EscoOption,
    MatrixOption,
    PlacesOption,
    RulesOption,
    Talk,
    ThreadsOption,
    described,
    finish,
    json_object,
    make_config,
)

if TYPE_CHECKING:
    from jobmatch.nightly import NightlyResult, Progress

_NIGHTLY_CODES = f"{EXIT_CODES} A failed gate leaves what was live as it was; after 74 and 75 start again: it goes on."
_INPUT = "(a folder of .parquet files, or one table)"


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "nightly",
        short_help="Match everybody, resumable, and go live if all gates pass.",
        help=described(
            "Match everybody and write matches, near misses, questions to ask, rejected rows, a report and whatever "
            "else is configured to a new folder in NIGHTS. Stopped at any moment and started again, it goes on from "
            "its finished partitions. NIGHTS/current is the live run: a new one takes its place when it has passed its "
            "gates.",
            "jobmatch nightly nights --jobseekers in/people --vacancies in/vacancies --as-of 2026-11-29",
            "jobmatch nightly nights --jobseekers in/people --vacancies in/vacancies --settings nightly.json "
            "--places places.csv",
            "jobmatch nightly nights --jobseekers in/people --vacancies in/vacancies --areas areas.parquet --by lad "
            "--groups groups.parquet",
            "jobmatch nightly nights --jobseekers in/people --vacancies in/vacancies --engine spark "
            "--master spark://head:7077",
        ),
        epilog=_NIGHTLY_CODES,
    )(nightly)


def nightly(  # noqa: PLR0913, PLR0917 - one parameter is one option
    context: typer.Context,
    nights: Annotated[Path, typer.Argument(file_okay=False, help="Folder of all runs; made if it is not there.")],
    jobseekers: Annotated[Path, typer.Option(metavar="PATH", help=f"Jobseekers {_INPUT}.")],
    vacancies: Annotated[Path, typer.Option(metavar="PATH", help=f"Vacancies {_INPUT}.")],
    settings: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, metavar="FILE", help="Settings of the night and its gates, as JSON."),
    ] = None,
    config: ConfigOption = None,
    places: PlacesOption = None,
    matrix: MatrixOption = None,
    rules: RulesOption = None,
    esco: EscoOption = None,
    areas: Annotated[
        Path | None,
        typer.Option(exists=True, metavar="PATH", help="jobseeker_id and a column of areas, for report and ledger."),
    ] = None,
    by: Annotated[str | None, typer.Option(metavar="COLUMN", help="The column of areas.")] = None,
    boundaries: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, metavar="FILE", help="GeoJSON or TopoJSON of the areas, for maps."),
    ] = None,
    groups: Annotated[
        Path | None, typer.Option(exists=True, metavar="PATH", help="jobseeker_id and groups, for the fairness report.")
    ] = None,
    engine: Annotated[
        Literal["local", "spark"], typer.Option(help="This machine, or a Spark cluster (jobmatch[spark]).")
    ] = "local",
    master: Annotated[
        str | None, typer.Option(metavar="URL", help="Where Spark runs. [default: as Spark itself is set up]")
    ] = None,
    as_of: AsOfOption = None,
    threads: ThreadsOption = None,
) -> None:
    """Run one night."""
    from jobmatch.nightly import NightlySettings, Sources, SparkEngine, run

    talk: Talk = context.obj
    sources = Sources(
        jobseekers=jobseekers,
        vacancies=vacancies,
        places=places,
        rules=rules,
        matrix=matrix,
        esco=tuple(esco or ()),
        areas=areas,
        area_column=by,
        boundaries=boundaries,
        groups=groups,
    )
    of_night: dict[str, Any] = {} if settings is None else json_object(settings)
    if master is not None and engine != "spark":
        raise typer.BadParameter("--master is for --engine spark.")
    talk.say("Reading and laying out the tables; finished parts of a run that was stopped are kept.")
    spark = SparkEngine(master=master) if engine == "spark" else None
    with spark or nullcontext():
        result = run(
            nights,
            sources,
            NightlySettings(**of_night),
            make_config(config, as_of, threads, talk),
            engine=spark,
            on_progress=lambda progress: _say_progress(progress, talk),
        )
    _say(result, talk)
    if not result.passed:
        raise typer.Exit(GATE_FAILED)
    finish(put_aside=result.n_rejected > 0)


def _say_progress(progress: Progress, talk: Talk) -> None:
    done = f"{progress.people_done} of {progress.people} people"
    left = dt.timedelta(seconds=round(progress.seconds_left))
    talk.say(f"Partition {progress.parts_done} of {progress.parts}: {done}; about {left} left.")


def _say(result: NightlyResult, talk: Talk) -> None:
    rows = result.report["rows"]
    talk.say(
        f"{rows['n_matches']} match(es) for {rows['n_jobseekers']} jobseeker(s) in {result.folder}; "
        f"{result.n_rejected} input row(s) or file(s) put aside."
    )
    if result.n_parts_kept:
        talk.say(f"{result.n_parts_kept} of {result.n_parts} partition(s) had been finished before.")
    for gate in result.failed:
        talk.say(f"Gate failed: {gate}.")
    if result.passed:
        talk.say(f"All {len(result.gates)} gates passed: {result.run} is live.")
    else:
        live = result.live
        if live == result.run:
            talk.say(f"{result.run} is live since before: it does not pass the gates that were asked for now.")
        else:
            talk.say(f"Not live. {live} still is." if live else "Not live, and nothing was before.")
