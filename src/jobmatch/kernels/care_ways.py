"""Minutes between a job and where a person must be before and after it: home, or a place of care.

A place may lie anywhere in its postcode or area, so everything is worked out for two ends: the farther, by which a day
fits for sure, and the nearer, by which it may.
"""

from __future__ import annotations

from math import sqrt
from typing import Final

import numpy as np

from jobmatch.codes import MAX_CARE_PLACES, MAX_SHIFTS_A_DAY, Mode, Verdict
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import (
    I8,
    MODE_SETS,
    N_BANDS,
    N_MODES,
    NEAREST_BY_MATRIX_M,
    NO_SERVICE,
    U8,
    UNKNOWN_TIME,
    Records,
)
from jobmatch.kernels.travel import LAST_STEP, steps_off, table_step, with_matrix

FAIL, UNKNOWN, OK = int(Verdict.FAIL), int(Verdict.UNKNOWN), int(Verdict.OK)
DAYS = 7
PLACES = 1 + MAX_CARE_PLACES  # home first
FARTHER, NEARER = 0, 1  # ends
OUT, RET = 0, 1  # legs
WALK = int(Mode.WALK)
UNKNOWN_WAY, NO_WAY = -1, 10_000

# Room for the week of one pair: one record, since kernels hand over a record at no cost, and a tuple of arrays dearly.
WEEK: Final = np.dtype(
    [
        # the job
        ("kind", "i8"),  # of shifts
        ("n_days", "i8"),  # that are worked, where they are fewer than those with shifts; 0 all
        ("duration_min", "i8"),  # of a flexible shift
        ("on_site", "i8"),
        ("is_rough", "i8"),  # 1 where the two ends differ anywhere
        # the person
        ("n_places", "i8"),  # home among them
        ("longest_min", "i8"),  # of the limits of both legs
        ("count_detour", "i8"),
        ("way", "u1", (MAX_CARE_PLACES, 2, 4, 4, 6)),  # of each place of care, as in `PLACE`
        # from each place to the job
        ("step", "i4", (2, PLACES)),  # by end: of the travel table; -1 not known
        ("column", "i8", (PLACES,)),  # of the matrix; -1 where it is not asked
        # by shift of the day at hand
        ("modes", "i8"),  # of the day, from home
        ("starts", "i8", (MAX_SHIFTS_A_DAY,)),  # minute of the week
        ("closes", "i8", (MAX_SHIFTS_A_DAY,)),  # by when this shift of the day and all before it are over
        ("slot", "i8", (2, MAX_SHIFTS_A_DAY)),  # by leg
        ("ways_of", "i8", (MAX_SHIFTS_A_DAY,)),  # slots and modes that the minutes below are for; -1 none
        ("minutes", "i4", (2, 2, MAX_SHIFTS_A_DAY, PLACES)),  # by leg and end
        (
            "detour",
            "i4",
            (2, MAX_SHIFTS_A_DAY, PLACES),
        ),  # by leg: verdict on the whole way from home
        ("done", "i4", (MAX_SHIFTS_A_DAY, PLACES)),  # spare minutes, with these shifts done and back at a place
        # by day of a template
        ("spare", "i4", (DAYS,)),  # minutes, or what stands in their place
        ("n_fit", "i8"),  # days
        ("n_may_fit", "i8"),  # days of which nobody knows, besides
        ("n_needed", "i8"),
        # of a season, for the reason that is told
        ("clash_day", "i8"),
        ("split_day", "i8"),
        ("no_journey", "i8"),  # 1 where there is none at such a time
        ("too_long_by", "i8"),  # place of care; 0 none
        ("borderline_by", "i8"),
    ],
    align=True,
)


@kernel()
def distance_m(ax: int, ay: int, az: int, bx: int, by: int, bz: int) -> float:
    """Straight line between two positions."""
    dx, dy, dz = np.int64(ax) - np.int64(bx), np.int64(ay) - np.int64(by), np.int64(az) - np.int64(bz)
    return sqrt(np.float64(dx * dx + dy * dy + dz * dz))


@kernel()
def whole_way(first: int, second: int, third: int) -> int:
    """Minutes of legs one after another: known, unknown or none."""
    if first == NO_SERVICE or second == NO_SERVICE or third == NO_SERVICE:
        return NO_WAY
    if first == UNKNOWN_TIME or second == UNKNOWN_TIME or third == UNKNOWN_TIME:
        return UNKNOWN_WAY
    return np.int64(first) + np.int64(second) + np.int64(third)


@kernel()
def set_number(modes: int) -> int:
    """Which of the mode sets the modes belong to."""
    for number in range(len(MODE_SETS)):
        if modes & MODE_SETS[number]:
            return number
    return 0


