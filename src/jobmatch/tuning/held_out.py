"""How good an order is on people from whom it was not learned, beside the order before and chance."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from jobmatch.errors import InputError
from jobmatch.evaluation import measures_of_each
from jobmatch.results import Direction
from jobmatch.tuning.learn import MOST_PENALTY, Order, calibrated, whole_points
from jobmatch.tuning.outcomes import Outcomes

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]
Split = tuple[I64, I64]

CONFIDENCE: Final = 0.95
LEAST_HELD_OUT: Final = 30
_N_FOLDS: Final = 5
_LEARNED_SHARE: Final = 0.75  # of the outcomes, the earliest
_N_RESAMPLES: Final = 500
_LOWER_IS_BETTER: Final = frozenset(("log_loss", "brier"))
_OF_LISTS: Final = ("ndcg", "map", "mrr", "recall")
_ORDERS: Final = ("learned", "before", "chance")


@dataclass(frozen=True, slots=True)
class Interval:
    """A value with its 95% interval: percentile bootstrap over those held out."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Gain:
    """One measure on those held out.

    ``gain`` is how much better the learned weights are than those before, above 0 for better whatever the measure, by
    the same drawings of people for both. ``chance`` is the measure of a random order.
    """

    learned: Interval
    before: Interval
    gain: Interval
    chance: float


@dataclass(frozen=True, slots=True)
class HeldOut:
    """What the weights are worth on people from whom they were not learned.

    Parameters
    ----------
    split : str
        How they were held out.
    k : int
        How far down each list was looked, for the measures of lists.
    n_outcomes, n_jobseekers, n_lists : int
        Outcomes held out, jobseekers they are about, and lists with something good in them.
    measures : mapping of str to Gain
        ``log_loss``, ``brier`` and ``auc`` over pairs; ``ndcg``, ``map``, ``mrr`` and ``recall`` over lists, of pairs
        with an outcome only.
    weights : tuple of tuples of int
        The weights learned each time: how much they move is how little the outcomes say.
    """

    split: str
    k: int
    n_outcomes: int
    n_jobseekers: int
    n_lists: int
    measures: Mapping[str, Gain]
    weights: tuple[tuple[int, ...], ...]


def hold_out(outcomes: Outcomes, order: Order, direction: Direction, k: int, seed: int) -> HeldOut:
    """Learn from some people, measure on the others.

    Parameters
    ----------
    outcomes : Outcomes
        All of them.
    order : Order
        That before.
    direction : "match" or "shortlist"
        Whose lists are measured: those of jobseekers or those of vacancies.
    k : int
        How far down each list to look.
    seed : int
        For who is held out together, the random order, and the bootstrap.

    Returns
    -------
    HeldOut

    Raises
    ------
    InputError
        If too little would be held out.
    """
    rng = np.random.default_rng(seed)
    parts, weights = [], []
    splits, split = _splits(outcomes, seed)
    for fold, (learn_from, held) in enumerate(splits):
        part, learned = _fold(outcomes, order, learn_from, held, rng)
        parts.append(part.with_columns(pl.lit(fold).alias("fold")))
        weights.append(learned.weights)
    found = pl.concat(parts)
    lists = _lists(found, direction, k)
    return HeldOut(
        split=split,
        k=k,
        n_outcomes=found.height,
        n_jobseekers=found["jobseeker_id"].n_unique(),
        n_lists=len(lists["learned"]),
        measures=_of_pairs(found, rng) | _of_lists(lists, rng),
        weights=tuple(weights),
    )


# --- Who is held out -------------------------------------------------------------------


def _splits(outcomes: Outcomes, seed: int) -> tuple[list[Split], str]:
    whole = "groups" if outcomes.grouped else "jobseekers"
    if outcomes.dated:
        return [_by_date(outcomes)], f"the latest outcomes, of {whole} without an earlier one"
    from sklearn.model_selection import StratifiedGroupKFold

    folds = StratifiedGroupKFold(_N_FOLDS, shuffle=True, random_state=seed)
    groups = outcomes.frame["group"].rank("dense").to_numpy()
    return list(folds.split(groups, outcomes.outcome, groups)), f"each fifth of the {whole} in turn"


def _by_date(outcomes: Outcomes) -> Split:
    dates, group = outcomes.frame["date"], outcomes.frame["group"]
    day = dates.sort()[int(_LEARNED_SHARE * len(outcomes))]
    earlier = dates < day
    known = group.filter(earlier).unique()
    learn_from = np.flatnonzero(earlier.to_numpy())
    held = np.flatnonzero((~earlier & ~group.is_in(known.implode())).to_numpy())
    n_rarest = min(int((outcomes.outcome[rows] == kind).sum()) for rows in (learn_from, held) for kind in (False, True))
    if n_rarest < LEAST_HELD_OUT:
        raise InputError(
            f"Too few outcomes before or after the day from which they would be held out: {n_rarest} of one kind.\n"
            f"Expected at least {LEAST_HELD_OUT} of each kind on both sides, the later ones of people without an "
            "earlier one.\nHint: without the column 'date' people are held out whatever the day."
        )
    return learn_from, held


