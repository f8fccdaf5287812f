"""Travel: both legs, in the bands of the shift, by the best of a person's mode sets."""

from __future__ import annotations

from math import floor, sqrt

import numpy as np

from jobmatch.codes import Mode, Reason, Remote, RotaPolicy, ShiftKind, Tri, Verdict
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import (
    BY_MATRIX_BIT,
    I32,
    MODE_SETS,
    N_BANDS,
    N_MODES,
    NEAREST_BY_MATRIX_M,
    NO_SERVICE,
    NOT_STATED,
    STEP_M,
    TABLE_STEPS,
    U8,
    UNKNOWN_TIME,
    Patterns,
    People,
    Scratch,
    Settings,
    Timetable,
    Vacancies,
)

FAIL, UNKNOWN, CONDITIONAL, OK = (int(v) for v in Verdict)
WALK, PT, WALK_BIT, PT_BIT = int(Mode.WALK), int(Mode.PT), 1 << Mode.WALK, 1 << Mode.PT
CAR_BIT, LIFT_BIT = 1 << Mode.CAR, 1 << Mode.LIFT
REMOTE_FULL, REMOTE_NOT_STATED = int(Remote.FULL), int(Remote.NOT_STATED)
YES, NO = int(Tri.YES), int(Tri.NO)
ROTA = int(ShiftKind.ROTA)
POLICY_ALL, POLICY_CHOOSE, POLICY_PREFER = int(RotaPolicy.ALL), int(RotaPolicy.CHOOSE), int(RotaPolicy.PREFER)
R_FITS, R_BORDERLINE, R_TOO_FAR = int(Reason.TRAVEL_FITS), int(Reason.TRAVEL_BORDERLINE), int(Reason.TRAVEL_TOO_FAR)
R_REMOTE, R_NO_TIME = int(Reason.TRAVEL_REMOTE), int(Reason.TRAVEL_NO_TIME)
R_NEEDS_VEHICLE, R_NO_MODE = int(Reason.TRAVEL_NEEDS_VEHICLE), int(Reason.TRAVEL_NO_MODE)
R_EMPLOYER, R_REMOTE_NOT_STATED = int(Reason.TRAVEL_EMPLOYER_TRANSPORT), int(Reason.TRAVEL_REMOTE_NOT_STATED)
R_STEP_FREE_NOT_STATED, R_NOT_STEP_FREE = int(Reason.TRAVEL_STEP_FREE_NOT_STATED), int(Reason.TRAVEL_NOT_STEP_FREE)
R_MOBILE, R_LIFT, R_SOME_SHIFTS, R_NO_SERVICE = (
    int(Reason.TRAVEL_MOBILE),
    int(Reason.TRAVEL_LIFT),
    int(Reason.TRAVEL_SOME_SHIFTS),
    int(Reason.TRAVEL_NO_SERVICE),
)
NO_TIME_COST = 1000  # in place of minutes, where there are none, when sets are compared


@kernel()
def leg_part(minutes: int, limit: int, prefer: int) -> int:
    """Comfort of one leg, 0 to 1000: full up to 15 minutes, 700 at ``prefer``, 200 at ``limit``, 0 beyond."""
    if minutes > limit:
        return 0
    if minutes <= 15:
        return 1000
    bend = max(15, min(prefer, limit))
    if minutes <= bend:
        return 1000 - 300 * (minutes - 15) // (bend - 15)
    return 700 - 500 * (minutes - bend) // (limit - bend)


@kernel()
def by_policy(policy: int, least: int, best: int) -> int:
    """Verdict over the templates of a rota, from the least and the best of them."""
    if policy == POLICY_ALL or best == FAIL:
        return least
    if policy == POLICY_CHOOSE:
        return best
    if least > FAIL:
        return least
    return min(CONDITIONAL if policy == POLICY_PREFER else UNKNOWN, best)


@kernel()
def is_known(by_matrix: int, floor: int, longest: int) -> bool:
    """Whether a cell of the matrix tells anything of a journey that may take ``longest`` minutes.

    A missing pair means "no journey" only if the matrix looked at least that far.
    """
    return by_matrix != NO_SERVICE or floor > longest


@kernel()
def with_matrix(by_matrix: int, estimate: int, floor: int, longest: int) -> int:
    """Minutes by the matrix; where it does not know, the estimate, but no less than what the matrix rules out."""
    return by_matrix if is_known(by_matrix, floor, longest) else max(estimate, floor)


