"""Care: the shift and both journeys must lie inside a window when the person can be away.

Minute-exact on a circular week of 10,080 minutes; a half-hour grid would turn away most of the school-hours
pairs that really fit. A window says where its journeys begin and end: at home, or at a place of care.
"""

from __future__ import annotations

from math import sqrt

import numpy as np

from jobmatch.codes import (
    MAX_CARE_PLACES,
    MAX_SHIFTS_A_DAY,
    CareState,
    Mode,
    Reason,
    Remote,
    RotaPolicy,
    ShiftKind,
    Verdict,
)
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import (
    I32,
    MODE_SETS,
    N_BANDS,
    N_MODES,
    NEAREST_BY_MATRIX_M,
    NO_SERVICE,
    U8,
    UNKNOWN_TIME,
    Patterns,
    People,
    Records,
    Scratch,
    Settings,
    Timetable,
    Vacancies,
)
from jobmatch.kernels.travel import LAST_STEP, steps_off, table_step, with_matrix

FAIL, UNKNOWN, CONDITIONAL, OK = (int(v) for v in Verdict)
DAY_MIN, WEEK_MIN = 1440, 10080
REMOTE_FULL = int(Remote.FULL)
NO_LIMITS, NOT_RECORDED = int(CareState.NO_LIMITS), int(CareState.NOT_RECORDED)
NOT_STATED, FIXED, ANY_N, FLEX, ROTA, ZERO_HOURS = (
    int(ShiftKind.NOT_STATED),
    int(ShiftKind.FIXED),
    int(ShiftKind.ANY_N),
    int(ShiftKind.FLEX),
    int(ShiftKind.ROTA),
    int(ShiftKind.ZERO_HOURS),
)
POLICY_ALL, POLICY_CHOOSE, POLICY_PREFER = int(RotaPolicy.ALL), int(RotaPolicy.CHOOSE), int(RotaPolicy.PREFER)
ENOUGH_SPARE_MIN = 30
DAYS = 7
PLACES = 1 + MAX_CARE_PLACES  # home first
WALK = int(Mode.WALK)
UNKNOWN_WAY, NO_WAY = -1, 10_000
NOTHING, MODES_MASK, VERDICT_MASK = np.uint64(0), np.uint64(63), np.uint64(3)  # of a byte of `Scratch.modes`
NO_SHIFT, UNKNOWN_LEG, DOES_NOT_FIT = 1 << 20, -1, -2  # in place of spare minutes
NO_DAY = 7
R_NO_LIMITS, R_FITS, R_TIGHT, R_CLASH = (
    int(Reason.CARE_NO_LIMITS),
    int(Reason.CARE_FITS),
    int(Reason.CARE_TIGHT),
    int(Reason.CARE_CLASH),
)
R_TIMES, R_VARY, R_TRAVEL, R_NO_JOURNEY = (
    int(Reason.CARE_TIMES_NOT_STATED),
    int(Reason.CARE_HOURS_VARY),
    int(Reason.CARE_TRAVEL_UNKNOWN),
    int(Reason.CARE_NO_JOURNEY),
)
R_HOLIDAYS, R_WINDOWS = int(Reason.CARE_HOLIDAYS_NOT_COVERED), int(Reason.CARE_WINDOWS_NOT_RECORDED)
R_SOME_CHOOSE, R_SOME_PREFER = int(Reason.CARE_ROTA_SOME_CHOOSE), int(Reason.CARE_ROTA_SOME_PREFER)
R_SOME_NOT_STATED, R_SOME_ALL = int(Reason.CARE_ROTA_SOME_NOT_STATED), int(Reason.CARE_ROTA_SOME_ALL)
R_TOO_FEW_DAYS, R_SPLIT_GAP = int(Reason.CARE_TOO_FEW_DAYS), int(Reason.CARE_SPLIT_GAP)
R_TRADING_HOURS = int(Reason.CARE_TRADING_HOURS)
R_PAID_TOO_MANY, R_PAID_NOT_KNOWN, R_PAID_HOLIDAYS = (
    int(Reason.CARE_PAID_TOO_MANY),
    int(Reason.CARE_PAID_NOT_KNOWN),
    int(Reason.CARE_PAID_HOLIDAYS),
)
PAID_BITS, PAID_MASK = 2, 3  # of `Scratch.paid`
R_DETOUR_TOO_LONG, R_DETOUR_BORDERLINE = int(Reason.CARE_DETOUR_TOO_LONG), int(Reason.CARE_DETOUR_BORDERLINE)