def _fold(
    outcomes: Outcomes, before: Order, learn_from: I64, held: I64, rng: np.random.Generator
) -> tuple[pl.DataFrame, Order]:
    """Scores and promised probabilities of those held out, by each order."""
    training, frame = outcomes.frame[learn_from], outcomes.frame[held]
    known = outcomes.outcome[learn_from]
    learned = before.learned(training, known)
    both: dict[str, tuple[I64, ...]] = {
        "learned": (learned.scores(training), learned.scores(frame)),
        "before": (before.scores(training), before.scores(frame)),
        "chance": tuple(rng.integers(0, MOST_PENALTY + 1, len(rows)) for rows in (training, frame)),
    }
    columns: dict[str, I64 | F64] = {}
    for name, (scores_known, scores) in both.items():
        columns[f"{name}_score"] = scores
        columns[f"{name}_probability"] = calibrated(scores_known, known)[whole_points(scores)]
    return frame.select("jobseeker_id", "vacancy_id", "group", "outcome").with_columns(**columns), learned


# --- Measures --------------------------------------------------------------------------


def _of_pairs(found: pl.DataFrame, rng: np.random.Generator) -> dict[str, Gain]:
    """Log loss, Brier score and area under the curve, drawn again by group."""
    from sklearn.metrics import roc_auc_score

    wanted = found["outcome"].to_numpy().astype(np.float64)
    group = found["group"].rank("dense").to_numpy().astype(np.int64) - 1
    draws = _draws(int(group.max()) + 1, rng)
    measured: dict[str, dict[str, list[float]]] = {name: {} for name in ("log_loss", "brier", "auc")}
    for order in _ORDERS:
        p, scores = (found[f"{order}_{what}"].to_numpy() for what in ("probability", "score"))
        of_pairs = [draw[group] for draw in (draws if order != "chance" else draws[:1])]
        for name, loss in (("log_loss", -np.log(np.where(wanted == 1, p, 1 - p))), ("brier", (p - wanted) ** 2)):
            measured[name][order] = [float(weight @ loss / weight.sum()) for weight in of_pairs]
        measured["auc"][order] = [roc_auc_score(wanted, scores, sample_weight=weight) for weight in of_pairs]
    return {name: _gain(name, *of_orders.values()) for name, of_orders in measured.items()}


def _lists(found: pl.DataFrame, direction: Direction, k: int) -> dict[str, F64]:
    """Measures of each list with something good in it, shape (lists, measures), by each order."""
    whose, what = "jobseeker_id", "vacancy_id"
    if direction == "shortlist":
        # of people held out together, who were scored by the same weights
        whose, what = what, whose
        found = found.with_columns(pl.format("{} {}", "fold", "vacancy_id").alias("vacancy_id"))
    pairs = found.select(
        pl.col(whose).alias("jobseeker_id"), pl.col(what).alias("vacancy_id"), "outcome", r"^.*_score$"
    )
    judged = pairs.select("jobseeker_id", "vacancy_id", pl.col("outcome").alias("relevance"))
    measured = {}
    for order in _ORDERS:
        ranked = pairs.sort("jobseeker_id", f"{order}_score", "vacancy_id", descending=[False, True, False])
        rank = pl.int_range(1, pl.len() + 1).over("jobseeker_id").alias("rank")
        of_each = measures_of_each(ranked.with_columns(rank), judged, k)
        measured[order] = of_each.select(_OF_LISTS).to_numpy()
    return measured


def _of_lists(lists: Mapping[str, F64], rng: np.random.Generator) -> dict[str, Gain]:
    """Means over lists, drawn again by list."""
    draws = _draws(len(lists["learned"]), rng)
    gains = {}
    for column, name in enumerate(_OF_LISTS):
        means = [[float(w @ lists[order][:, column] / w.sum()) for w in draws] for order in _ORDERS]
        gains[name] = _gain(name, *means)
    return gains


def _draws(n: int, rng: np.random.Generator) -> list[F64]:
    """How often each of n is drawn: first each once, then at random as often as n."""
    drawn = (np.bincount(rng.integers(0, n, n), minlength=n).astype(np.float64) for _ in range(_N_RESAMPLES))
    return [np.ones(n), *drawn]


def _gain(name: str, learned: list[float], before: list[float], chance: list[float]) -> Gain:
    sign = -1 if name in _LOWER_IS_BETTER else 1
    better = [sign * (one - other) for one, other in zip(learned, before, strict=True)]
    return Gain(_interval(learned), _interval(before), _interval(better), chance[0])


def _interval(values: Iterable[float]) -> Interval:
    """The first value is that of all; the others are those of the draws."""
    value, *drawn = values
    low, high = np.quantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Interval(value, float(low), float(high))
