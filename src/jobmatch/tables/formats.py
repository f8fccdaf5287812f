"""Files: parquet, CSV and newline-delimited JSON, in and out.

CSV and JSON are split into cells here, not by polars, since one careless line must cost one row and not the file:
a line with a cell too many, bytes that are no UTF-8 or an object cut short is put aside with its row number.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import os
import secrets
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import IO, Final

import polars as pl

from jobmatch.errors import FormatError, InputError, UnwritableError
from jobmatch.tables.cells import ROW, Chunk, RawTable, chunks_of, faults_of, kept_as_is

KNOWN: Final = ".parquet, .csv, .ndjson or .jsonl"
_JSON_SUFFIXES: Final = (".ndjson", ".jsonl")
_CSV_LIMIT_LOCK: Final = threading.Lock()
_MAX_CELL_CHARS: Final = 2**31 - 1
_LIST_SPLIT: Final = "; "


# --- Public ----------------------------------------------------------------------------


def read_frame(path: str | Path) -> pl.DataFrame:
    """A file as a frame, unchecked.

    Parameters
    ----------
    path
        A .parquet, .csv, .ndjson or .jsonl file. Cells of a CSV stay text, empty ones are missing.

    Returns
    -------
    polars.DataFrame
        Dtypes as the file states them; dates in JSON are text.

    Raises
    ------
    FormatError
        If the suffix is unknown, the file is absent, or it is not what its suffix says.
    """
    path = Path(path)
    suffix = _suffix(path)
    if suffix == ".csv":
        return _whole_frame(parse_csv(_bytes_of(path), path.name), path.name)
    try:
        if suffix == ".parquet":
            return pl.read_parquet(path, glob=False)
        data = _bytes_of(path)
        return pl.read_ndjson(data, infer_schema_length=None) if data.strip() else pl.DataFrame()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise _unreadable(path.name, suffix, error) from None


def write_frame(frame: pl.DataFrame, path: str | Path) -> None:
    """Write a frame as parquet, CSV or newline-delimited JSON, whole or not at all.

    The file is written beside its place, flushed to the disk and then moved there, so that a reader never
    sees half of it. In CSV a list becomes "a; b" (an empty one "none") and dimensions become "a=1; b=2";
    a list that this cannot hold, since a name has a ";" in it, becomes JSON.

    Parameters
    ----------
    frame
        Any frame.
    path
        Ends in .parquet, .csv, .ndjson or .jsonl; an older file there is replaced.

    Raises
    ------
    InputError
        If the suffix is unknown, the format cannot hold a column, or the file cannot be written there.
    """
    path = Path(path)
    if path.is_dir():
        raise _unwritable(path, found="a folder", expected=f"the path of a file that ends in {KNOWN}")
    writer = _WRITERS.get(path.suffix.lower())
    if writer is None:
        raise _unwritable(path, found=f"suffix {path.suffix!r}", expected=KNOWN)
    try:
        with _written_whole(path) as file:
            writer(frame, file)
    except pl.exceptions.PolarsError as error:
        raise _unwritable(
            path,
            found=f"a column of a type that {path.suffix} cannot hold ({type(error).__name__})",
            expected="text, numbers, dates, yes/no values and lists of these",
        ) from None


def write_text(text: str, path: str | Path) -> None:
    """Write a text as UTF-8, whole or not at all.

    Parameters
    ----------
    text
        Any text.
    path
        An older file there is replaced.

    Raises
    ------
    InputError
        If the file cannot be written there.
    """
    with _written_whole(Path(path)) as file:
        file.write(text.encode())


def write_json(value: object, path: str | Path) -> None:
    """Write plain values as one JSON document, whole or not at all.

    Parameters
    ----------
    value
        What `json.dumps` takes.
    path
        An older file there is replaced.

    Raises
    ------
    InputError
        If the file cannot be written there.
    """
    write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", path)


@contextmanager
def _written_whole(path: Path) -> Iterator[IO[bytes]]:
    """Yield a file that takes the place of ``path`` in the end; what the system refuses is told as our own error."""
    try:
        with _replacing(path) as file:
            yield file
    except (FileNotFoundError, NotADirectoryError):
        raise _unwritable(
            path, found=f"no folder {str(path.parent)!r}", expected="a folder that exists: make it first"
        ) from None
    except OSError as error:
        raise UnwritableError(path=path, reason=error.strerror or type(error).__name__) from None


def load_paths(paths: Sequence[Path]) -> RawTable:
    """The raw cells of several files as one table, in the order given.

    Raises
    ------
    FormatError
        As `load_path`.
    """
    return _stacked([load_path(path) for path in paths])


def load_path(path: Path) -> RawTable:
    """The raw cells of a file, or of a folder of parquet files in the order of their names.

    Raises
    ------
    FormatError
        If there is no such file, its suffix is unknown, or it cannot be read at all.
    """
    if not path.is_dir():
        return _LOADERS[_suffix(path)](path)
    files = sorted(
        file for file in path.iterdir() if file.suffix == ".parquet" and not file.name.startswith((".", "_"))
    )
    if not files:
        raise FormatError(what=f"folder {path.name!r}", found="no parquet files", expected="at least one .parquet file")
    return _stacked([_load_parquet(file) for file in files])


# --- Loading ---------------------------------------------------------------------------


def _suffix(path: Path) -> str:
    suffix = path.suffix.lower()
    if suffix not in _LOADERS:
        raise FormatError(what=f"file {path.name!r}", found=f"suffix {suffix!r}", expected=KNOWN)
    return suffix


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FormatError(
            what=f"file {path.name!r}", found=error.strerror or "an unreadable file", expected="a file that can be read"
        ) from None


def _unreadable(name: str, suffix: str, error: Exception) -> FormatError:
    # The text of the library's error may quote the data, so only its class is passed on.
    return FormatError(
        what=f"file {name!r}",
        found=f"content that is not valid {suffix} ({type(error).__name__})",
        expected=f"a whole {suffix} file",
    )


def _load_parquet(path: Path) -> RawTable:
    if not path.is_file():
        raise FormatError(what=f"file {path.name!r}", found="no such file", expected="a file that can be read")
    try:
        frame = pl.read_parquet(path, glob=False)
    except (pl.exceptions.PolarsError, OSError) as error:
        return _load_parquet_bytes(path, error)
    if not frame.columns:
        raise FormatError(what=f"file {path.name!r}", found="no columns", expected="the columns of the table")
    return RawTable(frame.height, {name: [Chunk(frame[name])] for name in frame.columns})


def _load_parquet_bytes(path: Path, first_error: Exception) -> RawTable:
    """Read with text as bytes, for files in which some text is not UTF-8: polars refuses such a file whole."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return arrow_cells(pq.read_table(path))
    except (pa.ArrowException, OSError, pl.exceptions.PolarsError):
        raise _unreadable(path.name, ".parquet", first_error) from None


