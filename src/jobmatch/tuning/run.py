"""From a table of outcomes to settings, what a score promises, and an honest report of both."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Final, get_args

import numpy as np
import numpy.typing as npt
import polars as pl

from jobmatch.codes import PART_NAMES
from jobmatch.config import MACHINE_SETTINGS, MatchConfig
from jobmatch.errors import UsageError
from jobmatch.matcher import Matcher
from jobmatch.results import Direction
from jobmatch.tuning.held_out import Gain, HeldOut, Interval, hold_out
from jobmatch.tuning.learn import Order, calibrated, whole_points
from jobmatch.tuning.outcomes import read_outcomes

__all__ = ["Gain", "HeldOut", "Interval", "Tuning", "tune"]

F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

_SELECTION: Final = (
    "Outcomes are known only of pairs that somebody was shown, tried or was chosen for. The weights and the "
    "probabilities hold for such pairs, and favour what was shown and chosen before."
)
_NOT_BETTER: Final = (
    "On people from whom they were not learned, the learned weights are not surely better than those before "
    "(log loss): keep those before."
)
_MEASURES: Final = {
    "log_loss": "log loss (lower is better)",
    "brier": "Brier score (lower is better)",
    "auc": "area under the curve",
    "ndcg": "nDCG@{k}",
    "map": "average precision@{k}",
    "mrr": "reciprocal rank@{k}",
    "recall": "recall@{k}",
}


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Tuning:
    """What was learned from outcomes, and how good it is.

    Parameters
    ----------
    direction : "match" or "shortlist"
        Whose weights.
    learned, before : dict
        The fields of `MatchConfig` that were learned, and what they were.
    calibration : tuple of float, length 101
        How often the outcome was 1, by whole points of the score with the learned weights; it never falls.
    held_out : HeldOut
        What both are worth on people from whom nothing was learned.
    n_given, n_foreign, n_ruled_out, n_outcomes, n_good, n_jobseekers : int
        Rows of the table; those about pairs that are not here; about pairs that the constraints rule out; those learned
        from, how many of them are 1, and how many jobseekers they are about.
    warnings : tuple of str
        What to know before anything of it is used.
    config : MatchConfig
        The settings of the matcher with what was learned.
    """

    direction: Direction
    learned: dict[str, object]
    before: dict[str, object]
    calibration: tuple[float, ...]
    held_out: HeldOut
    n_given: int
    n_foreign: int
    n_ruled_out: int
    n_outcomes: int
    n_good: int
    n_jobseekers: int
    warnings: tuple[str, ...]
    config: MatchConfig = field(default_factory=MatchConfig)

    @property
    def is_better(self) -> bool:
        """Whether the learned weights are surely better on those held out: the whole interval of the log loss."""
        return self.held_out.measures["log_loss"].gain.low > 0

    @property
    def settings(self) -> dict[str, object]:
        """Settings other than the defaults, for the file that ``--config`` reads; none that suit a machine or a day."""
        settings: dict[str, object] = self.config.model_dump(
            mode="json", exclude_defaults=True, exclude={*MACHINE_SETTINGS, "as_of"}
        )
        return settings | self.learned

    def probability(self, scores: I64) -> F64:
        """How often the outcome was 1 at scores, by the learned weights.

        Parameters
        ----------
        scores : int64 array, shape (n,)
            Thousandths of a point, 0 to 100,000.

        Returns
        -------
        float64 array, shape (n,)
        """
        return np.array(self.calibration)[whole_points(np.asarray(scores, np.int64))]

    def to_dict(self) -> dict[str, object]:
        """Plain values, for JSON; counts and means only."""
        names = ("n_given", "n_foreign", "n_ruled_out", "n_outcomes", "n_good", "n_jobseekers")
        return {
            "direction": self.direction,
            "learned": self.learned,
            "before": self.before,
            "is_better": self.is_better,
            "warnings": list(self.warnings),
            **{name: getattr(self, name) for name in names},
            "held_out": asdict(self.held_out),
            "calibration": list(self.calibration),
        }

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Tuning({self.direction}, {self.n_outcomes} outcomes of {self.n_jobseekers} jobseekers)"

    def __str__(self) -> str:
        """The report, for people."""
        held = self.held_out
        lines = [
            f"Learned for {self.direction} from {self.n_outcomes} outcome(s) of {self.n_jobseekers} jobseeker(s), "
            f"{self.n_good} of them good. Not used: {self.n_foreign} about pairs that are not here, {self.n_ruled_out} "
            "about pairs that the constraints rule out.",
            "",
            f"{'':<24}{'before':>8}{'learned':>9}",
        ]
        was, now = _flat(self.before), _flat(self.learned)
        lines += [f"{name:<24}{was[name]:>8}{now[name]:>9}" for name in now]
        lines += [
            "",
            f"Held out: {held.split}. {held.n_outcomes} outcome(s), {held.n_lists} list(s) with a good one.",
            f"{'measure':<31}{'before':>8}{'learned':>9}{'chance':>8}  gain (95% interval)",
        ]
        for name, gain in held.measures.items():
            between = f"{gain.gain.value:+.4f} ({gain.gain.low:+.4f} to {gain.gain.high:+.4f})"
            label = _MEASURES[name].format(k=held.k)
            lines.append(
                f"{label:<31}{gain.before.value:>8.4f}{gain.learned.value:>9.4f}{gain.chance:>8.4f}  {between}"
            )
        lines += ["", "points  how often the outcome was 1"]
        lines += [f"{points:>6}  {self.calibration[points]:.3f}" for points in range(0, len(self.calibration), 10)]
        return "\n".join([*lines, "", *self.warnings])


def tune(
    matcher: Matcher, outcomes: pl.DataFrame, *, direction: Direction = "match", k: int = 10, seed: int = 0
) -> Tuning:
    """Learn the weights of the score from what came of pairs.

    A logistic regression whose weights cannot be negative, over the very numbers that the score is made of; then whole
    weights that sum to 100, and how often each score came good. The report is about people from whom nothing was
    learned. The order that an employer may see ("shortlist") is learned from text and skills alone, as it is made.

    Parameters
    ----------
    matcher : Matcher
        Holds the people and vacancies that the outcomes are about, and the settings to compare with.
    outcomes : polars.DataFrame
        ``jobseeker_id``, ``vacancy_id`` and ``outcome``: 1 if it came good, else 0; each pair once. ``group`` (such as
        an office): its people are held out together. ``date``: the latest are held out. Nothing else is looked at.
    direction : "match" or "shortlist"
        Whether to learn ``weights`` and ``unknown_penalty_points``, or ``shortlist_weights``.
    k : int
        How far down each list to look.
    seed : int
        For who is held out together, and the bootstrap.

    Returns
    -------
    Tuning
        The matcher stays as it is: build one with ``tuning.config`` to use what was learned.

    Raises
    ------
    ColumnMissingError
        If a column is absent.
    InputError
        If a value cannot be used, or there is too little to learn from.
    UsageError
        If an argument is of another kind.
    """
    _check_kinds(matcher, outcomes)
    if direction not in get_args(Direction) or k < 1:
        raise UsageError("tune takes a direction, 'match' or 'shortlist', and a k of at least 1.")
    read = read_outcomes(outcomes, matcher)
    before = Order.of(matcher.config, direction)
    held_out = hold_out(read, before, direction, k, seed)
    learned = before.learned(read.frame, read.outcome)
    scores = learned.scores(read.frame)
    fields = learned.settings()
    return Tuning(
        direction=direction,
        learned=fields,
        before=before.settings(),
        calibration=tuple(calibrated(scores, read.outcome).tolist()),
        held_out=held_out,
        n_given=read.n_given,
        n_foreign=read.n_foreign,
        n_ruled_out=read.n_ruled_out,
        n_outcomes=len(read),
        n_good=int(read.outcome.sum()),
        n_jobseekers=read.frame["jobseeker_id"].n_unique(),
        warnings=tuple(_warnings(learned, read.frame, held_out, direction)),
        config=MatchConfig(**{**matcher.config.model_dump(), **fields}),
    )


def _check_kinds(matcher: object, outcomes: object) -> None:
    """Say what is of the wrong kind; callers may be untyped, and the table may still be a path."""
    if not (isinstance(matcher, Matcher) and isinstance(outcomes, pl.DataFrame)):
        raise UsageError(
            f"tune takes a Matcher and a polars.DataFrame, found {type(matcher).__name__} and "
            f"{type(outcomes).__name__}.\nHint: `jobmatch.tune(Matcher.load(directory), polars.read_csv(path))`."
        )


def _warnings(learned: Order, values: pl.DataFrame, held_out: HeldOut, direction: Direction) -> list[str]:
    found = [_SELECTION]
    if held_out.measures["log_loss"].gain.low <= 0:
        found.append(_NOT_BETTER)
    varies = dict(zip(learned.parts, learned.varying(values).tolist(), strict=True))
    if not all(varies.values()):
        same = ", ".join(name for name, one in varies.items() if not one)
        found.append(f"Nearly the same in all of these pairs, so its weight stays assumed: {same}.")
    weights = dict(zip(learned.parts, learned.weights, strict=True))
    nothing = [name for name, weight in weights.items() if varies[name] and weight == 0]
    if nothing:
        found.append(
            f"No weight was learned for {', '.join(nothing)}: these outcomes do not rise with it, which does not show "
            "that it does not matter to people."
        )
    if direction == "shortlist":
        found.append("What an unknown takes off is one setting for both directions: it is learned for match only.")
    return found


def _flat(fields: dict[str, object]) -> dict[str, object]:
    """Weights by part, and other settings by name."""
    flat: dict[str, object] = {}
    for name, value in fields.items():
        flat |= value if isinstance(value, dict) else {name: value}
    return {name: flat[name] for name in (*PART_NAMES, "unknown_penalty_points") if name in flat}
