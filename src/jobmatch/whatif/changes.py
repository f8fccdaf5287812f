"""Single changes in what a jobseeker can do, as edits of their record.

Nothing here, or anywhere, asks what would happen if somebody could lift, stand or bear more.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final, Literal, get_args

import polars as pl

from jobmatch.codes import Constraint
from jobmatch.notation import DAY_MIN, WEEK_MIN, Window, format_windows, parse_windows
from jobmatch.schemas import JOBSEEKER_COLUMNS
from jobmatch.travel import TravelTable

Kind = Literal[
    "travel",
    "licence",
    "hours_fewer",
    "hours_more",
    "cover_later",
    "cover_earlier",
    "paid_childcare",
    "evening_transport",
]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
BLOCKER_OF: Final[dict[Kind, Constraint]] = {
    "travel": Constraint.TRAVEL,
    "licence": Constraint.LICENCE,
    "hours_fewer": Constraint.HOURS,
    "hours_more": Constraint.HOURS,
    "cover_later": Constraint.CARE,
    "cover_earlier": Constraint.CARE,
    "paid_childcare": Constraint.CARE,
    "evening_transport": Constraint.TRAVEL,
}
# Amounts that are counted for everybody, smallest first: minutes each way, hours a week, minutes of cover, hours
# of paid childcare a week; 0 for what has no amount.
STEPS: Final[dict[Kind, tuple[int, ...]]] = {
    "travel": (5, 10, 15, 20, 30),
    "hours_fewer": (4,),
    "hours_more": (4,),
    "cover_later": (15, 30, 60),
    "cover_earlier": (15, 30, 60),
    "paid_childcare": (5, 10, 20),
    "evening_transport": (0,),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Parameters
    ----------
    kind
        ``travel``: so many minutes more each way; ``licence``: holding one more; ``hours_fewer`` and ``hours_more``: so
        many hours a week fewer or more than wanted; ``cover_later`` and ``cover_earlier``: being able to stay away so
        many minutes longer, or leave earlier; ``paid_childcare``: so many hours a week more of it;
        ``evening_transport``: public transport in the evening as by day, which is not the person's to change.
    amount
        Minutes or hours; 0 for a licence and for evening transport.
    licence
        Its name; "" for other changes.
    """

    kind: Kind
    amount: int = 0
    licence: str = ""

    @property
    def blocker(self) -> Constraint:
        """The constraint that it can clear."""
        return BLOCKER_OF[self.kind]

    def edit(self, jobseekers: pl.DataFrame, default_limit_min: int) -> pl.DataFrame:
        """Records of the same people after the change; what is not recorded stays so.

        Parameters
        ----------
        jobseekers : polars.DataFrame
            Validated rows.
        default_limit_min : int
            Longest journey of those who state none, minutes each way.
        """
        if self.kind == "travel":
            jobseekers = jobseekers.with_columns(pl.col("limit_out", "limit_ret").fill_null(default_limit_min))
        return jobseekers.with_columns(_EDITS[self.kind](self))

    def edit_table(self, table: TravelTable) -> TravelTable:
        """Travel times after the change."""
        return table.with_evening_as_day() if self.kind == "evening_transport" else table


def _highest(column: str) -> float:
    return math.inf if (high := JOBSEEKER_COLUMNS[column].high) is None else high


def _travel(change: Change) -> list[pl.Expr]:
    return [(pl.col(name) + change.amount).clip(upper_bound=int(_highest(name))) for name in ("limit_out", "limit_ret")]


def _licence(change: Change) -> list[pl.Expr]:
    # A null stays null: where nobody asked which licences are held, none is missing.
    return [pl.col("licences").list.concat(pl.lit([change.licence], dtype=pl.List(pl.String))).list.unique()]


def _hours_fewer(change: Change) -> list[pl.Expr]:
    return [(pl.col("hours_per_week_min") - change.amount).clip(lower_bound=0)]


def _hours_more(change: Change) -> list[pl.Expr]:
    name = "hours_per_week_max"
    return [(pl.col(name) + change.amount).clip(upper_bound=_highest(name))]


def _cover(move: Callable[[Window, int], Window]) -> Callable[[Change], list[pl.Expr]]:
    def edit(change: Change) -> list[pl.Expr]:
        def moved(text: str) -> str:
            return format_windows(tuple(move(span, change.amount) for span in parse_windows(text)))

        return [
            pl.col(name).map_elements(moved, pl.String, skip_nulls=True)
            for name in ("away_windows", "away_windows_holiday")
        ]

    return edit


def _paid_childcare(change: Change) -> list[pl.Expr]:
    name = "childcare_paid_hours_max"
    return [(pl.col(name) + change.amount).clip(upper_bound=_highest(name))]


def _nothing_of_theirs(change: Change) -> list[pl.Expr]:
    return []


def _later(span: Window, minutes: int) -> Window:
    return replace(span, duration_min=min(WEEK_MIN, span.duration_min + minutes))


def _earlier(span: Window, minutes: int) -> Window:
    day, start_min = divmod((span.day * DAY_MIN + span.start_min - minutes) % WEEK_MIN, DAY_MIN)
    return replace(span, day=day, start_min=start_min, duration_min=min(WEEK_MIN, span.duration_min + minutes))


_EDITS: Final[dict[Kind, Callable[[Change], list[pl.Expr]]]] = {
    "travel": _travel,
    "licence": _licence,
    "hours_fewer": _hours_fewer,
    "hours_more": _hours_more,
    "cover_later": _cover(_later),
    "cover_earlier": _cover(_earlier),
    "paid_childcare": _paid_childcare,
    "evening_transport": _nothing_of_theirs,
}
