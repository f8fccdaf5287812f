"""``jobmatch evaluate``: how good the rankings of an index are, and whether they are exact."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from jobmatch.cli.shared import (
    EXIT_CODES,
    IndexArgument,
    JsonOption,
    LengthOption,
    Talk,
    ThreadsOption,
    described,
    finish,
    input_option,
    load_matcher,
    output_option,
    write_table,
)

if TYPE_CHECKING:
    import polars as pl

    from jobmatch.evaluation import Evaluation, Exactness
    from jobmatch.market import Market

_FEW_JUDGED: Final = 0.5


def add_to(app: typer.Typer) -> None:
    """Add the command."""
    app.command(
        "evaluate",
        short_help="Compare a ranking with judgements; check that it is exact.",
        help=described(
            "Compare the ranking of an index with judgements, beside a random order; check that it is exact.",
            "jobmatch evaluate my-index --judgements judgements.csv",
            "jobmatch evaluate my-index --judgements judgements.csv -k 5 --json",
            "jobmatch evaluate my-index --judgements judgements.csv --judged-only",
            "jobmatch evaluate my-index --exactness 100 --out measures.csv",
        ),
        epilog=EXIT_CODES,
    )(evaluate)


def evaluate(  # noqa: PLR0913 - the options of a command
    context: typer.Context,
    index: IndexArgument,
    judgements: Annotated[
        Path | None, input_option("Judgements: jobseeker_id, vacancy_id, relevance (0 is not relevant)")
    ] = None,
    k: LengthOption = 10,
    exactness: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Score all pairs of N random jobseekers again and compare.")
    ] = None,
    seed: Annotated[int, typer.Option(min=0, help="For what is drawn at random.")] = 0,
    threads: ThreadsOption = None,
    out: Annotated[Path | None, output_option("Write one row for each measure to FILE")] = None,
    *,
    judged_only: Annotated[
        bool,
        typer.Option(
            "--judged-only", help="Count only pairs that were judged and may be ranked: for sparse judgements."
        ),
    ] = False,
    as_json: JsonOption = False,
) -> None:
    """Evaluate the ranking of all jobseekers of an index."""
    if judgements is None and exactness is None:
        raise typer.BadParameter("give --judgements, --exactness or both.")
    if judged_only and judgements is None:
        raise typer.BadParameter("--judged-only needs --judgements.")
    from jobmatch import persist
    from jobmatch.tables import read_frame

    talk = context.obj
    judged = None if judgements is None else read_frame(judgements)
    matcher = load_matcher(index, threads, talk)
    # `load_matcher` has just compared the checksums
    market = persist.open_market(index, {}, None, verify=False).market
    result = None if judged_only and exactness is None else matcher.match(k=k).frame
    evaluation, exact, n_foreign = None, None, 0
    if judged is not None:
        judged, n_foreign = _known(judged, market, talk)
        evaluation = _evaluated(None if judged_only else result, judged, market, k, seed)
        if evaluation.share_judged < _FEW_JUDGED:
            talk.say("Few of the ranked vacancies were judged, so values are low: see --judged-only.")
    if result is not None and exactness is not None:
        exact = _exactness(result, market, k, exactness, seed)
    if out is not None:
        write_table(_table(evaluation, exact), out, "measure(s)", talk)
    if as_json:
        found: dict[str, object] = {} if evaluation is None else evaluation.to_dict()
        typer.echo(json.dumps(found | ({} if exact is None else {"exactness": exact.to_dict()}), indent=2))
    else:
        typer.echo("\n\n".join(text for text in (_measures(evaluation), _shares(exact, k)) if text))
    finish(put_aside=n_foreign > 0 or (exact is not None and exact.n_exact < exact.n_jobseekers))


def _known(judged: pl.DataFrame, market: Market, talk: Talk) -> tuple[pl.DataFrame, int]:
    """Judgements on what the index holds, and how many of the others there are."""
    import polars as pl

    from jobmatch.errors import require_columns

    sides = {"jobseeker_id": market.people.frame, "vacancy_id": market.vacancies.frame}
    require_columns(sides, judged.columns, "judgements")
    known = judged.filter(
        pl.col(name).cast(pl.String).is_in(side[name].cast(pl.String).implode()) | pl.col(name).is_null()
        for name, side in sides.items()
    )
    n_foreign = judged.height - known.height
    if n_foreign:
        talk.say(f"{n_foreign} judgement(s) left aside: their jobseeker or vacancy is not in this index.")
    return known, n_foreign


def _evaluated(result: pl.DataFrame | None, judged: pl.DataFrame, market: Market, k: int, seed: int) -> Evaluation:
    """Evaluate lists, or, where there are none, the judged pairs alone."""
    from jobmatch.evaluation import evaluate as evaluate_ranking, rank_pairs, rows_of_ids

    people, vacancies = market.people, market.vacancies
    if result is not None:
        return evaluate_ranking(result, judged, k, n_vacancies=len(vacancies), seed=seed)
    rows = rows_of_ids(judged, people, vacancies)
    ranked = rank_pairs(*rows, people, vacancies, market.config, market.table)
    return evaluate_ranking(ranked, judged, k, judged_only=True, seed=seed)


def _exactness(result: pl.DataFrame, market: Market, k: int, n_jobseekers: int, seed: int) -> Exactness:
    from jobmatch.evaluation import check_exactness

    return check_exactness(
        result,
        market.people,
        market.vacancies,
        market.config,
        market.table,
        k=k,
        n_jobseekers=n_jobseekers,
        seed=seed,
    )


def _table(evaluation: Evaluation | None, exact: Exactness | None) -> pl.DataFrame:
    """One row for each measure; bounds and the random order are null where there are none."""
    import polars as pl

    rows: list[dict[str, object]] = []
    if evaluation is not None:
        rows += [
            {"measure": f"{name}@{evaluation.k}", "n_jobseekers": evaluation.n_jobseekers, **asdict(measure)}
            for name, measure in evaluation.measures.items()
        ]
    if exact is not None:
        rows.append({"measure": "share_exact", "n_jobseekers": exact.n_jobseekers, "value": exact.share_exact})
    names = ("value", "low", "high", "random")
    return pl.DataFrame(
        rows, schema={"measure": pl.String, "n_jobseekers": pl.Int64, **dict.fromkeys(names, pl.Float64)}
    )


# --- For people ------------------------------------------------------------------------


def _measures(evaluation: Evaluation | None) -> str:
    if evaluation is None:
        return ""
    lines = [f"{'measure':<14}{'value':>7}  {'95% interval':<16}{'random order':>12}"]
    for name, measure in evaluation.measures.items():
        between = "-" if measure.low is None or measure.high is None else f"{measure.low:.3f} to {measure.high:.3f}"
        lines.append(f"{f'{name}@{evaluation.k}':<14}{measure.value:>7.3f}  {between:<16}{measure.random:>12.3f}")
    lines += [
        f"\n{evaluation.n_jobseekers} jobseeker(s) with something relevant, {evaluation.n_without_list} of them with "
        f"no match; {evaluation.n_without_relevant} with nothing relevant left out.",
        "Only pairs count that were judged and that no constraint rules out."
        if evaluation.n_vacancies is None
        else f"{evaluation.share_judged:.0%} of their ranked vacancies were judged; others count as not relevant.",
    ]
    return "\n".join(lines)


def _shares(exact: Exactness | None, k: int) -> str:
    if exact is None:
        return ""
    return (
        f"{exact.n_exact} of {exact.n_jobseekers} list(s) of up to {k} are exact ({exact.share_exact:.1%}), by "
        f"{exact.n_pairs} pairs scored again."
    )
