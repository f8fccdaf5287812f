"""``jobmatch replay`` and ``jobmatch diary``: looking back at nightly runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated

import typer

from jobmatch.cli.shared import EXIT_CODES, JsonOption, described, finish, output_option, write_table

NightsOption = Annotated[
    Path, typer.Option("--nights", exists=True, file_okay=False, metavar="DIR", help="Folder of all runs.")
]


def add_to(app: typer.Typer) -> None:
    """Add the commands."""
    app.command(
        "replay",
        short_help="Make a row of a nightly run again from its receipt.",
        help=described(
            "Make a row of a nightly run again from its receipt, and say whether it comes out exactly as it was "
            "written. With --without, also what it would be without a contested fact. For staff.",
            "jobmatch replay 0123456789abcdef-00002-0000017 --nights nights",
            "jobmatch replay 0123456789abcdef-00002-0000017 --nights nights --without capacity",
            "jobmatch replay 0123456789abcdef-00002-0000017 --nights nights --without vacancy.licences --json",
        ),
        epilog=EXIT_CODES,
    )(replay)
    app.command(
        "diary",
        short_help="Say what changed between two nightly runs for a person or a vacancy.",
        help=described(
            "Say what changed between two nightly runs on the list of a person, or for a vacancy on the lists of all: "
            "what is new or gone, what moved up or down, and through which part of the score. For jobseekers and "
            "staff.",
            "jobmatch diary --nights nights --jobseeker J0001",
            "jobmatch diary --nights nights --vacancy V0001 --out diary.csv",
            "jobmatch diary --nights nights --jobseeker J0001 --from 2026-11-27-1f0c2d3e4a5b",
        ),
        epilog=EXIT_CODES,
    )(diary)


def replay(
    context: typer.Context,
    receipt: Annotated[str, typer.Argument(help="Receipt of a row: the column `receipt` of its matches.")],
    nights: NightsOption = Path("nights"),
    without: Annotated[
        list[str] | None,
        typer.Option(metavar="FIELD", help="Leave out a field, as if nobody had stated it; may come several times."),
    ] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Replay one row."""
    from jobmatch.nightly import replay as run

    found = run(nights, receipt, without=without or ())
    typer.echo(json.dumps(found.to_dict(), indent=2, default=str) if as_json else str(found))
    finish(put_aside=not found.same)


def diary(
    context: typer.Context,
    nights: NightsOption = Path("nights"),
    jobseeker: Annotated[str | None, typer.Option(metavar="ID", help="Whose list.")] = None,
    vacancy: Annotated[str | None, typer.Option(metavar="ID", help="Which vacancy.")] = None,
    before: Annotated[str | None, typer.Option("--from", metavar="RUN", help="[default: the one before]")] = None,
    after: Annotated[str | None, typer.Option("--to", metavar="RUN", help="[default: the live one]")] = None,
    out: Annotated[Path | None, output_option("Write one row for each change to FILE")] = None,
) -> None:
    """Write a diary."""
    from jobmatch.nightly import diary as run

    found = run(nights, jobseeker_id=jobseeker, vacancy_id=vacancy, before=before, after=after)
    if out is None:
        typer.echo(str(found))
    else:
        write_table(found.frame, out, "row(s)", context.obj)
    finish(put_aside=found.frame.is_empty())
