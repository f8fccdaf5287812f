"""The embedded travel model: minutes by mode, time of day and distance, where no timetable is at hand.

It refuses only what is clearly too far: each mode carries the spread of its error, and the limit is tested at
80% certainty on either side (`docs/rules.md`, Travel).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jobmatch.codes import Band, Mode
from jobmatch.errors import ShapeMismatchError
from jobmatch.kernels.layout import I32, N_BANDS, N_MODES, NO_SERVICE, STEP_M, TABLE_STEPS, U8, UNKNOWN_TIME

EARTH_RADIUS_M: Final = 6_371_009
Z80: Final = 0.8416
MOST_MINUTES: Final = UNKNOWN_TIME - 1

# Great-circle distance times circuity = distance on the ground: exp(a - b ln d), clipped.
# Fitted to routed pairs in Newport and checked on random drives in Great Britain.
_CIRCUITY: Final = {
    "walk": (0.388, 0.140, 1.15, 1.9),
    "cycle": (0.534, 0.154, 1.22, 2.2),
    "car": (0.611, 0.182, 1.28, 2.3),
}
_CAR_SPEED_FACTOR: Final = {Band.AM: 0.8, Band.PM: 0.8, Band.DAY: 0.9}
# Door to door by public transport: exp(a + b ln d). Fitted in November 2026 to half of the small areas in and around
# Wales that have r5r medians of a Tuesday, 08:00 to 12:00, to 83 hospitals; `benchmarks/travel.py` judges the rest.
_PT_CURVE: Final = (3.209, 0.539)
_PT_LONGER_WAIT_MIN: Final = {Band.EARLY: 16.0, Band.EVE: 11.0}  # assumed: fewer services than by day
# By Mode; sd of ln minutes. Public transport: the residuals have .31; .40 is the least step of .05 with which, in the
# half that was fitted, fewer than 10 in 100 of the journeys really within the limit are refused, since places differ.
SIGMA: Final = (0.16, 0.20, 0.25, 0.40, 0.25)


@dataclass(frozen=True, slots=True)
class TravelTable:
    """Minutes by mode, band and quarter kilometre, and how far to trust each mode.

    Parameters
    ----------
    minutes : uint8 array, shape (5, 6, 601)
        By `Mode`, `Band` and distance in steps of 250 m; 254 unknown, 255 no service.
    sigma : tuple of five floats
        Standard deviation of ln(minutes) by `Mode`.

    Raises
    ------
    ShapeMismatchError
        If ``minutes`` or ``sigma`` has another shape.
    """

    minutes: U8
    sigma: tuple[float, ...] = SIGMA

    def __post_init__(self) -> None:
        """Check shapes: kernels read past the end in silence."""
        expected = (N_MODES, N_BANDS, TABLE_STEPS)
        if self.minutes.shape != expected or self.minutes.dtype != np.uint8:
            raise ShapeMismatchError(
                what="travel minutes", found=(self.minutes.dtype, self.minutes.shape), expected=("uint8", expected)
            )
        if len(self.sigma) != N_MODES:
            raise ShapeMismatchError(what="travel sigma", found=len(self.sigma), expected=N_MODES)

    def thresholds(self, limits_min: NDArray[np.int64]) -> tuple[U8, U8]:
        """Most minutes that surely fit, and above which a journey surely does not.

        Parameters
        ----------
        limits_min : int64 array, shape (n, 2)
            Longest journey out and back, minutes, at most 180.

        Returns
        -------
        ok_max, fail_above : uint8 arrays, shape (n, 2, 5)
        """
        spread = np.exp(Z80 * np.asarray(self.sigma))
        limits = limits_min[:, :, None].astype(np.float64)
        return np.floor(limits / spread).astype(np.uint8), np.floor(limits * spread).astype(np.uint8)

    def reach_m(self, fail_above: U8, modes: U8) -> NDArray[np.int64]:
        """Distance in metres beyond which no pair can escape FAIL: never too small, often too large.

        Parameters
        ----------
        fail_above : uint8 array, shape (n, 2, 5)
            As `thresholds` gives it.
        modes : uint8 array, shape (n,)
            Mode bits.

        Returns
        -------
        int64 array, shape (n,)
            -1 where no mode is usable.
        """
        hopeful = np.where(self.minutes == UNKNOWN_TIME, 0, self.minutes).min(axis=1)  # best band, (mode, step)
        # last[mode, m] = last step within m minutes
        last = np.full((N_MODES, 256), -1, np.int64)
        for mode in range(N_MODES):
            for limit in range(NO_SERVICE):
                steps = np.flatnonzero(hopeful[mode] <= limit)
                last[mode, limit] = steps[-1] if len(steps) else -1
        usable = (modes[:, None] >> np.arange(N_MODES, dtype=np.uint8)) & 1 == 1
        by_leg = last[np.arange(N_MODES)[None, None, :], fail_above]
        step = np.where(usable[:, None, :], by_leg, -1).max(axis=2).min(axis=1)
        return np.where(step < 0, -1, (step + 1) * STEP_M)


@lru_cache(maxsize=1)
def embedded_table() -> TravelTable:
    """Build the table of the embedded model."""
    minutes = np.full((N_MODES, N_BANDS, TABLE_STEPS), NO_SERVICE, np.uint8)
    for step in range(TABLE_STEPS - 1):  # the last step stands for everything further away
        km = step * STEP_M / 1000
        for band in Band:
            for mode in Mode:
                time_min = _minutes(mode, band, km)
                if math.isfinite(time_min):
                    # halves are exact on paper, not in binary
                    minutes[mode, band, step] = min(MOST_MINUTES, math.floor(round(time_min, 9) + 0.5))
    return TravelTable(minutes)


def _minutes(mode: Mode, band: Band, km: float) -> float:
    if mode is Mode.WALK:
        return 60 * _ground_km("walk", km) / 4.8
    if mode is Mode.CYCLE:
        return 5 + 60 * _ground_km("cycle", km) / 16
    if mode is Mode.PT:
        return _pt_min(band, km)
    speed_kmh = (30 + 8.5 * math.log1p(km)) * _CAR_SPEED_FACTOR.get(band, 1.0)
    return 5 + 60 * _ground_km("car", km) / speed_kmh


def _pt_min(band: Band, km: float) -> float:
    if band is Band.NIGHT:  # a night bus is never assumed
        return math.inf
    a, b = _PT_CURVE
    return math.exp(a + b * math.log(max(km, STEP_M / 1000))) + _PT_LONGER_WAIT_MIN.get(band, 0.0)


def _ground_km(kind: str, km: float) -> float:
    a, b, least, most = _CIRCUITY[kind]
    return km * min(most, max(least, math.exp(a - b * math.log(max(km, STEP_M / 1000)))))


def positions_m(latitude: NDArray[np.float64], longitude: NDArray[np.float64]) -> I32:
    """Whole metres from the Earth's centre.

    Parameters
    ----------
    latitude, longitude : float64 arrays, shape (n,)
        WGS84 degrees, taken as on a sphere; NaN (unknown) gives zeros.

    Returns
    -------
    int32 array, shape (n, 3)
    """
    lat, lon = np.radians(latitude), np.radians(longitude)
    xyz = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)], axis=1) * EARTH_RADIUS_M
    rounded: I32 = np.rint(np.nan_to_num(xyz)).astype(np.int32)
    return rounded
