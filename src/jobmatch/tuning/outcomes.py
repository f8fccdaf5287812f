"""A table of outcomes, checked, with what the scorer finds of each pair beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import polars as pl

from jobmatch.errors import InputError
from jobmatch.evaluation import checked_pairs
from jobmatch.matcher import Matcher

Bool = npt.NDArray[np.bool_]
F64 = npt.NDArray[np.float64]
I64 = npt.NDArray[np.int64]

# What is learned from less is chance: seven numbers are learned, and about a fifth of all is held out each time.
LEAST_OUTCOMES: Final = 500
LEAST_OF_EACH: Final = 100  # outcomes of the rarer kind
LEAST_PEOPLE: Final = 50  # with an outcome of either kind: each kind is to be seen in every part that is held out
LEAST_GROUPS: Final = 10
_TABLE: Final = "outcomes"
_PAIR: Final = ["jobseeker_id", "vacancy_id"]
_GROUP, _DATE = "group", "date"


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Outcomes:
    """Outcomes of pairs that can be listed, in the order of their ids.

    Parameters
    ----------
    frame : polars.DataFrame
        jobseeker_id and vacancy_id as text, ``outcome`` (0 or 1), ``group`` (text), ``date`` if there is one, and the
        columns of `Matcher.part_values`.
    n_given, n_foreign, n_ruled_out : int
        Rows of the table; those of pairs that the matcher does not hold; those of pairs that it would not list.
    grouped, dated : bool
        Whether the table names groups and dates.
    """

    frame: pl.DataFrame
    n_given: int
    n_foreign: int
    n_ruled_out: int
    grouped: bool
    dated: bool

    def __len__(self) -> int:
        """Count the outcomes."""
        return self.frame.height

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Outcomes({len(self)} of {self.n_given})"

    @property
    def outcome(self) -> Bool:
        """What came of each pair, shape (n,)."""
        good: Bool = self.frame["outcome"].to_numpy() == 1
        return good


def read_outcomes(table: pl.DataFrame, matcher: Matcher) -> Outcomes:
    """Check a table of outcomes, and find what the scorer says of each pair.

    Parameters
    ----------
    table : polars.DataFrame
        jobseeker_id, vacancy_id and outcome, perhaps group and date; other columns are not looked at.
    matcher : Matcher
        Holds the pairs.

    Returns
    -------
    Outcomes

    Raises
    ------
    ColumnMissingError
        If a column is absent.
    InputError
        If a value cannot be used, or there is too little to learn from.
    """
    pairs = checked_pairs(table, _TABLE, "outcome", low=0, high=1)
    if _GROUP in table.columns:
        pairs = pairs.with_columns(_groups(table, pairs))
    else:
        pairs = pairs.with_columns(pl.col("jobseeker_id").alias(_GROUP))
    if _DATE in table.columns:
        pairs = pairs.with_columns(_dates(table))
    values = matcher.part_values(pairs).with_columns(pl.col(_PAIR).cast(pl.String))
    # in the order of the ids, so that nothing depends on that of the rows
    known = pairs.join(values, on=_PAIR).sort(_PAIR)
    listable = known.filter("listable")
    found = Outcomes(
        listable,
        n_given=pairs.height,
        n_foreign=pairs.height - known.height,
        n_ruled_out=known.height - listable.height,
        grouped=_GROUP in table.columns,
        dated=_DATE in table.columns,
    )
    _enough(found)
    return found


def _groups(table: pl.DataFrame, pairs: pl.DataFrame) -> pl.Series:
    group = table[_GROUP].cast(pl.String)
    if n_missing := group.null_count():
        raise InputError(f"Table {_TABLE!r}: {n_missing} row(s) have no {_GROUP}.\nExpected one in every row, or none.")
    of_each = pairs.with_columns(group).group_by("jobseeker_id").agg(pl.col(_GROUP).n_unique())
    if n_split := of_each.filter(pl.col(_GROUP) > 1).height:
        raise InputError(
            f"Table {_TABLE!r}: {n_split} jobseeker(s) are in more than one {_GROUP}.\n"
            "Expected each in one: a group is learned from or held out as a whole."
        )
    return group


def _dates(table: pl.DataFrame) -> pl.Series:
    given = table[_DATE]
    date = (
        given.str.to_date("%Y-%m-%d", strict=False) if given.dtype == pl.String else given.cast(pl.Date, strict=False)
    )
    if n_bad := date.null_count():
        raise InputError(
            f"Table {_TABLE!r}: {n_bad} row(s) have no usable {_DATE}.\nExpected dates such as 2026-01-31 in every row."
        )
    return date


def _enough(found: Outcomes) -> None:
    of_each = [found.frame.filter(pl.col("outcome") == value) for value in (0, 1)]
    n_rarer = min(part.height for part in of_each)
    n_people = min(part["jobseeker_id"].n_unique() for part in of_each)
    if len(found) < LEAST_OUTCOMES or n_rarer < LEAST_OF_EACH or n_people < LEAST_PEOPLE:
        raise InputError(
            f"Too few outcomes to learn weights from: of {found.n_given} row(s), {found.n_foreign} are about pairs "
            f"that are not here and {found.n_ruled_out} about pairs that the constraints rule out. Of the other "
            f"{len(found)} the rarer outcome has {n_rarer}, and the one with fewer jobseekers has {n_people} of them.\n"
            f"Expected at least {LEAST_OUTCOMES} rows, {LEAST_OF_EACH} with each outcome, each from at least "
            f"{LEAST_PEOPLE} jobseekers.\nHint: keep the assumed weights until there are more."
        )
    n_groups = found.frame["group"].n_unique()
    if n_groups < LEAST_GROUPS:
        raise InputError(
            f"Table {_TABLE!r} has {n_groups} group(s), too few to hold some of them out.\n"
            f"Expected at least {LEAST_GROUPS}; without a column {_GROUP!r} jobseekers are held out one by one."
        )
