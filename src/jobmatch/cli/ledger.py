"""``jobmatch ledger``: what keeps people of each area from good vacancies."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jobmatch.cli.shared import EXIT_CODES, described, finish, folder_argument


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "ledger",
        short_help="Count by area what keeps people from good vacancies.",
        help=described(
            "Count by area to how many people each single change would open more good vacancies, from what "
            "`jobmatch barriers` wrote. Writes a table as Parquet and CSV and a page, with maps where boundaries are "
            "given, to the folder OUT. Counts of few people are hidden, and what would give them away.",
            "jobmatch ledger changes.parquet areas.parquet ledger --by lad",
            "jobmatch ledger changes.parquet areas.parquet ledger --by lad --boundaries lad.geojson",
        ),
        epilog=EXIT_CODES,
    )(ledger)


def ledger(
    context: typer.Context,
    changes: Annotated[Path, typer.Argument(exists=True, help="What `jobmatch barriers` wrote: a table or a folder.")],
    areas: Annotated[
        Path, typer.Argument(exists=True, help="jobseeker_id and a column of areas: a table or a folder.")
    ],
    out: Annotated[Path, folder_argument("Folder for what is found; made if it is not there.")],
    by: Annotated[str, typer.Option(metavar="COLUMN", help="The column of areas.")],
    boundaries: Annotated[
        Path | None,
        typer.Option(exists=True, dir_okay=False, metavar="FILE", help="GeoJSON or TopoJSON of the areas; .gz or not."),
    ] = None,
    least_people: Annotated[int, typer.Option(min=2, help="Fewer people than this are not shown.")] = 10,
) -> None:
    """Make a ledger."""
    from jobmatch.ledger import barrier_ledger

    found = barrier_ledger(changes, areas, by, least_people=least_people)
    found.write(out, boundaries)
    n_hidden = int(found.frame["suppressed"].sum())
    context.obj.say(f"{found.frame.height} row(s) written to {out}; {n_hidden} of them not shown.")
    finish(put_aside=found.frame.filter(change="everybody").height == found.frame.height)
