"""``jobmatch why-not``: what keeps a pair apart."""

from __future__ import annotations

import json
from typing import Annotated, Literal

import typer

from jobmatch.cli.explain import with_ids_of_the_index
from jobmatch.cli.shared import EXIT_CODES, IndexArgument, JsonOption, described, load_matcher


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "why-not",
        short_help="Say what keeps a person from a job, and what would clear it.",
        help=described(
            "Say which rules keep a person from a job, and the smallest change that would clear each.",
            "jobmatch why-not my-index J0001 V0002",
            "jobmatch why-not my-index J0001 V0002 --audience jobseeker",
            "jobmatch why-not my-index 17 204 --json",
        ),
        epilog=EXIT_CODES,
    )(why_not)


def why_not(
    context: typer.Context,
    index: IndexArgument,
    jobseeker_id: Annotated[str, typer.Argument(help="Id of the jobseeker: tried as text, then as a whole number.")],
    vacancy_id: Annotated[str, typer.Argument(help="Id of the vacancy: tried likewise.")],
    audience: Annotated[Literal["work_coach", "jobseeker"], typer.Option(help="Who reads it.")] = "work_coach",
    *,
    as_json: JsonOption = False,
) -> None:
    """Say what keeps one pair apart."""
    matcher = load_matcher(index, None, context.obj)
    ids = {"jobseeker": jobseeker_id, "vacancy": vacancy_id}
    found = with_ids_of_the_index(ids, lambda one: matcher.why_not(one["jobseeker"], one["vacancy"], audience))
    typer.echo(json.dumps(found.to_dict(), ensure_ascii=False, indent=2) if as_json else str(found))
