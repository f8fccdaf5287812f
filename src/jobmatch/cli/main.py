"""The ``jobmatch`` command and what holds for all of its commands."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

import typer

from jobmatch.cli import (
    allocate,
    barriers,
    check,
    code,
    compile as compile_command,
    demo,
    evaluate,
    explain,
    fairness,
    index,
    ledger,
    match,
    matrix,
    nightly,
    read,
    replay,
    route,
    tune,
    update,
    why_not,
)
from jobmatch.cli.shared import EXIT_CODES, Commands, Talk, described

app = typer.Typer(
    name="jobmatch",
    cls=Commands,
    help=described(
        "Exact, explained matching of jobseekers and vacancies.",
        "jobmatch demo",
        "jobmatch check vacancies.csv --kind vacancies",
        "jobmatch index vacancies.csv jobseekers.csv my-index",
        "jobmatch match my-index -k 10 --out matches.parquet",
        "jobmatch explain my-index J0001 V0001",
    ),
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    # Plain text reads the same in a log, a pipe and a screen reader.
    rich_markup_mode=None,
    # Local variables in a traceback would be people's data.
    pretty_exceptions_enable=False,
)
for command in (
    demo,
    check,
    read,
    code,
    route,
    matrix,
    compile_command,
    index,
    update,
    match,
    explain,
    why_not,
    barriers,
    allocate,
    fairness,
    ledger,
    nightly,
    replay,
    evaluate,
    tune,
):
    command.add_to(app)


def _show_version(wanted: bool) -> None:
    if not wanted:
        return
    try:
        number = version("jobmatch")
    except PackageNotFoundError:
        number = "(not installed: run from its sources)"
    typer.echo(f"jobmatch {number}")
    raise typer.Exit


@app.callback()
def options(
    context: typer.Context,
    *,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Say nothing on standard error but errors.")] = False,
    debug: Annotated[bool, typer.Option("--debug", help="Show the full traceback of an error.")] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Take the options that stand before the command."""
    context.obj = Talk(quiet=quiet)
