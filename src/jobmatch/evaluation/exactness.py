"""Whether lists are the true best of all pairs: score everything again and compare."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np
import polars as pl

from jobmatch.config import MatchConfig
from jobmatch.evaluation.pairs import rank_pairs
from jobmatch.kernels.layout import I64
from jobmatch.sides import PeopleSide, VacancySide
from jobmatch.travel import TravelTable


@dataclass(frozen=True, slots=True)
class Exactness:
    """Lists that were compared with the best of all pairs.

    ``n_exact`` of ``n_jobseekers`` lists are the same, vacancy for vacancy and point for point; ``n_pairs`` were scored
    again.
    """

    n_jobseekers: int
    n_exact: int
    n_pairs: int

    @property
    def share_exact(self) -> float:
        """Share of the lists that are exact, 0 to 1."""
        return self.n_exact / self.n_jobseekers if self.n_jobseekers else 1.0

    def to_dict(self) -> dict[str, float]:
        """Plain values, for JSON."""
        return {**asdict(self), "share_exact": self.share_exact}


def people_drawn(people: PeopleSide, n: int, seed: int) -> I64:
    """Rows of the people whose lists `check_exactness` compares."""
    return np.random.default_rng(seed).permutation(len(people))[:n].astype(np.int64)


def check_exactness(
    result_frame: pl.DataFrame,
    people: PeopleSide,
    vacancies: VacancySide,
    config: MatchConfig,
    table: TravelTable,
    *,
    k: int,
    n_jobseekers: int,
    seed: int = 0,
) -> Exactness:
    """Score every vacancy for some jobseekers again, and compare the best with what was found.

    Pairs are scored one by one (`rank_pairs`), without any of the short cuts of the search.

    Parameters
    ----------
    result_frame : polars.DataFrame
        What `Matcher.match` found for all people, or for those that `people_drawn` names, with the same ``k``.
    people, vacancies : PeopleSide, VacancySide
        Both sides of the matcher.
    config, table : MatchConfig, TravelTable
        Those of the matcher.
    k : int
        Length of the lists.
    n_jobseekers : int
        How many people to draw; all if there are fewer.
    seed : int
        For the draw.

    Returns
    -------
    Exactness
    """
    drawn = people_drawn(people, n_jobseekers, seed)
    ids_drawn = people.frame["jobseeker_id"].gather(drawn)
    found = result_frame.filter((pl.col("rank") <= k) & pl.col("jobseeker_id").is_in(ids_drawn.implode()))
    n_exact = 0
    every_vacancy = np.arange(len(vacancies), dtype=np.int64)
    for person, jobseeker_id in zip(drawn, ids_drawn, strict=True):
        same_person = np.full_like(every_vacancy, person)
        best = rank_pairs(same_person, every_vacancy, people, vacancies, config, table).head(k)
        given = found.filter(pl.col("jobseeker_id") == jobseeker_id).sort("rank")
        n_exact += best.equals(given.select(pl.col(name).cast(dtype) for name, dtype in best.schema.items()))
    return Exactness(n_jobseekers=len(drawn), n_exact=n_exact, n_pairs=len(drawn) * len(vacancies))
