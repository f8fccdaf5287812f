"""A ranking against people's judgements, beside a random order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from jobmatch.errors import InputError, UsageError, require_columns

F64 = npt.NDArray[np.float64]

CONFIDENCE: Final = 0.95
MAX_RELEVANCE: Final = 100
_PAIR: Final = ["jobseeker_id", "vacancy_id"]
_N_RESAMPLES: Final = 2000
_RANDOM_ORDERS: Final = 10  # for each jobseeker; their mean is the baseline
_RESAMPLED_AT_ONCE: Final = 10_000_000  # values, to bound the memory of the bootstrap


@dataclass(frozen=True, slots=True)
class Measure:
    """One measure, as the mean over jobseekers; 1 is best, 0 worst.

    ``low`` and ``high`` bound the mean (percentile bootstrap over jobseekers); None with fewer than two of them.
    ``random`` is the same measure for vacancies in random order.
    """

    value: float
    low: float | None
    high: float | None
    random: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """A ranking against judgements.

    Parameters
    ----------
    k : int
        How far down each list was looked.
    measures : mapping of str to Measure
        ``ndcg``, ``map``, ``mrr``, ``recall`` and ``precision``, each cut at k.
    n_jobseekers : int
        People with at least one relevant vacancy: those over whom the means are taken.
    n_without_list : int
        Of these, people for whom nothing was ranked; they count with 0.
    n_without_relevant : int
        Judged people for whom nothing is relevant; no ranking can do well or badly by them, so they are left out.
    share_judged : float
        Share of the ranked vacancies of these people that anybody judged. What nobody judged counts as not relevant.
    n_vacancies : int, optional
        Vacancies from which the random order draws; None if only those that were judged for each person.
    """

    k: int
    measures: Mapping[str, Measure]
    n_jobseekers: int
    n_without_list: int
    n_without_relevant: int
    share_judged: float
    n_vacancies: int | None

    def to_dict(self) -> dict[str, object]:
        """Plain values, for JSON."""
        return asdict(self)


def evaluate(
    result_frame: pl.DataFrame,
    judgements: pl.DataFrame,
    k: int = 10,
    *,
    n_vacancies: int | None = None,
    judged_only: bool = False,
    seed: int = 0,
) -> Evaluation:
    """Compare a ranking with judgements of relevance, by the measures of trec_eval.

    nDCG takes the relevance as its gain; for the other measures, relevance of 1 or more is relevant. Average precision
    and recall are divided by all relevant vacancies, even if there are more than k.

    Parameters
    ----------
    result_frame : polars.DataFrame
        Columns jobseeker_id, vacancy_id and rank (from 1), as in `MatchResult.frame`.
    judgements : polars.DataFrame
        Columns jobseeker_id, vacancy_id and relevance: whole numbers, 0 not relevant, at most 100. Ids are compared as
        text.
    k : int
        How far down each list to look.
    n_vacancies : int, optional
        Vacancies from which the random order draws; None takes those which either table names.
    judged_only : bool
        Whether only pairs count that are both judged and ranked: is their order good? The better question where few
        pairs were judged. It says nothing of judged pairs that the constraints ruled out, and the lists must hold all
        others, as those from `rank_pairs` do. The random order is then one of these pairs.
    seed : int
        For the random order and the bootstrap.

    Returns
    -------
    Evaluation

    Raises
    ------
    ColumnMissingError
        If a column is absent.
    InputError
        If something is missing, no whole number, out of range or there twice, or nothing is relevant.
    UsageError
        If k is less than 1, ``n_vacancies`` less than the vacancies judged for one person, or given with
        ``judged_only``.
    """
    if k < 1:
        raise UsageError(f"k must be a whole number of at least 1, found {k}.")
    if judged_only and n_vacancies is not None:
        raise UsageError("n_vacancies has no meaning with judged_only: the random order is one of the judged.")
    ranked = checked_pairs(result_frame, "result", "rank", low=1, high=2**31 - 1)
    judged = checked_pairs(judgements, "judgements", "relevance", low=0, high=MAX_RELEVANCE)
    if n_vacancies is None and not judged_only:
        n_vacancies = pl.concat([ranked["vacancy_id"], judged["vacancy_id"]]).n_unique()
    n_judged = judged["jobseeker_id"].n_unique()
    if judged_only:
        judged = judged.join(ranked, on=_PAIR, how="semi")
        ranked = ranked.join(judged, on=_PAIR, how="semi").with_columns(pl.col("rank").rank("ordinal").over(_PAIR[0]))
    judged = _numbered(judged)
    if judged.is_empty():
        raise InputError("No judgement has a relevance of 1 or more, so there is nothing to measure against.")
    ranked = _coded(ranked, judged).filter(pl.col("rank") <= k)
    per_jobseeker = _measured(judged, _run_of(ranked), k)
    random = _random_order(judged, n_vacancies, k, np.random.default_rng(seed))
    low, high = _bounds(per_jobseeker, seed)
    n_jobseekers = len(per_jobseeker)
    return Evaluation(
        k=k,
        measures={
            name: Measure(
                value=float(per_jobseeker[:, column].mean()),
                low=None if low is None else float(low[column]),
                high=None if high is None else float(high[column]),
                random=float(random[column]),
            )
            for column, name in enumerate(_trec_names(k))
        },
        n_jobseekers=n_jobseekers,
        n_without_list=n_jobseekers - ranked["person"].n_unique(),
        n_without_relevant=n_judged - n_jobseekers,
        share_judged=float(np.mean(ranked["code"].to_numpy() >= 0)) if ranked.height else 0.0,
        n_vacancies=n_vacancies,
    )


def _trec_names(k: int) -> dict[str, str]:
    """Our names of the measures, and those of trec_eval."""
    return {
        "ndcg": f"ndcg_cut_{k}",
        "map": f"map_cut_{k}",
        "mrr": "recip_rank",  # of lists that were cut at k before
        "recall": f"recall_{k}",
        "precision": f"P_{k}",
    }


def measures_of_each(result_frame: pl.DataFrame, judgements: pl.DataFrame, k: int = 10) -> pl.DataFrame:
    """Measures of each person by themselves, for comparing two orders of the same pairs.

    Parameters
    ----------
    result_frame, judgements : polars.DataFrame
        As `evaluate` takes them; every judged pair is ranked.
    k : int
        How far down each list to look.

    Returns
    -------
    polars.DataFrame
        ``jobseeker_id`` as text, ascending, and a column for each measure; people for whom something is relevant.

    Raises
    ------
    ColumnMissingError
        If a column is absent.
    InputError
        As `evaluate`, but for there being nothing relevant: the frame is empty then.
    """
    ranked = checked_pairs(result_frame, "result", "rank", low=1, high=2**31 - 1)
    judged = _numbered(checked_pairs(judgements, "judgements", "relevance", low=0, high=MAX_RELEVANCE))
    ids = judged["jobseeker_id"].unique().sort()
    found = _measured(judged, _run_of(_coded(ranked, judged).filter(pl.col("rank") <= k)), k)
    return pl.DataFrame({"jobseeker_id": ids} | dict(zip(_trec_names(k), found.T, strict=True)))


def checked_pairs(frame: pl.DataFrame, table: str, number: str, *, low: int, high: int) -> pl.DataFrame:
    """The pair as text and one whole number, row for row, or an error that counts what is wrong.

    Parameters
    ----------
    frame : polars.DataFrame
        Columns jobseeker_id, vacancy_id and ``number``.
    table : str
        What to call it.
    number : str
        Column of whole numbers.
    low, high : int
        Least and greatest number.

    Returns
    -------
    polars.DataFrame
        The three columns.

    Raises
    ------
    ColumnMissingError
        If a column is absent.
    InputError
        If something is missing, no whole number, out of range, or a pair is there twice.
    """
    require_columns((*_PAIR, number), frame.columns, table)
    wanted = frame.select(pl.col(_PAIR).cast(pl.String), pl.col(number).cast(pl.Float64, strict=False))
    whole = pl.col(number).is_between(low, high) & (pl.col(number) == pl.col(number).round())
    n_bad = wanted.height - wanted.filter(whole).height
    if n_bad:
        raise InputError(
            f"Table {table!r}: {n_bad} row(s) have no usable {number}.\nExpected whole numbers from {low} to {high}."
        )
    n_without_id = wanted.height - wanted.drop_nulls().height
    if n_without_id:
        raise InputError(f"Table {table!r}: {n_without_id} row(s) lack {_PAIR[0]} or {_PAIR[1]}.")
    n_again = wanted.height - wanted.select(_PAIR).n_unique()
    if n_again:
        raise InputError(f"Table {table!r}: {n_again} row(s) repeat a pair of ids.\nExpected each pair once.")
    return wanted.with_columns(pl.col(number).cast(pl.Int64))


def _numbered(judged: pl.DataFrame) -> pl.DataFrame:
    """Judgements of people for whom something is relevant, who become 0, 1, 2; each one's vacancies likewise."""
    return (
        judged.filter((pl.col("relevance") > 0).any().over("jobseeker_id"))
        .sort(_PAIR)
        .with_columns(
            person=pl.col("jobseeker_id").rank("dense").cast(pl.Int64) - 1,
            code=pl.int_range(pl.len(), dtype=pl.Int64).over("jobseeker_id"),
        )
    )