@kernel()
def nth_largest(values: I32, n: int) -> int:
    """The n-th largest of a few values; sorts them in place, largest first."""
    for i in range(1, values.shape[0]):
        value = values[i]
        at = i
        while at > 0 and values[at - 1] < value:
            values[at] = values[at - 1]
            at -= 1
        values[at] = value
    return np.int64(values[n - 1])


@kernel()
def rota_verdict(n_fit: int, n_templates: int, policy: int) -> int:
    """Verdict of care where ``n_fit`` of the templates of a rota fit."""
    if n_fit == n_templates:
        return OK
    if n_fit == 0 or policy == POLICY_ALL:
        return FAIL
    if policy == POLICY_CHOOSE:
        return OK
    return CONDITIONAL if policy == POLICY_PREFER else UNKNOWN


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
def steps_from(spot: Records, vacancy: Records, on_site: bool, home_column: int) -> tuple[int, int, int]:
    """Rows of the travel table from the farther and the nearer end of a place to a job, and the column of the matrix.

    -1 where not known. The matrix is looked up for the zone of home: a place has its column if it lies in the same
    zone.
    """
    if not on_site or spot["located"] == 0:
        return -1, -1, -1
    metres = distance_m(spot["x_m"], spot["y_m"], spot["z_m"], vacancy["x_m"], vacancy["y_m"], vacancy["z_m"])
    mid = table_step(metres)
    spread = steps_off(spot["radius_m"] + vacancy["radius_m"])
    column = home_column if spot["home_zone"] == 1 and metres >= NEAREST_BY_MATRIX_M else -1
    return min(LAST_STEP, mid + spread), max(0, mid - spread), column


@kernel()
def paid_alone(
    paid: int, season: int, travel: np.uint64, n_templates: int, is_rota: bool, policy: int
) -> tuple[int, int]:
    """Verdict over the templates by their paid hours of childcare only, and why; ``travel`` as `Scratch.modes`."""
    n_fit, n_unknown = 0, 0
    for t in range(n_templates):
        if is_rota and travel >> np.uint64(8 * t + 6) & VERDICT_MASK == NOTHING:
            continue
        one = paid >> (PAID_BITS * (2 * t + season)) & PAID_MASK
        n_fit += one == OK
        n_unknown += one == UNKNOWN
    verdict = rota_verdict(n_fit, n_templates, policy)
    if verdict != rota_verdict(n_fit + n_unknown, n_templates, policy):
        return UNKNOWN, R_PAID_NOT_KNOWN
    if verdict == FAIL:
        return FAIL, R_PAID_TOO_MANY
    return verdict, R_SOME_NOT_STATED if verdict == UNKNOWN else R_SOME_PREFER


