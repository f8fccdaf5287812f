"""Where postcodes and areas lie: positions for rows that give no coordinates.

The table of places comes from the user (a postcode directory, a list of outcodes or towns); none is shipped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from jobmatch.errors import ColumnMissingError
from jobmatch.schemas import LATITUDE_RANGE, LONGITUDE_RANGE, VACANCY_COLUMNS, Column
from jobmatch.tables.cells import RawTable
from jobmatch.tables.convert import convert
from jobmatch.tables.lookup import SortedKeys
from jobmatch.tables.notes import Note
from jobmatch.tables.postcodes import SECTOR_RADIUS_KM, read_directory
from jobmatch.tables.sources import Source, load

# Measured over the country: half of the full postcodes lie within 1.2 km of the centroid of their outcode, and 95 of
# 100 within 3.9 km.
OUTCODE_RADIUS_KM: Final = SECTOR_RADIUS_KM
ENOUGH_POSTCODES: Final = 50  # of one outcode or area in the table, to measure its own radius
OUTCODE_SHARE: Final = 0.95
# A job in "Birmingham" may be anywhere there. From a middle with this radius at least 80 of 100 of its points lie no
# farther than the farther end, and 80 of 100 no nearer than the nearer, wherever somebody lives: what fits at the
# farther end fits at the 80th percentile of the journeys to its points, and what fails at the nearer at the 20th.
AREA_SHARE: Final = 0.80
AREA_RADIUS_KM: Final = 5.0  # assumed, for an area given as one point, or as a few
MAX_AREA_RADIUS_KM: Final = 50.0  # namesakes farther apart than this are several places, so the name is no place
EARTH_RADIUS_KM: Final = 6371.009

_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "postcode": ("postcode", "pcds", "pcd", "pcd2", "pcd7", "pcd8", "outcode", "postcode_district"),
    "area": ("area", "name", "town", "city", "place"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "long", "lon", "lng"),
    "place_radius_km": ("place_radius_km", "radius_km"),
}
_FULL: Final = r"^([A-Z]{1,2}[0-9][A-Z0-9]?)[0-9][A-Z]{2}$"
_OUTCODE: Final = r"^([A-Z]{1,2}[0-9][A-Z0-9]?)$"
_BY: Final = ("postcode", "outcode", "area")  # in this order
POSITION: Final = ("latitude", "longitude", "place_radius_km")


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Places:
    """Positions by full postcode, by outcode and by area name.

    Each frame has ``key``, ``latitude``, ``longitude`` (degrees, WGS84) and ``place_radius_km`` (how far off the
    point may be), one row for each key. Make one with `Places.from_source`.
    """

    postcodes: pl.DataFrame
    outcodes: pl.DataFrame
    areas: pl.DataFrame
    _sorted: dict[str, SortedKeys] = field(init=False, default_factory=dict)

    @classmethod
    def from_source(cls, source: Source) -> Places:
        """Places from a table.

        Parameters
        ----------
        source
            The ONS Postcode Directory or Code-Point Open as published (a CSV file, or a folder or zip of them), or
            anything that the readers take, with ``latitude``, ``longitude`` and at least one of ``postcode``
            (full or outcode, mixed if need be) and ``area``; ``radius_km`` is optional. Common other names
            (pcds, lat, long) are understood. Rows without a position in the United Kingdom are skipped.
            Terminated postcodes stay, with the last position that the directory gives.

        Returns
        -------
        Places
            Outcodes that the table lacks are derived from its full postcodes (the middle, and the radius that holds
            95 of 100 where there are at least 50), areas from all rows of their name.

        Raises
        ------
        FormatError
            If the source is of no kind that we read.
        ColumnMissingError
            If there is no position, or nothing to find it by.
        UsageError
            If Code-Point Open is read without pyproj.
        """
        directory = read_directory(Path(source)) if isinstance(source, str | Path) else None
        table = _positions(load(source, "places")) if directory is None else _in_range(directory)
        table = table.with_columns(_key().alias("key"), _outcode().alias("outcode"))
        given = pl.col("place_radius_km")
        is_outcode = pl.col("key") == pl.col("outcode")
        full = table.filter(pl.col("key").str.contains(_FULL)).with_columns(given.fill_null(0.0))
        outcodes = table.filter(is_outcode).with_columns(given.fill_null(OUTCODE_RADIUS_KM))
        derived = _districts(full)
        named = table.filter(pl.col("area").is_not_null()).with_columns(
            given.fill_null(
                pl.when(is_outcode)
                .then(OUTCODE_RADIUS_KM)
                .when(pl.col("key").str.contains(_FULL).fill_null(value=False))
                .then(0.0)
                .otherwise(pl.when(pl.len().over(_area_key()) < ENOUGH_POSTCODES).then(AREA_RADIUS_KM).otherwise(0.0))
            ),
            key=_area_key(),
        )
        return cls(
            postcodes=_one_each(full),
            outcodes=_one_each(pl.concat([_keyed(outcodes), _keyed(derived)])),
            areas=_areas(named),
        )

    def __len__(self) -> int:
        return self.postcodes.height + self.outcodes.height + self.areas.height

    def __repr__(self) -> str:
        return f"Places({self.postcodes.height} postcodes, {self.outcodes.height} outcodes, {self.areas.height} areas)"

    def locate(self, postcode: pl.Series, area: pl.Series) -> pl.DataFrame:
        """Positions by full postcode, else by outcode, else by name of area.

        Parameters
        ----------
        postcode, area
            Text, one for each row; case and blanks make no difference. Missing is not looked up.

        Returns
        -------
        polars.DataFrame
            ``latitude``, ``longitude``, ``place_radius_km`` and ``found_by`` ("postcode", "outcode" or "area"),
            one row for each row; all missing where nothing was found.

        Examples
        --------
        >>> places = Places.from_source([{"postcode": "ZZ1", "latitude": 53.5, "longitude": -2.2}])
        >>> places.locate(pl.Series(["zz1 1aa"]), pl.Series([None], dtype=pl.String)).row(0)
        (53.5, -2.2, 3.9, 'outcode')
        """
        wanted = _keys_of(postcode, area)
        for by in _BY:
            known = self._known(by).rename({name: f"{name}_{by}" for name in POSITION})
            known = known.with_columns(pl.lit(by).alias(f"by_{by}"))
            wanted = wanted.join(known, left_on=by, right_on="key", how="left", maintain_order="left")
        return wanted.select(
            *(pl.coalesce(f"{name}_{by}" for by in _BY).alias(name) for name in POSITION),
            pl.coalesce(f"by_{by}" for by in _BY).alias("found_by"),
        )

    def locate_few(self, postcode: pl.Series, area: pl.Series) -> list[tuple[float | None, ...]]:
        """As `locate`, for a few rows: in a hundredth of the time where the table is that of a country.

        The first call sorts the places by their keys.

        Returns
        -------
        list of tuple
            `POSITION` of each row.
        """
        wanted = _keys_of(postcode, area)
        found: list[tuple[float | None, ...]] = [(None,) * len(POSITION)] * len(wanted)
        for by in _BY:
            known = self._known(by)
            if by not in self._sorted:  # of two threads both may sort, to the same end
                self._sorted[by] = SortedKeys(known["key"])
            columns = [known[name] for name in POSITION]
            for at, row in enumerate(self._sorted[by].rows_of(wanted[by])):
                if row is not None:
                    both = zip(found[at], columns, strict=True)
                    found[at] = tuple(values[row] if so_far is None else so_far for so_far, values in both)
        return found

    def _known(self, by: str) -> pl.DataFrame:
        return {"postcode": self.postcodes, "outcode": self.outcodes, "area": self.areas}[by]

    def fill(self, frame: pl.DataFrame) -> tuple[pl.DataFrame, list[Note]]:
        """The frame with positions for rows that have none, and notes on how many were found.

        Parameters
        ----------
        frame
            Valid rows with the place columns of `jobmatch.schemas`.

        Returns
        -------
        frame : polars.DataFrame
            ``latitude``, ``longitude`` and ``place_radius_km`` filled where they were missing. A row with
            coordinates keeps them as they are; one that is not found stays without.
        notes : list of tuple
            (column, rows, note).
        """
        found = self.locate(frame["postcode"], frame["area"]).rename({name: f"{name}_found" for name in POSITION})
        lacking = frame["latitude"].is_null()
        both = frame.hstack(found.with_columns(lacking.alias("lacking")))
        filled = both.with_columns(
            pl.when("lacking").then(pl.coalesce(name, f"{name}_found")).otherwise(name).alias(name) for name in POSITION
        )
        return filled.select(frame.columns), _notes(both.filter("lacking"))


def _notes(lacking: pl.DataFrame) -> list[Note]:
    notes: list[Note] = []
    for by, column in (("postcode", "postcode"), ("outcode", "postcode"), ("area", "area")):
        n_found = int((lacking["found_by"] == by).sum())
        if n_found:
            notes.append((column, n_found, f"place found by {'full postcode' if by == 'postcode' else by}"))
    lost = lacking.filter(pl.col("found_by").is_null())
    for column in ("postcode", "area"):
        n_lost = int(lost[column].is_not_null().sum())
        if n_lost:
            notes.append((column, n_lost, "not in the table of places: where it is stays unknown"))
    return notes


def _keys_of(postcode: pl.Series, area: pl.Series) -> pl.DataFrame:
    """What each row is looked up by."""
    wanted = pl.DataFrame(
        {"postcode": postcode, "area": area}, schema_overrides={"postcode": pl.String, "area": pl.String}
    )
    return wanted.select(_key().alias("postcode"), _outcode().alias("outcode"), _area_key().alias("area"))


def _key() -> pl.Expr:
    return pl.col("postcode").str.to_uppercase().str.replace_all("[^A-Z0-9]", "")


def _outcode() -> pl.Expr:
    # The first word, not all letters run together: "M1 1" is a part of M1, not the whole of M11.
    first_word = pl.col("postcode").str.strip_chars().str.to_uppercase().str.extract(r"^(\S+)")
    return pl.coalesce(_key().str.extract(_FULL), first_word.str.extract(_OUTCODE))


def _area_key() -> pl.Expr:
    return pl.col("area").str.to_lowercase().str.replace_all(r"\s+", " ").str.strip_chars()


def _keyed(table: pl.DataFrame) -> pl.DataFrame:
    return table.select("key", *POSITION)


def _one_each(table: pl.DataFrame) -> pl.DataFrame:
    return _keyed(table).unique(subset="key", keep="first", maintain_order=True)


def _districts(full: pl.DataFrame) -> pl.DataFrame:
    """Outcodes by their own postcodes; a few tell little of how far the others lie."""
    off = pl.col("place_radius_km")
    enough = pl.col("n") >= ENOUGH_POSTCODES
    radius = pl.when(enough).then(pl.col("most")).otherwise(off.clip(lower_bound=OUTCODE_RADIUS_KM))
    return _spread(full.with_columns(key="outcode"), OUTCODE_SHARE).with_columns(radius.alias("place_radius_km"))


def _areas(named: pl.DataFrame) -> pl.DataFrame:
    """Areas by the points of their name, but for names that several places far apart have."""
    radius = pl.when(pl.col("n") >= ENOUGH_POSTCODES).then(pl.col("most")).otherwise(pl.col("place_radius_km"))
    spread = _spread(named, AREA_SHARE).filter(pl.col("place_radius_km") <= MAX_AREA_RADIUS_KM)
    return _keyed(spread.with_columns(radius.alias("place_radius_km")))


def _spread(table: pl.DataFrame, share: float) -> pl.DataFrame:
    """For each key the middle of its points, a radius that reaches all of them, and one that reaches a share."""
    middle = table.with_columns(
        pl.col(name).mean().over("key").alias(f"{name}_mid") for name in ("latitude", "longitude")
    )
    reach = _distance_km().fill_nan(0.0) + pl.col("place_radius_km")
    return middle.group_by("key", maintain_order=True).agg(
        pl.col("latitude_mid").first().alias("latitude"),
        pl.col("longitude_mid").first().alias("longitude"),
        reach.max().alias("place_radius_km"),
        reach.quantile(share, "higher").alias("most"),
        pl.len().alias("n"),
    )


def _distance_km() -> pl.Expr:
    # Great circle by haversine, from each point to the middle.
    lat, mid = pl.col("latitude").radians(), pl.col("latitude_mid").radians()
    half_lat = (lat - mid) / 2
    half_lon = (pl.col("longitude") - pl.col("longitude_mid")).radians() / 2
    root = (half_lat.sin() ** 2 + lat.cos() * mid.cos() * half_lon.sin() ** 2).sqrt()
    return 2 * EARTH_RADIUS_KM * root.clip(upper_bound=1.0).arcsin()


def _positions(raw: RawTable) -> pl.DataFrame:
    own_names = {name.strip().lower(): name for name in raw.columns}
    chosen = {ours: _first(own_names, names) for ours, names in _NAMES.items()}
    missing = [name for name in ("latitude", "longitude") if chosen[name] is None]
    if chosen["postcode"] is None and chosen["area"] is None:
        missing.append("postcode or area")
    if missing:
        raise ColumnMissingError(table="places", missing=missing, present=raw.columns)
    columns: list[pl.Series] = []
    for ours, theirs in chosen.items():
        column: Column = VACANCY_COLUMNS[ours]
        columns.append(convert(raw.columns[theirs] if theirs else [], column, raw.n_rows).values)
    return pl.DataFrame(columns).filter(pl.col("latitude").is_not_null(), pl.col("longitude").is_not_null())


def _in_range(directory: pl.DataFrame) -> pl.DataFrame:
    """Rows of a postcode directory that lie in the country, as `_positions` gives them."""
    inside = [
        pl.col(name).is_between(*limits)
        for name, limits in (("latitude", LATITUDE_RANGE), ("longitude", LONGITUDE_RANGE))
    ]
    return directory.filter(*inside).with_columns(area=pl.lit(None, pl.String))


def _first(own_names: Mapping[str, str], names: Iterable[str]) -> str | None:
    return next((own_names[name] for name in names if name in own_names), None)
