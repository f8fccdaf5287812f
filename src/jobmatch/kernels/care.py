"""Care: the shift and both journeys must lie inside a window when the person can be away.

Minute-exact on a circular week of 10,080 minutes; a half-hour grid would turn away most of the school-hours
pairs that really fit.
"""

from __future__ import annotations

import numpy as np

from jobmatch.codes import CareState, Reason, Remote, RotaPolicy, ShiftKind, Verdict
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import (
    I32,
    N_MODES,
    NO_SERVICE,
    U8,
    UNKNOWN_TIME,
    Patterns,
    People,
    Scratch,
    Timetable,
    Vacancies,
)
from jobmatch.kernels.travel import with_matrix

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
R_TOO_FEW_DAYS = int(Reason.CARE_TOO_FEW_DAYS)


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
def care_stage(
    p: int,
    people: People,
    vacancies: Vacancies,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    candidates: I32,
    n_alive: int,
    scratch: Scratch,
    keep_all: bool,
) -> int:
    """Judge the week of each surviving candidate; return how many survive."""
    state = people.care_state[p]
    longest = max(np.int64(people.limit[p, 0]), np.int64(people.limit[p, 1]))
    spare = np.empty(DAYS, np.int32)
    kept = 0
    for a in range(n_alive):
        j = scratch.alive[a]
        v = candidates[j]
        pattern = vacancies.pattern[v]
        kind = patterns.kind[pattern]
        first = patterns.template_ptr[pattern]
        n_templates = patterns.template_ptr[pattern + 1] - first
        near, far, column = scratch.near[j], scratch.far[j], np.int64(scratch.column[j])
        on_site = not (vacancies.remote[v] == REMOTE_FULL or vacancies.days_x2[v] == 0)
        verdict, part, reason, detail, detail2 = OK, 1000, R_NO_LIMITS, 0, 0
        if state == NOT_RECORDED:
            verdict, reason = UNKNOWN, R_WINDOWS
        elif state != NO_LIMITS:
            travel_unknown = on_site and (far < 0 or scratch.modes[0, j] == 0)
            if travel_unknown:
                verdict, reason = UNKNOWN, R_TRAVEL
            elif kind == ZERO_HOURS:
                verdict, reason = UNKNOWN, R_VARY
            elif kind < FIXED or kind > ROTA:
                verdict, reason = UNKNOWN, R_TIMES
            else:
                term_verdict = OK
                term_spare = 0
                for season in range(2):
                    if season == 1 and (
                        patterns.term_only[pattern] == 1 or people.holiday_same[p] == 1 or term_verdict < CONDITIONAL
                    ):
                        break
                    lo, hi = people.window_ptr[2 * p + season], people.window_ptr[2 * p + season + 1]
                    n_fit, n_unknown, clash_day, no_journey = 0, 0, NO_DAY, False
                    days_fit, days_needed = 0, 0
                    season_spare = WEEK_MIN
                    for t in range(n_templates):
                        modes = np.int64(scratch.modes[t, j])
                        e0, e1 = patterns.shift_ptr[first + t], patterns.shift_ptr[first + t + 1]
                        spare[:] = NO_SHIFT
                        for e in range(e0, e1):
                            # A shift fits if it does from the farther end of where the places may lie; if it fits
                            # from the nearer end only, nobody knows.
                            best = DOES_NOT_FIT
                            for end in range(2):
                                if end == 1 and (near == far or best != DOES_NOT_FIT):
                                    break
                                step = far if end == 0 else near
                                out, ret = 0, 0
                                if on_site:
                                    out, ret = UNKNOWN_TIME, UNKNOWN_TIME
                                    for mode in range(N_MODES):
                                        if modes >> mode & 1:
                                            there = np.int64(minutes[mode, patterns.band[e, 0], step])
                                            back = np.int64(minutes[mode, patterns.band[e, 1], step])
                                            layer = timetable.layer[mode, patterns.band[e, 0]]
                                            if column >= 0 and layer >= 0:
                                                floor = np.int64(timetable.floor[mode, patterns.band[e, 0]])
                                                cell = np.int64(timetable.rows[layer, column])
                                                there = with_matrix(cell, there, floor, longest)
                                            layer = timetable.layer[mode, patterns.band[e, 1]]
                                            if column >= 0 and layer >= 0:
                                                floor = np.int64(timetable.floor[mode, patterns.band[e, 1]])
                                                cell = np.int64(timetable.rows[layer, column])
                                                back = with_matrix(cell, back, floor, longest)
                                            if there != UNKNOWN_TIME and (out == UNKNOWN_TIME or there < out):
                                                out = there
                                            if back != UNKNOWN_TIME and (ret == UNKNOWN_TIME or back < ret):
                                                ret = back
                                if out == UNKNOWN_TIME or ret == UNKNOWN_TIME:
                                    best = UNKNOWN_LEG
                                    continue
                                if out == NO_SERVICE or ret == NO_SERVICE:
                                    no_journey = True
                                    continue
                                start = DAY_MIN * np.int64(patterns.day[e]) + np.int64(patterns.start[e])
                                length = np.int64(patterns.length[e])
                                if kind == FLEX:
                                    duration = np.int64(patterns.duration[pattern])
                                    for w in range(lo, hi):
                                        for turn in range(-1, 2):
                                            opens = np.int64(people.window_start[w]) + turn * WEEK_MIN
                                            closes = opens + np.int64(people.window_length[w])
                                            earliest = max(opens + out, start)
                                            latest = min(closes - ret, start + length) - duration
                                            if latest >= earliest:
                                                best = max(best, (latest - earliest) // 2)
                                else:
                                    total = out + length + ret
                                    for w in range(lo, hi):
                                        before = (start - out - np.int64(people.window_start[w])) % WEEK_MIN
                                        after = np.int64(people.window_length[w]) - before - total
                                        if after >= 0:
                                            best = max(best, min(before, after))
                                if end == 1 and best != DOES_NOT_FIT:
                                    best = UNKNOWN_LEG
                            # a day with several shifts fits if all of them do
                            day = patterns.day[e]
                            spare[day] = min(spare[day], best)
                            if best == DOES_NOT_FIT and clash_day == NO_DAY:
                                clash_day = np.int64(day)
                        n_days, days_fit, days_unknown = 0, 0, 0
                        for day in range(DAYS):
                            if spare[day] == NO_SHIFT:
                                spare[day] = DOES_NOT_FIT
                                continue
                            n_days += 1
                            days_fit += spare[day] >= 0
                            days_unknown += spare[day] == UNKNOWN_LEG
                        days_needed = n_days
                        if (kind == ANY_N or kind == FLEX) and patterns.n_days[pattern] > 0:
                            days_needed = np.int64(patterns.n_days[pattern])
                        if kind == ROTA and scratch.template_verdict[t, j] == FAIL:
                            continue
                        if days_fit >= days_needed:
                            n_fit += 1
                            season_spare = min(season_spare, nth_largest(spare, days_needed))
                        elif days_fit + days_unknown >= days_needed:
                            n_unknown += 1
                    policy = np.int64(patterns.policy[pattern]) if kind == ROTA else POLICY_ALL
                    season_verdict = rota_verdict(n_fit, n_templates, policy)
                    season_reason, season_detail = R_FITS, 0
                    if season_verdict != rota_verdict(n_fit + n_unknown, n_templates, policy):
                        season_verdict, season_reason = UNKNOWN, R_TRAVEL
                    elif n_fit == 0:
                        season_reason, season_detail = R_CLASH, clash_day
                        if no_journey:
                            season_reason = R_NO_JOURNEY
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
                        verdict, reason = CONDITIONAL, R_HOLIDAYS
                    elif season_verdict < verdict:
                        verdict, reason, detail = season_verdict, season_reason, season_detail
                if verdict == OK and term_spare < ENOUGH_SPARE_MIN:
                    part = 600 + 400 * term_spare // ENOUGH_SPARE_MIN
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
