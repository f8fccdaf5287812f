"""Levels by dimension, in any of the shapes in which they are written, as one line for each level."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

import polars as pl

DIMENSIONS_DTYPE: Final = pl.List(pl.Struct({"dimension": pl.String, "level": pl.UInt8}))
_LONG: Final = {"cell": pl.UInt32, "dimension": pl.String, "level": pl.Float64}
_NOT_A_LEVEL: Final = math.nan
_TEXT_ITEM: Final = re.compile(r"\s*([A-Za-z_\- ]+?)\s*[=:]\s*(\S+)\s*")

Pairs = list[tuple[str, float]]


def levels_of(values: pl.Series) -> tuple[pl.DataFrame, pl.Series]:
    """One line for each level that is stated.

    Parameters
    ----------
    values
        Structures with a field for each dimension, maps, lists of (dimension, level), or text: JSON or
        "lift_carry=2; standing=3". A level that is missing is left out.

    Returns
    -------
    long : polars.DataFrame
        ``cell`` (UInt32), ``dimension`` (lower case) and ``level`` (Float64; NaN where it is no number).
    unreadable : polars.Series of Boolean
        Cells that are nothing of the kind.
    """
    if isinstance(values.dtype, pl.Struct):
        return _of_struct(values), pl.repeat(value=False, n=values.len(), dtype=pl.Boolean, eager=True)
    if not (values.dtype.is_nested() or isinstance(values.dtype, pl.String | pl.Object)):
        return pl.DataFrame(schema=_LONG), values.is_not_null()
    cells: list[int] = []
    pairs: Pairs = []
    unreadable = [False] * values.len()
    seen: dict[str, Pairs | None] = {}
    for cell, value in enumerate(values.to_list()):
        if value is None:
            continue
        found = _remembered(value, seen) if isinstance(value, str) else _pairs(value)
        if found is None:
            unreadable[cell] = True
        else:
            cells += [cell] * len(found)
            pairs += found
    names, levels = [name for name, _ in pairs], [level for _, level in pairs]
    long = pl.DataFrame({"cell": cells, "dimension": names, "level": levels}, schema=_LONG)
    return long, pl.Series(unreadable, dtype=pl.Boolean)


def _of_struct(values: pl.Series) -> pl.DataFrame:
    parts = [pl.DataFrame(schema=_LONG)]
    for name in values.struct.fields:
        levels = values.struct.field(name)
        may_be_level = levels.dtype.is_numeric() or isinstance(levels.dtype, pl.String)
        if may_be_level:
            numbers = levels.cast(pl.Float64, strict=False).fill_null(_NOT_A_LEVEL)
        else:
            numbers = pl.repeat(_NOT_A_LEVEL, levels.len(), dtype=pl.Float64, eager=True)
        part = pl.DataFrame({"cell": cell_range(values)}).with_columns(
            pl.lit(_word(name)).alias("dimension"),
            pl.lit(numbers).alias("level"),
        )
        parts.append(part.filter(levels.is_not_null()))
    return pl.concat(parts)


def cell_range(values: pl.Series) -> pl.Series:
    """Positions in a series (UInt32)."""
    return pl.int_range(values.len(), dtype=pl.UInt32, eager=True)


@lru_cache(maxsize=4096)
def _word(name: str) -> str:
    return re.sub(r"[-\s]+", "_", name.strip().lower()).encode(errors="replace").decode()


def _remembered(text: str, seen: dict[str, Pairs | None]) -> Pairs | None:
    if text not in seen:
        seen[text] = _pairs_of_text(text)
    return seen[text]


def _pairs_of_text(text: str) -> Pairs | None:
    if text.startswith(("{", "[")):
        try:
            return _pairs(json.loads(text))
        except (ValueError, RecursionError):
            return None
    if text.lower() == "none":
        return []
    matches = [_TEXT_ITEM.fullmatch(item) for item in text.split(";") if item.strip()]
    if not all(matches):
        return None
    return [(_word(match[1]), _level(match[2])) for match in matches if match]


def _pairs(value: object) -> Pairs | None:
    """Dimensions and levels of one cell; None where it is nothing of the kind."""
    if isinstance(value, Mapping):
        items = list(value.items())
    elif isinstance(value, list | tuple) and all(isinstance(entry, Mapping) and len(entry) == 2 for entry in value):
        items = [(entry.get("dimension", entry.get("key")), entry.get("level", entry.get("value"))) for entry in value]
    else:
        return None
    if not all(isinstance(name, str) for name, _ in items):
        return None
    return [(_word(name), _level(level)) for name, level in items if level is not None]


def _level(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return _NOT_A_LEVEL
    try:
        return float(value)
    except (ValueError, OverflowError):
        return _NOT_A_LEVEL
