"""Travel: both legs, in the bands of the shift, by the best of a person's mode sets, on days with a car and without.

What a journey is worth hangs on few things: who travels (`PERSON.profile`), the kind of work (`KIND`), the distance in
steps, and the pair of zones where there is a matrix. So each combination is judged once and remembered.
"""

from __future__ import annotations

from math import floor, sqrt

import numpy as np

from jobmatch.codes import Mode, Reason, Remote, RotaPolicy, ShiftKind, Tri, Verdict
from jobmatch.kernels._jit import kernel, prefetch
from jobmatch.kernels.layout import (
    BY_MATRIX_BIT,
    I32,
    MODE_SETS,
    N_BANDS,
    N_MODES,
    N_SLOTS,
    NEAREST_BY_MATRIX_M,
    NO_SERVICE,
    NO_STEP,
    NOT_STATED,
    STEP_M,
    TABLE_STEPS,
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
R_COSTS_TOO_MUCH, R_COST_NOT_KNOWN = int(Reason.TRAVEL_COSTS_TOO_MUCH), int(Reason.TRAVEL_COST_NOT_KNOWN)
COST_IS_FINE = int(Reason.NONE)
# The way by road is an estimate: what a car costs is surely within a limit below these thousandths of it, and surely
# over it above those (once its standard deviation either way, as for minutes).
DRIVE_SURE, DRIVE_PERHAPS = 810, 1234
ZERO_HOURS = int(ShiftKind.ZERO_HOURS)
EVERY_DAY, DAYS = (1 << 7) - 1, 7
LAST_STEP = TABLE_STEPS - 1
# Of a hash: odd, without pattern, and so small that a product with 32 bits stays within 64.
MIX_0, MIX_1, MIX_2, MIX_3 = np.uint64(0x9E3779B1), np.uint64(0x85EBCA77), np.uint64(0xC2B2AE3D), np.uint64(0x27D4EB2F)
HALF, LOW_HALF, HASH_SHIFT = np.uint64(32), np.uint64(2**32 - 1), np.uint64(20)
# Keys of `Scratch.memo`: who, which kind of work, how far, how surely; and by which cell of the matrix.
PROFILE_SHIFT, KIND_SHIFT, MID_SHIFT, STEP_MASK = np.uint64(40), np.uint64(20), np.uint64(10), np.uint64(NO_STEP)
ZONE_SHIFT, COLUMN_SHIFT, FETCHED_BIT, NO_KEY = np.uint64(32), np.uint64(1), np.uint64(1), np.uint64(0)


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
def table_step(metres: float) -> int:
    """Row of the travel table for a distance."""
    return min(LAST_STEP, np.int64(floor(metres / STEP_M + 0.5)))


@kernel()
def steps_off(radius_m: int) -> int:
    """By how many rows a place may be nearer or farther."""
    return min(LAST_STEP, (np.int64(radius_m) + STEP_M - 1) // STEP_M)


@kernel()
def look_up(home: int, work: int, timetable: Timetable) -> None:
    """Look up the minutes from a home zone to another and back, in every layer, unless they are there already.

    Few of all zones are ever asked for, so each is looked up when its turn comes. Where journeys from a zone were never
    looked for, those to it stand in for the way back.
    """
    if timetable.home[work] == home:
        return
    for layer in range(timetable.rows.shape[1]):
        is_empty = timetable.ptr[layer, work] == timetable.ptr[layer, work + 1]
        for leg in range(2):
            start, end = (home, work) if leg == 0 else (work, home)
            if leg == 1 and (is_empty or timetable.is_destination[home] == 0):
                timetable.rows[1, layer, work] = timetable.rows[0, layer, work]
                continue
            low, high = timetable.ptr[layer, start], timetable.ptr[layer, start + 1]
            last = high
            while low < high:
                middle = (low + high) // 2
                if timetable.col[middle] < end:
                    low = middle + 1
                else:
                    high = middle
            found = low < last and timetable.col[low] == end
            timetable.rows[leg, layer, work] = timetable.minutes[low] if found else NO_SERVICE
    timetable.home[work] = home


# --- One journey, judged ---------------------------------------------------------------------------------------------


@kernel()
def longest_walk(slots: int, step: int, column: int, longest: int, minutes: U8, timetable: Timetable) -> int:
    """Minutes on foot in the slowest of some slots, there or back; 0 where none is known."""
    found = 0
    for slot in range(N_SLOTS):
        if slots >> slot & 1 == 0:
            continue
        estimate = np.int64(minutes[WALK, slot % N_BANDS, step])
        for leg in range(2):
            here = estimate
            layer = timetable.layer[WALK, slot]
            if column >= 0 and layer >= 0:
                cell, floor_min = np.int64(timetable.rows[leg, layer, column]), np.int64(timetable.floor[WALK, slot])
                here = with_matrix(cell, here, floor_min, longest)
            if here != UNKNOWN_TIME:
                found = max(found, here)
    return found


@kernel()
def best_way(
    person: Records,
    usable: int,
    out_slots: int,
    ret_slots: int,
    near: int,
    mid: int,
    far: int,
    column: int,
    minutes: U8,
    timetable: Timetable,
) -> tuple[int, int, int, int]:
    """Best of a person's mode sets: verdict, minutes out and back, and the modes; none (0) where no set is usable."""
    max_walk = np.int64(person["max_walk"])
    longest = max(np.int64(person["limit_out"]), np.int64(person["limit_ret"]))
    ok_by_mode, fail_by_mode = person["ok_max"], person["fail_above"]
    ok_by_matrix, fail_by_matrix = person["matrix_ok_max"], person["matrix_fail_above"]
    best_verdict, best_cost = FAIL - 1, 0
    best_out, best_ret, best_modes = 0, 0, 0
    for mode_set in MODE_SETS:
        modes = usable & mode_set
        walk_too_long, walk_may_be_short = False, False
        if modes & WALK_BIT and max_walk < NOT_STATED:
            slots = out_slots | ret_slots
            walk_near = longest_walk(slots, near, column, longest, minutes, timetable)
            walk_mid = longest_walk(slots, mid, column, longest, minutes, timetable)
            walk_too_long = longest_walk(slots, far, column, longest, minutes, timetable) > max_walk
            if walk_near > max_walk:
                modes &= ~WALK_BIT
            elif walk_mid > max_walk and modes & PT_BIT:
                # judged by public transport; on foot it may do all the same, if the place is near
                modes &= ~WALK_BIT
                walk_may_be_short = walk_near <= fail_by_mode[0, WALK] and walk_near <= fail_by_mode[1, WALK]
        if modes == 0:
            continue
        set_verdict, cost = OK, 0
        set_out, set_ret = 0, 0
        set_by_matrix = column >= 0
        for leg in range(2):
            leg_minutes = 0
            slots = out_slots if leg == 0 else ret_slots
            for slot in range(N_SLOTS):
                if slots >> slot & 1 == 0:
                    continue
                band = slot % N_BANDS
                fastest, by = UNKNOWN_TIME, -1
                some_unknown = False
                for turn in range(N_MODES):
                    mode = N_MODES - 1 - turn  # public transport before walking on a tie
                    if modes >> mode & 1 == 0:
                        continue
                    here = np.int64(minutes[mode, band, mid])
                    layer = timetable.layer[mode, slot]
                    if column >= 0 and layer >= 0:
                        cell = np.int64(timetable.rows[leg, layer, column])
                        here = with_matrix(cell, here, np.int64(timetable.floor[mode, slot]), longest)
                    if here == UNKNOWN_TIME:
                        some_unknown = True
                    elif by < 0 or here < fastest:
                        fastest, by = here, mode
                slot_verdict = UNKNOWN
                by_matrix = False
                if by >= 0:
                    nearest, farthest = np.int64(minutes[by, band, near]), np.int64(minutes[by, band, far])
                    ok_max, fail_above = np.int64(ok_by_mode[leg, by]), np.int64(fail_by_mode[leg, by])
                    doubtful = False
                    layer = timetable.layer[by, slot]
                    if column >= 0 and layer >= 0:
                        cell = np.int64(timetable.rows[leg, layer, column])
                        floor_min = np.int64(timetable.floor[by, slot])
                        by_matrix = is_known(cell, floor_min, longest)
                        if by_matrix:
                            nearest, farthest = cell, cell
                            ok_max, fail_above = np.int64(ok_by_matrix[leg]), np.int64(fail_by_matrix[leg])
                            doubtful = timetable.capped[by, slot] == 1
                        else:
                            nearest, farthest = max(nearest, floor_min), max(farthest, floor_min)
                            doubtful = True
                    if farthest <= ok_max:
                        slot_verdict = UNKNOWN if doubtful else OK
                    elif nearest != UNKNOWN_TIME and (nearest == NO_SERVICE or nearest > fail_above):
                        slot_verdict = UNKNOWN if some_unknown else FAIL
                    if by == WALK and walk_too_long:
                        slot_verdict = min(slot_verdict, UNKNOWN)
                set_verdict = min(set_verdict, slot_verdict)
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
    return max(FAIL, best_verdict), best_out, best_ret, best_modes


@kernel()
def payable_modes(usable: int, limit: int, days_x2: int, near: int, far: int, settings: Settings) -> tuple[int, int]:
    """Modes that surely cost no more than ``limit`` pence a week (-1 any), and those of which nobody knows."""
    if limit < 0:
        return usable, 0
    sure, perhaps = usable & ~(CAR_BIT | PT_BIT), 0
    fare = settings.pt_cost[days_x2]
    if fare < 0:
        perhaps |= usable & PT_BIT
    elif fare <= 2 * limit:
        sure |= usable & PT_BIT
    if days_x2 > 0 and days_x2 * settings.drive_cost[far] <= 2 * limit * DRIVE_SURE:
        sure |= usable & CAR_BIT
    elif days_x2 == 0 or days_x2 * settings.drive_cost[near] <= 2 * limit * DRIVE_PERHAPS:
        perhaps |= usable & CAR_BIT
    return sure, perhaps


@kernel()
def payable_way(
    person: Records,
    usable: int,
    sure: int,
    perhaps: int,
    out_slots: int,
    ret_slots: int,
    near: int,
    mid: int,
    far: int,
    column: int,
    minutes: U8,
    timetable: Timetable,
) -> tuple[int, int, int, int, int]:
    """Best way that a person can pay for, as `best_way`, and what its cost has to do with it (a reason, or 0)."""
    verdict, out, ret, modes = best_way(
        person, usable & sure, out_slots, ret_slots, near, mid, far, column, minutes, timetable
    )
    why = COST_IS_FINE
    if usable & ~sure == 0 or verdict == OK:
        return verdict, out, ret, modes, why
    if usable & perhaps:
        other, other_out, other_ret, other_modes = best_way(
            person, usable & (sure | perhaps), out_slots, ret_slots, near, mid, far, column, minutes, timetable
        )
        if min(other, UNKNOWN) > verdict or modes == 0:
            verdict, out, ret, modes = min(other, UNKNOWN), other_out, other_ret, other_modes
            why = R_COST_NOT_KNOWN if other > UNKNOWN else COST_IS_FINE
    if verdict == FAIL and usable & ~(sure | perhaps):
        other, other_out, other_ret, other_modes = best_way(
            person, usable, out_slots, ret_slots, near, mid, far, column, minutes, timetable
        )
        if other > FAIL or modes == 0:
            out, ret, modes = other_out, other_ret, other_modes
            why = R_COSTS_TOO_MUCH if other > FAIL else COST_IS_FINE
    return verdict, out, ret, modes, why


@kernel()
def split_days(car_days: int, template: Records, shift: Records) -> tuple[int, int, int, int, int, int]:
    """Days of a template with a car and without: how many there are of each, and the slots needed out and back."""
    days_with, days_without = 0, 0
    out_with, ret_with, out_without, ret_without = 0, 0, 0, 0
    n_slots = N_SLOTS if template["weekend"] == 1 else N_BANDS
    for e in range(template["shift_start"], template["shift_stop"]):
        one = shift[e]
        day_bit = 1 << np.int64(one["day"])
        out_bit, ret_bit = 1 << np.int64(one["out_slot"]) % n_slots, 1 << np.int64(one["ret_slot"]) % n_slots
        if car_days & day_bit:
            days_with |= day_bit
            out_with |= out_bit
            ret_with |= ret_bit
        else:
            days_without |= day_bit
            out_without |= out_bit
            ret_without |= ret_bit
    n_with, n_without = 0, 0
    for day in range(DAYS):
        n_with += days_with >> day & 1
        n_without += days_without >> day & 1
    return n_with, n_without, out_with, ret_with, out_without, ret_without


@kernel()
def takes_car(verdict_with: int, verdict_without: int, n_with: int, n_without: int, needed: int) -> bool:
    """Whether the days with a car decide, where both kinds occur: enough days of the better kind, or else all days."""
    if verdict_with > verdict_without:
        return n_with >= needed
    return verdict_with < verdict_without and n_without < needed


@kernel()
def why_of(verdict: int, out: int, ret: int, modes: int, mid: int) -> int:
    """Reason that goes with the verdict of a journey."""
    if modes == 0:  # walking was the only way, and it is too long a walk
        return R_NO_MODE
    if verdict == OK:
        return R_FITS
    if verdict == CONDITIONAL:
        return R_LIFT
    if verdict == UNKNOWN:
        return R_NO_TIME if out == UNKNOWN_TIME or ret == UNKNOWN_TIME else R_BORDERLINE
    return R_NO_SERVICE if max(out, ret) == NO_SERVICE and mid < LAST_STEP else R_TOO_FAR


@kernel()
def judge_journey(
    person: Records,
    kind: Records,
    near: int,
    mid: int,
    far: int,
    column: int,
    is_fetched: bool,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
) -> tuple[np.uint64, np.uint64, np.uint64]:
    """Judge the journey of a profile to a kind of work at a distance; ``mid`` NO_STEP is none.

    ``is_fetched``: the place lies where the employer's transport would go, if there is any. Returns the packed finding
    (see `unpack`), and by rota template the modes and verdict on days with a car and without (see `Scratch.modes`).
    """
    prefer = np.int64(person["prefer_min"])
    pattern = patterns.pattern[kind["pattern"]]
    first, n_templates = np.int64(pattern["template_start"]), np.int64(pattern["template_stop"])
    n_templates -= first
    days = np.int64(kind["days_x2"])
    verdict, reason, part = OK, R_REMOTE, 1000
    out, ret, chosen = 0, 0, 0
    in_reach = True
    modes_with_car, modes_without = np.uint64(0), np.uint64(0)
    for t in range(n_templates):
        modes_with_car |= np.uint64(OK) << np.uint64(8 * t + 6)
    modes_without = modes_with_car
    if kind["remote"] != REMOTE_FULL and days != 0:
        usable = np.int64(person["modes"])
        part = 500
        if kind["needs_vehicle"] == YES:
            usable &= CAR_BIT
        if usable == 0:
            verdict = FAIL
            modes_with_car, modes_without = np.uint64(0), np.uint64(0)
            reason = R_NEEDS_VEHICLE if kind["needs_vehicle"] == YES else R_NO_MODE
        elif mid == NO_STEP:
            verdict, reason = UNKNOWN, R_NO_TIME
        else:
            modes_with_car, modes_without = np.uint64(0), np.uint64(0)
            car_days = np.int64(person["car_days"]) if usable & CAR_BIT else EVERY_DAY
            cost_limit = np.int64(person["cost_limit"])
            cost_days_x2 = days if days != NOT_STATED else 2 * np.int64(pattern["days_a_week"])
            policy = np.int64(pattern["policy"]) if pattern["kind"] == ROTA else POLICY_ALL
            least, best_template = OK, FAIL - 1
            least_on_site, best_on_site = OK, FAIL
            out_least, ret_least, modes_least, reason_least = 0, 0, 0, R_FITS
            out_best, ret_best, modes_best, reason_best = 0, 0, 0, R_FITS
            for t in range(n_templates):
                template = patterns.template[first + t]
                out_slots, ret_slots = np.int64(template["out_slots"]), np.int64(template["ret_slots"])
                # Days with a car and without are tested apart. Where no times are stated, or with zero hours, nobody
                # knows on which days the work is.
                days_known = template["shift_stop"] > template["shift_start"] and pattern["kind"] != ZERO_HOURS
                n_with, n_without = 1, 0 if car_days == EVERY_DAY else 1
                out_with, ret_with, out_without, ret_without = out_slots, ret_slots, out_slots, ret_slots
                if n_without > 0 and days_known:
                    n_with, n_without, out_with, ret_with, out_without, ret_without = split_days(
                        car_days, template, patterns.shift
                    )
                sure, perhaps = payable_modes(usable, cost_limit, cost_days_x2, near, far, settings)
                if cost_limit >= 0 and n_with > 0 and n_without > 0:
                    # Some days by car and others not: nobody adds up what both cost.
                    sure, perhaps = usable & ~(CAR_BIT | PT_BIT), usable & (CAR_BIT | PT_BIT)
                by_car, car_out, car_ret, car_modes, car_cost = FAIL, 0, 0, 0, COST_IS_FINE
                otherwise, other_out, other_ret, other_modes, other_cost = FAIL, 0, 0, 0, COST_IS_FINE
                if n_with > 0:
                    by_car, car_out, car_ret, car_modes, car_cost = payable_way(
                        person, usable, sure, perhaps, out_with, ret_with, near, mid, far, column, minutes, timetable
                    )
                if n_without > 0:
                    otherwise, other_out, other_ret, other_modes, other_cost = payable_way(
                        person,
                        usable & ~CAR_BIT,
                        sure,
                        perhaps,
                        out_without,
                        ret_without,
                        near,
                        mid,
                        far,
                        column,
                        minutes,
                        timetable,
                    )
                car_decides = n_without == 0
                if n_with > 0 and n_without > 0:
                    if days_known:
                        needed = np.int64(pattern["n_days"]) if pattern["n_days"] > 0 else n_with + n_without
                        car_decides = takes_car(by_car, otherwise, n_with, n_without, needed)
                    else:
                        car_decides = by_car > otherwise
                        by_car = min(by_car, UNKNOWN)
                here, here_out, here_ret, here_modes, why = otherwise, other_out, other_ret, other_modes, other_cost
                if car_decides:
                    here, here_out, here_ret, here_modes, why = by_car, car_out, car_ret, car_modes, car_cost
                modes_with_car |= np.uint64(car_modes if n_with > 0 else other_modes) << np.uint64(8 * t)
                modes_without |= np.uint64(other_modes if n_without > 0 else car_modes) << np.uint64(8 * t)
                if why == COST_IS_FINE:
                    why = why_of(here, here_out, here_ret, here_modes, mid)
                if here_modes == 0:
                    here = FAIL
                on_site = here
                if here == FAIL and here_modes != 0:
                    if kind["employer_transport"] == YES and is_fetched:
                        here, on_site, why = CONDITIONAL, CONDITIONAL, R_EMPLOYER
                    elif kind["remote"] == REMOTE_NOT_STATED:
                        here, why = UNKNOWN, R_REMOTE_NOT_STATED
                modes_with_car |= np.uint64(here) << np.uint64(8 * t + 6)
                modes_without |= np.uint64(here) << np.uint64(8 * t + 6)
                least_on_site, best_on_site = min(least_on_site, on_site), max(best_on_site, on_site)
                if t == 0 or here < least:
                    least, reason_least = here, why
                    out_least, ret_least, modes_least = here_out, here_ret, here_modes
                if here > best_template:
                    best_template, reason_best = here, why
                    out_best, ret_best, modes_best = here_out, here_ret, here_modes
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
                limit_out, limit_ret = np.int64(person["limit_out"]), np.int64(person["limit_ret"])
                part = min(leg_part(out, limit_out, prefer), leg_part(ret, limit_ret, prefer))
                worked = np.int64(pattern["day_minutes"])
                if worked > 0 and 10 * (out + ret) > 4 * worked:
                    part = part * 4 * worked // (10 * (out + ret))
                part = 1000 - (1000 - part) * min(10, days) // 10 if days != NOT_STATED else part
            if kind["mobile"] == YES and verdict > UNKNOWN:
                verdict, reason = UNKNOWN, R_MOBILE
        if person["needs_step_free"] == 1 and verdict > FAIL:
            if kind["step_free"] == NO:
                verdict, reason = FAIL, R_NOT_STEP_FREE
            elif kind["step_free"] != YES and verdict > UNKNOWN:
                verdict, reason = UNKNOWN, R_STEP_FREE_NOT_STATED
        if verdict == FAIL:
            part = 0
            in_reach = False
    finding = np.uint64(verdict) | np.uint64(in_reach) << np.uint64(2) | np.uint64(part) << np.uint64(3)
    finding |= np.uint64(reason) << np.uint64(13) | np.uint64(out) << np.uint64(21) | np.uint64(ret) << np.uint64(29)
    finding |= np.uint64(chosen) << np.uint64(37)
    return finding, modes_with_car, modes_without


@kernel()
def unpack(finding: np.uint64, shift: int, n_bits: int) -> int:
    """Some bits of a packed finding: verdict 0 to 1, in reach 2, part 3 to 12, reason 13 to 20, out, ret, modes."""
    return np.int64(finding >> np.uint64(shift) & np.uint64((1 << n_bits) - 1))


# --- All candidates --------------------------------------------------------------------------------------------------


@kernel()
def hash_of(key: np.uint64, other_key: np.uint64) -> np.uint64:
    """Where to look in the memo, before the mask."""
    mixed = (key & LOW_HALF) * MIX_0 ^ (key >> HALF) * MIX_1
    mixed ^= (other_key & LOW_HALF) * MIX_2 ^ (other_key >> HALF) * MIX_3
    return mixed >> HASH_SHIFT


@kernel()
def step_of(key: np.uint64) -> int:
    """Row of the travel table in a key of the memo; NO_STEP where there is no distance."""
    return np.int64(key >> MID_SHIFT & STEP_MASK)


@kernel()
def measure(
    person: Records, place: Records, on_site: bool, kind: int, employer_transport_m: int
) -> tuple[int, int, int, np.uint64, np.uint64]:
    """Nearest and farthest row of the travel table, column of the matrix, and the key under which it is remembered."""
    near, mid, far, spread, column, is_fetched = -1, NO_STEP, -1, 0, -1, False
    zone = np.int64(person["zone"])
    if on_site and person["located"] == 1 and place["located"] == 1:
        dx = np.int64(person["x_m"]) - place["x_m"]
        dy = np.int64(person["y_m"]) - place["y_m"]
        dz = np.int64(person["z_m"]) - place["z_m"]
        chord_m = sqrt(np.float64(dx * dx + dy * dy + dz * dz))
        radius_m = np.int64(person["radius_m"]) + place["radius_m"]
        mid, spread = table_step(chord_m), steps_off(radius_m)
        near, far = max(0, mid - spread), min(LAST_STEP, mid + spread)
        is_fetched = chord_m - radius_m <= employer_transport_m
        if zone >= 0 and place["zone"] >= 0 and zone != place["zone"] and chord_m >= NEAREST_BY_MATRIX_M:
            column = np.int64(place["zone"])
    key = np.uint64(person["profile"]) << PROFILE_SHIFT | np.uint64(kind) << KIND_SHIFT
    key |= np.uint64(mid) << MID_SHIFT | np.uint64(spread)
    other_key = FETCHED_BIT if is_fetched else NO_KEY
    if column >= 0:
        other_key |= np.uint64(zone + 1) << ZONE_SHIFT | np.uint64(column + 1) << COLUMN_SHIFT
    return near, far, column, key, other_key


@kernel()
def locate(
    person: Records, row: Records, candidates: I32, n_alive: int, employer_transport_m: int, scratch: Scratch
) -> None:
    """How far each candidate is, and under which key its journey is remembered; what is there is fetched in advance."""
    memo, alive = scratch.memo, scratch.alive
    mask = np.uint64(memo.shape[0] - 1)
    for a in range(n_alive):
        j = alive[a]
        vacancy = row[candidates[j]]
        near, far, column, key, other_key = measure(
            person, vacancy, vacancy["on_site"] == 1, vacancy["kind"], employer_transport_m
        )
        at = np.int64(hash_of(key, other_key) & mask)
        prefetch(memo, at, 0)
        scratch.near[j], scratch.far[j], scratch.column[j] = near, far, column
        scratch.site[j] = vacancy["site_start"] if vacancy["site_stop"] > vacancy["site_start"] else -1
        scratch.key[0, j], scratch.key[1, j], scratch.entry[j] = key, other_key, at


@kernel()
def remembered(
    j: int,
    person: Records,
    kind: Records,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    scratch: Scratch,
) -> int:
    """Row of the memo that holds the journey of a candidate as `locate` found it; judged now, if it is not there."""
    memo = scratch.memo
    at = np.int64(scratch.entry[j])
    key, other_key = scratch.key[0, j], scratch.key[1, j]
    if memo[at, 0] != key or memo[at, 1] != other_key:
        if scratch.column[j] >= 0:
            look_up(np.int64(person["zone"]), np.int64(scratch.column[j]), timetable)
        memo[at, 0], memo[at, 1] = key, other_key
        memo[at, 2], memo[at, 3], memo[at, 4] = judge_journey(
            person,
            kind,
            np.int64(scratch.near[j]),
            step_of(key),
            np.int64(scratch.far[j]),
            np.int64(scratch.column[j]),
            other_key & FETCHED_BIT != NO_KEY,
            patterns,
            minutes,
            timetable,
            settings,
        )
    return at


@kernel()
def rank_of(finding: np.uint64) -> int:
    """How good a journey is beside that to another site: in reach, then the verdict, then the least minutes."""
    total = unpack(finding, 21, 8) + unpack(finding, 29, 8) if unpack(finding, 37, 6) != 0 else 2 * NO_SERVICE
    return (unpack(finding, 2, 1) << 2 | unpack(finding, 0, 2)) * (2 * NO_SERVICE + 1) - total


@kernel()
def take_site(
    s: int, j: int, person: Records, vacancy: Records, site: Records, employer_transport_m: int, scratch: Scratch
) -> None:
    """Let a candidate lie at one of its sites."""
    near, far, column, key, other_key = measure(
        person, site[s], vacancy["on_site"] == 1, vacancy["kind"], employer_transport_m
    )
    mask = np.uint64(scratch.memo.shape[0] - 1)
    scratch.near[j], scratch.far[j], scratch.column[j], scratch.site[j] = near, far, column, s
    scratch.key[0, j], scratch.key[1, j] = key, other_key
    scratch.entry[j] = np.int64(hash_of(key, other_key) & mask)


@kernel()
def best_site(
    j: int,
    person: Records,
    vacancy: Records,
    vacancies: Vacancies,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    scratch: Scratch,
) -> int:
    """Row of the memo with the best journey to a site; the first of equals. The candidate lies at that site then."""
    best, best_rank = np.int64(vacancy["site_start"]), -(2**31)
    kind, transport_m = vacancies.kind[vacancy["kind"]], settings.employer_transport_m
    for s in range(vacancy["site_start"], vacancy["site_stop"]):
        take_site(s, j, person, vacancy, vacancies.site, transport_m, scratch)
        at = remembered(j, person, kind, patterns, minutes, timetable, settings, scratch)
        rank = rank_of(scratch.memo[at, 2])
        if rank > best_rank:
            best, best_rank = s, rank
    take_site(best, j, person, vacancy, vacancies.site, transport_m, scratch)
    return remembered(j, person, kind, patterns, minutes, timetable, settings, scratch)


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

    ``minutes`` has shape (mode, band, quarter kilometre); the columns of ``timetable`` that candidates have are looked
    up for this person's zone. With ``keep_all`` nothing is dropped and reasons are written; otherwise pairs out of
    reach leave the list.
    """
    person = people.row[p]
    row, kinds, memo, alive = vacancies.row, vacancies.kind, scratch.memo, scratch.alive
    locate(person, row, candidates, n_alive, settings.employer_transport_m, scratch)
    home, kept = np.int64(person["zone"]), 0
    for a in range(n_alive):
        j = alive[a]
        at = np.int64(scratch.entry[j])
        # Looked up here: a call with so many arrays takes longer than all else that is done for a pair.
        if scratch.site[j] >= 0:
            vacancy = row[candidates[j]]
            at = best_site(j, person, vacancy, vacancies, patterns, minutes, timetable, settings, scratch)
        elif memo[at, 0] != scratch.key[0, j] or memo[at, 1] != scratch.key[1, j]:
            kind = kinds[row[candidates[j]]["kind"]]
            at = remembered(j, person, kind, patterns, minutes, timetable, settings, scratch)
        if scratch.column[j] >= 0 and timetable.home[scratch.column[j]] != home:
            look_up(home, np.int64(scratch.column[j]), timetable)  # for the stages to come: this journey was remembered
        finding = memo[at, 2]
        in_reach = unpack(finding, 2, 1)
        scratch.modes[0, j], scratch.modes[1, j] = memo[at, 3], memo[at, 4]
        scratch.verdict[0, j] = unpack(finding, 0, 2)
        scratch.part[2, j] = unpack(finding, 3, 10)
        scratch.in_reach[j] = in_reach
        if keep_all:
            scratch.reason[0, j, 0] = unpack(finding, 13, 8)
            scratch.reason[0, j, 1] = unpack(finding, 21, 8)
            scratch.reason[0, j, 2] = unpack(finding, 29, 8)
            scratch.reason[0, j, 3] = unpack(finding, 37, 6)
        alive[kept] = j  # written over by the next where this one is dropped
        kept += keep_all or in_reach == 1
    return kept
