"""One record whose values are written as the tables keep them, read without a table.

A table of one row goes through some hundred steps that are made for millions. Most records that a program passes need
none of them. What is not plainly in form is left to the readers, so nothing is taken here that they would not take, and
nothing is read otherwise (tests hold both).
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable, Mapping
from typing import Any, Final

import polars as pl

from jobmatch.codes import DIMENSIONS, HOME, MAX_LEVEL
from jobmatch.notation import NotationError, format_windows, parse_windows
from jobmatch.reading.adverts.table import READ_FIELDS
from jobmatch.reading.cvs.cv_table import skills_listed
from jobmatch.schemas import JOBSEEKER_COLUMNS, Column
from jobmatch.tables.care_places import Place, PlacesError, care_places_of
from jobmatch.tables.cells import INT64_MAX, is_unicode
from jobmatch.tables.convert import FIRST_DATE, LAST_DATE, LEAST_UNEVEN
from jobmatch.tables.lists import canonical_licence
from jobmatch.tables.places import POSITION, Places
from jobmatch.tables.validate import places_in

Row = dict[str, Any]
_SEEN: Final = re.compile("[A-Za-z0-9]")
_LANE: Final = {name: lane for lane, name in enumerate(DIMENSIONS)}


class _OtherwiseError(Exception):
    """A value is for the readers."""


def plain_jobseeker(record: Mapping[str, object], places: Places | None = None) -> Row | None:
    """A jobseeker as a row of the valid table: every column, in canonical form.

    Parameters
    ----------
    record : mapping
        With ``jobseeker_id``.
    places : Places, optional
        Where postcodes and areas lie.

    Returns
    -------
    dict or None
        None where the record has to go through the readers, which may also find that it is wrong.
    """
    if not record.keys() <= JOBSEEKER_COLUMNS.keys():
        return None
    row: Row = dict.fromkeys(JOBSEEKER_COLUMNS)
    try:
        for name, value in record.items():
            if value is not None:
                column = JOBSEEKER_COLUMNS[name]
                row[name] = _KINDS[column.kind](value, column)
    except _OtherwiseError:
        return None
    if row["jobseeker_id"] is None or not _sound(row):
        return None
    if places is not None:
        _locate(row, places)
    if row["cv_text"] is not None and row["skills"] is None and row["skill_levels"] is None:
        names = skills_listed(row["cv_text"])
        if names:
            row["skills"], row[READ_FIELDS] = names, list(dict.fromkeys([*(row[READ_FIELDS] or []), "skills"]))
    return row


def _sound(row: Row) -> bool:
    """Whether no rule over several columns can be broken."""

    def both_or_neither(one: str, other: str) -> bool:
        return (row[one] is None) == (row[other] is None)

    low, high = row["hours_per_week_min"], row["hours_per_week_max"]
    windows = [row[name] for name in ("away_windows", "away_windows_holiday") if row[name] is not None]
    levels = row["skill_levels"]
    return (
        both_or_neither("latitude", "longitude")
        and (low is None or high is None or low <= high)
        and (levels is None or len(levels) == len(row["skills"] or ()))
        and not (row["cost_limit_hard"] and row["cost_limit_gbp_per_week"] is None)
        and both_or_neither("capacity_later", "capacity_later_from")
        and both_or_neither("phased_hours_max", "phased_until")
        and not (windows and row["care_flag"] is False)
        and _places_of(windows) <= {HOME, *(place["name"] for place in row["care_places"] or ())}
        and not _has_worse_good_day(row)
    )


def _has_worse_good_day(row: Row) -> bool:
    bad_day = {entry["dimension"]: entry["level"] for entry in row["capacity"] or ()}
    good_day = row["capacity_good_day"] or ()
    return any(entry["dimension"] not in bad_day or entry["level"] < bad_day[entry["dimension"]] for entry in good_day)


def _places_of(windows: list[str]) -> set[str]:
    """Places that windows name."""
    return {place for text in windows if "@" in text for place in places_in(text)}


def _locate(row: Row, places: Places) -> None:
    """Fill in where home and the places of care lie, for those that state no more than a postcode or an area."""
    spots = [spot for spot in (row, *(row["care_places"] or ())) if spot["latitude"] is None]
    postcodes = [spot["postcode"] for spot in spots]
    areas = [spot.get("area") for spot in spots]
    if not any(text is not None for text in (*postcodes, *areas)):
        return
    found = places.locate_few(pl.Series(postcodes, dtype=pl.String), pl.Series(areas, dtype=pl.String))
    for spot, position in zip(spots, found, strict=True):
        spot.update({name: at for name, at in zip(POSITION, position, strict=True) if spot[name] is None})


# --- One function for each kind ---------------------------------------------------------


def _id(value: object, column: Column) -> int | str:
    if type(value) is int and -INT64_MAX <= value <= INT64_MAX:
        return value
    if type(value) is str and value.isascii() and _SEEN.search(value):
        return value
    raise _OtherwiseError


def _text(value: object, column: Column) -> str:
    if type(value) is str and value == value.strip() and _SEEN.search(value) and is_unicode(value):
        return value
    raise _OtherwiseError


def _number(value: object, column: Column) -> float:
    if type(value) not in (int, float) or column.low is None or column.high is None:
        raise _OtherwiseError
    number = float(value) + 0.0  # type: ignore[arg-type] # looked at above
    if not (math.isfinite(number) and column.low <= number <= column.high):
        raise _OtherwiseError
    if column.step is not None and abs(number / column.step - round(number / column.step)) > LEAST_UNEVEN:
        raise _OtherwiseError
    return number


def _whole(value: object, column: Column) -> int:
    if type(value) is int and _number(value, column) == value:
        return value
    raise _OtherwiseError


def _bool(value: object, column: Column) -> bool:
    if type(value) is bool:
        return value
    raise _OtherwiseError


def _choice(value: object, column: Column) -> str:
    if type(value) is str and value in column.choices:
        return value
    raise _OtherwiseError


def _date(value: object, column: Column) -> dt.date:
    if type(value) is dt.date and FIRST_DATE <= value <= LAST_DATE:
        return value
    raise _OtherwiseError


def _names(value: object, column: Column) -> list[str]:
    if type(value) is not list or not all(type(name) is str and _is_tidy(name) for name in value):
        raise _OtherwiseError
    if column.choices:
        if not all(name in column.choices for name in value):
            raise _OtherwiseError
        return list(dict.fromkeys(value))
    return list(dict.fromkeys(map(canonical_licence, value))) if column.name.startswith("licences") else value


def _is_tidy(name: str) -> bool:
    return name.isascii() and name.isprintable() and bool(name) and name == name.strip() and "  " not in name


def _levels(value: object, column: Column) -> list[float]:
    if type(value) is list and all(type(level) in (int, float) and 0 <= level <= 1 for level in value):
        return [float(level) + 0.0 for level in value]
    raise _OtherwiseError


def _dimensions(value: object, column: Column) -> list[dict[str, Any]]:
    if type(value) is not dict:
        raise _OtherwiseError
    stated = {name: level for name, level in value.items() if level is not None}
    if not all(name in _LANE and type(level) is int and 0 <= level <= MAX_LEVEL for name, level in stated.items()):
        raise _OtherwiseError
    return [{"dimension": name, "level": stated[name]} for name in sorted(stated, key=_LANE.__getitem__)]


def _week(value: object, column: Column) -> str:
    try:
        return format_windows(parse_windows(_ascii_text(value)))
    except NotationError:
        raise _OtherwiseError from None


def _ascii_text(value: object) -> str:
    if type(value) is str and value.isascii() and value == value.strip() and _SEEN.search(value):
        return value
    raise _OtherwiseError


def _care_places(value: object, column: Column) -> list[Place]:
    if type(value) is str:
        value = _ascii_text(value)
    elif type(value) not in (dict, list):
        raise _OtherwiseError
    try:
        return care_places_of(value)
    except PlacesError:
        raise _OtherwiseError from None


_KINDS: Final[dict[str, Callable[[object, Column], object]]] = {
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
    "places": _care_places,
}
