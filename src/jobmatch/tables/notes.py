"""What is worth knowing about a table and cost no row."""

from __future__ import annotations

import datetime as dt
import difflib
from collections.abc import Iterable, Mapping
from typing import Final

import polars as pl

from jobmatch import codes
from jobmatch.schemas import Column

NOTE_SCHEMA: Final = {"column": pl.String, "n_rows": pl.UInt32, "note": pl.String}
_REPLACEMENT: Final = "\ufffd"

Note = tuple[str, int, str]


def notes_frame(notes: Iterable[Note]) -> pl.DataFrame:
    """Notes as a frame: column, n_rows, note."""
    return pl.DataFrame(list(notes), schema=NOTE_SCHEMA, orient="row")


def column_notes(frame: pl.DataFrame, columns: Mapping[str, Column], given: Iterable[str]) -> list[Note]:
    """Notes on the values of the columns that the input has.

    Parameters
    ----------
    frame
        The valid rows.
    columns
        The schema.
    given
        Names of the input's columns.
    """
    notes: list[Note] = []
    known = [columns[name] for name in given if name in columns]
    for column in known:
        values = frame[column.name]
        if frame.height and values.null_count() == frame.height:
            notes.append((column.name, frame.height, "no usable row states it"))
        elif column.kind == "text":
            notes += _damaged_text(values)
        elif column.name.startswith("licences"):
            notes += _unrecognised_licences(values)
        elif column.name == "inferred_fields":
            notes += _unknown_fields(values, columns)
    return notes


def _damaged_text(values: pl.Series) -> list[Note]:
    n_rows = int(values.str.contains(_REPLACEMENT, literal=True).sum())
    if not n_rows:
        return []
    return [(values.name, n_rows, "has replacement characters (U+FFFD): letters were lost before the text came here")]


def limit_notes(jobseekers: pl.DataFrame, usual_min: int) -> list[Note]:
    """Notes on limits of the journey that are above the usual one and not said to be the person's own choice."""
    notes: list[Note] = []
    agreed = pl.col("limit_source").is_in(["regulation", "coach_agreed"])
    for name in ("limit_out", "limit_ret"):
        n_rows = jobseekers.filter(agreed & (pl.col(name) > usual_min)).height
        if n_rows:
            note = (
                f"above {usual_min} minutes though limit_source is not own_choice: kept, but nobody can be held to it"
            )
            notes.append((name, n_rows, note))
    return notes


def closed_notes(vacancies: pl.DataFrame, on: dt.date, *, day_is_given: bool) -> list[Note]:
    """A note on vacancies that had closed before a day: reading keeps them, and matching lists them unless told."""
    n_rows = vacancies.filter(pl.col("closing_date") < on).height
    way_out = (
        "read all the same, and not matched where `as_of` of MatchConfig is this day"
        if day_is_given
        else "give `as_of` in MatchConfig (--as-of) to leave such vacancies out"
    )
    return [("closing_date", n_rows, f"closed before {on}: {way_out}")] if n_rows else []


def _n_rows_with(values: pl.Series, item_is_odd: pl.Expr) -> int:
    return int(values.list.eval(item_is_odd).list.any().sum())


def _unrecognised_licences(values: pl.Series) -> list[Note]:
    n_rows = _n_rows_with(values, ~pl.element().is_in((*codes.LICENCES, *codes.LICENCES_BESIDE)))
    if not n_rows:
        return []
    return [(values.name, n_rows, "names a licence that is not recognised: kept, but it counts as unknown")]


def _unknown_fields(values: pl.Series, columns: Mapping[str, Column]) -> list[Note]:
    known = [*columns, *(f"demands.{dimension}" for dimension in codes.DIMENSIONS)]
    n_rows = _n_rows_with(values, ~pl.element().is_in(known))
    if not n_rows:
        return []
    return [(values.name, n_rows, "names something that is no column of this table, which has no effect")]


def unknown_column_notes(
    unknown: Iterable[pl.Series], mixed: Iterable[str], columns: Mapping[str, Column]
) -> list[Note]:
    """Notes on columns that the schema does not know: kept, but not used."""
    mixed = set(mixed)
    notes: list[Note] = []
    for values in unknown:
        note = "not a column of this table: kept, but not used"
        if close := difflib.get_close_matches(values.name.lower().replace(" ", "_"), columns, n=1, cutoff=0.8):
            note += f" (is it {close[0]!r}?)"
        if values.name in mixed:
            note += "; it mixes types, so it became text"
        notes.append((values.name, values.len() - values.null_count(), note))
    return notes
