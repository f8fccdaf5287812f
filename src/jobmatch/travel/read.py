"""Travel times as routers and services write them, checked against the facts that they must come with."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from jobmatch.codes import BAND_NAMES, DAY_TYPE_NAMES, MODE_NAMES, Band, DayType, Mode
from jobmatch.errors import ColumnMissingError, FormatError, MatrixError
from jobmatch.kernels.layout import I64, U8, U64
from jobmatch.schemas import VACANCY_COLUMNS, Column
from jobmatch.tables.convert import convert
from jobmatch.tables.sources import load
from jobmatch.travel.compressed import NO_MINUTES, compressed, layers_of, n_twice, pack_pairs, without_none
from jobmatch.travel.matrix import MOST_CUTOFF_MIN, Layer

_KINDS: Final = [(mode, band, day_type) for mode in Mode for band in Band for day_type in DayType]
_COLUMNS: Final = ("kind", "origin", "destination", "minutes")
_OUTSIDE: Final = 254  # in place of minutes that nobody looked for
_ROWS_AT_ONCE: Final = 1 << 20
_ANY_BAND: Final = frozenset({Mode.WALK, Mode.CYCLE})
_METADATA: Final = {
    "cutoff_min": "the longest journey that was looked for, minutes",
    "timetable_date": "the day of the timetable or the street map",
    "producer": "who or what made the times",
    "licence": "the terms under which they may be used",
}

_ZONE_NAMES: Final = {
    "zone": ("zone", "id", "zone_id"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "long", "lng"),
    "origin": ("origin",),
    "destination": ("destination",),
}
_ZONE_COLUMNS: Final = {
    "zone": Column("zone", "id", "name of the zone"),
    "latitude": VACANCY_COLUMNS["latitude"],
    "longitude": VACANCY_COLUMNS["longitude"],
    "origin": Column("origin", "bool", "journeys from here were looked for"),
    "destination": Column("destination", "bool", "journeys to here were looked for"),
}


@dataclass(frozen=True, slots=True)
class _Layout:
    """Names of columns, the first that is there; and how many of the unit make a minute."""

    origin: tuple[str, ...]
    destination: tuple[str, ...]
    time: tuple[str, ...]
    per_minute: int = 1
    mode: str | None = None
    band: str | None = None
    bands: Mapping[str, Band] = field(default_factory=lambda: {name: Band(row) for row, name in enumerate(BAND_NAMES)})


_OWN_BANDS: Final = {name: Band(row) for row, name in enumerate(BAND_NAMES)}
_MEDIAN: Final = ("travel_time_p50", "travel_time_p050")
# The first whose columns are all there. The Urban Big Data Centre's morning is 07 to 10 and its "pm" 21 to 24; its
# times are r5r's with one more column.
_LAYOUTS: Final = {
    "own": _Layout(("from_zone",), ("to_zone",), ("minutes_p50",), mode="mode", band="band"),
    "Urban Big Data Centre": _Layout(
        ("from_id",), ("to_id",), _MEDIAN, band="time_of_day", bands={"am": Band.AM, "pm": Band.EVE, "night": Band.EVE}
    ),
    "r5r and r5py": _Layout(("from_id", "fromId"), ("to_id", "toId"), (*_MEDIAN, "travel_time")),
    "TravelTime": _Layout(
        ("search_id", "departure_id"), ("id", "location_id"), ("travel_time", "properties_travel_time"), 60
    ),
    "OpenTripPlanner": _Layout(("fromPlace", "origin"), ("toPlace", "destination"), ("duration", "travel_time"), 60),
}


def read_matrix(
    source: str | Path | pl.DataFrame | pl.LazyFrame,
    zones: object,
    about: Mapping[str, Any],
    mode: str | None,
    band: str | None,
) -> tuple[pl.DataFrame, tuple[Layer, ...], I64, np.ndarray, U8]:
    """Read what a `TravelMatrix` is made of; see `TravelMatrix.read`."""
    facts = _checked_facts(zones, about)
    zone_list = read_zones(zones)
    table = _scan(source)
    layout = _layout_of(table.collect_schema().names())
    pairs = _pairs(_rows(table, layout, zone_list, facts["cutoff_min"], mode, band), facts["cutoff_min"], zone_list)
    kinds = layers_of(pairs, len(_KINDS), zone_list.height)
    layers = []
    for mode_of, band_of, day_type in (_KINDS[kind] for kind in kinds):
        layers.append(Layer(mode_of, band_of, day_type=day_type, **facts))
    return zone_list, tuple(layers), *compressed(pairs, kinds, zone_list.height)


# --- What must come with the times ------------------------------------------------------------------------


def _checked_facts(zones: object, about: Mapping[str, Any]) -> dict[str, Any]:
    lacking = [
        f"{name} ({meaning})"
        for name, meaning in _METADATA.items()
        if about[name] is None or (isinstance(about[name], str) and not about[name].strip())
    ]
    if zones is None:
        lacking.insert(0, "zones (the list of zones with their centroids)")
    if lacking:
        raise MatrixError(
            problem=f"it comes without {'; '.join(lacking)}",
            way_out="give each by name: without them a missing pair could not be told from an impossible journey",
        )
    cutoff = about["cutoff_min"]
    if not isinstance(cutoff, int) or isinstance(cutoff, bool) or not 1 <= cutoff <= MOST_CUTOFF_MIN:
        raise MatrixError(
            problem="cutoff_min is no whole number of minutes in range", way_out=f"give 1 to {MOST_CUTOFF_MIN}"
        )
    return {**about, "timetable_date": _date(about["timetable_date"])}


def _date(value: object) -> dt.date:
    if isinstance(value, dt.date):
        return value.date() if isinstance(value, dt.datetime) else value
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        raise MatrixError(problem="timetable_date is no date", way_out="write it as 2026-04-01") from None


def read_zones(source: Any) -> pl.DataFrame:  # noqa: ANN401 - whatever the readers take
    """The list of zones, checked.

    Returns
    -------
    polars.DataFrame
        ``zone``, ``latitude``, ``longitude``, ``origin``, ``destination``, in the order given.

    Raises
    ------
    ColumnMissingError
        If a column is absent.
    MatrixError
        If a zone is named twice or has no centroid.
    """
    raw = load(source, "zones")
    own = {name.strip().lower(): name for name in raw.columns}
    chosen = {ours: next((own[name] for name in names if name in own), None) for ours, names in _ZONE_NAMES.items()}
    missing = [ours for ours in ("zone", "latitude", "longitude") if chosen[ours] is None]
    if missing:
        raise ColumnMissingError(table="zones", missing=missing, present=raw.columns)
    zones = pl.DataFrame(
        [
            convert(raw.columns[theirs] if theirs else [], _ZONE_COLUMNS[ours], raw.n_rows).values
            for ours, theirs in chosen.items()
        ]
    ).with_columns(pl.col("zone").cast(pl.String), pl.col("origin", "destination").fill_null(value=True))
    unplaced = zones.filter(pl.col("latitude").is_null() | pl.col("longitude").is_null()).height
    if unplaced:
        raise MatrixError(
            problem=f"{unplaced} zone(s) have no centroid in the United Kingdom",
            way_out="give latitude and longitude of each",
        )
    twice = zones.height - zones["zone"].drop_nulls().n_unique()
    if twice:
        raise MatrixError(problem=f"{twice} zone(s) are nameless or named twice", way_out="name each zone once")
    return zones


# --- Rows ---------------------------------------------------------------------------------------------------


def _scan(source: str | Path | pl.DataFrame | pl.LazyFrame) -> pl.LazyFrame:
    if isinstance(source, pl.LazyFrame | pl.DataFrame):
        return source.lazy()
    path = Path(source)
    files = sorted(path.glob("*.parquet")) or sorted(path.glob("*.csv")) if path.is_dir() else [path]
    suffix = files[0].suffix.lower() if files and files[0].is_file() else None
    if suffix == ".parquet":
        return pl.scan_parquet(files)
    if suffix == ".csv":
        return pl.scan_csv(files, infer_schema_length=10_000)
    raise FormatError(
        what=f"travel times {path.name!r}",
        found=suffix or "no such file",
        expected="a .parquet or .csv file, or a folder of them",
    )


def _layout_of(names: list[str]) -> _Layout:
    for layout in _LAYOUTS.values():
        wanted = [layout.origin, layout.destination, layout.time, *([(layout.band,)] if layout.band else [])]
        if all(any(name in names for name in one) for one in wanted):
            return layout
    raise ColumnMissingError(
        table="travel times", missing=[f"the columns of {name}" for name in _LAYOUTS], present=names
    )


def _rows(
    table: pl.LazyFrame, layout: _Layout, zones: pl.DataFrame, cutoff_min: int, mode: str | None, band: str | None
) -> pl.LazyFrame:
    """``origin``, ``destination`` (row of the zone, null unknown), ``minutes``, ``kind`` (of `_KINDS`, null unknown).

    Six bytes a row, since there may be hundreds of millions.
    """
    names = table.collect_schema().names()
    zone_rows = pl.Enum(zones["zone"])
    origin, destination, time = (
        next(name for name in one if name in names) for one in (layout.origin, layout.destination, layout.time)
    )
    mode_of = _code(
        layout.mode if layout.mode in names else None, mode, {n: Mode(i) for i, n in enumerate(MODE_NAMES)}, "mode"
    )
    usual = BAND_NAMES[Band.DAY] if mode is not None and mode in {MODE_NAMES[m] for m in _ANY_BAND} else None
    band_of = _code(
        layout.band if layout.band in names else None, band or usual, {**_OWN_BANDS, **layout.bands}, "band"
    )
    day_types = {name: DayType(row) for row, name in enumerate(DAY_TYPE_NAMES)}
    day_type = _code(
        "day_type" if "day_type" in names else None, DAY_TYPE_NAMES[DayType.WEEKDAY], day_types, "day_type"
    )
    return table.select(
        origin=pl.col(origin).cast(pl.String).cast(zone_rows, strict=False).to_physical(),
        destination=pl.col(destination).cast(pl.String).cast(zone_rows, strict=False).to_physical(),
        minutes=_minutes(pl.col(time).cast(pl.Float64, strict=False) / layout.per_minute, cutoff_min),
        kind=(mode_of * len(Band) + band_of) * len(DayType) + day_type,
    )


def _minutes(minutes: pl.Expr, cutoff_min: int) -> pl.Expr:
    """Whole minutes as a byte: `NO_MINUTES` where there are none, `_OUTSIDE` where they are out of range."""
    whole = minutes.ceil()  # a part of a minute is one: never promise too much
    return (
        pl.when(~whole.is_finite() | whole.is_null())
        .then(NO_MINUTES)
        .when(whole.is_between(0, cutoff_min))
        .then(whole)
        .otherwise(_OUTSIDE)
        .cast(pl.UInt8)
    )


def _code(column: str | None, given: str | None, codes: Mapping[str, int], what: str) -> pl.Expr:
    if column is not None:
        name, code = pl.col(column).str.to_lowercase(), pl.lit(None, pl.UInt8)
        for one, its_code in codes.items():  # to replace them by a table would hold all rows at once
            code = pl.when(name == one).then(pl.lit(int(its_code), pl.UInt8)).otherwise(code)
        return code
    if given is None:
        raise MatrixError(
            problem=f"it has no column for the {what}", way_out=f"give {what}=, one of {', '.join(sorted(codes))}"
        )
    if given not in codes:
        raise MatrixError(problem=f"there is no {what} {given!r}", way_out=f"give one of {', '.join(sorted(codes))}")
    return pl.lit(int(codes[given]), pl.UInt8)


def _pairs(table: pl.LazyFrame, cutoff_min: int, zones: pl.DataFrame) -> U64:
    """Pairs that have minutes, packed and in order.

    Rows are refused that contradict what comes with them: then a missing pair would mean nothing either.
    """
    rows = table.collect(engine="streaming")
    unknown = (rows["origin"].is_null() | rows["destination"].is_null()).sum()
    if unknown:
        raise MatrixError(
            problem=f"{unknown} row(s) name a zone that is not in the list of zones",
            way_out="give the list that the times were made with",
        )
    nameless = rows["kind"].null_count()
    if nameless:
        raise MatrixError(
            problem=f"{nameless} row(s) have a mode, band or day_type that is not known",
            way_out=f"modes are {', '.join(MODE_NAMES)}, bands are {', '.join(BAND_NAMES)}, "
            f"day types are {', '.join(DAY_TYPE_NAMES)}",
        )
    outside = (rows["minutes"] == _OUTSIDE).sum()
    if outside:
        raise MatrixError(
            problem=f"{outside} row(s) are below 0 or above cutoff_min = {cutoff_min} minutes",
            way_out="check the cut-off and the unit",
        )
    packed = np.empty(rows.height, np.uint64)
    for number, some in enumerate(rows.iter_slices(_ROWS_AT_ONCE)):
        kind, origin, destination, minutes = (some[name].to_numpy() for name in _COLUMNS)
        start = number * _ROWS_AT_ONCE
        packed[start : start + some.height] = pack_pairs(kind, origin, destination, minutes, zones.height)
    del rows
    packed.sort()
    twice = n_twice(packed)
    if twice:
        raise MatrixError(problem=f"{twice} row(s) give the same pair again", way_out="keep one time for each pair")
    packed = without_none(packed)
    if not len(packed):
        raise MatrixError(problem="it has no times", way_out="check the column of times")
    return packed