@kernel()
def care_stage(
    p: int,
    people: People,
    vacancies: Vacancies,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    candidates: I32,
    n_alive: int,
    scratch: Scratch,
    keep_all: bool,
) -> int:
    """Judge the week of each surviving candidate; return how many survive."""
    person = people.row[p]
    state = person["care_state"]
    is_capped = person["paid_cap"] >= 0
    if state == NO_LIMITS and not is_capped:
        for a in range(n_alive):
            j = scratch.alive[a]
            scratch.verdict[4, j] = OK
            scratch.part[3, j] = 1000
            if keep_all:
                scratch.reason[4, j, 0] = R_NO_LIMITS
                scratch.reason[4, j, 1] = 0
                scratch.reason[4, j, 2] = 0
        return n_alive
    place0 = person["place_start"]
    n_places = 1 + np.int64(person["place_stop"] - place0)
    max_walk, person_modes = np.int64(person["max_walk"]), np.int64(person["modes"])
    longest = max(np.int64(person["limit_out"]), np.int64(person["limit_ret"]))
    car_days, holiday_same = np.int64(person["car_days"]), person["holiday_same"]
    ok_max, fail_above = person["ok_max"], person["fail_above"]
    windows, places, shifts, templates = people.window, people.place, patterns.shift, patterns.template
    row, kinds, sites = vacancies.row, vacancies.kind, vacancies.site
    spare = np.empty(DAYS, np.int32)
    # Of the travel table, from each place to the job; here and below 0 is the farther, 1 the nearer end of where the
    # places may lie.
    steps = np.empty((2, PLACES), np.int32)
    columns = np.empty(PLACES, np.int64)  # of the matrix; -1 where it is not asked
    # By end, shift of one day and place: minutes there and back, and whether the whole way from and to home, by way of
    # the place, is within the limits.
    go, back = np.empty((2, MAX_SHIFTS_A_DAY, PLACES), np.int32), np.empty((2, MAX_SHIFTS_A_DAY, PLACES), np.int32)
    way_out, way_ret = np.empty((MAX_SHIFTS_A_DAY, PLACES), np.int32), np.empty((MAX_SHIFTS_A_DAY, PLACES), np.int32)
    closes = np.empty(MAX_SHIFTS_A_DAY, np.int64)  # by when this shift of the day and all before it are over
    done = np.empty((MAX_SHIFTS_A_DAY, PLACES), np.int32)  # spare minutes, with these shifts done and back at a place
    ways_of = np.empty(MAX_SHIFTS_A_DAY, np.int64)  # slots and modes that the minutes above are for
    kept = 0
    for a in range(n_alive):
        j = scratch.alive[a]
        vacancy = row[candidates[j]]
        pattern = patterns.pattern[kinds[vacancy["kind"]]["pattern"]]
        kind = pattern["kind"]
        first = np.int64(pattern["template_start"])
        n_templates = np.int64(pattern["template_stop"]) - first
        on_site = vacancy["on_site"] == 1
        modes_with_car, modes_without = scratch.modes[0, j], scratch.modes[1, j]
        policy = np.int64(pattern["policy"]) if kind == ROTA else POLICY_ALL
        verdict, part, reason, detail, detail2 = OK, 1000, R_NO_LIMITS, 0, 0
        if state == NOT_RECORDED:
            verdict, reason = UNKNOWN, R_WINDOWS
        elif state != NO_LIMITS:
            no_modes = True
            for t in range(n_templates):
                no_modes = no_modes and ((modes_with_car | modes_without) >> np.uint64(8 * t)) & MODES_MASK == NOTHING
            travel_unknown = on_site and (scratch.far[j] < 0 or no_modes)
            # With zero hours the shifts are all that could be asked for in the hours of trade, where these are stated.
            asked_one_by_one = kind == FLEX or kind == ZERO_HOURS
            has_times = templates[first + n_templates - 1]["shift_stop"] > templates[first]["shift_start"]
            if travel_unknown:
                verdict, reason = UNKNOWN, R_TRAVEL
            elif kind == ZERO_HOURS and not has_times:
                verdict, reason = UNKNOWN, R_VARY
            elif kind < FIXED or kind > ZERO_HOURS:
                verdict, reason = UNKNOWN, R_TIMES
            else:
                steps[0, 0], steps[1, 0], columns[0] = scratch.far[j], scratch.near[j], scratch.column[j]
                rough = on_site and steps[0, 0] != steps[1, 0]
                for place in range(1, n_places):
                    spot, site = places[place0 + place - 1], scratch.site[j]
                    if site >= 0:
                        found_steps = steps_from(spot, sites[site], on_site, columns[0])
                    else:
                        found_steps = steps_from(spot, vacancy, on_site, columns[0])
                    steps[0, place], steps[1, place], columns[place] = found_steps
                    # the place may be rough where the job is not, and the way to it from a rough home
                    rough = rough or steps[0, place] != steps[1, place] or spot["rough"] == 1
                term_verdict = OK
                term_spare = 0
                for season in range(2):
                    # Where windows are the same in holidays, fewer hours may be funded then all the same.
                    as_in_term = holiday_same == 1 and not is_capped
                    if season == 1 and (pattern["term_only"] == 1 or as_in_term or term_verdict < CONDITIONAL):
                        break
                    lo, hi = person["term_start"], person["holiday_start"]
                    if season == 1 and holiday_same == 0:
                        lo, hi = person["holiday_start"], person["holiday_stop"]
                    n_fit, n_unknown, clash_day, split_day, no_journey = 0, 0, NO_DAY, NO_DAY, False
                    too_long_by, borderline_by = 0, 0
                    n_over, paid_unknown = 0, False
                    days_fit, days_needed = 0, 0
                    season_spare = WEEK_MIN
                    for t in range(n_templates):
                        template = templates[first + t]
                        e1 = np.int64(template["shift_stop"])
                        spare[:] = NO_SHIFT
                        ways_of[:] = -1
                        g0 = np.int64(template["shift_start"])
                        while g0 < e1:
                            day = np.int64(shifts[g0]["day"])
                            found_modes = modes_with_car if car_days >> day & 1 else modes_without
                            home_modes = np.int64(found_modes >> np.uint64(8 * t) & MODES_MASK)
                            number = set_number(home_modes)
                            # The set is that of the direct journey; what is too far to walk differs by place.
                            place_modes = person_modes & MODE_SETS[number]
                            g1 = g0 + 1
                            while g1 < e1 and shifts[g1]["day"] == day and not asked_one_by_one:
                                g1 += 1
                            n_shifts = g1 - g0
                            for k in range(n_shifts):
                                one = shifts[g0 + k]
                                out_slot, ret_slot = np.int64(one["out_slot"]), np.int64(one["ret_slot"])
                                out_band, ret_band = out_slot % N_BANDS, ret_slot % N_BANDS
                                closes[k] = DAY_MIN * day + np.int64(one["start"]) + np.int64(one["length"])
                                if k > 0:
                                    closes[k] = max(closes[k], closes[k - 1])
                                this_way = (out_slot << 16) | (ret_slot << 8) | home_modes
                                if ways_of[k] == this_way:  # most weeks have the same hours every day
                                    continue
                                ways_of[k] = this_way
                                for place in range(n_places):
                                    at = place0 + place - 1
                                    out, ret, by_out, by_ret = 0, 0, 0, 0
                                    way_out[k, place], way_ret[k, place] = OK, OK
                                    for end in range(2):
                                        if on_site and (end == 0 or rough):
                                            out, ret, by_out, by_ret = NO_SERVICE, NO_SERVICE, 0, 0
                                            if steps[end, place] < 0:
                                                out, ret = UNKNOWN_TIME, UNKNOWN_TIME
                                            modes, longest_walk = home_modes, UNKNOWN_TIME
                                            if place > 0:
                                                modes, longest_walk = place_modes, max_walk
                                            for turn in range(N_MODES):
                                                mode = N_MODES - 1 - turn  # public transport before walking on a tie
                                                if modes >> mode & 1 == 0 or steps[end, place] < 0:
                                                    continue
                                                there = np.int64(minutes[mode, out_band, steps[end, place]])
                                                home = np.int64(minutes[mode, ret_band, steps[end, place]])
                                                column = columns[place]
                                                layer = timetable.layer[mode, out_slot]
                                                if column >= 0 and layer >= 0:
                                                    cell = np.int64(timetable.rows[0, layer, column])
                                                    least = np.int64(timetable.floor[mode, out_slot])
                                                    there = with_matrix(cell, there, least, longest)
                                                layer = timetable.layer[mode, ret_slot]
                                                if column >= 0 and layer >= 0:
                                                    cell = np.int64(timetable.rows[1, layer, column])
                                                    least = np.int64(timetable.floor[mode, ret_slot])
                                                    home = with_matrix(cell, home, least, longest)
                                                if mode == WALK and longest_walk < there < UNKNOWN_TIME:
                                                    there = NO_SERVICE
                                                if mode == WALK and longest_walk < home < UNKNOWN_TIME:
                                                    home = NO_SERVICE
                                                if there < out:
                                                    out, by_out = there, mode
                                                if home < ret:
                                                    ret, by_ret = home, mode
                                        elif not on_site and place > 0:
                                            # whoever works at home travels between home and the place
                                            out, ret = NO_SERVICE, NO_SERVICE
                                            for each in range(len(MODE_SETS)):
                                                out = min(out, np.int64(places[at]["way"][end, 0, each, out_band]))
                                                ret = min(ret, np.int64(places[at]["way"][end, 0, each, ret_band]))
                                        go[end, k, place], back[end, k, place] = out, ret
                                        if place > 0 and on_site and settings.count_care_detour == 1:
                                            to_work = whole_way(places[at]["way"][end, 0, number, out_band], out, 0)
                                            to_home = whole_way(ret, places[at]["way"][end, 0, number, ret_band], 0)
                                            if end == 0:
                                                if to_work > ok_max[0, by_out] or to_work == UNKNOWN_WAY:
                                                    way_out[k, place] = UNKNOWN
                                                if to_home > ok_max[1, by_ret] or to_home == UNKNOWN_WAY:
                                                    way_ret[k, place] = UNKNOWN
                                            else:
                                                if way_out[k, place] == UNKNOWN and to_work > fail_above[0, by_out]:
                                                    way_out[k, place] = FAIL
                                                if way_ret[k, place] == UNKNOWN and to_home > fail_above[1, by_ret]:
                                                    way_ret[k, place] = FAIL
                            # A day fits if it does from the farther end of where the places may lie; if it fits from
                            # the nearer end only, nobody knows.
                            best = DOES_NOT_FIT
                            for end in range(2):
                                if end == 1 and (not rough or best != DOES_NOT_FIT):
                                    break
                                n_alone = 0
                                for k in range(n_shifts):
                                    done[k, :] = DOES_NOT_FIT
                                    alone = DOES_NOT_FIT
                                    # The last absence of these shifts holds those from f to k; the person was back at
                                    # some place between it and the one before.
                                    for f in range(k, -1, -1):
                                        start = DAY_MIN * day + np.int64(shifts[g0 + f]["start"])
                                        length = closes[k] - start
                                        for w in range(lo, hi):
                                            leave, come = (
                                                np.int64(windows[w]["leave_from"]),
                                                np.int64(windows[w]["back_at"]),
                                            )
                                            out, ret = np.int64(go[end, f, leave]), np.int64(back[end, k, come])
                                            found = DOES_NOT_FIT
                                            if out == NO_SERVICE or ret == NO_SERVICE:
                                                no_journey = True
                                            elif out == UNKNOWN_TIME or ret == UNKNOWN_TIME:
                                                found = UNKNOWN_LEG
                                            elif kind == FLEX:
                                                duration = np.int64(pattern["duration"])
                                                for turn in range(-1, 2):
                                                    opens = np.int64(windows[w]["start"]) + turn * WEEK_MIN
                                                    shuts = opens + np.int64(windows[w]["length"])
                                                    earliest = max(opens + out, start)
                                                    latest = min(shuts - ret, start + length) - duration
                                                    if latest >= earliest:
                                                        found = max(found, (latest - earliest) // 2)
                                            else:
                                                before = (start - out - np.int64(windows[w]["start"])) % WEEK_MIN
                                                after = np.int64(windows[w]["length"]) - before - out - length - ret
                                                if after >= 0:
                                                    found = min(before, after)
                                            if found != DOES_NOT_FIT:
                                                way = min(way_out[f, leave], way_ret[k, come])
                                                if way < OK:
                                                    by_way_of = leave if way_out[f, leave] == way else come
                                                    if way == FAIL:
                                                        found, too_long_by = DOES_NOT_FIT, by_way_of
                                                    elif found != UNKNOWN_LEG:
                                                        found, borderline_by = UNKNOWN_LEG, by_way_of
                                            if f == k:
                                                alone = max(alone, found)
                                            if f > 0 and found != DOES_NOT_FIT:
                                                between = DOES_NOT_FIT
                                                for place in range(n_places):
                                                    if done[f - 1, place] == DOES_NOT_FIT:
                                                        continue
                                                    hop = 0
                                                    if place != leave:
                                                        hop = NO_SERVICE
                                                        at = place0 + max(place, leave) - 1
                                                        for each in range(len(MODE_SETS)):
                                                            if each == number or not on_site:
                                                                to, band = (
                                                                    min(place, leave),
                                                                    np.int64(shifts[g0 + f]["out_slot"]) % N_BANDS,
                                                                )
                                                                leg = np.int64(places[at]["way"][end, to, each, band])
                                                                hop = min(hop, leg)
                                                    away = whole_way(back[end, f - 1, place], hop, out)
                                                    if away == UNKNOWN_WAY:
                                                        between = max(between, UNKNOWN_LEG)
                                                    elif closes[f - 1] + away <= start:
                                                        between = max(between, done[f - 1, place])
                                                found = min(found, between)
                                            done[k, come] = max(done[k, come], found)
                                    n_alone += alone != DOES_NOT_FIT
                                for place in range(n_places):
                                    best = max(best, done[n_shifts - 1, place])
                                if best == DOES_NOT_FIT and n_alone == n_shifts > 1 and split_day == NO_DAY:
                                    split_day = day
                                if end == 1 and best != DOES_NOT_FIT:
                                    best = UNKNOWN_LEG
                            spare[day] = min(spare[day], best)
                            if best == DOES_NOT_FIT and clash_day == NO_DAY:
                                clash_day = day
                            g0 = g1
                        n_days, days_fit, days_unknown = 0, 0, 0
                        for day in range(DAYS):
                            if spare[day] == NO_SHIFT:
                                spare[day] = DOES_NOT_FIT
                                continue
                            n_days += 1
                            days_fit += spare[day] >= 0
                            days_unknown += spare[day] == UNKNOWN_LEG
                        days_needed = n_days
                        if (kind == ANY_N or kind == FLEX) and pattern["n_days"] > 0:
                            days_needed = np.int64(pattern["n_days"])
                        if kind == ROTA and modes_with_car >> np.uint64(8 * t + 6) & VERDICT_MASK == NOTHING:
                            continue
                        paid = OK
                        if is_capped:
                            paid = scratch.paid[j] >> (PAID_BITS * (2 * t + season)) & PAID_MASK
                        if paid == FAIL:
                            n_over += days_fit + days_unknown >= days_needed
                            continue
                        if days_fit >= days_needed and paid == UNKNOWN:
                            n_unknown += 1
                            paid_unknown = True
                        elif days_fit >= days_needed:
                            n_fit += 1
                            season_spare = min(season_spare, nth_largest(spare, days_needed))
                        elif days_fit + days_unknown >= days_needed:
                            n_unknown += 1
                    season_verdict = rota_verdict(n_fit, n_templates, policy)
                    season_reason, season_detail = R_FITS, 0
                    if season_verdict != rota_verdict(n_fit + n_unknown, n_templates, policy):
                        season_verdict, season_reason = UNKNOWN, R_TRAVEL
                        if borderline_by > 0:
                            season_reason, season_detail = R_DETOUR_BORDERLINE, borderline_by
                        elif paid_unknown:
                            season_reason = R_PAID_NOT_KNOWN
                    elif n_fit == 0 and kind == ZERO_HOURS:
                        season_verdict, season_reason = UNKNOWN, R_TRADING_HOURS
                    elif n_fit == 0:
                        season_reason, season_detail = R_CLASH, clash_day
                        if n_over > 0:
                            season_reason, season_detail = R_PAID_TOO_MANY, np.int64(scratch.paid_least[j])
                        elif no_journey:
                            season_reason = R_NO_JOURNEY
                        elif too_long_by > 0:
                            season_reason, season_detail = R_DETOUR_TOO_LONG, too_long_by
                        elif split_day < NO_DAY:
                            season_reason, season_detail = R_SPLIT_GAP, split_day
                        elif (kind == ANY_N or kind == FLEX) and days_fit > 0:
                            season_reason, season_detail = R_TOO_FEW_DAYS, days_fit
                    elif n_fit < n_templates:
                        season_reason = R_SOME_NOT_STATED
                        if policy == POLICY_CHOOSE:
                            season_reason = R_SOME_CHOOSE
                        elif policy == POLICY_PREFER:
                            season_reason = R_SOME_PREFER
                        elif policy == POLICY_ALL:
                            season_reason = R_SOME_ALL
                    else:
                        season_detail = season_spare
                        if season_spare < ENOUGH_SPARE_MIN:
                            season_reason = R_TIGHT
                    if season == 0:
                        term_verdict = season_verdict
                        verdict, reason, detail = season_verdict, season_reason, season_detail
                        term_spare = season_spare
                        if season_reason == R_TOO_FEW_DAYS:
                            detail2 = days_needed
                    elif season_verdict < CONDITIONAL:
                        by_money = season_reason == R_PAID_TOO_MANY or season_reason == R_PAID_NOT_KNOWN
                        verdict, reason = CONDITIONAL, R_PAID_HOLIDAYS if by_money else R_HOLIDAYS
                    elif season_verdict < verdict:
                        verdict, reason, detail = season_verdict, season_reason, season_detail
                if verdict == OK and term_spare < ENOUGH_SPARE_MIN:
                    part = 600 + 400 * term_spare // ENOUGH_SPARE_MIN
        if is_capped:
            for season in range(2):
                if season == 1 and (pattern["term_only"] == 1 or verdict < CONDITIONAL):
                    break
                alone, why = paid_alone(scratch.paid[j], season, modes_with_car, n_templates, kind == ROTA, policy)
                if season == 1 and alone < CONDITIONAL:
                    alone, why = CONDITIONAL, R_PAID_HOLIDAYS
                if alone < verdict:
                    verdict, reason, detail, detail2 = alone, why, np.int64(scratch.paid_least[j]), 0
        if verdict == FAIL:
            part = 0
        if verdict == UNKNOWN or verdict == CONDITIONAL:
            part = 500
        scratch.verdict[4, j] = verdict
        scratch.part[3, j] = part
        if keep_all:
            scratch.reason[4, j, 0] = reason
            scratch.reason[4, j, 1] = detail
            scratch.reason[4, j, 2] = detail2
        if keep_all or verdict != FAIL:
            scratch.alive[kept] = j
            kept += 1
    return kept