@kernel()
def steps_from(spot: Records, workplace: Records, on_site: bool, home_column: int) -> tuple[int, int, int]:
    """Rows of the travel table from the farther and the nearer end of a place to a job, and the column of the matrix.

    -1 where not known. The matrix is looked up for the zone of home: a place has its column if it lies in the same
    zone.
    """
    if not on_site or spot["located"] == 0:
        return -1, -1, -1
    metres = distance_m(spot["x_m"], spot["y_m"], spot["z_m"], workplace["x_m"], workplace["y_m"], workplace["z_m"])
    mid = table_step(metres)
    spread = steps_off(spot["radius_m"] + workplace["radius_m"])
    column = home_column if spot["home_zone"] == 1 and metres >= NEAREST_BY_MATRIX_M else -1
    return min(LAST_STEP, mid + spread), max(0, mid - spread), column


@kernel(part=True)
def spread_place(place: int, spot: Records, workplace: Records, week: Records) -> None:
    """Lay out how far a place of care is from the job.

    It may be rough where the job is not, and the way to it from a rough home.
    """
    far, near, column = steps_from(spot, workplace, week["on_site"] == 1, week["column"][0])
    week["step"][FARTHER, place], week["step"][NEARER, place], week["column"][place] = far, near, column
    if far != near or spot["rough"] == 1:
        week["is_rough"] = 1


@kernel(part=True)
def needs_ways(k: int, week: Records) -> bool:
    """Whether the minutes of the k-th shift of the day must be looked up: most weeks have the same hours every day."""
    this_way = (week["slot"][OUT, k] << 16) | (week["slot"][RET, k] << 8) | week["modes"]
    if week["ways_of"][k] == this_way:
        return False
    week["ways_of"][k] = this_way
    return True


@kernel()
def fill_ways(k: int, person: Records, minutes: U8, layer: I8, floor: U8, rows: U8, week: Records) -> None:
    """Lay out the minutes of the k-th shift of the day for each leg, place and end.

    ``layer``, ``floor`` and ``rows`` are the timetable's.
    """
    # The set is that of the direct journey; what is too far to walk differs by place.
    number = set_number(week["modes"])
    place_modes = np.int64(person["modes"]) & MODE_SETS[number]
    for leg in range(2):
        slot = week["slot"][leg, k]
        for place in range(week["n_places"]):
            modes, longest_walk = week["modes"], np.int64(UNKNOWN_TIME)
            if place > 0:
                modes, longest_walk = place_modes, np.int64(person["max_walk"])
            found, by = 0, 0
            week["detour"][leg, k, place] = OK
            for end in range(2):
                if week["on_site"] == 1 and (end == FARTHER or week["is_rough"] == 1):
                    found, by = NO_SERVICE, 0
                    step, column = np.int64(week["step"][end, place]), week["column"][place]
                    if step < 0:
                        found = UNKNOWN_TIME
                    for turn in range(N_MODES):
                        mode = N_MODES - 1 - turn  # public transport before walking on a tie
                        if modes >> mode & 1 == 0 or step < 0:
                            continue
                        one = np.int64(minutes[mode, slot % N_BANDS, step])
                        if column >= 0 and layer[mode, slot] >= 0:
                            cell = np.int64(rows[leg, layer[mode, slot], column])
                            one = with_matrix(cell, one, np.int64(floor[mode, slot]), week["longest_min"])
                        if mode == WALK and longest_walk < one < UNKNOWN_TIME:
                            one = NO_SERVICE
                        if one < found:
                            found, by = one, mode
                elif week["on_site"] == 0 and place > 0:
                    found = from_home_by_any(place, end, slot % N_BANDS, week)
                week["minutes"][leg, end, k, place] = found
                if place > 0 and week["on_site"] == 1 and week["count_detour"] == 1:
                    whole = whole_way(week["way"][place - 1, end, 0, number, slot % N_BANDS], found, 0)
                    ok_max, fail_above = person["ok_max"][leg, by], person["fail_above"][leg, by]
                    known = np.int64(week["detour"][leg, k, place])
                    week["detour"][leg, k, place] = detour_verdict(known, end, whole, ok_max, fail_above)


@kernel()
def from_home_by_any(place: int, end: int, band: int, week: Records) -> int:
    """Minutes between home and a place, for whoever works at home, by the quickest set of modes."""
    least = NO_SERVICE
    for each in range(len(MODE_SETS)):
        least = min(least, np.int64(week["way"][place - 1, end, 0, each, band]))
    return least


@kernel()
def detour_verdict(known: int, end: int, minutes: int, ok_max: int, fail_above: int) -> int:
    """Whether a whole way is within the limits: by its farther end for sure, by its nearer end for sure not."""
    if end == FARTHER:
        return UNKNOWN if minutes > ok_max or minutes == UNKNOWN_WAY else known
    return FAIL if known == UNKNOWN and minutes > fail_above else known