@kernel()
def spread_row(zone: int, timetable: Timetable) -> None:
    """Spread the rows of one home zone, unless they lie there already."""
    if zone < 0 or timetable.zone[0] == zone:
        return
    for layer in range(timetable.rows.shape[0]):
        timetable.rows[layer, :] = NO_SERVICE
        for pair in range(timetable.ptr[layer, zone], timetable.ptr[layer, zone + 1]):
            timetable.rows[layer, timetable.col[pair]] = timetable.minutes[pair]
    timetable.zone[0] = zone


@kernel()
def travel_stage(
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
    """Judge the journey to each surviving candidate; return how many survive.

    ``minutes`` has shape (mode, band, quarter kilometre); ``timetable`` holds the rows of this person's zone. With
    ``keep_all`` nothing is dropped and reasons are written; otherwise pairs out of reach leave the list.
    """
    limit_out, limit_ret = np.int64(people.limit[p, 0]), np.int64(people.limit[p, 1])
    prefer, max_walk = np.int64(people.prefer_min[p]), np.int64(people.max_walk[p])
    person_modes = np.int64(people.modes[p])
    longest = max(limit_out, limit_ret)
    kept = 0
    for a in range(n_alive):
        j = scratch.alive[a]
        v = candidates[j]
        pattern = vacancies.pattern[v]
        first, last = patterns.template_ptr[pattern], patterns.template_ptr[pattern + 1]
        verdict, reason, part = OK, R_REMOTE, 1000
        out, ret, chosen = 0, 0, 0
        in_reach = True
        scratch.near[j] = -1
        scratch.far[j] = -1
        scratch.column[j] = -1
        for t in range(last - first):
            scratch.modes[t, j] = 0
            scratch.template_verdict[t, j] = OK
        days = np.int64(vacancies.days_x2[v])
        if vacancies.remote[v] != REMOTE_FULL and days != 0:
            usable = person_modes
            part = 500
            if vacancies.needs_vehicle[v] == YES:
                usable &= CAR_BIT
            if usable == 0:
                verdict = FAIL
                reason = R_NEEDS_VEHICLE if vacancies.needs_vehicle[v] == YES else R_NO_MODE
            elif people.located[p] == 0 or vacancies.located[v] == 0:
                verdict, reason = UNKNOWN, R_NO_TIME
            else:
                dx = np.int64(people.xyz_m[p, 0]) - np.int64(vacancies.xyz_m[v, 0])
                dy = np.int64(people.xyz_m[p, 1]) - np.int64(vacancies.xyz_m[v, 1])
                dz = np.int64(people.xyz_m[p, 2]) - np.int64(vacancies.xyz_m[v, 2])
                chord_m = sqrt(np.float64(dx * dx + dy * dy + dz * dz))
                radius_m = np.float64(people.radius_m[p] + vacancies.radius_m[v])
                near = min(TABLE_STEPS - 1, np.int64(floor(max(0.0, chord_m - radius_m) / STEP_M + 0.5)))
                mid = min(TABLE_STEPS - 1, np.int64(floor(chord_m / STEP_M + 0.5)))
                far = min(TABLE_STEPS - 1, np.int64(floor((chord_m + radius_m) / STEP_M + 0.5)))
                scratch.near[j] = near
                scratch.far[j] = far
                column = np.int64(-1)
                if (
                    people.zone[p] >= 0
                    and vacancies.zone[v] >= 0
                    and people.zone[p] != vacancies.zone[v]
                    and chord_m >= NEAREST_BY_MATRIX_M
                ):
                    column = np.int64(vacancies.zone[v])
                scratch.column[j] = column
                policy = np.int64(patterns.policy[pattern]) if patterns.kind[pattern] == ROTA else POLICY_ALL
                least, best_template = OK, FAIL - 1
                least_on_site, best_on_site = OK, FAIL
                out_least, ret_least, modes_least, reason_least = 0, 0, 0, R_FITS
                out_best, ret_best, modes_best, reason_best = 0, 0, 0, R_FITS
                for t in range(last - first):
                    best_verdict, best_cost = FAIL - 1, 0
                    best_out, best_ret, best_modes = 0, 0, 0
                    for mode_set in MODE_SETS:
                        modes = usable & mode_set
                        walk_too_long, walk_may_be_short = False, False
                        if modes & WALK_BIT and max_walk < NOT_STATED:
                            walk_near, walk_mid, walk_far = 0, 0, 0
                            for leg in range(2):
                                for band in range(N_BANDS):
                                    if patterns.bands[first + t, leg] >> band & 1 == 0:
                                        continue
                                    here_near = np.int64(minutes[WALK, band, near])
                                    here_mid = np.int64(minutes[WALK, band, mid])
                                    here_far = np.int64(minutes[WALK, band, far])
                                    if column >= 0 and timetable.layer[WALK, band] >= 0:
                                        cell = np.int64(timetable.rows[timetable.layer[WALK, band], column])
                                        floor_min = np.int64(timetable.floor[WALK, band])
                                        here_near = with_matrix(cell, here_near, floor_min, longest)
                                        here_mid = with_matrix(cell, here_mid, floor_min, longest)
                                        here_far = with_matrix(cell, here_far, floor_min, longest)
                                    if here_near != UNKNOWN_TIME:
                                        walk_near = max(walk_near, here_near)
                                    if here_mid != UNKNOWN_TIME:
                                        walk_mid = max(walk_mid, here_mid)
                                    if here_far != UNKNOWN_TIME:
                                        walk_far = max(walk_far, here_far)
                            walk_too_long = walk_far > max_walk
                            if walk_near > max_walk:
                                modes &= ~WALK_BIT
                            elif walk_mid > max_walk and modes & PT_BIT:
                                # judged by public transport; on foot it may do all the same, if the place is near
                                modes &= ~WALK_BIT
                                walk_may_be_short = (
                                    walk_near <= people.fail_above[p, 0, WALK]
                                    and walk_near <= people.fail_above[p, 1, WALK]
                                )
                        if modes == 0:
                            continue
                        set_verdict, cost = OK, 0
                        set_out, set_ret = 0, 0
                        set_by_matrix = column >= 0
                        for leg in range(2):
                            leg_minutes = 0
                            for band in range(N_BANDS):
                                if not patterns.bands[first + t, leg] >> band & 1:
                                    continue
                                fastest, by = UNKNOWN_TIME, -1
                                some_unknown = False
                                for step in range(N_MODES):
                                    mode = N_MODES - 1 - step  # public transport before walking on a tie
                                    if modes >> mode & 1:
                                        here = np.int64(minutes[mode, band, mid])
                                        if column >= 0 and timetable.layer[mode, band] >= 0:
                                            here = with_matrix(
                                                np.int64(timetable.rows[timetable.layer[mode, band], column]),
                                                here,
                                                np.int64(timetable.floor[mode, band]),
                                                longest,
                                            )
                                        if here == UNKNOWN_TIME:
                                            some_unknown = True
                                        elif by < 0 or here < fastest:
                                            fastest, by = here, mode
                                band_verdict = UNKNOWN
                                by_matrix = False
                                if by >= 0:
                                    nearest = np.int64(minutes[by, band, near])
                                    farthest = np.int64(minutes[by, band, far])
                                    ok_max = np.int64(people.ok_max[p, leg, by])
                                    fail_above = np.int64(people.fail_above[p, leg, by])
                                    doubtful = False
                                    if column >= 0 and timetable.layer[by, band] >= 0:
                                        cell = np.int64(timetable.rows[timetable.layer[by, band], column])
                                        floor_min = np.int64(timetable.floor[by, band])
                                        by_matrix = is_known(cell, floor_min, longest)
                                        if by_matrix:
                                            nearest, farthest = cell, cell
                                            ok_max = np.int64(people.matrix_ok_max[p, leg])
                                            fail_above = np.int64(people.matrix_fail_above[p, leg])
                                            doubtful = timetable.capped[by, band] == 1 or (
                                                by == PT and patterns.weekend[first + t] == 1
                                            )
                                        else:
                                            nearest, farthest = max(nearest, floor_min), max(farthest, floor_min)
                                            doubtful = True
                                    if farthest <= ok_max:
                                        band_verdict = UNKNOWN if doubtful else OK
                                    elif nearest != UNKNOWN_TIME and (nearest == NO_SERVICE or nearest > fail_above):
                                        band_verdict = UNKNOWN if some_unknown else FAIL
                                    if by == WALK and walk_too_long:
                                        band_verdict = min(band_verdict, UNKNOWN)
                                set_verdict = min(set_verdict, band_verdict)
                                set_by_matrix = set_by_matrix and by_matrix
                                leg_minutes = max(leg_minutes, fastest)
                            if leg == 0:
                                set_out = leg_minutes
                            else:
                                set_ret = leg_minutes
                            cost += leg_minutes if leg_minutes < UNKNOWN_TIME else NO_TIME_COST
                        if walk_may_be_short:
                            set_verdict = max(set_verdict, UNKNOWN)
                        if modes == LIFT_BIT:
                            set_verdict = min(set_verdict, CONDITIONAL)
                        if set_verdict > best_verdict or (set_verdict == best_verdict and cost < best_cost):
                            best_verdict, best_cost = set_verdict, cost
                            best_out, best_ret, best_modes = set_out, set_ret, modes
                            if set_by_matrix:
                                best_modes |= BY_MATRIX_BIT
                    if best_modes == 0:  # walking was the only way, and it is too long a walk
                        best_verdict, why = FAIL, R_NO_MODE
                    elif best_verdict == OK:
                        why = R_FITS
                    elif best_verdict == CONDITIONAL:
                        why = R_LIFT
                    elif best_verdict == UNKNOWN:
                        why = R_NO_TIME if best_out == UNKNOWN_TIME or best_ret == UNKNOWN_TIME else R_BORDERLINE
                    else:
                        why = R_TOO_FAR
                        if max(best_out, best_ret) == NO_SERVICE and mid < TABLE_STEPS - 1:
                            why = R_NO_SERVICE
                    on_site = best_verdict
                    if best_verdict == FAIL and best_modes != 0:
                        if (
                            vacancies.employer_transport[v] == YES
                            and chord_m - radius_m <= settings.employer_transport_m
                        ):
                            best_verdict, on_site, why = CONDITIONAL, CONDITIONAL, R_EMPLOYER
                        elif vacancies.remote[v] == REMOTE_NOT_STATED:
                            best_verdict, why = UNKNOWN, R_REMOTE_NOT_STATED
                    scratch.modes[t, j] = best_modes
                    scratch.template_verdict[t, j] = best_verdict
                    least_on_site, best_on_site = min(least_on_site, on_site), max(best_on_site, on_site)
                    if t == 0 or best_verdict < least:
                        least, reason_least = best_verdict, why
                        out_least, ret_least, modes_least = best_out, best_ret, best_modes
                    if best_verdict > best_template:
                        best_template, reason_best = best_verdict, why
                        out_best, ret_best, modes_best = best_out, best_ret, best_modes
                verdict = by_policy(policy, least, best_template)
                if policy == POLICY_ALL:
                    out, ret, chosen, reason = out_least, ret_least, modes_least, reason_least
                else:
                    out, ret, chosen, reason = out_best, ret_best, modes_best, reason_best
                    if verdict < best_template:
                        reason = R_SOME_SHIFTS
                if by_policy(policy, least_on_site, best_on_site) == FAIL:
                    in_reach = settings.search_unstated_remote == 1
                if chosen != 0 and out != UNKNOWN_TIME and ret != UNKNOWN_TIME:
                    part = min(leg_part(out, limit_out, prefer), leg_part(ret, limit_ret, prefer))
                    worked = np.int64(patterns.day_minutes[pattern])
                    if worked > 0 and 10 * (out + ret) > 4 * worked:
                        part = part * 4 * worked // (10 * (out + ret))
                    part = 1000 - (1000 - part) * min(10, days) // 10 if days != NOT_STATED else part
                if vacancies.mobile[v] == YES and verdict > UNKNOWN:
                    verdict, reason = UNKNOWN, R_MOBILE
            if people.needs_step_free[p] == 1 and verdict > FAIL:
                if vacancies.step_free[v] == NO:
                    verdict, reason = FAIL, R_NOT_STEP_FREE
                elif vacancies.step_free[v] != YES and verdict > UNKNOWN:
                    verdict, reason = UNKNOWN, R_STEP_FREE_NOT_STATED
            if verdict == FAIL:
                part = 0
                in_reach = False
        if keep_all:
            scratch.reason[0, j, 0] = reason
            scratch.reason[0, j, 1] = out
            scratch.reason[0, j, 2] = ret
            scratch.reason[0, j, 3] = chosen
        scratch.verdict[0, j] = verdict
        scratch.part[2, j] = part
        scratch.in_reach[j] = in_reach
        if keep_all or in_reach:
            scratch.alive[kept] = j
            kept += 1
    return kept
