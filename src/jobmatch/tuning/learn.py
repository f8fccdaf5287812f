"""Weights from outcomes: logistic regression without negative weights, whole weights, and what a score promises."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from jobmatch.codes import PART_NAMES
from jobmatch.config import MatchConfig, ShortlistWeights, Weights
from jobmatch.errors import InputError
from jobmatch.explanation import share_out
from jobmatch.results import Direction

Bool = npt.NDArray[np.bool_]
F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

FULL_PART: Final = 1000
POINTS: Final = 100
THOUSANDTHS: Final = 1000
MOST_PENALTY: Final = 100_000
LEAST_SPREAD: Final = 0.01  # standard deviation, where a part goes from 0 to 1
# scikit-learn's C = 100: it decides only between weights that the outcomes cannot tell apart. A stronger one takes
# weight from the parts that vary little, whatever they are worth.
_RIDGE: Final = 0.01
_SHARES: Final = 10**9  # of a weight, so that largest remainders are found among whole numbers


@dataclass(frozen=True, slots=True)
class Order:
    """How pairs are scored in one direction: whole weights that sum to 100, and what an unknown takes off.

    Parameters
    ----------
    parts : tuple of str
        Names of the parts that count.
    unknown : str
        Column that counts what is unknown.
    weights : tuple of int
        Points out of 100, part for part.
    penalty : int
        Thousandths of a point for each thing unknown.
    """

    parts: tuple[str, ...]
    unknown: str
    weights: tuple[int, ...]
    penalty: int

    @classmethod
    def of(cls, config: MatchConfig, direction: Direction) -> Order:
        """The order that settings give; that of a shortlist knows text and skills only."""
        if direction == "match":
            return cls(PART_NAMES, "n_unknown", config.weights.as_tuple(), config.unknown_penalty_points)
        weights = config.shortlist_weights
        return cls(
            ("text", "skills"), "n_unknown_shortlist", (weights.text, weights.skills), config.unknown_penalty_points
        )

    def scores(self, values: pl.DataFrame) -> I64:
        """Thousandths of a point, int64 (n,), as the scorer adds them up."""
        total = self._matrix(values) @ np.array(self.weights, np.int64)
        scores: I64 = total - np.minimum(total, self.penalty * self._n_unknown(values))
        return scores

    def settings(self) -> dict[str, object]:
        """Fields of `MatchConfig`."""
        weights = dict(zip(self.parts, self.weights, strict=True))
        if self.parts != PART_NAMES:
            return {"shortlist_weights": ShortlistWeights(**weights).model_dump()}
        return {"weights": Weights(**weights).model_dump(), "unknown_penalty_points": self.penalty}

    def learned(self, values: pl.DataFrame, outcome: Bool) -> Order:
        """The order that tells the outcomes apart best, as far as it may.

        What hardly varies cannot be learned and stays as it is; the other weights share what is left of 100. What an
        unknown takes off is learned for matches. A shortlist has the same setting, so there it stays as it is and the
        weights are learned beside it.
        """
        parts, unknown = self._matrix(values) / FULL_PART, self._n_unknown(values).astype(np.float64)
        varies = self.varying(values)
        points = POINTS - sum(weight for weight, one in zip(self.weights, varies, strict=True) if not one)
        # points that an unknown takes off, against the points that are shared out
        taken_off = unknown[:, None] * self.penalty / (THOUSANDTHS * max(1, points))
        learns_unknown = self.parts == PART_NAMES and float(unknown.std()) >= LEAST_SPREAD
        if learns_unknown:
            found = non_negative(np.column_stack([parts[:, varies], -unknown]), outcome)
        else:
            found = np.append(non_negative((parts - taken_off)[:, varies], outcome), 0.0)
        total = float(found[:-1].sum())
        if total <= 0:
            raise InputError(
                "No part of the score is higher where the outcome is 1, so there are no weights to learn.\n"
                "Hint: is 1 the good outcome? Else keep the assumed weights."
            )
        shares = iter(share_out(points, np.rint(found[:-1] / total * _SHARES).astype(np.int64).tolist()))
        weights = tuple(next(shares) if one else weight for one, weight in zip(varies, self.weights, strict=True))
        penalty = round(points * THOUSANDTHS * float(found[-1]) / total) if learns_unknown else self.penalty
        return Order(self.parts, self.unknown, weights, min(MOST_PENALTY, penalty))

    def varying(self, values: pl.DataFrame) -> Bool:
        """Whether each part varies enough to learn its weight, shape (parts,)."""
        enough: Bool = self._matrix(values).std(axis=0) >= LEAST_SPREAD * FULL_PART
        return enough

    def _matrix(self, values: pl.DataFrame) -> I64:
        return np.stack([values[name].to_numpy().astype(np.int64) for name in self.parts], axis=1)

    def _n_unknown(self, values: pl.DataFrame) -> I64:
        return values[self.unknown].to_numpy().astype(np.int64)


def non_negative(features: F64, outcome: Bool) -> F64:
    """Weights of a logistic regression, none of them negative.

    Parameters
    ----------
    features : float64 array, shape (n, m)
        About as large as one another.
    outcome : bool array, shape (n,)
        What is to be told.

    Returns
    -------
    float64 array, shape (m,)
        Least log loss, with a weak ridge as scikit-learn's ``C = 100``; the constant is free and not returned.

    Raises
    ------
    InputError
        If there is no best answer.
    """
    from scipy.optimize import minimize
    from scipy.special import expit

    n, m = features.shape
    wanted = outcome.astype(np.float64)

    def loss(at: F64) -> tuple[float, F64]:
        z = features @ at[:-1] + at[-1]
        value = np.logaddexp(0, z).sum() - wanted @ z + _RIDGE / 2 * at[:-1] @ at[:-1]
        off = expit(z) - wanted
        return value / n, np.append(features.T @ off + _RIDGE * at[:-1], off.sum()) / n

    start = np.append(np.zeros(m), np.log(wanted.mean() / (1 - wanted.mean())))
    bounds = [(0.0, None)] * m + [(None, None)]
    found = minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"ftol": 1e-12, "gtol": 1e-7})
    if not np.isfinite(found.fun):
        raise InputError("The weights cannot be learned from these outcomes: the regression found no answer.")
    return np.asarray(found.x[:-1], np.float64)


def calibrated(scores: I64, outcome: Bool) -> F64:
    """How often the outcome is 1, by whole points of the score; never less often for a higher score.

    Parameters
    ----------
    scores : int64 array, shape (n,)
        Thousandths of a point.
    outcome : bool array, shape (n,)
        What came of each.

    Returns
    -------
    float64 array, shape (101,)
        By whole points, rounded down, so that no single person's score is in it. Where no score was seen it is that
        of the nearest, or lies between two. Never 0 or 1: n outcomes cannot show either.
    """
    from sklearn.isotonic import IsotonicRegression

    least = 1 / (len(scores) + 2)
    steps = IsotonicRegression(y_min=least, y_max=1 - least, out_of_bounds="clip")
    steps.fit(whole_points(scores), outcome.astype(np.float64))
    return np.asarray(steps.predict(np.arange(POINTS + 1)), np.float64)


def whole_points(scores: I64) -> I64:
    """Whole points, rounded down, int64 (n,)."""
    return scores // THOUSANDTHS
