"""One day of GTFS timetables as connections: each is a ride from one stop to the next without a halt."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import polars as pl

from jobmatch.errors import FormatError, require_columns
from jobmatch.kernels.layout import I32, U8
from jobmatch.travel import positions_m

DAY_S: Final = 86_400
_WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_NOT_ALLOWED: Final = "1"  # pickup_type and drop_off_type
_COLUMNS: Final = {
    "stops": ("stop_id", "stop_lat", "stop_lon"),
    "trips": ("trip_id", "service_id"),
    "stop_times": ("trip_id", "stop_id", "stop_sequence", "arrival_time", "departure_time"),
}


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Connections:
    """Connections in the order of departure, seconds after midnight of the day; before 0 is the day before.

    Parameters
    ----------
    departure_s, arrival_s : int32 arrays, shape (c,)
    from_stop, to_stop : int32 arrays, shape (c,)
        Rows of ``stops_xyz_m``.
    trip : int32 array, shape (c,)
        From 0; a trip that is run on two days has two numbers.
    may_board, may_alight : uint8 arrays, shape (c,)
        0 where passengers are not let on at its first stop, or off at its last.
    stops_xyz_m : int32 array, shape (s, 3)
        Stops that are called at.
    n_trips : int
    """

    departure_s: I32
    arrival_s: I32
    from_stop: I32
    to_stop: I32
    trip: I32
    may_board: U8
    may_alight: U8
    stops_xyz_m: I32
    n_trips: int

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Connections({len(self.trip)} of {self.n_trips} trips between {len(self.stops_xyz_m)} stops)"


def read_connections(feeds: Sequence[str | Path], day: dt.date) -> Connections:
    """Read what runs on one day, and what of the days around it reaches into it.

    Parameters
    ----------
    feeds
        GTFS feeds: zip files or folders. Stops of different feeds are different, and changes between them are on foot.
    day
        The day.

    Raises
    ------
    FormatError
        If a feed cannot be read, runs by frequencies, or nothing runs on the day.
    ColumnMissingError
        If a file lacks a column.
    """
    parts = [_feed(Path(feed), number, day) for number, feed in enumerate(feeds)]
    calls = pl.concat([pl.DataFrame(), *parts], how="diagonal")
    if not calls.height or not calls["departure_s"].is_between(0, DAY_S).any():
        raise FormatError(what="timetables", found=f"nothing that runs on {day}", expected="a day of their calendar")
    calls = calls.sort("trip", "order").with_columns(
        trip=pl.col("trip").rle_id(), stop=pl.col("stop").rank("dense") - 1
    )
    same_trip = pl.col("trip").shift(-1) == pl.col("trip")
    following = pl.col("stop", "arrival_s", "may_alight").shift(-1).name.prefix("next_")
    rides = calls.select(pl.all(), following, same_trip=same_trip).filter("same_trip").sort("departure_s", "arrival_s")
    stops = calls.unique("stop").sort("stop")
    return Connections(
        departure_s=rides["departure_s"].to_numpy().astype(np.int32),
        arrival_s=rides["next_arrival_s"].to_numpy().astype(np.int32),
        from_stop=rides["stop"].to_numpy().astype(np.int32),
        to_stop=rides["next_stop"].to_numpy().astype(np.int32),
        trip=rides["trip"].to_numpy().astype(np.int32),
        may_board=rides["may_board"].to_numpy().astype(np.uint8),
        may_alight=rides["next_may_alight"].to_numpy().astype(np.uint8),
        stops_xyz_m=positions_m(stops["stop_lat"].to_numpy(), stops["stop_lon"].to_numpy()),
        n_trips=calls["trip"].n_unique(),
    )


def _feed(feed: Path, number: int, day: dt.date) -> pl.DataFrame:
    """Calls of the trips of one feed: trip, order, stop, times in seconds of ``day``, position."""
    tables = {name: _table(feed, name, columns) for name, columns in _COLUMNS.items()}
    frequencies = _optional(feed, "frequencies")
    if frequencies is not None and frequencies.height:
        raise FormatError(
            what=f"timetable {feed.name!r}", found="trips by frequencies.txt", expected="trips with times"
        )
    stops = tables["stops"].select("stop_id", pl.col("stop_lat", "stop_lon").cast(pl.Float64, strict=False))
    calls = tables["stop_times"].with_columns(
        order=pl.col("stop_sequence").cast(pl.Int64),
        arrival_s=_seconds("arrival_time"),
        departure_s=_seconds("departure_time"),
        may_board=_allowed("pickup_type", tables["stop_times"]),
        may_alight=_allowed("drop_off_type", tables["stop_times"]),
    )
    # Times between the timed stops may be left out; they are taken to pass evenly.
    calls = calls.sort("trip_id", "order").with_columns(
        pl.col("arrival_s", "departure_s").interpolate().over("trip_id").round().cast(pl.Int64)
    )
    calls = calls.drop_nulls(["arrival_s", "departure_s"]).join(stops.drop_nulls(), on="stop_id")
    running = []
    for shift in (-1, 0, 1):
        services = _services_on(feed, day + dt.timedelta(days=shift))
        trips = tables["trips"].filter(pl.col("service_id").is_in(services.implode())).select("trip_id")
        running.append(
            calls.join(trips, on="trip_id").with_columns(
                pl.col("arrival_s", "departure_s") + shift * DAY_S,
                trip=pl.format("{} {} {}", pl.lit(number), pl.lit(shift), "trip_id"),
                stop=pl.format("{} {}", pl.lit(number), "stop_id"),
            )
        )
    wanted = ("trip", "order", "stop", "arrival_s", "departure_s", "may_board", "may_alight", "stop_lat", "stop_lon")
    return pl.concat(running).select(wanted)


def _services_on(feed: Path, day: dt.date) -> pl.Series:
    written = day.strftime("%Y%m%d")
    services = pl.Series("service_id", [], dtype=pl.String)
    calendar = _optional(feed, "calendar")
    if calendar is not None:
        runs = (pl.col(_WEEKDAYS[day.weekday()]) == "1") & (pl.col("start_date") <= written)
        services = calendar.filter(runs & (pl.col("end_date") >= written))["service_id"]
    dates = _optional(feed, "calendar_dates")
    if calendar is None and dates is None:
        raise FormatError(what=f"timetable {feed.name!r}", found="no calendar", expected="calendar.txt")
    if dates is not None:
        today = dates.filter(pl.col("date") == written)
        added, gone = (today.filter(pl.col("exception_type") == kind)["service_id"] for kind in ("1", "2"))
        services = pl.concat([services.filter(~services.is_in(gone.implode())), added]).unique()
    return services


def _seconds(column: str) -> pl.Expr:
    part = pl.col(column).str.strip_chars().str.split(":")
    return sum(
        (
            part.list.get(i, null_on_oob=True).cast(pl.Int64, strict=False) * unit
            for i, unit in ((0, 3600), (1, 60), (2, 1))
        ),
        start=pl.lit(0, pl.Int64),
    )


def _allowed(column: str, table: pl.DataFrame) -> pl.Expr:
    if column not in table.columns:
        return pl.lit(value=True)
    return (pl.col(column) != _NOT_ALLOWED).fill_null(value=True)


def _table(feed: Path, name: str, columns: tuple[str, ...]) -> pl.DataFrame:
    table = _optional(feed, name)
    if table is None:
        raise FormatError(what=f"timetable {feed.name!r}", found=f"no {name}.txt", expected="a GTFS zip file or folder")
    require_columns(columns, table.columns, f"{name}.txt")
    return table


def _optional(feed: Path, name: str) -> pl.DataFrame | None:
    """A file of a feed with every cell as text; None if there is none."""
    try:
        if feed.is_dir():
            path = feed / f"{name}.txt"
            content = path.read_bytes() if path.is_file() else None
        else:
            with zipfile.ZipFile(feed) as archive:
                content = archive.read(f"{name}.txt") if f"{name}.txt" in archive.namelist() else None
        if content is None or not content.strip():
            return None
        table = pl.read_csv(content, infer_schema=False)
    except (OSError, zipfile.BadZipFile, pl.exceptions.PolarsError) as error:
        raise FormatError(
            what=f"timetable {feed.name!r}", found=type(error).__name__, expected="a GTFS zip file or folder"
        ) from None
    return table.rename(lambda column: column.strip().removeprefix("\ufeff"))