def _coded(ranked: pl.DataFrame, judged: pl.DataFrame) -> pl.DataFrame:
    """Ranked rows of these people: ``code`` as in the judgements, below 0 where nobody judged the pair."""
    people = judged.select("jobseeker_id", "person").unique()
    return (
        ranked.join(people, on="jobseeker_id")
        .join(judged.select(*_PAIR, "code"), on=_PAIR, how="left")
        .with_columns(pl.col("code").fill_null(-pl.col("rank").cast(pl.Int64)))
    )


def _run_of(ranked: pl.DataFrame) -> dict[str, dict[str, float]]:
    run: dict[str, dict[str, float]] = {}
    for person, code, rank in ranked.select("person", "code", "rank").iter_rows():
        run.setdefault(str(person), {})[str(code)] = float(-rank)
    return run


def _measured(judged: pl.DataFrame, run: dict[str, dict[str, float]], k: int) -> F64:
    """Measures of each person, shape (people, measures); 0 for those without a list."""
    import pytrec_eval

    relevance: dict[str, dict[str, int]] = {}
    for person, code, value in judged.select("person", "code", "relevance").iter_rows():
        relevance.setdefault(str(person), {})[str(code)] = value
    trec_names = _trec_names(k).values()
    found = pytrec_eval.RelevanceEvaluator(relevance, set(trec_names)).evaluate(run)
    nothing = dict.fromkeys(trec_names, 0.0)
    rows = (found.get(str(person), nothing) for person in range(len(relevance)))
    values = [[row[name] for name in trec_names] for row in rows]
    return np.array(values, np.float64).reshape(len(values), len(nothing))


