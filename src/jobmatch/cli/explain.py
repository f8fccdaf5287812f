"""``jobmatch explain``: why a pair scores as it does."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from jobmatch.cli.shared import EXIT_CODES, IndexArgument, JsonOption, described, load_matcher

if TYPE_CHECKING:
    from jobmatch.explanation import Explanation
    from jobmatch.matcher import Matcher
    from jobmatch.results import Id


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "explain",
        short_help="Say why a pair scores as it does.",
        help=described(
            "Say in plain English why a pair scores as it does; the points add up to the score.",
            "jobmatch explain my-index J0001 V0001",
            "jobmatch explain my-index J0001 V0001 --audience jobseeker",
            "jobmatch explain my-index 17 204 --json",
        ),
        epilog=EXIT_CODES,
    )(explain)


def explain(
    context: typer.Context,
    index: IndexArgument,
    jobseeker_id: Annotated[str, typer.Argument(help="Id of the jobseeker: tried as text, then as a whole number.")],
    vacancy_id: Annotated[str, typer.Argument(help="Id of the vacancy: tried likewise.")],
    audience: Annotated[
        Literal["work_coach", "jobseeker", "employer"], typer.Option(help="Who reads it: decides what may be said.")
    ] = "work_coach",
    *,
    as_json: JsonOption = False,
) -> None:
    """Explain one pair of an index."""
    matcher = load_matcher(index, None, context.obj)
    explanation = _explained(matcher, {"jobseeker": jobseeker_id, "vacancy": vacancy_id}, audience)
    typer.echo(json.dumps(explanation.to_dict(), ensure_ascii=False, indent=2) if as_json else str(explanation))


def _explained(
    matcher: Matcher, ids: dict[str, Id], audience: Literal["work_coach", "jobseeker", "employer"]
) -> Explanation:
    """Explain a pair whose ids came as text, though the tables may hold whole numbers."""
    from jobmatch.errors import UnknownIdError

    try:
        return matcher.explain(ids["jobseeker"], ids["vacancy"], audience)
    except UnknownIdError as error:
        number = _whole_number(ids[error.kind])
        if number is None:
            raise
        return _explained(matcher, ids | {error.kind: number}, audience)


def _whole_number(one_id: Id) -> int | None:
    """Read text as the whole number that is written just so, else None."""
    if isinstance(one_id, int) or not one_id.removeprefix("-").isdecimal() or not one_id.isascii():
        return None
    number = int(one_id)
    return number if str(number) == one_id else None
