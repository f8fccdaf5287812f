"""Any source to raw cells: a path, a frame of polars, pandas or Arrow, or a list of records."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

import polars as pl
from pydantic import BaseModel

from jobmatch.errors import FormatError
from jobmatch.tables.cells import ROW, Chunk, RawTable, chunks_of, faults_of
from jobmatch.tables.formats import arrow_cells, columns_of_records, load_path, load_paths

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

Source: TypeAlias = (
    "str | Path | Sequence[str | Path] | pl.DataFrame | pl.LazyFrame | pd.DataFrame | pa.Table | pa.RecordBatch "
    "| pa.RecordBatchReader | Sequence[Mapping[str, object] | BaseModel]"
)

_EXPECTED = "a path, a polars or pandas frame, an Arrow table or record batch, or a list of dicts or records"


def load(source: Source, what: str) -> RawTable:
    """The raw cells of a source.

    Parameters
    ----------
    source
        A path to .parquet, .csv, .ndjson or .jsonl, or to a folder of parquet files, or a list of such paths; a
        polars frame (lazy or not), pandas frame, or Arrow table, record batch or reader of such; or a list of dicts or
        of `jobmatch.records` models.
    what
        Name of the table, for errors.

    Returns
    -------
    RawTable
        Cells as they came, nothing checked but that they are cells.

    Raises
    ------
    FormatError
        If the source is of another kind or cannot be read at all.
    """
    if isinstance(source, str | Path):
        return load_path(Path(source))
    if isinstance(source, pl.LazyFrame):
        source = _collected(source, what)
    if isinstance(source, pl.DataFrame):
        cells = {name: _polars_chunks(source[name]) for name in source.columns}
        return RawTable(source.height, cells, from_records=not cells)
    if isinstance(source, list | tuple):
        if source and all(isinstance(item, str | Path) for item in source):
            return load_paths([Path(str(item)) for item in source])
        return _records(source)
    # Whoever passes such a frame has imported its library, so neither is imported here just to look.
    if (pandas := sys.modules.get("pandas")) and isinstance(source, pandas.DataFrame):
        return _pandas_cells(source)
    if (arrow := sys.modules.get("pyarrow")) and isinstance(
        source, arrow.Table | arrow.RecordBatch | arrow.RecordBatchReader
    ):
        return arrow_cells(_arrow_table(source, arrow, what))
    raise FormatError(what=f"table {what!r}", found=type(source).__name__, expected=_EXPECTED)


def _collected(frame: pl.LazyFrame, what: str) -> pl.DataFrame:
    try:
        return frame.collect()
    except pl.exceptions.PolarsError as error:
        raise FormatError(
            what=f"table {what!r}", found=f"a lazy frame that fails ({type(error).__name__})", expected="one that runs"
        ) from None


def _arrow_table(source: Any, arrow: Any, what: str) -> Any:  # noqa: ANN401 - pyarrow is looked up, not imported
    if isinstance(source, arrow.RecordBatch):
        return arrow.Table.from_batches([source])
    if isinstance(source, arrow.Table):
        return source
    try:
        return source.read_all()
    except (arrow.ArrowException, OSError) as error:
        raise FormatError(
            what=f"table {what!r}", found=f"a reader that fails ({type(error).__name__})", expected="one that runs"
        ) from None


def _polars_chunks(series: pl.Series) -> list[Chunk]:
    if isinstance(series.dtype, pl.Object):
        return chunks_of(series.to_list(), series.name)
    return [Chunk(series)]


def _records(records: Sequence[object]) -> RawTable:
    rows: list[Mapping[str, object]] = []
    bad: list[int] = []
    for row, record in enumerate(records):
        if isinstance(record, BaseModel):
            rows.append(record.model_dump(exclude_none=True))
        elif isinstance(record, Mapping):
            rows.append(record)
        else:
            rows.append({})
            bad.append(row)
    faults = [faults_of(bad, ROW, "value of another type", "found no record; expected a dict or a model")]
    return RawTable(len(records), columns_of_records(rows), faults if bad else [], from_records=True)


def _pandas_cells(frame: Any) -> RawTable:  # noqa: ANN401 - pandas is optional, so its type is not at hand
    names = [str(name) for name in frame.columns]
    if len(set(names)) < len(names):
        raise FormatError(what="pandas frame", found="a column name twice", expected="each column once")
    return RawTable(
        len(frame), {name: _pandas_chunks(frame.iloc[:, position], name) for position, name in enumerate(names)}
    )


def _pandas_chunks(column: Any, name: str) -> list[Chunk]:  # noqa: ANN401
    if column.dtype != object:
        try:
            return [Chunk(pl.Series(name, pl.from_pandas(column, nan_to_null=True)))]
        except (pl.exceptions.PolarsError, TypeError, ValueError, ImportError):
            pass  # a dtype that polars does not take over: go through Python values
    # In a pandas column of objects a NaN is how a missing value is written, whatever the column holds.
    return chunks_of([None if isinstance(value, float) and math.isnan(value) else value for value in column], name)
