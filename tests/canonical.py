"""Plain records as canonical frames, without the readers: for tests of the stages behind them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import polars as pl

from jobmatch.schemas import JOBSEEKER, VACANCY, Column
from jobmatch.tables.convert import canonical_dtype


def vacancy_frame(records: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Vacancies as a canonical frame."""
    return _frame(records, VACANCY)


def jobseeker_frame(records: Sequence[Mapping[str, Any]]) -> pl.DataFrame:
    """Jobseekers as a canonical frame."""
    return _frame(records, JOBSEEKER)


def _frame(records: Sequence[Mapping[str, Any]], columns: Sequence[Column]) -> pl.DataFrame:
    return pl.DataFrame([_series(column, [record.get(column.name) for record in records]) for column in columns])


def _series(column: Column, values: list[Any]) -> pl.Series:
    if column.kind == "id":
        dtype: Any = pl.Int64 if values and all(isinstance(value, int) for value in values) else pl.String
        return pl.Series(column.name, values, dtype=dtype)
    if column.kind == "dimensions":
        values = [
            None if value is None else [{"dimension": name, "level": level} for name, level in value.items()]
            for value in values
        ]
    return pl.Series(column.name, values, dtype=canonical_dtype(column))
