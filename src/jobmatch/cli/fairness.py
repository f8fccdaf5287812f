"""``jobmatch fairness``: what groups of people got from a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from jobmatch.cli.shared import EXIT_CODES, described, finish, folder_argument


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "fairness",
        short_help="Compare what groups of people got from a run.",
        help=described(
            "Compare what groups of people got from a run: reach, lists, what fits, what is unknown, and exposure, "
            "with ratios and their intervals. Writes a table, JSON and a page to the folder OUT. Groups are read by "
            "this command alone.",
            "jobmatch fairness matches.parquet groups.csv report",
            "jobmatch fairness matches.parquet groups.parquet report --counts counts.parquet",
            "jobmatch fairness matches groups.parquet report --shortlists shortlists.parquet --least-people 20",
        ),
        epilog=EXIT_CODES,
    )(fairness)


def fairness(
    context: typer.Context,
    matches: Annotated[Path, typer.Argument(exists=True, help="What `jobmatch match` wrote: a table or a folder.")],
    groups: Annotated[
        Path, typer.Argument(exists=True, help="jobseeker_id and columns of groups: a table or a folder.")
    ],
    out: Annotated[Path, folder_argument("Folder for what is found; made if it is not there.")],
    counts: Annotated[
        Path | None, typer.Option(exists=True, metavar="PATH", help="What `jobmatch match --counts` wrote.")
    ] = None,
    shortlists: Annotated[
        Path | None, typer.Option(exists=True, metavar="PATH", help="What `jobmatch shortlist` wrote.")
    ] = None,
    least_people: Annotated[int, typer.Option(min=2, help="Smaller groups are put together.")] = 10,
    seed: Annotated[int, typer.Option(min=0, help="Of the resampling.")] = 20240229,
) -> None:
    """Compare groups."""
    from jobmatch.fairness import fairness_report

    found = fairness_report(matches, groups, counts, shortlists, least_people=least_people, seed=seed)
    found.write(out)
    n_columns = found.frame["column"].n_unique()
    context.obj.say(f"{found.frame.height} figure(s) of {n_columns} column(s) written to {out}.")
    if found.suppressed:
        context.obj.say(f"{len(found.suppressed)} column(s) hold too few people to show anything.")
    finish(put_aside=bool(found.suppressed))
