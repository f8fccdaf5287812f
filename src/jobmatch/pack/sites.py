"""Where the work of vacancies is: one place, or several of which the best journey counts."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import polars as pl

from jobmatch.kernels.layout import I32, I64, SITE, Records, Vacancies
from jobmatch.pack.columns import places
from jobmatch.travel import TravelTable

_NO_ZONE = -1
ADDRESS = ("postcode", "area")
_PLACE = ("latitude", "longitude", "place_radius_km")


class PackedSites(NamedTuple):
    """What `jobmatch.kernels.layout.Vacancies` holds about places."""

    fields: dict[str, np.ndarray]  # of VACANCY
    site: Records


def pack_sites(frame: pl.DataFrame, table: TravelTable) -> PackedSites:
    """Places of validated vacancies.

    A vacancy with several places lies in their middle, and may be as far off as any of them, for those who look for it
    by place. What has no place of its own but a list of places lies at these only.

    Parameters
    ----------
    frame : polars.DataFrame
        Columns as `jobmatch.schemas.VACANCY`.
    table : TravelTable
        For the zones of its matrix.

    Returns
    -------
    PackedSites
    """
    long = _in_rows(frame)
    owner = long["row"].to_numpy()
    n_sites = np.bincount(owner, minlength=frame.height)
    xyz_m, located, radius_m = places(long)
    zone = table.zones(xyz_m, located, radius_m, "destination")
    start = np.cumsum(n_sites) - n_sites
    several = n_sites > 1
    fields: dict[str, np.ndarray] = {"x_m": xyz_m[start, 0], "y_m": xyz_m[start, 1], "z_m": xyz_m[start, 2]}
    fields |= {"radius_m": radius_m[start], "located": located[start], "zone": zone[start]}
    fields["zone"] = np.where(several, _NO_ZONE, fields["zone"])
    for v in np.flatnonzero(several).tolist():
        here = slice(start[v], start[v] + n_sites[v])
        known = located[here] == 1
        fields["located"][v] = known.any()
        middle, reach_m = _ball(xyz_m[here][known], radius_m[here][known])
        fields["x_m"][v], fields["y_m"][v], fields["z_m"][v] = middle
        fields["radius_m"][v] = reach_m
    kept = several[owner]
    site = np.zeros(int(kept.sum()), SITE)
    site["x_m"], site["y_m"], site["z_m"] = xyz_m[kept].T
    site["radius_m"], site["located"], site["zone"] = radius_m[kept], located[kept], zone[kept]
    site["number"] = long["number"].to_numpy()[kept]
    stop = np.cumsum(np.where(several, n_sites, 0))
    return PackedSites(fields | {"site_start": stop - np.where(several, n_sites, 0), "site_stop": stop}, site)


def with_stated_place(frame: pl.DataFrame, has_own: pl.Series) -> pl.DataFrame:
    """Say which have an address, without the address: a place that nobody could find is a place all the same.

    What is saved has no addresses, and has to be told so before it is packed again (`has_own_of_several`).
    """
    stated = pl.when(has_own).then(pl.lit("stated")).otherwise(None).alias(ADDRESS[0])
    return frame.with_columns(stated, pl.lit(None, pl.String).alias(ADDRESS[1]))


def has_own_of_several(vacancies: Vacancies, rows: I64) -> pl.Series:
    """Which of these vacancies have a place of their own among several."""
    number = vacancies.site["number"]
    ranges = (vacancies.row[name][rows].tolist() for name in ("site_start", "site_stop"))
    own = [bool((number[start:stop] == 0).any()) for start, stop in zip(*ranges, strict=True)]
    return pl.Series(own, dtype=pl.Boolean)


def _in_rows(frame: pl.DataFrame) -> pl.DataFrame:
    """One row a place, those of a vacancy together and its own first."""
    row = pl.int_range(pl.len(), dtype=pl.Int64).alias("row")
    has_more = pl.col("more_sites").list.len().fill_null(0) > 0
    stated = pl.any_horizontal(pl.col(*ADDRESS, *_PLACE[:2]).is_not_null())
    own = frame.select(row, *_PLACE, has_more.alias("has_more"), stated.alias("stated"), number=pl.lit(0, pl.Int64))
    more = frame.select(row, "more_sites").filter(has_more)
    more = more.with_columns(number=pl.int_ranges(1, pl.col("more_sites").list.len() + 1, dtype=pl.Int64))
    more = more.explode("more_sites", "number").unnest("more_sites").select("row", *_PLACE, "number")
    return pl.concat([own.filter(~pl.col("has_more") | pl.col("stated")).select(more.columns), more]).sort(
        "row", "number"
    )


def _ball(xyz_m: I32, radius_m: I32) -> tuple[I64, int]:
    """Middle of some places, and how far off the farthest may be; nothing where there are none."""
    if not len(xyz_m):
        return np.zeros(3, np.int64), 0
    points = xyz_m.astype(np.int64)
    middle = (points.min(axis=0) + points.max(axis=0)) // 2
    away_m = np.sqrt(((points - middle) ** 2).sum(axis=1).astype(np.float64)) + radius_m
    return middle, int(np.ceil(away_m.max()))
