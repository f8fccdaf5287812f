"""``jobmatch explain``: why a pair scores as it does."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias, TypeVar

import typer

from jobmatch.cli.shared import (
    EXIT_CODES,
    IndexArgument,
    JsonOption,
    PlacesOption,
    Talk,
    described,
    finish,
    input_option,
    load_matcher,
    output_option,
    read_jobseekers,
    read_places,
    read_vacancies,
    write_table,
)

if TYPE_CHECKING:
    import polars as pl

    from jobmatch.explanation import Explanation
    from jobmatch.matcher import Matcher
    from jobmatch.results import Id

Audience: TypeAlias = Literal["work_coach", "jobseeker", "employer"]
Record: TypeAlias = Mapping[str, object]
Found = TypeVar("Found")

_RULE: Final = "\n----\n\n"


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
            "jobmatch explain my-index N1 V0001 --jobseekers newcomers.csv --places places.csv",
            "jobmatch explain my-index --pairs matches.parquet --out why.csv",
        ),
        epilog=EXIT_CODES,
    )(explain)


def explain(  # noqa: PLR0913, PLR0917 - one parameter is one option
    context: typer.Context,
    index: IndexArgument,
    jobseeker_id: Annotated[
        str | None, typer.Argument(help="Id of the jobseeker: tried as text, then as a whole number.")
    ] = None,
    vacancy_id: Annotated[str | None, typer.Argument(help="Id of the vacancy: tried likewise.")] = None,
    audience: Annotated[Audience, typer.Option(help="Who reads it: decides what may be said.")] = "work_coach",
    pairs: Annotated[
        Path | None, input_option("Pairs to explain, in place of two ids: jobseeker_id and vacancy_id")
    ] = None,
    jobseekers: Annotated[Path | None, input_option("Jobseekers, in place of those in the index")] = None,
    vacancies: Annotated[Path | None, input_option("Vacancies, in place of those in the index")] = None,
    places: PlacesOption = None,
    out: Annotated[Path | None, output_option("Write one row for each line of the explanations to FILE")] = None,
    *,
    as_json: JsonOption = False,
) -> None:
    """Explain one pair of an index, or a table of pairs."""
    wanted = _wanted(jobseeker_id, vacancy_id, pairs)
    if out is not None and as_json:
        raise typer.BadParameter("--json writes to standard output: leave out --out.")
    from jobmatch.progress import progress_bar

    talk = context.obj
    matcher = load_matcher(index, None, talk)
    records, n_rejected = _records(jobseekers, vacancies, places, matcher, talk)
    with progress_bar("Explaining", len(wanted), shown=talk.progress and out is not None) as step:
        explained = _explained(matcher, wanted, records, audience, step)
        if out is not None:
            _write(list(explained), out, talk)
        elif as_json and pairs is not None:
            typer.echo(json.dumps([one.to_dict() for one in explained], ensure_ascii=False, indent=2))
        elif as_json:
            typer.echo(json.dumps(next(explained).to_dict(), ensure_ascii=False, indent=2))
        else:
            for place, one in enumerate(explained):
                typer.echo(f"{'' if place == 0 else _RULE}{one}")
    finish(put_aside=n_rejected > 0)


def _wanted(jobseeker_id: str | None, vacancy_id: str | None, pairs: Path | None) -> list[tuple[Id, Id]]:
    """Ids of the pairs to explain."""
    if pairs is None:
        if jobseeker_id is None or vacancy_id is None:
            raise typer.BadParameter("give the ids of a jobseeker and a vacancy, or --pairs.")
        return [(jobseeker_id, vacancy_id)]
    if jobseeker_id is not None:
        raise typer.BadParameter("give two ids or --pairs, not both.")
    from jobmatch.errors import require_columns
    from jobmatch.tables import read_frame

    frame = read_frame(pairs)
    names = ("jobseeker_id", "vacancy_id")
    require_columns(names, frame.columns, "pairs")
    return frame.select(names).rows()


def _records(
    jobseekers: Path | None, vacancies: Path | None, places: Path | None, matcher: Matcher, talk: Talk
) -> tuple[dict[str, dict[Id, Record]], int]:
    """Rows that stand in place of those in the index, by kind and id; also how many were put aside."""
    locator = read_places(places)
    records: dict[str, dict[Id, Record]] = {}
    n_rejected = 0
    if jobseekers is not None:
        people = read_jobseekers(jobseekers, locator, matcher.config.as_of, talk)
        records["jobseeker"] = _by_id(people.frame, "jobseeker")
        n_rejected += people.n_rejected
    if vacancies is not None:
        jobs = read_vacancies(vacancies, locator, matcher.config.as_of, talk)
        records["vacancy"] = _by_id(jobs.frame, "vacancy")
        n_rejected += jobs.n_rejected
    return records, n_rejected


def _by_id(frame: pl.DataFrame, kind: str) -> dict[Id, Record]:
    from jobmatch.schemas import JOBSEEKER_COLUMNS, VACANCY_COLUMNS

    known = JOBSEEKER_COLUMNS if kind == "jobseeker" else VACANCY_COLUMNS
    rows = frame.select(name for name in frame.columns if name in known).iter_rows(named=True)
    return {row[f"{kind}_id"]: {name: value for name, value in row.items() if value is not None} for row in rows}


def _explained(
    matcher: Matcher,
    wanted: list[tuple[Id, Id]],
    records: Mapping[str, Mapping[Id, Record]],
    audience: Audience,
    step: Callable[[int], None] | None,
) -> Iterator[Explanation]:
    for jobseeker_id, vacancy_id in wanted:
        yield _one(matcher, {"jobseeker": jobseeker_id, "vacancy": vacancy_id}, records, audience)
        if step is not None:
            step(1)


def _one(
    matcher: Matcher, ids: Mapping[str, Id], records: Mapping[str, Mapping[Id, Record]], audience: Audience
) -> Explanation:
    def attempt(tried: Mapping[str, Id]) -> Explanation:
        jobseeker, vacancy = (_found(kind, tried[kind], records) for kind in ("jobseeker", "vacancy"))
        return matcher.explain(jobseeker, vacancy, audience)

    return with_ids_of_the_index(ids, attempt)


def with_ids_of_the_index(ids: Mapping[str, Id], attempt: Callable[[Mapping[str, Id]], Found]) -> Found:
    """Try ids, by kind, that came as text; where one is unknown, try it as a whole number.

    Raises
    ------
    UnknownIdError
        If it is unknown either way.
    """
    from jobmatch.errors import UnknownIdError

    try:
        return attempt(ids)
    except UnknownIdError as error:
        number = _whole_number(ids[error.kind])
        if number is None:
            raise
        return with_ids_of_the_index({**ids, error.kind: number}, attempt)


def _found(kind: str, one_id: Id, records: Mapping[str, Mapping[Id, Record]]) -> Id | Record:
    """Find the record that stands in place of a row of the index, if a table of such was given."""
    from jobmatch.errors import UnknownIdError

    if kind not in records:
        return one_id
    if one_id not in records[kind]:
        raise UnknownIdError(kind=kind, n_unknown=1, n_known=len(records[kind]))
    return records[kind][one_id]


def _whole_number(one_id: Id) -> int | None:
    """Read text as the whole number that is written just so, else None."""
    if isinstance(one_id, int) or not one_id.removeprefix("-").isdecimal() or not one_id.isascii():
        return None
    number = int(one_id)
    return number if str(number) == one_id else None


def _write(explained: list[Explanation], out: Path, talk: Talk) -> None:
    import polars as pl

    frames = [one.to_frame() for one in explained]
    write_table(pl.concat(frames) if frames else pl.DataFrame(), out, "line(s)", talk)
