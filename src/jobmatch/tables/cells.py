"""Raw cells: what a source holds before anything is believed.

A column of a careless export mixes types, so a raw column is a list of chunks, each of one polars dtype, with
the rows that it covers. Values that polars cannot hold (a text that is not UTF-8, a list of this and that) stay
Python objects in a chunk of dtype Object. Everything after this point is vectorised over chunks.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import chain
from numbers import Integral, Real
from typing import Any, Final
from uuid import UUID

import numpy as np
import polars as pl

INT64_MAX: Final = 2**63 - 1
ROW: Final = "(row)"  # the column named where a whole row cannot be read
FAULT_SCHEMA: Final = {"row": pl.UInt32, "column": pl.String, "value_kind": pl.String, "reason": pl.String}


@dataclass(frozen=True, slots=True)
class Chunk:
    """Cells of one dtype; ``rows`` are their 0-based rows (UInt32), None where they are all rows in order."""

    values: pl.Series
    rows: pl.Series | None = None


@dataclass(slots=True)
class RawTable:
    """Rows as they came: ``faults`` holds the rows that could not even be split into cells.

    ``from_records`` says that each row named its own columns, so that no rows means no columns.
    """

    n_rows: int
    columns: dict[str, list[Chunk]]
    faults: list[pl.DataFrame] = field(default_factory=list)
    from_records: bool = False


def faults_of(
    rows: pl.Series | Sequence[int], column: str, value_kind: str | pl.Series, reason: str | pl.Series
) -> pl.DataFrame:
    """One line for each row with this fault: row, column, value_kind, reason; never a value."""
    rows = pl.Series("row", rows, dtype=pl.UInt32)

    def repeated(value: str | pl.Series) -> pl.Expr | pl.Series:
        return value if isinstance(value, pl.Series) else pl.lit(value, dtype=pl.String)

    return pl.DataFrame({"row": rows}).select(
        "row",
        pl.lit(column).alias("column"),
        repeated(value_kind).alias("value_kind"),
        repeated(reason).alias("reason"),
    )


def all_faults(parts: Iterable[pl.DataFrame]) -> pl.DataFrame:
    """All faults in one frame, in the order of rows; within a row in the order found."""
    filled = [part for part in parts if part.height]
    if not filled:
        return pl.DataFrame(schema=FAULT_SCHEMA)
    return pl.concat(filled).unique(maintain_order=True).sort("row", maintain_order=True)


# --- Kinds, in words -------------------------------------------------------------------


def kind_of_dtype(dtype: pl.DataType) -> str:
    """What a value of this dtype is called in a reason."""
    if isinstance(dtype, pl.List | pl.Array):
        inner = dtype.inner
        if isinstance(inner, pl.String):
            return "list of text"
        return "list of numbers" if inner.is_numeric() else "list of other things"
    for known, name in _DTYPE_KINDS:
        if isinstance(dtype, known):
            return name
    if dtype.is_integer():
        return "whole number"
    return "number" if dtype.is_numeric() else "value of another type"


_DTYPE_KINDS: Final[tuple[tuple[type[pl.DataType], str], ...]] = (
    (pl.String, "text"),
    (pl.Boolean, "yes/no value"),
    (pl.Date, "date"),
    (pl.Datetime, "date and time"),
    (pl.Time, "time of day"),
    (pl.Duration, "length of time"),
    (pl.Struct, "structure"),
    (pl.Binary, "bytes"),
)


def kind_of_object(value: object) -> str:
    """What a Python object that polars could not hold is called in a reason."""
    if isinstance(value, str):
        return "text that is not valid UTF-8"
    if isinstance(value, Integral):
        return "whole number beyond 64 bits"
    if isinstance(value, Mapping):
        return "structure"
    if isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        return "list of other things"
    return "bytes" if isinstance(value, bytes | bytearray) else "value of another type"


# --- Python values to chunks -----------------------------------------------------------

_ONE_TYPE: Final[dict[type, type[pl.DataType]]] = {
    str: pl.String,
    bool: pl.Boolean,
    int: pl.Int64,
    float: pl.Float64,
}


def chunks_of(values: Sequence[object], name: str = "") -> list[Chunk]:
    """Chunks of a column of Python values of any types; rows count from 0.

    Parameters
    ----------
    values
        One for each row. None, pandas' NaT and NA are missing; a float NaN is not, it is a faulty number.
    name
        Name for the series.

    Returns
    -------
    list of Chunk
        One where all values have one type. Never raises, whatever the values are.
    """
    types = set(map(type, values))
    types.discard(type(None))
    if not types:
        return [Chunk(pl.Series(name, [None] * len(values), dtype=pl.Null))]
    if len(types) == 1 and (dtype := _only_dtype(next(iter(types)), values)):
        try:
            return [Chunk(_series(name, values, dtype))]
        except (UnicodeError, TypeError, OverflowError, pl.exceptions.PolarsError):
            pass  # a lone surrogate or an integer beyond 64 bits: sort them out one by one
    return _grouped(values, name)


def _series(name: str, values: Sequence[object], dtype: pl.DataType | type[pl.DataType]) -> pl.Series:
    if not isinstance(dtype, pl.List):
        return pl.Series(name, values, dtype=dtype)
    # Polars makes a series of each inner list; to make one of all items and cut it up is three times as fast.
    lists = [value for value in values if isinstance(value, list)]
    rows = [row for row, value in enumerate(values) if isinstance(value, list)]
    lengths = list(map(len, lists))
    items = pl.DataFrame(
        {
            "row": pl.Series(np.repeat(np.array(rows, np.uint32), lengths)),
            "item": pl.Series(list(chain.from_iterable(lists)), dtype=dtype.inner, strict=False),
        }
    )
    cut = items.group_by("row", maintain_order=True).agg("item")
    nothing = pl.lit([], dtype=dtype)
    return (
        pl.DataFrame({"row": pl.Series(rows, dtype=pl.UInt32)})
        .join(cut, on="row", how="left")
        .with_columns(pl.col("item").fill_null(nothing))
        .join(_every_row(len(values)), on="row", how="right", maintain_order="right")["item"]
        .alias(name)
    )


def _every_row(n_rows: int) -> pl.DataFrame:
    return pl.DataFrame({"row": pl.int_range(n_rows, dtype=pl.UInt32, eager=True)})


def _only_dtype(of_type: type, values: Sequence[object]) -> pl.DataType | type[pl.DataType] | None:
    """The dtype of values that all have one type, where that can be told without a look at each."""
    if of_type is dict:
        return pl.Object
    if of_type is list:
        items = set(map(type, chain.from_iterable(value for value in values if isinstance(value, list))))
        if items <= {str, type(None)}:
            return pl.List(pl.String)
        if items <= {int, float}:
            return pl.List(pl.Float64)
    return _ONE_TYPE.get(of_type)


def _grouped(values: Sequence[object], name: str) -> list[Chunk]:
    groups: dict[pl.DataType | type[pl.DataType], tuple[list[int], list[object]]] = {}
    for row, value in enumerate(values):
        dtype, plain = _sorted_out(value)
        if plain is None:
            continue
        rows, members = groups.setdefault(dtype, ([], []))
        rows.append(row)
        members.append(plain)
    return [
        Chunk(pl.Series(name, members, dtype=dtype), pl.Series("row", rows, dtype=pl.UInt32))
        for dtype, (rows, members) in groups.items()
    ]


def _sorted_out(value: object) -> Sorted:
    """The dtype that holds this value, and the value as that dtype takes it (None if missing)."""
    if type(value) is float:
        return pl.Float64, value
    if value is None or type(value).__name__ in {"NaTType", "NAType"}:
        return pl.Null, None
    for types, sort in _SORTERS:
        if isinstance(value, types):
            return sort(value)
    return pl.Object, value


def _text(value: Any) -> Sorted:  # noqa: ANN401 - the table below has the types
    text = str(value)
    return (pl.String, text) if is_unicode(text) else (pl.Object, text)


def _number(value: Any) -> Sorted:  # noqa: ANN401
    if isinstance(value, Integral):
        whole = int(value)
        return (pl.Int64, whole) if -INT64_MAX <= whole <= INT64_MAX else (pl.Object, whole)
    try:
        return pl.Float64, float(value)
    except (ValueError, OverflowError):
        return pl.Float64, float("nan")


def _list(items: list[Any]) -> Sorted:
    if all(item is None or (isinstance(item, str) and is_unicode(item)) for item in items):
        return pl.List(pl.String), [None if item is None else str(item) for item in items]
    if all(isinstance(item, Real) and not isinstance(item, bool | np.bool_) for item in items):
        try:
            return pl.List(pl.Float64), [float(item) for item in items]
        except OverflowError:
            return pl.Object, items
    return pl.Object, items


def _items(value: Any) -> Sorted:  # noqa: ANN401
    if isinstance(value, np.ndarray):
        plain = value.tolist()
        return _list(plain) if isinstance(plain, list) else _sorted_out(plain)
    # A set has another order in every process.
    return _list(sorted(value, key=str) if isinstance(value, set | frozenset) else list(value))


Sorted = tuple[pl.DataType | type[pl.DataType], object]
# In this order: a bool is a number to Python, and a datetime a date.
_SORTERS: Final[tuple[tuple[tuple[type, ...], Callable[[Any], Sorted]], ...]] = (
    ((str, UUID), _text),
    ((bool, np.bool_), lambda value: (pl.Boolean, bool(value))),
    ((Real, Decimal), _number),
    ((dt.datetime,), lambda value: (pl.Date, value.date())),
    ((dt.date,), lambda value: (pl.Date, value)),
    ((list, tuple, set, frozenset, np.ndarray, pl.Series), _items),
)


def is_unicode(text: str) -> bool:
    """Whether the text can be written as UTF-8; undecodable bytes were read as lone surrogates."""
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


# --- Chunks back to one column ---------------------------------------------------------


def scattered(chunks: list[Chunk], n_rows: int, dtype: pl.DataType | type[pl.DataType], name: str) -> pl.Series:
    """One series of ``n_rows``; rows in no chunk are missing. All chunks must hold ``dtype``."""
    if len(chunks) == 1 and chunks[0].rows is None:
        return chunks[0].values.alias(name)
    if not chunks:
        return pl.Series(name, [None] * n_rows, dtype=dtype)
    parts = [pl.DataFrame({"row": rows_of(chunk), "value": chunk.values}) for chunk in chunks]
    joined = _every_row(n_rows).join(pl.concat(parts), on="row", how="left", maintain_order="left")
    return joined["value"].alias(name)


def rows_of(chunk: Chunk) -> pl.Series:
    """The rows of a chunk (UInt32)."""
    if chunk.rows is not None:
        return chunk.rows
    return pl.int_range(chunk.values.len(), dtype=pl.UInt32, eager=True)


def kept_as_is(chunks: list[Chunk], n_rows: int, name: str) -> tuple[pl.Series, bool]:
    """A column that we do not know, and whether its types were mixed, so that it became text."""
    chunks = [chunk for chunk in chunks if not isinstance(chunk.values.dtype, pl.Null)]
    if not chunks:
        return pl.Series(name, [None] * n_rows, dtype=pl.Null), False
    dtypes = {chunk.values.dtype for chunk in chunks}
    if len(dtypes) == 1 and not any(isinstance(dtype, pl.Object) for dtype in dtypes):
        return scattered(chunks, n_rows, dtypes.pop(), name), False
    as_text = [Chunk(_texts(chunk.values), chunk.rows) for chunk in chunks]
    return scattered(as_text, n_rows, pl.String, name), True


def _texts(values: pl.Series) -> pl.Series:
    if isinstance(values.dtype, pl.String):
        return values
    return pl.Series(
        [None if value is None else _text_of(value) for value in values.to_list()],
        dtype=pl.String,
    )


def _text_of(value: object) -> str:
    if not isinstance(value, str):
        try:
            value = json.dumps(value, default=str, ensure_ascii=False)
        except (TypeError, ValueError, RecursionError):
            value = "(cannot be written as text)"
    return value.encode(errors="replace").decode()
