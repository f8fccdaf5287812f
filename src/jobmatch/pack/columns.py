"""Small conversions from frame columns to arrays, shared by people and vacancies."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jobmatch.codes import Tri
from jobmatch.kernels.layout import I16, I32, U8
from jobmatch.travel import positions_m

Whole = TypeVar("Whole", bound=np.integer)

QUARTERS_PER_WEEK = 168 * 4
DEMAND_PREFIX = "demands."
# Found by postcode or area when the table was read; where coordinates were given beside them, nobody can tell any more.
_FOUND_BY = dict.fromkeys(("latitude", "longitude", "place_radius_km"), ("postcode", "area"))


def whole(frame: pl.DataFrame, name: str, missing: int, dtype: type[Whole]) -> NDArray[Whole]:
    """A whole-number column with ``missing`` in place of nulls."""
    return frame[name].fill_null(missing).to_numpy().astype(dtype)


def tri(frame: pl.DataFrame, name: str) -> U8:
    """A bool column as `codes.Tri`."""
    return frame[name].cast(pl.UInt8).fill_null(int(Tri.NOT_STATED)).to_numpy().astype(np.uint8)


def choice(frame: pl.DataFrame, name: str, names: tuple[str, ...], *, first: int, missing: int) -> U8:
    """A choice column as ``first`` + its place in ``names``."""
    codes = {value: first + place for place, value in enumerate(names)}
    return (
        frame[name]
        .replace_strict(codes, default=None, return_dtype=pl.UInt8)
        .fill_null(missing)
        .to_numpy()
        .astype(np.uint8)
    )


def places(frame: pl.DataFrame) -> tuple[I32, U8, I32]:
    """Positions, whether they are known, and how far off they may be: metres (n, 3), (n,), metres (n,)."""
    latitude = frame["latitude"].fill_null(np.nan).to_numpy()
    longitude = frame["longitude"].fill_null(np.nan).to_numpy()
    located = np.isfinite(latitude) & np.isfinite(longitude)
    radius_m = np.rint(frame["place_radius_km"].fill_null(0.0).to_numpy() * 1000).astype(np.int32)
    xyz_m = positions_m(np.where(located, latitude, np.nan), np.where(located, longitude, np.nan))
    return xyz_m, located.astype(np.uint8), np.where(located, radius_m, 0).astype(np.int32)


def weekly_hours(frame: pl.DataFrame) -> I16:
    """Lowest and highest weekly hours in quarter hours, (n, 2); -1 both where neither end is stated."""
    low = frame["hours_per_week_min"].fill_null(np.nan).to_numpy() * 4
    high = frame["hours_per_week_max"].fill_null(np.nan).to_numpy() * 4
    neither = np.isnan(low) & np.isnan(high)
    both = np.stack([np.nan_to_num(low, nan=0), np.nan_to_num(high, nan=QUARTERS_PER_WEEK)], axis=1)
    both[neither] = -1
    rounded: I16 = np.rint(both).astype(np.int16)
    return rounded


def id_ranks(ids: pl.Series) -> I32:
    """Rank of each id, 0 lowest: numbers by value, text by code point."""
    return ids.rank("ordinal").to_numpy().astype(np.int32) - 1 if len(ids) else np.empty(0, np.int32)


def without_inferred(frame: pl.DataFrame) -> pl.DataFrame:
    """Vacancies with every value blanked that ``inferred_fields`` names, and what was found by it."""
    inferred = pl.col("inferred_fields").fill_null([])
    named = set(frame["inferred_fields"].explode().drop_nulls())
    if not named:
        return frame
    guessed = {
        name: sorted(named.intersection((name, *_FOUND_BY.get(name, ()))))
        for name in frame.columns
        if name not in ("vacancy_id", "title", "inferred_fields")
    }
    frame = frame.with_columns(
        pl.when(~pl.any_horizontal(inferred.list.contains(guess) for guess in guesses)).then(name).alias(name)
        for name, guesses in guessed.items()
        if guesses
    )
    if any(name.startswith(DEMAND_PREFIX) for name in named):
        frame = frame.with_columns(_without_inferred_dimensions(frame))
    return frame


def _without_inferred_dimensions(frame: pl.DataFrame) -> pl.Series:
    kept = [
        None if levels is None else [x for x in levels if f"{DEMAND_PREFIX}{x['dimension']}" not in (inferred or [])]
        for levels, inferred in frame.select("demands", "inferred_fields").iter_rows()
    ]
    return pl.Series("demands", kept, dtype=frame["demands"].dtype)