def arrow_cells(table: object) -> RawTable:
    """The raw cells of an Arrow table; text is taken as bytes, since Arrow does not promise that it is UTF-8."""
    import pyarrow as pa

    if not isinstance(table, pa.Table):
        raise FormatError(what="table", found=type(table).__name__, expected="an Arrow table")
    columns: dict[str, list[Chunk]] = {}
    for name, column in zip(_unique_names(table.column_names), table.columns, strict=True):
        if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
            cells = column.cast(pa.large_binary())
        else:
            cells = column
        try:
            series = pl.Series(name, pl.from_arrow(pa.table([cells], names=["x"])).to_series())  # type: ignore[union-attr]
            columns[name] = [Chunk(series)]
        except (pl.exceptions.PolarsError, TypeError, ValueError):
            columns[name] = chunks_of(cells.to_pylist(), name)
    return RawTable(table.num_rows, columns)


def _load_csv(path: Path) -> RawTable:
    return parse_csv(_bytes_of(path), path.name)


def _load_ndjson(path: Path) -> RawTable:
    return parse_ndjson(_bytes_of(path))


_LOADERS: Final[dict[str, Callable[[Path], RawTable]]] = {
    ".parquet": _load_parquet,
    ".csv": _load_csv,
    **dict.fromkeys(_JSON_SUFFIXES, _load_ndjson),
}


def _stacked(tables: list[RawTable]) -> RawTable:
    columns: dict[str, list[Chunk]] = {}
    faults: list[pl.DataFrame] = []
    start = 0
    for table in tables:
        for name, chunks in table.columns.items():
            moved = [Chunk(chunk.values, _moved_rows(chunk, start)) for chunk in chunks]
            columns.setdefault(name, []).extend(moved)
        faults += [part.with_columns(pl.col("row") + start) for part in table.faults]
        start += table.n_rows
    return RawTable(start, columns, faults)


def _moved_rows(chunk: Chunk, start: int) -> pl.Series:
    if chunk.rows is None:
        return pl.int_range(start, start + chunk.values.len(), dtype=pl.UInt32, eager=True)
    return (chunk.rows + start).cast(pl.UInt32)


