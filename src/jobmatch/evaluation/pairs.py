"""Any pairs scored one by one and ranked as `Matcher.match` would, without searching."""

from __future__ import annotations

import numpy as np
import polars as pl

from jobmatch.config import MatchConfig
from jobmatch.kernels.layout import I64
from jobmatch.score import judge_pairs, make_settings, may_list
from jobmatch.sides import PeopleSide, VacancySide
from jobmatch.travel import TravelTable


def rank_pairs(
    person_rows: I64,
    vacancy_rows: I64,
    people: PeopleSide,
    vacancies: VacancySide,
    config: MatchConfig,
    table: TravelTable,
) -> pl.DataFrame:
    """Rank pairs within each person by full score; ties go to the lower vacancy id.

    Nothing is left out beforehand: neither places, nor blocks, nor the heaps of the search are used.

    Parameters
    ----------
    person_rows, vacancy_rows : int64 arrays, shape (n,)
        Rows of both sides.
    people, vacancies : PeopleSide, VacancySide
        Both sides of a matcher.
    config, table : MatchConfig, TravelTable
        Those of the matcher.

    Returns
    -------
    polars.DataFrame
        jobseeker_id, vacancy_id, rank (UInt32, from 1) and score (Int64, thousandths of a point) of the pairs that
        may be ranked, best first within a person.
    """
    settings = make_settings(config, vacancies.index.dimensions)
    judged = judge_pairs(people, vacancies, person_rows, vacancy_rows, settings, table)
    may_rank = may_list(judged, config)
    scored = pl.DataFrame(
        {
            "jobseeker_id": people.frame["jobseeker_id"].gather(person_rows[may_rank]),
            "vacancy_id": vacancies.frame["vacancy_id"].gather(vacancy_rows[may_rank]),
            "score": pl.Series(judged.points[may_rank, 0], dtype=pl.Int64),
        }
    )
    in_order = scored.sort("jobseeker_id", "score", "vacancy_id", descending=[False, True, False])
    rank = pl.int_range(1, pl.len() + 1, dtype=pl.UInt32).over("jobseeker_id")
    return in_order.select("jobseeker_id", "vacancy_id", rank.alias("rank"), "score")


def rows_of_ids(pairs: pl.DataFrame, people: PeopleSide, vacancies: VacancySide) -> tuple[I64, I64]:
    """Find the rows of pairs of ids, compared as text; pairs that are not on both sides are left out.

    Parameters
    ----------
    pairs : polars.DataFrame
        Columns jobseeker_id and vacancy_id.
    people, vacancies : PeopleSide, VacancySide
        Both sides of a matcher.

    Returns
    -------
    person_rows, vacancy_rows : int64 arrays, shape (n,)
        Each pair once.
    """
    found = pairs.select(pl.col("jobseeker_id", "vacancy_id").cast(pl.String)).unique(maintain_order=True)
    for name, side in (("jobseeker_id", people.frame), ("vacancy_id", vacancies.frame)):
        rows = side.select(pl.col(name).cast(pl.String)).with_row_index(f"{name}_row")
        found = found.join(rows, on=name, maintain_order="left")
    person_rows, vacancy_rows = (
        found[f"{name}_row"].to_numpy().astype(np.int64) for name in ("jobseeker_id", "vacancy_id")
    )
    return person_rows, vacancy_rows
