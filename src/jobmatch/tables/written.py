"""Tables that jobmatch wrote, or that stand beside them: frames, files, or folders of Parquet files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Final

import polars as pl

from jobmatch.errors import FormatError, InputError, require_columns
from jobmatch.tables.formats import read_frame

Source = pl.DataFrame | str | Path
# Rows of a file that are taken in at once.
_ROWS_AT_ONCE: Final = 2_000_000


def parts_of(
    source: Source, columns: Sequence[str], table: str, optional: Sequence[str] | None = ()
) -> Iterator[pl.DataFrame]:
    """Those columns of a table, part by part, so that none is held whole; folders are read file by file, by name.

    Parameters
    ----------
    source : polars.DataFrame or path
        A frame, a file, or a folder that holds Parquet files at any depth.
    columns, optional : sequence of str
        Columns that must be there, and that are taken where they are (None: all). What is no Parquet file is passed
        on with all that it has.
    table : str
        What to call it in errors.

    Raises
    ------
    ColumnMissingError
        If a column is absent.
    FormatError
        If a file cannot be read.
    """
    if isinstance(source, pl.DataFrame):
        require_columns(columns, source.columns, table)
        yield source
        return
    path = Path(source)
    if path.is_dir():
        files = sorted(file for file in path.rglob("*.parquet") if not file.name.startswith((".", "_")))
        if not files:
            raise FormatError(
                what=f"folder {path.name!r}", found="no parquet files", expected="at least one .parquet file"
            )
        for file in files:
            yield from _parquet_parts(file, columns, table, optional)
    elif path.suffix.lower() == ".parquet":
        yield from _parquet_parts(path, columns, table, optional)
    else:
        yield from parts_of(read_frame(path), columns, table)


def whole_table(source: Source, columns: Sequence[str], table: str, optional: Sequence[str] = ()) -> pl.DataFrame:
    """The same as one frame, with nothing but these columns."""
    parts = list(parts_of(source, columns, table, optional))
    kept = [name for name in (*columns, *optional) if all(name in part.columns for part in parts)]
    return pl.concat([part.select(kept) for part in parts], how="vertical_relaxed")


def require_one_row_a_person(frame: pl.DataFrame, table: str) -> None:
    """See to it that every row has a jobseeker_id of its own.

    Raises
    ------
    InputError
        If one is missing or there twice.
    """
    n_wrong = frame.height - frame["jobseeker_id"].drop_nulls().n_unique()
    if n_wrong:
        raise InputError(
            f"Table {table!r} has {n_wrong} row(s) whose jobseeker_id is missing or there before; "
            "expected one row a person."
        )


def _parquet_parts(
    path: Path, columns: Sequence[str], table: str, optional: Sequence[str] | None
) -> Iterator[pl.DataFrame]:
    try:
        scan = pl.scan_parquet(path, glob=False, hive_partitioning=False)
        names = scan.collect_schema().names()
        require_columns(columns, names, table)
        taken = names if optional is None else [name for name in (*columns, *optional) if name in names]
        kept = scan.select(taken)
        n_rows = int(scan.select(pl.len()).collect().item())
        for start in range(0, max(n_rows, 1), _ROWS_AT_ONCE):
            yield kept.slice(start, _ROWS_AT_ONCE).collect()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise FormatError(
            what=f"file {path.name!r}",
            found=f"content that is not valid .parquet ({type(error).__name__})",
            expected="a whole .parquet file",
        ) from None