def decoded(data: bytes) -> str:
    """The text of a file: UTF-8 unless a byte order mark says otherwise. Bytes that are none become surrogates."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        try:
            return data.decode("utf-16", errors="surrogatepass")
        except UnicodeDecodeError:  # cut short in the middle of a character
            return data.decode("utf-16", errors="replace")
    return data.removeprefix(codecs.BOM_UTF8).decode(errors="surrogateescape")


def parse_csv(data: bytes, name: str) -> RawTable:
    """The raw cells of a CSV, all as text; rows with too many or too few cells are put aside.

    Parameters
    ----------
    data
        The file. Commas, semicolons or tabs, whichever the header line has most of.
    name
        The file's name, for the error.

    Raises
    ------
    FormatError
        If there is no header line, or it names a column twice.
    """
    text = decoded(data)
    header_line = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(",;\t", key=header_line.count)
    rows, spans = _csv_rows(text, delimiter, name)
    if not rows:
        raise FormatError(what=f"file {name!r}", found="no columns", expected="a header line with the column names")
    header = _header(rows.pop(0), name)
    spans.pop(0)
    good = [row for row, cells in enumerate(rows) if len(cells) == len(header)]
    faults = [_ragged(rows, spans, len(header))] if len(good) < len(rows) else []
    columns = zip(*(rows[row] for row in good), strict=True) if good else iter([()] * len(header))
    where = None if len(good) == len(rows) else pl.Series("row", good, dtype=pl.UInt32)
    return RawTable(
        len(rows),
        {column: _text_chunks(cells, column, where) for column, cells in zip(header, columns, strict=True)},
        faults,
    )


def _csv_rows(text: str, delimiter: str, name: str) -> tuple[list[list[str]], list[int]]:
    """Rows that are not blank, and on how many lines of the file each lies."""
    rows: list[list[str]] = []
    n_lines: list[int] = []
    with _any_cell_length():
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        last_line = 0
        try:
            for cells in reader:
                if cells:
                    rows.append(cells)
                    n_lines.append(reader.line_num - last_line)
                last_line = reader.line_num
        except csv.Error as error:
            raise _unreadable(name, ".csv", error) from None
    return rows, n_lines


@contextmanager
def _any_cell_length() -> Iterator[None]:
    # The limit of the csv module belongs to the whole process, hence the lock and the return to what it was.
    with _CSV_LIMIT_LOCK:
        before = csv.field_size_limit(_MAX_CELL_CHARS)
        try:
            yield
        finally:
            csv.field_size_limit(before)


def _header(cells: Sequence[str], name: str) -> list[str]:
    header = [_clean_name(cell).strip() or f"column_{number}" for number, cell in enumerate(cells, start=1)]
    twice = sorted({column for column in header if header.count(column) > 1})
    if twice:
        raise FormatError(what=f"file {name!r}", found=f"column(s) {twice} twice", expected="each column once")
    return header


def _clean_name(name: str) -> str:
    return name.encode(errors="replace").decode()


def _unique_names(names: Sequence[str]) -> list[str]:
    twice = sorted({name for name in names if list(names).count(name) > 1})
    if twice:
        raise FormatError(what="table", found=f"column(s) {twice} twice", expected="each column once")
    return list(names)


def _ragged(rows: list[list[str]], n_lines: list[int], n_columns: int) -> pl.DataFrame:
    bad = [row for row, cells in enumerate(rows) if len(cells) != n_columns]
    reasons = []
    for row in bad:
        reason = f"found {len(rows[row])} cells; expected {n_columns}, as in the header"
        if n_lines[row] > 1:
            reason += f" (the row goes on over {n_lines[row]} lines: perhaps a quotation mark is not closed)"
        reasons.append(reason)
    return faults_of(bad, ROW, "row of cells", pl.Series(reasons, dtype=pl.String))


def _text_chunks(cells: Sequence[str], name: str, rows: pl.Series | None) -> list[Chunk]:
    chunks = []
    for chunk in chunks_of(cells, name):
        values = chunk.values
        if isinstance(values.dtype, pl.String):
            values = values.set(values == "", None)
        place = chunk.rows
        if rows is not None:
            place = rows if place is None else rows.gather(place)
        chunks.append(Chunk(values, place))
    return chunks


def parse_ndjson(data: bytes) -> RawTable:
    """The raw cells of newline-delimited JSON; lines that are no object are put aside, blank ones do not count."""
    lines = [line for line in decoded(data).split("\n") if line and not line.isspace()]
    records: list[Mapping[str, object]] = []
    bad: list[int] = []
    kinds: list[str] = []
    for row, line in enumerate(lines):
        value, kind = _json_object(line)
        records.append(value)
        if kind:
            bad.append(row)
            kinds.append(kind)
    faults = [
        faults_of(bad, ROW, pl.Series(kinds), pl.Series([f"found {kind}; expected a JSON object" for kind in kinds]))
    ]
    return RawTable(len(lines), columns_of_records(records), faults if bad else [], from_records=True)


def _json_object(line: str) -> tuple[dict[str, object], str]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return {}, "a line that is not JSON"
    if isinstance(value, dict):
        return value, ""
    return {}, "a JSON list" if isinstance(value, list) else "a single JSON value"


def columns_of_records(records: Sequence[Mapping[str, object]]) -> dict[str, list[Chunk]]:
    """Columns of a list of records, in the order in which their names first appear; absent is missing."""
    first = tuple(records[0]) if records else ()
    columns: Iterable[Sequence[object]]
    if all(tuple(record) == first for record in records):  # as most files are, and twice as fast
        names = dict.fromkeys(first)
        columns = zip(*(record.values() for record in records), strict=True)
    else:
        names = dict.fromkeys(chain.from_iterable(records))
        columns = ([record.get(name) for record in records] for name in names)
    cleaned = (_clean_name(str(name)) for name in names)
    return {name: chunks_of(values, name) for name, values in zip(cleaned, columns, strict=True)}


def _whole_frame(table: RawTable, name: str) -> pl.DataFrame:
    if table.faults:
        n_bad = sum(part["row"].n_unique() for part in table.faults)
        raise FormatError(
            what=f"file {name!r}", found=f"{n_bad} row(s) of another length than the header", expected="equal rows"
        )
    return pl.DataFrame([kept_as_is(chunks, table.n_rows, column)[0] for column, chunks in table.columns.items()])


# --- Writing ---------------------------------------------------------------------------


def _unwritable(path: Path, *, found: str, expected: str) -> InputError:
    return InputError(f"Cannot write {str(path)!r}: found {found}.\nExpected {expected}.")


@contextmanager
def _replacing(path: Path) -> Iterator[IO[bytes]]:
    # Not the tempfile module: its files are closed to all but their owner, and would stay so after the move.
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def _write_parquet(frame: pl.DataFrame, file: IO[bytes]) -> None:
    frame.write_parquet(file)


def _write_ndjson(frame: pl.DataFrame, file: IO[bytes]) -> None:
    frame.write_ndjson(file)


def _write_csv(frame: pl.DataFrame, file: IO[bytes]) -> None:
    frame.select(_flat(frame[name]) for name in frame.columns).write_csv(file)


_WRITERS: Final[dict[str, Callable[[pl.DataFrame, IO[bytes]], None]]] = {
    ".parquet": _write_parquet,
    ".csv": _write_csv,
    **dict.fromkeys(_JSON_SUFFIXES, _write_ndjson),
}


def _flat(column: pl.Series) -> pl.Series:
    """A column as CSV can hold it: lists and structures become text."""
    if not column.dtype.is_nested() and not isinstance(column.dtype, pl.Object):
        return column
    texts = [None if value is None else flat_text(value) for value in column.to_list()]
    return pl.Series(column.name, texts, dtype=pl.String)


def flat_text(value: object) -> str:
    """A list or structure as one cell of text, which the readers take apart again.

    Examples
    --------
    >>> flat_text(["typing", "filing"]), flat_text([]), flat_text([{"dimension": "sitting", "level": 3}])
    ('typing; filing', 'none', 'sitting=3')
    >>> flat_text(["C; C++"])
    '["C; C++"]'
    """
    if isinstance(value, list):
        if not value:
            return "none"
        if all(isinstance(item, dict) and set(item) == {"dimension", "level"} for item in value):
            return _LIST_SPLIT.join(f"{item['dimension']}={item['level']}" for item in value)
        if all(isinstance(item, int | float) for item in value):
            return _LIST_SPLIT.join(map(str, value))
        if all(isinstance(item, str) and _is_plain_item(item) for item in value) and value[0].lower() != "none":
            return _LIST_SPLIT.join(value)
    return json.dumps(value, default=str, ensure_ascii=False)


def _is_plain_item(item: str) -> bool:
    # A cell of characters that nobody sees would be read as empty.
    return item.isprintable() and bool(item) and ";" not in item and item == item.strip() and not item.startswith("[")
