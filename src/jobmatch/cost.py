"""What the journey costs a week, and what is left of the pay after it; for people to see, not for the score.

What decides, where a person said that their limit on cost is a hard one, is judged with the journey.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from jobmatch.codes import Constraint, Mode, Reason
from jobmatch.config import MatchConfig
from jobmatch.kernels.layout import (
    BY_MATRIX_BIT,
    I32,
    I64,
    NOT_STATED,
    STEP_M,
    TABLE_STEPS,
    UNKNOWN_TIME,
    Bool,
    positions_of,
)
from jobmatch.score import Judged
from jobmatch.sides import PeopleSide, VacancySide, workplaces_m
from jobmatch.travel import TravelTable, road_km
from jobmatch.travel.fares import car_pence, fares_pence

UNKNOWN: Final = -1
_CAR, _CYCLE, _LIFT = 1 << Mode.CAR, 1 << Mode.CYCLE, 1 << Mode.LIFT
_WALK, _PT = 1 << Mode.WALK, 1 << Mode.PT

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class Costs:
    """By pair: pence a week for the journeys, and pence an hour that are left; -1 unknown.

    ``net_pence`` is the pay of a week less the cost, divided by the hours at work and on the way. It may be negative,
    so `net_known` says whether it is known. ``pay_percent`` is the cost in hundredths of the pay of a week, -1 unknown.
    ``parking_left_out`` says that parking may cost something besides.
    """

    week_pence: I64
    pay_percent: I64
    net_pence: I64
    net_known: Bool
    parking_left_out: Bool

    def __repr__(self) -> str:
        """Show counts only."""
        return f"Costs({len(self.week_pence)} pairs)"


def travel_costs(
    people: PeopleSide,
    vacancies: VacancySide,
    person: I64,
    vacancy: I64,
    judged: Judged,
    config: MatchConfig,
    table: TravelTable,
) -> Costs:
    """Cost of the journey that the verdict rests on, pair by pair.

    Parameters
    ----------
    people, vacancies, person, vacancy
        The sides, and rows of both for each pair.
    judged : Judged
        For these very pairs.
    config : MatchConfig
        Fares, and what a mile costs.
    table : TravelTable
        With which they were judged.

    Returns
    -------
    Costs
        Unknown where the journey, the days a week or the fare is; a lift's cost is nobody's to guess.
    """
    days = _days(vacancies, vacancy)
    reason = judged.reason[:, Constraint.TRAVEL]
    at_home = reason[:, 0] == Reason.TRAVEL_REMOTE
    minutes, modes = reason[:, 1:3], reason[:, 3] & ~BY_MATRIX_BIT
    has_journey = (modes != 0) & (minutes < UNKNOWN_TIME).all(axis=1)
    apart_m = positions_of(people.arrays.row[person]).astype(np.int64)
    apart_m -= workplaces_m(vacancies.arrays, vacancy, judged.site)
    chord_m = np.sqrt((apart_m**2).sum(axis=1).astype(float))
    week = np.full(len(person), np.nan)
    week[at_home] = 0.0
    week[has_journey & ((modes == _CYCLE) | (modes == _WALK))] = 0.0
    by_car = has_journey & (modes == _CAR)
    parking = _parking_pence(vacancies, vacancy, config)
    week[by_car] = car_pence(
        days[by_car], road_km(chord_m[by_car] / 1000), config.car_pence_per_mile, np.nan_to_num(parking[by_car])
    )
    by_pt = has_journey & (modes & _PT != 0)
    week[by_pt] = fares_pence(days[by_pt], config)
    week[by_pt & (modes & _WALK != 0) & _walked(chord_m, minutes, table)] = 0.0
    week_pence = np.where(np.isnan(week), UNKNOWN, np.floor(np.nan_to_num(week) + 0.5)).astype(np.int64)
    hours, pay_pence = _week_of(vacancies, vacancy)
    net_pence, known = _left_an_hour(week_pence, pay_pence, hours, days * _hours_on_the_way(at_home, minutes))
    return Costs(week_pence, _percent(week_pence, pay_pence), net_pence, known, by_car & np.isnan(parking))


def _days(vacancies: VacancySide, vacancy: I64) -> Floats:
    """Days on site a week; NaN where nothing says how many."""
    days_x2 = vacancies.arrays.of_kind("days_x2", vacancy)
    by_shifts = vacancies.patterns.pattern["days_a_week"][vacancies.arrays.of_kind("pattern", vacancy)]
    return np.where(days_x2 != NOT_STATED, days_x2 / 2, np.where(by_shifts > 0, by_shifts, np.nan))


def _parking_pence(vacancies: VacancySide, vacancy: I64, config: MatchConfig) -> Floats:
    """Pence a day: nothing where the employer has parking, what the settings say where not; NaN unknown."""
    stated = vacancies.rows.column("parking")[vacancy]
    if stated.null_count() == len(stated):
        return np.full(len(stated), np.nan)
    parking = stated.cast(pl.Float64).to_numpy()  # 1 yes, 0 no, NaN not stated
    elsewhere = np.nan if config.parking_gbp_per_day is None else config.parking_gbp_per_day * 100
    pence: Floats = np.where(parking == 1, 0.0, np.where(parking == 0, elsewhere, np.nan))
    return pence


def _walked(chord_m: Floats, minutes: I32, table: TravelTable) -> Bool:
    """Whether both ways take as long as on foot, and so cost nothing."""
    step = np.minimum(TABLE_STEPS - 1, np.floor(chord_m / STEP_M + 0.5).astype(np.int64))
    on_foot = table.minutes[Mode.WALK].min(axis=0)[step]
    walked: Bool = (minutes >= on_foot[:, None]).all(axis=1)
    return walked


def _week_of(vacancies: VacancySide, vacancy: I64) -> tuple[Floats, Floats]:
    """Hours of a week, the mean of those stated, and their pay in pence; NaN where either is not known."""
    row = vacancies.arrays.row[vacancy]
    hours = (row["hours_low"].astype(np.float64) + row["hours_high"]) / 8
    pay = row["pay"].astype(np.float64)
    known = (hours > 0) & (pay >= 0)
    return np.where(known, hours, np.nan), np.where(known, hours * pay, np.nan)


def _hours_on_the_way(at_home: Bool, minutes: I32) -> Floats:
    """Of a day, both ways."""
    return np.where(at_home, 0.0, minutes.sum(axis=1) / 60)


def _percent(week_pence: I64, pay_pence: Floats) -> I64:
    """Cost in hundredths of the pay, halves up; UNKNOWN where one of them is, or there is no pay."""
    known = (week_pence >= 0) & (pay_pence > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        percent = np.floor(100 * week_pence / pay_pence + 0.5)
    return np.where(known, np.nan_to_num(percent), UNKNOWN).astype(np.int64)


def _left_an_hour(week_pence: I64, pay_pence: Floats, hours: Floats, on_the_way: Floats) -> tuple[I64, Bool]:
    """Pence an hour that are left, and whether that is known; hours are those of a week."""
    net = (pay_pence - week_pence) / (hours + on_the_way)
    known = (week_pence >= 0) & ~np.isnan(net)
    return np.where(known, np.floor(np.nan_to_num(net) + 0.5), UNKNOWN).astype(np.int64), known
