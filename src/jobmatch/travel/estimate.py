"""The embedded travel model: minutes by mode, time of day and distance, where no timetable is at hand.

It refuses only what is clearly too far: each mode carries the spread of its error, and the limit is tested at
80% certainty on either side (`docs/rules.md`, Travel).
"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jobmatch.codes import Band, Mode
from jobmatch.kernels.layout import N_BANDS, N_MODES, NO_SERVICE, STEP_M, TABLE_STEPS, UNKNOWN_TIME
from jobmatch.travel.table import TravelTable

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


def road_km(km: NDArray[np.float64]) -> NDArray[np.float64]:
    """Kilometres by road, from great-circle ones."""
    a, b, least, most = _CIRCUITY["car"]
    ground_km: NDArray[np.float64] = km * np.clip(np.exp(a - b * np.log(np.maximum(km, STEP_M / 1000))), least, most)
    return ground_km


def _ground_km(kind: str, km: float) -> float:
    a, b, least, most = _CIRCUITY[kind]
    return km * min(most, max(least, math.exp(a - b * math.log(max(km, STEP_M / 1000)))))
