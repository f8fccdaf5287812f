"""What journeys cost by the settings; fares differ by place and change by year, so they are never code."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from jobmatch.config import MatchConfig
from jobmatch.kernels.layout import I64, STEP_M, TABLE_STEPS
from jobmatch.travel.estimate import road_km

KM_PER_MILE: Final = 1.609344
_HALF_DAYS: Final = 15  # a week, from none on

Floats = NDArray[np.float64]


def public_transport_pence(
    days: Floats, single_pence: int, day_cap_pence: int | None = None, week_cap_pence: int | None = None
) -> Floats:
    """Pence a week for going there and back on so many days.

    Examples
    --------
    >>> public_transport_pence(np.array([3.0, 5.0]), 300, 500, 2000).tolist()
    [1500.0, 2000.0]
    """
    a_day = 2 * single_pence if day_cap_pence is None else min(2 * single_pence, day_cap_pence)
    return days * a_day if week_cap_pence is None else np.minimum(days * a_day, week_cap_pence)


def car_pence(days: Floats, one_way_km: Floats, pence_per_mile: float, parking_pence: Floats | float = 0.0) -> Floats:
    """Pence a week for driving there and back on so many days, and for parking at so much a day.

    Examples
    --------
    >>> car_pence(np.array([5.0]), np.array([16.09344]), 25).tolist()
    [2500.0]
    """
    return np.round(days * (2 * one_way_km / KM_PER_MILE * pence_per_mile + parking_pence), 6)


def fares_pence(days: Floats, config: MatchConfig) -> Floats:
    """Pence a week by public transport, by the fares of the settings; NaN where these have none."""
    if config.pt_single_gbp is None:
        return np.full(len(days), np.nan)
    single, day_cap, week_cap = (
        None if gbp is None else round(gbp * 100)
        for gbp in (config.pt_single_gbp, config.pt_day_cap_gbp, config.pt_week_cap_gbp)
    )
    return public_transport_pence(days, single or 0, day_cap, week_cap)


def fare_table(config: MatchConfig) -> I64:
    """Half pence a week by public transport, by half days on site; -1 where the fare is unknown, or the days (0)."""
    half_pence = 2 * fares_pence(np.arange(_HALF_DAYS) / 2, config)
    table: I64 = np.nan_to_num(half_pence, nan=-1.0).astype(np.int64)
    table[0] = -1
    return table


def drive_table(config: MatchConfig) -> I64:
    """Thousandths of a penny for driving there and back on one day, by step of distance; without parking."""
    km = road_km(np.arange(TABLE_STEPS, dtype=np.float64) * (STEP_M / 1000))
    pence = car_pence(np.ones(TABLE_STEPS), km, config.car_pence_per_mile)
    table: I64 = np.floor(pence * 1000 + 0.5).astype(np.int64)
    return table
