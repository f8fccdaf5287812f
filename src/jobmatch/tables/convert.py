"""Raw cells to the canonical dtype of their column, with the faults found on the way.

Each kind of column has one converter: a chunk of one dtype in, values and faults out. A cell with a fault becomes
missing here, and its row is put aside later; so the rules over several columns never see a bad value.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import polars as pl

from jobmatch import codes
from jobmatch.notation import NotationError, format_shifts, format_windows, parse_shifts, parse_windows
from jobmatch.schemas import Column
from jobmatch.tables.care_places import PLACES_DTYPE, SITES_DTYPE, PlacesError, care_places_of, sites_of
from jobmatch.tables.cells import Chunk, faults_of, kind_of_dtype, kind_of_object, rows_of, scattered
from jobmatch.tables.dimensions import DIMENSIONS_DTYPE, cell_range, levels_of
from jobmatch.tables.lists import NAMES_DTYPE, canonical_licences, split_text, tidied

_CANONICAL: Final[dict[str, pl.DataType]] = {
    "text": pl.String(),
    "number": pl.Float64(),
    "whole": pl.Int64(),
    "bool": pl.Boolean(),
    "choice": pl.String(),
    "date": pl.Date(),
    "names": NAMES_DTYPE,
    "levels": pl.List(pl.Float64()),
    "dimensions": DIMENSIONS_DTYPE,
    "week": pl.String(),
    "places": PLACES_DTYPE,
    "sites": SITES_DTYPE,
}
_MAX_EXACT_FLOAT: Final = 2**53
FIRST_DATE: Final = dt.date(1900, 1, 1)
LAST_DATE: Final = dt.date(2199, 12, 31)
# Steps are binary fractions; the tolerance is for numbers that come from a division.
LEAST_UNEVEN: Final = 1e-6
_ISO_DATE: Final = (
    r"^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}(?::?\d{2}(?::?\d{2}(?:[.,]\d+)?)?)?\s*(?:Z|z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$"
)
# Nothing to see: blanks, control characters, and those of no width, such as U+200B or a byte order mark.
_INVISIBLE: Final = r"^[\p{Z}\p{Cc}\p{Cf}]*$"
_BOOL_WORDS: Final = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}
_LANE: Final = {dimension: lane for lane, dimension in enumerate(codes.DIMENSIONS)}


@dataclass(frozen=True, slots=True)
class Fault:
    """Cells of a chunk with one thing wrong: ``mask`` says which."""

    mask: pl.Series
    value_kind: str | pl.Series
    reason: str | pl.Series


@dataclass(frozen=True, slots=True)
class Converted:
    """A column in its canonical dtype, and the faults found in it (see `jobmatch.tables.cells.faults_of`)."""

    values: pl.Series
    faults: list[pl.DataFrame]


Result = tuple[pl.Series, list[Fault]]


def canonical_dtype(column: Column) -> pl.DataType:
    """The dtype of a column in a valid table; ids are text unless all are whole numbers."""
    return _CANONICAL.get(column.kind, pl.String())


def convert(chunks: list[Chunk], column: Column, n_rows: int) -> Converted:
    """One column in its canonical dtype.

    Parameters
    ----------
    chunks
        Its raw cells.
    column
        What the schema says of it.
    n_rows
        Rows of the table.

    Returns
    -------
    Converted
        Values of length ``n_rows``; a cell with a fault is missing.
    """
    parts: list[Chunk] = []
    faults: list[pl.DataFrame] = []
    for chunk in chunks:
        values, found = _converted_chunk(chunk.values, column)
        rows = rows_of(chunk)
        for fault in found:
            bad = fault.mask.fill_null(value=False)
            if bad.any():
                kind, reason = (
                    part.filter(bad) if isinstance(part, pl.Series) else part
                    for part in (fault.value_kind, fault.reason)
                )
                faults.append(faults_of(rows.filter(bad), column.name, kind, reason))
        parts.append(Chunk(values, chunk.rows))
    dtype = canonical_dtype(column)
    if column.kind == "id":
        parts, dtype = _one_id_dtype(parts)
    return Converted(scattered(parts, n_rows, dtype, column.name), faults)


def _one_id_dtype(parts: list[Chunk]) -> tuple[list[Chunk], pl.DataType]:
    stated = [part for part in parts if part.values.null_count() < part.values.len()]
    if stated and all(part.values.dtype.is_integer() for part in stated):
        return [Chunk(part.values.cast(pl.Int64, strict=False), part.rows) for part in parts], pl.Int64()
    return [Chunk(part.values.cast(pl.String), part.rows) for part in parts], pl.String()


def _converted_chunk(values: pl.Series, column: Column) -> Result:
    values, faults = _plain(values, strip=column.kind != "id")
    if values.null_count() == values.len():
        return pl.Series(column.name, [None] * values.len(), dtype=canonical_dtype(column)), faults
    converted, more = _CONVERTERS[column.kind](values, column)
    faults += more
    # Whatever a converter left in a bad cell goes.
    for fault in more:
        if fault.mask.any():
            converted = _cleared(converted, fault.mask.fill_null(value=False))
    return converted, faults


def _cleared(values: pl.Series, bad: pl.Series) -> pl.Series:
    return (
        pl.DataFrame([values.alias("value"), bad.alias("bad")])
        .select(pl.when(~pl.col("bad")).then("value").alias(values.name))
        .to_series()
    )


# --- Fewer dtypes to think of ----------------------------------------------------------


def _plain(values: pl.Series, *, strip: bool) -> Result:
    """The same cells in one of few dtypes; blank text is missing."""
    dtype = values.dtype
    faults: list[Fault] = []
    if isinstance(dtype, pl.Categorical | pl.Enum):
        values = values.cast(pl.String)
    elif isinstance(dtype, pl.Binary):
        values, faults = _text_of_bytes(values)
    elif isinstance(dtype, pl.Array):
        values = values.cast(pl.List(dtype.inner))
    elif dtype.is_integer() and not isinstance(dtype, pl.Int64):
        whole = values.cast(pl.Int64, strict=False)
        too_large = whole.is_null() & values.is_not_null()
        values, faults = whole, [Fault(too_large, "whole number", "found a whole number beyond 64 bits")]
    elif isinstance(dtype, pl.Decimal) or (dtype.is_float() and not isinstance(dtype, pl.Float64)):
        values = values.cast(pl.Float64)
    if isinstance(values.dtype, pl.List) and isinstance(values.dtype.inner, pl.Null | pl.Categorical | pl.Enum):
        values = values.cast(pl.List(pl.String))
    if isinstance(values.dtype, pl.String):
        blank = values.str.contains(_INVISIBLE)
        values = (values.str.strip_chars() if strip else values).set(blank, None)
    return values, faults


def _text_of_bytes(values: pl.Series) -> Result:
    try:
        return values.cast(pl.String), []
    except pl.exceptions.PolarsError:
        texts = [_utf8_or_none(value) for value in values.to_list()]
    decoded = pl.Series(values.name, texts, dtype=pl.String)
    damaged = decoded.is_null() & values.is_not_null()
    return decoded, [Fault(damaged, "bytes", "found text that is not valid UTF-8; expected UTF-8")]


def _utf8_or_none(value: bytes | None) -> str | None:
    try:
        return None if value is None else value.decode()
    except UnicodeDecodeError:
        return None


# --- Words -----------------------------------------------------------------------------


def expected(column: Column) -> str:
    """What a column takes, in words.

    Examples
    --------
    >>> from jobmatch.schemas import VACANCY_COLUMNS
    >>> expected(VACANCY_COLUMNS["days_on_site"])
    'a number from 0 to 7 days in steps of 0.5'
    """
    if column.kind in {"number", "whole"}:
        noun = "a whole number" if column.kind == "whole" else "a number"
        bounds = (
            f" from {column.low:,g} to {column.high:,.10g}"
            if column.low is not None and column.high is not None
            else ""
        )
        unit = f" {column.unit}" if column.unit else ""
        step = f" in steps of {column.step:g}" if column.step else ""
        return noun + bounds + unit + step
    if column.kind == "choice":
        return f"one of {', '.join(column.choices)}"
    if column.kind == "names" and column.choices:
        return f"a list of names from {', '.join(column.choices)}"
    return _EXPECTED[column.kind]


_EXPECTED: Final = {
    "id": "text or a whole number",
    "text": "text",
    "bool": "true or false, yes or no, 1 or 0",
    "date": "a date as YYYY-MM-DD between 1900 and 2199",
    "names": "a list of names, or names split by ';'",
    "levels": "a list of numbers from 0 to 1, or numbers split by ';'",
    "dimensions": "levels by dimension, such as 'lift_carry=2; standing=3'",
    "week": "times in the week notation",
    "places": "up to 3 places, such as 'nursery=NP20 4AB; gran=51.58,-2.99, 25min'",
    "sites": f"up to {codes.MAX_MORE_SITES} places, such as 'NP20 4AB; depot=CF10 1AA; 51.58,-2.99'",
}


def _kinds(values: pl.Series) -> str | pl.Series:
    if not isinstance(values.dtype, pl.Object):
        return kind_of_dtype(values.dtype)
    return pl.Series([None if value is None else kind_of_object(value) for value in values.to_list()], dtype=pl.String)


def _fault(mask: pl.Series, values: pl.Series, column: Column, found: str = "") -> Fault:
    """A fault whose reason says what was found (its kind, unless told) and what was expected."""
    if not mask.any():
        return Fault(mask, "", "")
    kinds = _kinds(values)
    if found or isinstance(kinds, str):
        return Fault(mask, kinds, f"found {found or kinds}; expected {expected(column)}")
    reasons = pl.select("found " + pl.lit(kinds) + f"; expected {expected(column)}").to_series()
    return Fault(mask, kinds, reasons)


def _wrong_type(values: pl.Series, column: Column) -> Result:
    empty = pl.Series(column.name, [None] * values.len(), dtype=canonical_dtype(column))
    return empty, [_fault(values.is_not_null(), values, column)]


# --- One converter for each kind -------------------------------------------------------


def _text(values: pl.Series, column: Column) -> Result:
    return (values, []) if isinstance(values.dtype, pl.String) else _wrong_type(values, column)


def _id(values: pl.Series, column: Column) -> Result:
    if isinstance(values.dtype, pl.Float64):
        # A library without missing integers turns a column of ids into floats; those that are whole are still exact.
        exact = (values == values.floor()) & (values.abs() <= _MAX_EXACT_FLOAT)
        bad = values.is_not_null() & ~exact.fill_null(value=False)
        return values.cast(pl.Int64, strict=False), [_fault(bad, values, column, "a number that is not whole")]
    if isinstance(values.dtype, pl.String) or values.dtype.is_integer():
        return values, []
    return _wrong_type(values, column)


def _number(values: pl.Series, column: Column) -> Result:
    faults: list[Fault] = []
    if isinstance(values.dtype, pl.String):
        numbers = values.cast(pl.Float64, strict=False)
        faults.append(_fault(numbers.is_null() & values.is_not_null(), values, column, "text that is not a number"))
    elif values.dtype.is_numeric():
        numbers = values.cast(pl.Float64)
    else:
        return _wrong_type(values, column)
    numbers = numbers + 0.0  # a negative zero becomes plain
    finite = numbers.is_finite()
    faults.append(_fault(~finite, values, column, "a number that is not finite"))
    if column.low is not None and column.high is not None:
        faults.append(
            _fault(finite & ~numbers.is_between(column.low, column.high), values, column, "a number out of range")
        )
    if column.step is not None:
        steps = numbers / column.step
        uneven = finite & ((steps - steps.round()).abs() > LEAST_UNEVEN)
        faults.append(_fault(uneven, values, column, "a number between the steps"))
    return numbers, faults


def _whole(values: pl.Series, column: Column) -> Result:
    numbers, faults = _number(values, column)
    if not isinstance(numbers.dtype, pl.Float64):
        return numbers, faults
    uneven = numbers.is_finite() & (numbers != numbers.floor())
    faults.append(_fault(uneven, values, column, "a number with a fraction"))
    return numbers.cast(pl.Int64, strict=False), faults


def _bool(values: pl.Series, column: Column) -> Result:
    if isinstance(values.dtype, pl.Boolean):
        return values, []
    if isinstance(values.dtype, pl.String):
        words = values.str.to_lowercase()
        truths = words.replace_strict(_BOOL_WORDS, default=None, return_dtype=pl.Boolean)
    elif values.dtype.is_numeric():
        truths = values.replace_strict({0: False, 1: True}, default=None, return_dtype=pl.Boolean)
    else:
        return _wrong_type(values, column)
    return truths, [_fault(truths.is_null() & values.is_not_null(), values, column, f"another {_kinds(values)}")]


def _choice(values: pl.Series, column: Column) -> Result:
    if not isinstance(values.dtype, pl.String):
        return _wrong_type(values, column)
    words = values.str.to_lowercase().str.replace_all(r"[-\s]+", "_")
    return words, [_fault(~words.is_in(column.choices), values, column, "text that is none of the choices")]


def _date(values: pl.Series, column: Column) -> Result:
    faults: list[Fault] = []
    if isinstance(values.dtype, pl.String):
        dates = values.str.extract(_ISO_DATE).str.to_date("%Y-%m-%d", strict=False)
        faults.append(_fault(dates.is_null() & values.is_not_null(), values, column, "text that is not such a date"))
    elif isinstance(values.dtype, pl.Date | pl.Datetime):
        dates = values if isinstance(values.dtype, pl.Date) else values.dt.date()
    else:
        return _wrong_type(values, column)
    faults.append(_fault(~dates.is_between(FIRST_DATE, LAST_DATE), values, column, "a date outside these years"))
    return dates, faults


def _names(values: pl.Series, column: Column) -> Result:
    if isinstance(values.dtype, pl.String):
        lists = split_text(values)
    elif values.dtype == NAMES_DTYPE:
        lists = values
    else:
        return _empty_or_wrong(values, column)
    names = tidied(lists)
    # A list of nothing but blanks is what splitting an empty cell leaves behind: not stated, not "none".
    only_blanks = (names.list.len() == 0) & (lists.list.len() > 0)
    names = _cleared(names, only_blanks.fill_null(value=False))
    if column.choices:
        return _chosen_names(names, values, column)
    return (canonical_licences(names) if column.name.startswith("licences") else names), []


def _empty_or_wrong(values: pl.Series, column: Column) -> Result:
    """A list of another type is wrong, but an empty list says the same in every type."""
    if not isinstance(values.dtype, pl.List):
        return _wrong_type(values, column)
    filled = values.list.len() > 0
    nothing = pl.lit([], dtype=canonical_dtype(column))
    lists = pl.DataFrame({"filled": filled}).select(pl.when(~pl.col("filled")).then(nothing).alias(column.name))
    return lists.to_series(), [_fault(filled, values, column)]


def _chosen_names(names: pl.Series, values: pl.Series, column: Column) -> Result:
    words = names.list.eval(pl.element().str.to_lowercase().str.replace_all(r"[-\s]+", "_"))
    known = words.list.eval(pl.element().is_in(column.choices)).list.all()
    return words.list.unique(maintain_order=True), [_fault(~known, values, column, "a name that is none of these")]


def _levels(values: pl.Series, column: Column) -> Result:
    if isinstance(values.dtype, pl.String):
        lists = split_text(values)
    elif isinstance(values.dtype, pl.List) and (values.dtype.inner.is_numeric() or values.dtype == NAMES_DTYPE):
        lists = values
    else:
        return _empty_or_wrong(values, column)
    if lists.dtype == NAMES_DTYPE:
        lists = lists.list.eval(pl.element().str.strip_chars())
    numbers = lists.list.eval(pl.element().cast(pl.Float64, strict=False) + 0.0)
    sound = numbers.list.eval(pl.element().is_between(0.0, 1.0).fill_null(value=False)).list.all()
    return numbers, [_fault(~sound, values, column, "a level that is not a number from 0 to 1")]


# --- Weeks -----------------------------------------------------------------------------


def _canonical_week(text: str, column: Column) -> str:
    if column.name == "shifts":
        return format_shifts(parse_shifts(text))
    return format_windows(parse_windows(text))


def _week(values: pl.Series, column: Column) -> Result:
    if not isinstance(values.dtype, pl.String):
        return _wrong_type(values, column)
    weeks: dict[str, str] = {}
    problems: dict[str, str] = {}
    for text in values.drop_nulls().unique().to_list():
        try:
            weeks[text] = _canonical_week(text, column)
        except NotationError as error:
            problems[text] = str(error)
    canonical = values.replace_strict(weeks, default=None, return_dtype=pl.String)
    reasons = values.replace_strict(problems, default=None, return_dtype=pl.String)
    return canonical, [Fault(reasons.is_not_null(), "text", reasons)]


# --- Lists of places --------------------------------------------------------------------


def _places(values: pl.Series, column: Column) -> Result:
    if not (values.dtype.is_nested() or isinstance(values.dtype, pl.String | pl.Object)):
        return _wrong_type(values, column)
    read = sites_of if column.kind == "sites" else care_places_of
    cells: list[list[dict[str, str | float | int | None]] | None] = []
    problems: list[str | None] = []
    for value in values.to_list():
        places, problem = None, None
        try:
            places = None if value is None else read(value)
        except PlacesError as error:
            problem = f"found {error}; expected {expected(column)}"
        cells.append(places)
        problems.append(problem)
    reasons = pl.Series(problems, dtype=pl.String)
    kinds = _kinds(values)
    return pl.Series(column.name, cells, dtype=canonical_dtype(column)), [Fault(reasons.is_not_null(), kinds, reasons)]


# --- Levels by dimension ---------------------------------------------------------------


def _dimensions(values: pl.Series, column: Column) -> Result:
    long, unreadable = levels_of(values)
    level = pl.col("level")
    checks = (
        (~pl.col("dimension").is_in(codes.DIMENSIONS), "a dimension that is not in the list of dimensions"),
        (~level.is_finite() | (level != level.floor()), "a level that is not a whole number"),
        (~level.is_between(0, codes.MAX_LEVEL), f"a level outside 0 to {codes.MAX_LEVEL}"),
        (pl.len().over("cell", "dimension") > 1, "a dimension named twice"),
    )
    is_text = isinstance(values.dtype, pl.String)
    faults = [_fault(unreadable, values, column, "text of another form" if is_text else "")]
    for broken, found in checks:
        cells = long.filter(broken)["cell"].unique()
        faults.append(_fault(cell_range(values).is_in(cells.implode()), values, column, found))
    return _regrouped(long, values, column), faults


def _regrouped(long: pl.DataFrame, values: pl.Series, column: Column) -> pl.Series:
    lane = pl.col("dimension").replace_strict(_LANE, default=None, return_dtype=pl.UInt8)
    lists = (
        long.with_columns(pl.col("level").cast(pl.UInt8, strict=False), lane=lane)
        .sort("cell", "lane")
        .group_by("cell", maintain_order=True)
        .agg(pl.struct("dimension", "level").alias("list"))
    )
    nothing = pl.lit([], dtype=DIMENSIONS_DTYPE)
    return (
        pl.DataFrame({"cell": cell_range(values), "stated": values.is_not_null()})
        .join(lists, on="cell", how="left", maintain_order="left")
        .select(pl.when("stated").then(pl.col("list").fill_null(nothing)).alias(column.name))
        .to_series()
        .cast(DIMENSIONS_DTYPE)
    )


_CONVERTERS: Final[dict[str, Callable[[pl.Series, Column], Result]]] = {
    "id": _id,
    "text": _text,
    "number": _number,
    "whole": _whole,
    "bool": _bool,
    "choice": _choice,
    "date": _date,
    "names": _names,
    "levels": _levels,
    "dimensions": _dimensions,
    "week": _week,
    "places": _places,
    "sites": _places,
}
