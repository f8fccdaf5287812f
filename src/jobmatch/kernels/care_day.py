"""One day of work: whether its shifts and the ways between them and a person's places lie inside the windows.

Minute-exact on a circular week of 10,080 minutes; a half-hour grid would turn away most of the school-hours
pairs that really fit. A window says where its journeys begin and end: at home, or at a place of care.
"""

from __future__ import annotations

import numpy as np

from jobmatch.codes import ShiftKind
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.care_ways import FAIL, NEARER, OK, OUT, RET, UNKNOWN_WAY, set_number, whole_way
from jobmatch.kernels.layout import MODE_SETS, N_BANDS, NO_SERVICE, UNKNOWN_TIME, Records

DAY_MIN, WEEK_MIN = 1440, 10080
FLEX = int(ShiftKind.FLEX)
NO_SHIFT, UNKNOWN_LEG, DOES_NOT_FIT = 1 << 20, -1, -2  # in place of spare minutes
NO_DAY = 7


@kernel(part=True)
def lay_out_shift(k: int, shift: Records, week: Records) -> None:
    """Take up the k-th shift of a day."""
    start = DAY_MIN * np.int64(shift["day"]) + np.int64(shift["start"])
    closes = start + np.int64(shift["length"])
    week["starts"][k] = start
    week["closes"][k] = max(closes, week["closes"][k - 1]) if k > 0 else closes
    week["slot"][OUT, k], week["slot"][RET, k] = shift["out_slot"], shift["ret_slot"]


@kernel(part=True)
def judge_day(day: int, n_shifts: int, windows: Records, lo: int, hi: int, week: Records) -> None:
    """Note the spare minutes of a day, or what stands in their place; windows are rows lo to hi.

    A day fits if it does from the farther end of where the places may lie; if it fits from the nearer end only, nobody
    knows.
    """
    best = DOES_NOT_FIT
    for end in range(2):
        if end == NEARER and (week["is_rough"] == 0 or best != DOES_NOT_FIT):
            break
        n_alone = 0
        for k in range(n_shifts):
            n_alone += spare_until(k, end, windows, lo, hi, week) != DOES_NOT_FIT
        for place in range(week["n_places"]):
            best = max(best, np.int64(week["done"][n_shifts - 1, place]))
        if best == DOES_NOT_FIT and n_alone == n_shifts > 1 and week["split_day"] == NO_DAY:
            week["split_day"] = day
        if end == NEARER and best != DOES_NOT_FIT:
            best = UNKNOWN_LEG
    week["spare"][day] = min(np.int64(week["spare"][day]), best)
    if best == DOES_NOT_FIT and week["clash_day"] == NO_DAY:
        week["clash_day"] = day


@kernel(part=True)
def spare_until(k: int, end: int, windows: Records, lo: int, hi: int, week: Records) -> int:
    """Lay out the spare minutes with the k-th shift of a day and all before it done; return those of it alone.

    The last absence of these shifts holds those from f to k; the person was back at some place between it and the one
    before.
    """
    alone = DOES_NOT_FIT
    for place in range(week["n_places"]):
        week["done"][k, place] = DOES_NOT_FIT
    for f in range(k, -1, -1):
        for w in range(lo, hi):
            window = windows[w]
            leave, come = np.int64(window["leave_from"]), np.int64(window["back_at"])
            out, ret = np.int64(week["minutes"][OUT, end, f, leave]), np.int64(week["minutes"][RET, end, k, come])
            found = spare_in_window(window, f, k, out, ret, week)
            if found != DOES_NOT_FIT:
                found = by_detour(found, f, leave, k, come, week)
            if f == k:
                alone = max(alone, found)
            if f > 0 and found != DOES_NOT_FIT:
                found = min(found, spare_before(f, end, leave, out, week))
            week["done"][k, come] = max(np.int64(week["done"][k, come]), found)
    return alone


@kernel(part=True)
def spare_in_window(window: Records, f: int, k: int, out: int, ret: int, week: Records) -> int:
    """Spare minutes of an absence, shifts f to k with the journeys, in one window."""
    if out == NO_SERVICE or ret == NO_SERVICE:
        week["no_journey"] = 1
        return DOES_NOT_FIT
    if out == UNKNOWN_TIME or ret == UNKNOWN_TIME:
        return UNKNOWN_LEG
    start, closes = week["starts"][f], week["closes"][k]
    opens, is_open_for = np.int64(window["start"]), np.int64(window["length"])
    if week["kind"] != FLEX:
        before = (start - out - opens) % WEEK_MIN
        after = is_open_for - before - out - (closes - start) - ret
        return min(before, after) if after >= 0 else DOES_NOT_FIT
    found = DOES_NOT_FIT
    for turn in range(-1, 2):
        earliest = max(opens + turn * WEEK_MIN + out, start)
        latest = min(opens + turn * WEEK_MIN + is_open_for - ret, closes) - week["duration_min"]
        if latest >= earliest:
            found = max(found, (latest - earliest) // 2)
    return found


@kernel(part=True)
def by_detour(found: int, f: int, leave: int, k: int, come: int, week: Records) -> int:
    """What is left of spare minutes by the limits of the whole way from home and to it, by way of the places."""
    by_out, by_ret = week["detour"][OUT, f, leave], week["detour"][RET, k, come]
    way = min(by_out, by_ret)
    if way == OK:
        return found
    by_way_of = leave if by_out == way else come
    if way == FAIL:
        week["too_long_by"] = by_way_of
        return DOES_NOT_FIT
    if found != UNKNOWN_LEG:
        week["borderline_by"] = by_way_of
    return UNKNOWN_LEG


@kernel()
def spare_before(f: int, end: int, leave: int, out: int, week: Records) -> int:
    """Spare minutes of the shifts before the f-th, by the best place to have been at before leaving for it."""
    between = DOES_NOT_FIT
    for place in range(week["n_places"]):
        spare = np.int64(week["done"][f - 1, place])
        if spare == DOES_NOT_FIT:
            continue
        hop = minutes_between(place, leave, end, week["slot"][OUT, f] % N_BANDS, week)
        away = whole_way(week["minutes"][RET, end, f - 1, place], hop, out)
        if away == UNKNOWN_WAY:
            between = max(between, UNKNOWN_LEG)
        elif week["closes"][f - 1] + away <= week["starts"][f]:
            between = max(between, spare)
    return between


@kernel()
def minutes_between(one: int, other: int, end: int, band: int, week: Records) -> int:
    """Minutes between two of a person's places: by the modes of the day, or at home by whichever is quickest."""
    if one == other:
        return 0
    number, least = set_number(week["modes"]), NO_SERVICE
    for each in range(len(MODE_SETS)):
        if each == number or week["on_site"] == 0:
            least = min(least, np.int64(week["way"][max(one, other) - 1, end, min(one, other), each, band]))
    return least
