"""Groups of people, none of them so small that a figure tells about somebody."""

from __future__ import annotations

from typing import Final

import polars as pl

from jobmatch.errors import ColumnMissingError, EmptyTableError
from jobmatch.tables.written import Source, parts_of, require_one_row_a_person

NOT_STATED: Final = "(not stated)"
TOGETHER: Final = "(small groups together)"


def read_groups(source: Source) -> pl.DataFrame:
    """jobseeker_id and the group columns, each as text; what is missing is a group of its own.

    Raises
    ------
    ColumnMissingError
        If there is no jobseeker_id, or nothing beside it.
    EmptyTableError
        If there is no row.
    InputError
        If an id is missing or there twice.
    """
    frame = pl.concat(parts_of(source, ("jobseeker_id",), "groups", optional=None), how="vertical_relaxed")
    columns = [name for name in frame.columns if name != "jobseeker_id"]
    if not columns:
        raise ColumnMissingError(table="groups", missing=["(any group column)"], present=frame.columns)
    if frame.is_empty():
        raise EmptyTableError(table="groups")
    require_one_row_a_person(frame, "groups")
    return frame.with_columns(pl.col(columns).cast(pl.String).fill_null(NOT_STATED))


def together(groups: pl.Series, least: int) -> pl.Series | None:
    """Groups of at least ``least`` people, the smaller ones as one; None where that leaves nothing to show.

    If they are too few even together, the smallest other group goes with them: otherwise the number of those who are
    not shown would be what is left of the total.
    """
    sizes = groups.value_counts(name="n").sort("n", groups.name)
    small, n_small = [], 0
    for name, n in sizes.rows():
        if n >= least and (n_small == 0 or n_small >= least):
            break
        small.append(name)
        n_small += n
    if 0 < n_small < least:
        return None
    return groups.replace(small, [TOGETHER] * len(small)) if small else groups
