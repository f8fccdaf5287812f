"""What an allocation gives against plain lists of the k best, and what it costs."""

from __future__ import annotations

from dataclasses import asdict, dataclass

import numpy as np

from jobmatch.allocation.graph import MatchGraph
from jobmatch.kernels.layout import I32, I64, U8


@dataclass(frozen=True, slots=True)
class Spread:
    """How suggestions lie over vacancies and people.

    Parameters
    ----------
    n_suggestions, n_people_without : int
        Suggestions in all; people who have none.
    n_vacancies_with_any, share_of_vacancies_with_any
        Vacancies that are suggested to somebody, and their share of all that were given.
    largest_pile, n_vacancies_over_cap : int
        Most people that one vacancy is suggested to; vacancies suggested to more than their cap.
    gini_of_exposure : float
        Of suggestions over all vacancies: 0 where each has as many, towards 1 where one has them all.
    mean_score_points, mean_best_score_points : float
        Mean score of a suggestion, and of each person's best, over those who have any; points out of 100.
    """

    n_suggestions: int
    n_people_without: int
    n_vacancies_with_any: int
    share_of_vacancies_with_any: float
    largest_pile: int
    n_vacancies_over_cap: int
    gini_of_exposure: float
    mean_score_points: float
    mean_best_score_points: float


@dataclass(frozen=True, slots=True)
class AllocationReport:
    """An allocation beside plain lists; counts and means only, nothing about anybody.

    Parameters
    ----------
    n_people, n_vacancies, n_pairs : int
        What there was.
    n_openings_not_stated : int
        Vacancies whose openings were taken as one.
    allocated, plain : Spread
        With the allocation, and with the k best of each person.
    mean_score_given_up_points : float
        How much lower a suggestion scores than the person's match at the same rank, on average over suggestions.
    mean_best_score_given_up_points : float
        How much lower the best suggestion scores than the best match, on average over people who have any.
    n_no_match, n_all_full : int
        People left without, by reason.
    """

    n_people: int
    n_vacancies: int
    n_pairs: int
    n_openings_not_stated: int
    allocated: Spread
    plain: Spread
    mean_score_given_up_points: float
    mean_best_score_given_up_points: float
    n_no_match: int
    n_all_full: int

    def as_dict(self) -> dict[str, object]:
        """Everything by name, as JSON can hold it."""
        return asdict(self)


def spread_of(graph: MatchGraph, held: U8, capacity: I64) -> Spread:
    """Measure what is held."""
    of = held == 1
    score = graph.score[of].astype(np.int64)
    pile = np.bincount(graph.vacancy[of], minlength=len(graph.vacancy_ids))
    n_before = np.concatenate([[0], np.cumsum(held, dtype=np.int64)])
    start, stop = n_before[graph.row_ptr[:-1]], n_before[graph.row_ptr[1:]]
    best = score[start[stop > start]]  # edges lie best first
    return Spread(
        n_suggestions=len(score),
        n_people_without=int((stop == start).sum()),
        n_vacancies_with_any=int((pile > 0).sum()),
        share_of_vacancies_with_any=float((pile > 0).mean()),
        largest_pile=int(pile.max()),
        n_vacancies_over_cap=int((pile > capacity).sum()),
        gini_of_exposure=gini(pile),
        mean_score_points=_mean_points(score),
        mean_best_score_points=_mean_points(best),
    )


def given_up_points(graph: MatchGraph, held: U8, n_suggested: I32) -> tuple[float, float]:
    """Mean score given up by a suggestion against the match at the same rank, and by each person's best one.

    Lists of an allocation may be shorter, so the means of both by themselves do not compare.
    """
    total = np.concatenate([[0], np.cumsum(graph.score, dtype=np.int64)])
    first, n = graph.row_ptr[:-1], n_suggested.astype(np.int64)
    same_ranks = int((total[first + n] - total[first]).sum())
    score = graph.score[held == 1].astype(np.int64)
    served = n > 0
    best = score[(np.cumsum(n) - n)[served]]
    best_matches = graph.score[first[served]].astype(np.int64)
    return _points_each(same_ranks - int(score.sum()), len(score)), _points_each(
        int((best_matches - best).sum()), len(best)
    )


def gini(counts: I64) -> float:
    """How unevenly something is spread: 0 if all have as much, towards 1 if one has it all; 0 of nothing.

    Examples
    --------
    >>> gini(np.array([3, 3, 3])), gini(np.array([0, 0, 0, 8]))
    (0.0, 0.75)
    """
    n, total = len(counts), int(counts.sum())
    if total == 0:
        return 0.0
    ranked = np.sort(counts)
    # Whole numbers to the last step, so that it is the same on every machine.
    doubled = int(((2 * np.arange(1, n + 1) - n - 1) * ranked).sum())
    return doubled / (n * total)


def _mean_points(score: I64) -> float:
    return _points_each(int(score.sum()), len(score))


def _points_each(thousandths: int, n: int) -> float:
    return thousandths / (1000 * n) if n else 0.0