def _random_order(judged: pl.DataFrame, n_vacancies: int | None, k: int, rng: np.random.Generator) -> F64:
    """Mean measures of vacancies in random order, of which the first so many are those judged; None: all are."""
    n_of_each = judged.group_by("person").len().sort("person")["len"].to_list()
    if n_vacancies is not None:
        if n_vacancies < max(n_of_each):
            raise UsageError(
                f"n_vacancies is {n_vacancies}, but {max(n_of_each)} vacancies were judged for one person."
            )
        n_of_each = [n_vacancies] * len(n_of_each)
    total = np.zeros(len(_trec_names(k)), np.float64)
    for _ in range(_RANDOM_ORDERS):
        drawn = (rng.choice(n, min(k, n), replace=False).tolist() for n in n_of_each)
        run = {
            str(person): {str(code): float(-rank) for rank, code in enumerate(codes)}
            for person, codes in enumerate(drawn)
        }
        total += _measured(judged, run, k).mean(axis=0)
    return total / _RANDOM_ORDERS


def _bounds(per_jobseeker: F64, seed: int) -> tuple[F64, F64] | tuple[None, None]:
    if len(per_jobseeker) < 2:
        return None, None
    from scipy.stats import bootstrap

    found = bootstrap(
        (per_jobseeker,),
        np.mean,
        axis=0,
        n_resamples=_N_RESAMPLES,
        batch=max(1, _RESAMPLED_AT_ONCE // per_jobseeker.size),
        confidence_level=CONFIDENCE,
        method="percentile",  # the corrected methods are undefined where all people have the same value
        rng=np.random.default_rng(seed),
    )
    return found.confidence_interval.low, found.confidence_interval.high
