"""A matrix of real travel times between zones, three bytes a pair.

Held by layer, one for each mode, time of day and kind of day, as compressed rows: for each zone of origin the zones
that it reaches and in how many minutes. Kernels look a zone up, there and back, when the first journey from a home zone
goes there, and read single bytes from then on.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cached_property
from itertools import product
from pathlib import Path
from typing import Any, Final, Literal, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from jobmatch import store
from jobmatch.codes import BAND_NAMES, DAY_TYPE_NAMES, MODE_NAMES, Band, DayType, Mode
from jobmatch.errors import MatrixError, StoreForeignError
from jobmatch.kernels.layout import I32, I64, N_BANDS, N_MODES, N_SLOTS, NO_SERVICE, TABLE_STEPS, U8, Bool, Timetable
from jobmatch.store.read import Stored
from jobmatch.travel.compressed import compressed, pack_pairs
from jobmatch.travel.positions import positions_m

Role = Literal["origin", "destination"]

MOST_CUTOFF_MIN: Final = 253
# A place belongs to the nearest zone if it is no farther from its centroid than the next centroid is, or than this.
LEAST_ZONE_RADIUS_M: Final = 1500.0

# Whose times stand in where a band has none, the nearest first. Public transport early, in the evening and at night is
# then never certain, and a night shift never has a timetable of the day.
_DAYTIME: Final = frozenset({Band.AM, Band.DAY, Band.PM})
_PT_STANDS_IN: Final[Mapping[Band, tuple[Band, ...]]] = {
    Band.EARLY: (Band.AM, Band.DAY, Band.PM, Band.EVE),
    Band.AM: (Band.DAY, Band.PM),
    Band.DAY: (Band.AM, Band.PM),
    Band.PM: (Band.DAY, Band.AM),
    Band.EVE: (Band.PM, Band.NIGHT, Band.DAY, Band.AM),
    Band.NIGHT: (Band.EVE,),
}
# Both peaks are slow, so they stand in for one another first, and for the day, lest a journey look too short.
_ROAD_STANDS_IN: Final[Mapping[Band, tuple[Band, ...]]] = {
    Band.EARLY: (Band.NIGHT, Band.DAY, Band.AM, Band.PM, Band.EVE),
    Band.AM: (Band.PM, Band.DAY, Band.EARLY, Band.EVE, Band.NIGHT),
    Band.DAY: (Band.AM, Band.PM, Band.EVE, Band.EARLY, Band.NIGHT),
    Band.PM: (Band.AM, Band.DAY, Band.EVE, Band.EARLY, Band.NIGHT),
    Band.EVE: (Band.DAY, Band.PM, Band.NIGHT, Band.AM, Band.EARLY),
    Band.NIGHT: (Band.EARLY, Band.EVE, Band.DAY, Band.AM, Band.PM),
}


@dataclass(frozen=True, slots=True)
class Layer:
    """What is known about the times of one mode in one band, on one kind of day.

    Parameters
    ----------
    mode, band
        Of the journeys.
    day_type
        Weekday, Saturday or Sunday.
    cutoff_min : int
        Longest journey that was looked for: a pair that is not there takes longer, or has no journey at all.
    timetable_date : datetime.date
        Of the timetable or the street map.
    producer, licence : str
        Who or what made the times, and under which terms they may be used.
    """

    mode: Mode
    band: Band
    cutoff_min: int
    timetable_date: dt.date
    producer: str
    licence: str
    day_type: DayType = DayType.WEEKDAY

    @property
    def kind(self) -> tuple[Mode, DayType, Band]:
        """By which it is looked up."""
        return self.mode, self.day_type, self.band

    @property
    def name(self) -> str:
        """In words."""
        day = "" if self.day_type is DayType.WEEKDAY else f" {DAY_TYPE_NAMES[self.day_type]}"
        return f"{MODE_NAMES[self.mode]} {BAND_NAMES[self.band]}{day}"

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        plain = asdict(self)
        return plain | {
            "mode": MODE_NAMES[self.mode],
            "band": BAND_NAMES[self.band],
            "day_type": DAY_TYPE_NAMES[self.day_type],
            "timetable_date": self.timetable_date.isoformat(),
        }

    @classmethod
    def from_json(cls, plain: Mapping[str, Any]) -> Self:
        """Read what `to_json` gives."""
        return cls(
            mode=Mode(MODE_NAMES.index(plain["mode"])),
            band=Band(BAND_NAMES.index(plain["band"])),
            cutoff_min=int(plain["cutoff_min"]),
            timetable_date=dt.date.fromisoformat(plain["timetable_date"]),
            producer=str(plain["producer"]),
            licence=str(plain["licence"]),
            day_type=DayType(DAY_TYPE_NAMES.index(plain["day_type"])),
        )


@dataclass(frozen=True, eq=False, repr=False)
class TravelMatrix:
    """Travel times between zones. Make one with `TravelMatrix.read`, `join` or `load`.

    Parameters
    ----------
    zones : polars.DataFrame
        ``zone`` (text), ``latitude``, ``longitude`` (of the centroid), ``origin`` and ``destination`` (bool): whether
        journeys from there, or to there, were looked for at all.
    layers : tuple of Layer
        One for each mode, band and kind of day.
    ptr : int64 array, shape (layers, zones + 1)
        Where the pairs of each zone of origin begin in the next two.
    col : uint16 or uint32 array, shape (pairs,)
        Zone of destination, ascending within a row.
    minutes : uint8 array, shape (pairs,)
    """

    zones: pl.DataFrame
    layers: tuple[Layer, ...]
    ptr: I64
    col: np.ndarray
    minutes: U8

    def __repr__(self) -> str:
        """Show what it covers."""
        kinds = ", ".join(layer.name for layer in self.layers)
        return f"TravelMatrix({self.zones.height} zones, {len(self.col)} pairs: {kinds})"

    @classmethod
    def read(
        cls,
        source: str | Path | pl.DataFrame | pl.LazyFrame,
        zones: object = None,
        *,
        cutoff_min: int | None = None,
        timetable_date: dt.date | str | None = None,
        producer: str | None = None,
        licence: str | None = None,
        mode: str | None = None,
        band: str | None = None,
    ) -> Self:
        """Travel times as a router or a service gives them.

        Parameters
        ----------
        source
            A .parquet or .csv file, a folder of them, or a polars frame, in one of the layouts of docs/data.md: our
            own, r5r and r5py, the Urban Big Data Centre's, TravelTime's, OpenTripPlanner's.
        zones
            The list of zones: anything that the readers take, with ``zone``, ``latitude`` and ``longitude`` of the
            centroid, and perhaps ``origin`` and ``destination`` (yes or no; missing is yes).
        cutoff_min
            Longest journey that was looked for, minutes, at most 253.
        timetable_date
            Day of the timetable or the street map.
        producer, licence
            Who or what made the times, and under which terms they may be used.
        mode, band
            Where the source has no column for them. Walking and cycling need no band.

        Returns
        -------
        TravelMatrix
            Of weekdays, but for rows whose ``day_type`` says otherwise.

        Raises
        ------
        MatrixError
            If anything above is lacking, or the rows contradict it.
        ColumnMissingError
            If the layout is none that we know, or the list of zones lacks a column.
        FormatError
            If a file cannot be read.
        """
        from jobmatch.travel.read import read_matrix

        about = {"cutoff_min": cutoff_min, "timetable_date": timetable_date, "producer": producer, "licence": licence}
        return cls(*read_matrix(source, zones, about, mode, band))

    @classmethod
    def of_layers(
        cls, zones: pl.DataFrame, layers: Sequence[Layer], pairs: Sequence[tuple[np.ndarray, np.ndarray, np.ndarray]]
    ) -> Self:
        """Compress pairs: for each layer the rows of origin, of destination and the minutes, in any order."""
        by_layer = [pack_pairs(layer, *columns, zones.height) for layer, columns in enumerate(pairs)]
        packed = np.concatenate([np.empty(0, np.uint64), *by_layer])
        packed.sort()
        return cls(zones, tuple(layers), *compressed(packed, range(len(layers)), zones.height))

    def join(self, other: TravelMatrix) -> TravelMatrix:
        """Both matrices as one: say, public transport from one producer and driving from another.

        Raises
        ------
        MatrixError
            If the zones are not the same, or both have times for a mode and band.
        """
        if not self.zones.equals(other.zones):
            raise MatrixError(
                problem="the two lists of zones differ", way_out="read both with the same list, in the same order"
            )
        kinds = {layer.kind for layer in self.layers} & {layer.kind for layer in other.layers}
        if kinds:
            names = ", ".join(sorted(layer.name for layer in self.layers if layer.kind in kinds))
            raise MatrixError(problem=f"both have times for {names}", way_out="leave them out of one of the two")
        return TravelMatrix(
            self.zones,
            (*self.layers, *other.layers),
            np.concatenate([self.ptr, other.ptr + len(self.col)]),
            np.concatenate([self.col, other.col]),
            np.concatenate([self.minutes, other.minutes]),
        )

    def with_evening_as_day(self) -> TravelMatrix:
        """The same times, but public transport runs in the evening as it does by day.

        Where there are no times by day, those of the peaks do. On a kind of day without any times of public transport
        nothing changes.
        """
        rows = [row for row, layer in enumerate(self.layers) if (layer.mode, layer.band) != (Mode.PT, Band.EVE)]
        layers = [self.layers[row] for row in rows]
        for day_type in DayType:
            kind = Mode.PT, day_type
            by_band = {layer.band: row for row, layer in enumerate(self.layers) if layer.kind[:2] == kind}
            day = next((by_band[band] for band in (Band.DAY, *_PT_STANDS_IN[Band.DAY]) if band in by_band), None)
            if day is not None:
                rows.append(day)
                layers.append(replace(self.layers[day], band=Band.EVE))
            elif Band.EVE in by_band:
                rows.append(by_band[Band.EVE])
                layers.append(self.layers[by_band[Band.EVE]])
        return replace(self, layers=tuple(layers), ptr=self.ptr[rows])

    # --- Saved ------------------------------------------------------------------------------------------------------

    def save(self, directory: str | Path) -> None:
        """Save to a directory of its own: all at once or not at all, checksummed.

        Raises
        ------
        StoreError
            If the directory holds something else or cannot be written.
        """
        settings, arrays, frame = self.parts()
        store.save(
            directory,
            store.Contents(
                settings={"kind": "travel_matrix", "layers": settings}, arrays=arrays, frames={"matrix_zones": frame}
            ),
        )

    @classmethod
    def load(cls, directory: str | Path, *, verify: bool = True) -> Self:
        """Load a saved matrix, mapped into memory.

        Raises
        ------
        StoreError
            If the directory holds no matrix, or a damaged one.
        """
        stored = store.open_store(directory, verify=verify)
        if stored.settings.get("kind") != "travel_matrix":
            raise StoreForeignError(directory=Path(directory), problem="it holds no travel-time matrix")
        return cls.of_stored(stored, stored.settings["layers"])

    def parts(self) -> tuple[list[Any], dict[str, np.ndarray], pl.DataFrame]:
        """Settings, arrays and zones, for saving."""
        arrays = {"matrix_ptr": self.ptr, "matrix_col": self.col, "matrix_minutes": self.minutes}
        return [layer.to_json() for layer in self.layers], arrays, self.zones

    @classmethod
    def of_stored(cls, stored: Stored, layers: Any) -> Self:  # noqa: ANN401 - JSON
        """Rebuild a matrix from what `parts` gives."""
        return cls(
            stored.frame("matrix_zones"),
            tuple(Layer.from_json(plain) for plain in layers),
            stored.array("matrix_ptr"),
            stored.array("matrix_col"),
            stored.array("matrix_minutes"),
        )

    # --- Looked up --------------------------------------------------------------------------------------------------

    def layer_of(self, mode: Mode, band: Band, day_type: DayType = DayType.WEEKDAY) -> tuple[int, bool]:
        """Row of the layer that serves a mode in a band, and whether its times are certain; -1 where none does.

        A lift goes by car. Where a Saturday or Sunday has no times at all, those of weekdays stand in: by public
        transport they are never certain then.
        """
        mode = Mode.CAR if mode is Mode.LIFT else mode
        rows = {layer.kind: row for row, layer in enumerate(self.layers)}
        have = {other: rows[mode, day_type, other] for other in Band if (mode, day_type, other) in rows}
        if not have and day_type is not DayType.WEEKDAY:
            row, certain = self.layer_of(mode, band)
            return row, certain and mode is not Mode.PT
        if band in have:
            return have[band], True
        stands_in = _PT_STANDS_IN if mode is Mode.PT else _ROAD_STANDS_IN
        for other in stands_in[band]:
            if other in have:
                return have[other], mode is not Mode.PT or band in _DAYTIME
        return -1, True

    def date_of(self, mode: Mode) -> dt.date | None:
        """Day of the timetable of a mode; None where there are no times for it."""
        mode = Mode.CAR if mode is Mode.LIFT else mode
        return next((layer.timetable_date for layer in self.layers if layer.mode is mode), None)

    def timetable(self, workplace: I32) -> Timetable:
        """The matrix as kernels read it, with room of its own to write into; ``workplace`` is the zone of vacancies."""
        layer = np.full((N_MODES, N_SLOTS), -1, np.int8)
        floor, capped = np.zeros((N_MODES, N_SLOTS), np.uint8), np.zeros((N_MODES, N_SLOTS), np.uint8)
        for mode, day_type, band in product(Mode, DayType, Band):
            row, certain = self.layer_of(mode, band, day_type)
            slot = day_type * N_BANDS + band
            layer[mode, slot], capped[mode, slot] = row, not certain
            floor[mode, slot] = 0 if row < 0 else self.layers[row].cutoff_min + 1
        return Timetable(
            layer=layer,
            floor=floor,
            capped=capped,
            ptr=self.ptr,
            col=self.col,
            minutes=self.minutes,
            is_destination=self.zones["destination"].to_numpy().astype(np.uint8),
            rows=np.full((2, len(self.layers), self.zones.height), NO_SERVICE, np.uint8),
            home=np.full(self.zones.height, -1, np.int32),
            workplace=workplace,
            cost=np.zeros(self.zones.height, np.int32),
            **_no_costs(),
        )

    @cached_property
    def _xyz_m(self) -> I32:
        return positions_m(self.zones["latitude"].to_numpy(), self.zones["longitude"].to_numpy())

    @cached_property
    def _radius_m(self) -> NDArray[np.float64]:
        """How far from a centroid a place may lie and still belong to the zone."""
        if self.zones.height < 2:
            return np.full(self.zones.height, LEAST_ZONE_RADIUS_M)
        gap_m = cKDTree(self._xyz_m).query(self._xyz_m, k=2)[0][:, 1]
        radius_m: NDArray[np.float64] = np.maximum(gap_m, LEAST_ZONE_RADIUS_M)
        return radius_m

    def zones_at(self, xyz_m: I32, role: Role) -> I32:
        """Nearest zone that has this role, by place.

        Parameters
        ----------
        xyz_m : int32 array, shape (n, 3)
            Positions, as `positions_m` gives them.
        role : str
            "origin" or "destination".

        Returns
        -------
        int32 array, shape (n,)
            Rows of ``zones``; -1 where the place lies outside of all: farther from the centroid than the next centroid
            is, and than 1.5 km.
        """
        rows = np.flatnonzero(self.zones[role].to_numpy()).astype(np.int32)
        if not len(rows) or not len(xyz_m):
            return np.full(len(xyz_m), -1, np.int32)
        distance_m, nearest = cKDTree(self._xyz_m[rows]).query(xyz_m)
        zone = rows[nearest]
        return np.where(distance_m <= self._radius_m[zone], zone, -1).astype(np.int32)

    def reached_from(self, zone: int, fail_above: int, modes: int) -> Bool:
        """Zones that some journey from ``zone`` reaches in at most so many minutes, bool (zones,).

        ``modes`` are mode bits; any band counts. Nothing farther than this can escape FAIL by the matrix.
        """
        reached = np.zeros(self.zones.height, np.bool_)
        for row, layer in enumerate(self.layers):
            bits = 1 << layer.mode | (1 << Mode.LIFT if layer.mode is Mode.CAR else 0)
            if modes & bits:
                start, stop = self.ptr[row, zone], self.ptr[row, zone + 1]
                reached[self.col[start:stop][self.minutes[start:stop] <= fail_above]] = True
        return reached


def no_timetable() -> Timetable:
    """A timetable without any times, for where there is no matrix."""
    none = np.zeros((N_MODES, N_SLOTS), np.uint8)
    return Timetable(
        layer=np.full((N_MODES, N_SLOTS), -1, np.int8),
        floor=none,
        capped=none,
        ptr=np.zeros((0, 1), np.int64),
        col=np.empty(0, np.uint16),
        minutes=np.empty(0, np.uint8),
        is_destination=np.empty(0, np.uint8),
        rows=np.empty((2, 0, 0), np.uint8),
        home=np.empty(0, np.int32),
        workplace=np.empty(0, np.int32),
        cost=np.empty(0, np.int32),
        **_no_costs(),
    )


def _no_costs() -> dict[str, np.ndarray]:
    return {"cost_of": np.array([0, -1]), "cost_besides": np.zeros(TABLE_STEPS + 1, np.int32)}
