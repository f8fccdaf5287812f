"""Travel times between zones in the bands of the day, in the layout that `jobmatch.TravelMatrix.read` takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jobmatch.codes import BAND_NAMES, BAND_STARTS_H, Band
from jobmatch.errors import UsageError
from jobmatch.kernels.layout import I32, I64
from jobmatch.progress import progress_bar
from jobmatch.routing.scan import NEVER_S, finish, scan
from jobmatch.routing.streets import Streets, read_streets
from jobmatch.routing.timetable import Connections, read_connections
from jobmatch.travel import TravelMatrix, positions_m
from jobmatch.travel.matrix import MOST_CUTOFF_MIN
from jobmatch.travel.read import read_zones

HOUR_S: Final = 3600
WALK_M_PER_S: Final = 4.8 / 3.6
CYCLE_M_PER_S: Final = 16 / 3.6
CYCLE_READY_S: Final = 300  # to fetch and to lock it, as in the estimate by distance
# Longest walks to a first stop or from a last one, and between two stops of a change.
ACCESS_S: Final = 1800
CHANGE_ON_FOOT_S: Final = 600
_BAND_HOURS: Final = tuple(
    (start, end if end > start else end + 24)
    for start, end in zip(BAND_STARTS_H, (*BAND_STARTS_H[1:], BAND_STARTS_H[0]), strict=True)
)
_DAY_TYPES: Final = ("weekday",) * 5 + ("sat", "sun")
_SHARES: Final = {"minutes_p25": 0.25, "minutes_p50": 0.5, "minutes_p75": 0.75}
_TIMES_SCHEMA: Final = {
    "from_zone": pl.String,
    "to_zone": pl.String,
    "mode": pl.String,
    "band": pl.String,
    "day_type": pl.String,
    **dict.fromkeys(_SHARES, pl.Int32),
}


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class RoutedTimes:
    """Travel times and what a matrix needs besides.

    Parameters
    ----------
    times : polars.DataFrame
        from_zone, to_zone, mode, band, day_type (weekday, sat, sun), minutes_p25, minutes_p50, minutes_p75: of the
        departures in a band a quarter, half and three quarters are no longer; null is longer than the cut-off.
    zones : polars.DataFrame
        zone, latitude, longitude, origin, destination: the last two are "no" for a zone that is not on the street map.
    cutoff_min : int
        Longest journey that was looked for.
    day : datetime.date
        The weekday of the timetable.
    """

    times: pl.DataFrame
    zones: pl.DataFrame
    cutoff_min: int
    day: dt.date

    def __repr__(self) -> str:
        """Show counts only."""
        return f"RoutedTimes({self.times.height} times between {self.zones.height} zones)"

    def matrix(self, licence: str) -> TravelMatrix:
        """The times as a matrix.

        Parameters
        ----------
        licence
            Terms of the street map and the timetables.

        Raises
        ------
        MatrixError
            If there is not a single journey.
        """
        return TravelMatrix.read(
            self.times.filter(pl.col("minutes_p50").is_not_null()),
            self.zones,
            cutoff_min=self.cutoff_min,
            timetable_date=self.day,
            producer="jobmatch route",
            licence=licence,
        )


def route_times(
    streets: str | Path,
    feeds: Sequence[str | Path],
    zones: object,
    days: Sequence[dt.date],
    *,
    cutoff_min: int = 120,
    every_min: int = 15,
    cycle: bool = True,
    progress: bool = False,
) -> RoutedTimes:
    """Travel times between all zones on foot, by bicycle and by public transport.

    By public transport a journey sets off every so many minutes of each band, and half of them are no longer than
    ``minutes_p50``. It may be walked, if that takes no more than 30 minutes; walks to and from stops take at most as
    long, and those of a change at most 10.

    Parameters
    ----------
    streets
        An OpenStreetMap extract. Let it reach well beyond the zones: streets end where it ends.
    feeds
        GTFS feeds, zip files or folders; none for streets only.
    zones
        Anything that the readers take, with ``zone``, ``latitude`` and ``longitude``.
    days
        Days of the timetable: a weekday, and perhaps a Saturday and a Sunday.
    cutoff_min
        Longest journey to look for, minutes, at most 253.
    every_min
        Minutes between departures.
    cycle
        Whether to route by bicycle too.
    progress
        Whether to draw a progress bar.

    Returns
    -------
    RoutedTimes

    Raises
    ------
    FormatError
        If a file cannot be read, or nothing runs on a day.
    UsageError
        If a number is out of range, the days are not one weekday and at most one Saturday and one Sunday, or the extra
        is not installed.
    """
    weekday = _checked(days, cutoff_min, every_min)
    zone_list = read_zones(zones)
    xyz_m = positions_m(zone_list["latitude"].to_numpy(), zone_list["longitude"].to_numpy())
    on_foot = read_streets(streets, "walk")
    names = zone_list["zone"]
    parts = [_by_street(on_foot, xyz_m, names, "walk", WALK_M_PER_S, 0, cutoff_min)]
    if cycle:
        by_bicycle = read_streets(streets, "cycle")
        parts.append(_by_street(by_bicycle, xyz_m, names, "cycle", CYCLE_M_PER_S, CYCLE_READY_S, cutoff_min))
    for day in days if feeds else ():
        connections = read_connections(feeds, day)
        walks = _walks(on_foot, xyz_m, connections)
        with progress_bar(f"Routing {_DAY_TYPES[day.weekday()]}", len(xyz_m), shown=progress) as step:
            for row, band, minutes in _by_timetable(connections, walks, cutoff_min, every_min):
                parts.append(_rows(names, row, "pt", band, _DAY_TYPES[day.weekday()], minutes))
                if step is not None and band is Band.NIGHT:
                    step(1)
    on_map = pl.Series(on_foot.nearest(xyz_m)[0] >= 0)
    zone_list = zone_list.with_columns(origin=pl.col("origin") & on_map, destination=pl.col("destination") & on_map)
    return RoutedTimes(pl.concat(parts), zone_list, cutoff_min, weekday)


def _checked(days: Sequence[dt.date], cutoff_min: int, every_min: int) -> dt.date:
    kinds = [_DAY_TYPES[day.weekday()] for day in days]
    if kinds.count("weekday") != 1 or len(set(kinds)) != len(kinds):
        raise UsageError(f"days must be one weekday and at most one Saturday and one Sunday, found {kinds}.")
    if not 1 <= cutoff_min <= MOST_CUTOFF_MIN:
        raise UsageError(f"cutoff_min must be from 1 to {MOST_CUTOFF_MIN}, found {cutoff_min}.")
    if not 1 <= every_min <= 60:
        raise UsageError(f"every_min must be from 1 to 60, found {every_min}.")
    return days[kinds.index("weekday")]


# --- Along streets ------------------------------------------------------------------------------------------


def _by_street(
    streets: Streets, xyz_m: I32, names: pl.Series, mode: str, m_per_s: float, ready_s: int, cutoff_min: int
) -> pl.DataFrame:
    limit_m = (60 * cutoff_min - ready_s) * m_per_s
    parts = [pl.DataFrame(schema=_TIMES_SCHEMA)]
    for row, metres in streets.distances(xyz_m, xyz_m, max(0.0, limit_m)):
        minutes = np.where(np.isfinite(metres), np.ceil((metres / m_per_s + ready_s) / 60), np.nan)
        # The same at any time of any day; other bands borrow it.
        parts.append(_rows(names, row, mode, Band.DAY, "weekday", np.repeat(minutes[None], len(_SHARES), axis=0)))
    return pl.concat(parts)


class _Walks(NamedTuple):
    """Walks in seconds: between zones, from zones to stops, and from stops to stops and to zones as compressed rows."""

    zones_s: I32  # (zone, zone), NEVER_S where too long
    access: list[tuple[I32, I32]]  # by zone: stops, seconds
    foot: tuple[I64, I32, I32]  # by stop: other stops, seconds
    egress: tuple[I64, I32, I32]  # by stop: zones, seconds


def _walks(streets: Streets, xyz_m: I32, connections: Connections) -> _Walks:
    n_zones, n_stops = len(xyz_m), len(connections.stops_xyz_m)
    to_all = np.full((n_zones, n_zones + n_stops), NEVER_S, np.int32)
    everything = np.concatenate([xyz_m, connections.stops_xyz_m])
    for row, metres in streets.distances(xyz_m, everything, ACCESS_S * WALK_M_PER_S):
        to_all[row] = _seconds(metres)
    between_stops = np.full((n_stops, n_stops), NEVER_S, np.int32)
    for row, metres in streets.distances(
        connections.stops_xyz_m, connections.stops_xyz_m, CHANGE_ON_FOOT_S * WALK_M_PER_S
    ):
        between_stops[row] = _seconds(metres)
    np.fill_diagonal(between_stops, NEVER_S)
    to_stops = to_all[:, n_zones:]
    access = [(np.flatnonzero(row < NEVER_S).astype(np.int32), row[row < NEVER_S]) for row in to_stops]
    return _Walks(
        np.ascontiguousarray(to_all[:, :n_zones]),
        access,
        _compressed(between_stops),
        _compressed(np.ascontiguousarray(to_stops.T)),
    )


def _seconds(metres: NDArray[np.float64]) -> I32:
    return np.where(np.isfinite(metres), np.ceil(np.nan_to_num(metres, posinf=0) / WALK_M_PER_S), NEVER_S).astype(
        np.int32
    )


def _compressed(seconds: I32) -> tuple[I64, I32, I32]:
    row, column = np.nonzero(seconds < NEVER_S)
    ptr = np.searchsorted(row, np.arange(len(seconds) + 1)).astype(np.int64)
    return ptr, column.astype(np.int32), seconds[row, column]


# --- By timetable -------------------------------------------------------------------------------------------


def _by_timetable(
    connections: Connections, walks: _Walks, cutoff_min: int, every_min: int
) -> Iterator[tuple[int, Band, NDArray[np.float64]]]:
    """Yield the zone, the band and minutes (share, zone) of each, NaN where longer than the cut-off."""
    n_zones = len(walks.zones_s)
    ready_s, arrived_s = np.empty((2, len(connections.stops_xyz_m)), np.int32)
    riding, run = np.zeros(connections.n_trips, np.int32), 0
    for row in range(n_zones):
        for band, (first_h, last_h) in zip(Band, _BAND_HOURS, strict=True):
            starts = range(first_h * HOUR_S, last_h * HOUR_S, every_min * 60)
            seconds = np.empty((len(starts), n_zones), np.int32)
            for number, start_s in enumerate(starts):
                run += 1
                scan(
                    start_s,
                    start_s + cutoff_min * 60,
                    int(np.searchsorted(connections.departure_s, start_s)),
                    connections.departure_s,
                    connections.arrival_s,
                    connections.from_stop,
                    connections.to_stop,
                    connections.trip,
                    connections.may_board,
                    connections.may_alight,
                    *walks.foot,
                    *walks.access[row],
                    ready_s,
                    arrived_s,
                    riding,
                    run,
                )
                finish(start_s, arrived_s, *walks.egress, walks.zones_s[row], seconds[number])
            seconds.sort(axis=0)
            # Of an even number the longer one counts: never promise too much.
            chosen = seconds[[min(len(starts) - 1, int(share * len(starts))) for share in _SHARES.values()]]
            minutes = np.ceil(chosen / 60)
            yield row, band, np.where(minutes <= cutoff_min, minutes, np.nan)


def _rows(names: pl.Series, row: int, mode: str, band: Band, day_type: str, minutes: Any) -> pl.DataFrame:  # noqa: ANN401
    there = np.flatnonzero(np.isfinite(minutes).any(axis=0) & (np.arange(minutes.shape[1]) != row))
    columns = {
        share: pl.Series(minutes[place, there]).fill_nan(None).cast(pl.Int32) for place, share in enumerate(_SHARES)
    }
    fixed = {"from_zone": names[row], "mode": mode, "band": BAND_NAMES[band], "day_type": day_type}
    return pl.DataFrame({"to_zone": names.gather(there), **columns}).select(
        *(pl.lit(fixed[name], pl.String).alias(name) if name in fixed else pl.col(name) for name in _TIMES_SCHEMA)
    )
