"""``jobmatch barriers``: what single changes would open to each person."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jobmatch.cli.shared import (
    EXIT_CODES,
    IndexArgument,
    LengthOption,
    PlacesOption,
    ThreadsOption,
    described,
    finish,
    input_option,
    load_matcher,
    output_option,
    read_jobseekers,
    read_places,
    write_table,
)


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "barriers",
        short_help="Count what single changes would open to each person.",
        help=described(
            "Count how many more good vacancies each single change would open to each person (a longer journey, one "
            "more licence, other hours, longer cover, more paid childcare, buses in the evening as by day), and list "
            "the best near misses. For jobseekers and staff.",
            "jobmatch barriers my-index --out changes.csv",
            "jobmatch barriers my-index --out changes.parquet --near-misses near.parquet -k 10",
            "jobmatch barriers my-index --jobseekers newcomers.csv --places places.csv --out changes.csv",
        ),
        epilog=EXIT_CODES,
    )(barriers)


def barriers(  # noqa: PLR0913, PLR0917 - one parameter is one option
    context: typer.Context,
    index: IndexArgument,
    out: Annotated[Path, output_option("Write the changes, and how many vacancies each would open, to FILE")],
    near_misses: Annotated[Path | None, output_option("Write the best near misses of each person to FILE")] = None,
    n_near: Annotated[int, typer.Option("--most", min=1, help="Most near misses for each person.")] = 5,
    jobseekers: Annotated[Path | None, input_option("Jobseekers, in place of those in the index")] = None,
    places: PlacesOption = None,
    k: LengthOption = 10,
    threads: ThreadsOption = None,
) -> None:
    """Find the barriers of all jobseekers of an index, or of a file."""
    talk = context.obj
    matcher = load_matcher(index, threads, talk)
    table = None if jobseekers is None else read_jobseekers(jobseekers, read_places(places), matcher.config.as_of, talk)
    found = matcher.barriers(table, k=k, near_misses=n_near)
    write_table(found.changes, out, "change(s)", talk)
    if near_misses is not None:
        write_table(found.near_misses, near_misses, "near miss(es)", talk)
    finish(put_aside=table is not None and table.n_rejected > 0)
