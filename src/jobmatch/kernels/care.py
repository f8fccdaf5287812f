"""Care: the shift and both journeys must lie inside a window when the person can be away.

Here the days of a week (`care_day`) become the fit of a template, its templates that of a season, and both seasons
the verdict.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from jobmatch.codes import CareState, Reason, RotaPolicy, ShiftKind, Verdict
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.care_day import (
    DOES_NOT_FIT,
    FLEX,
    NO_DAY,
    NO_SHIFT,
    UNKNOWN_LEG,
    WEEK_MIN,
    judge_day,
    lay_out_shift,
)
from jobmatch.kernels.care_ways import DAYS, FARTHER, NEARER, WEEK, fill_ways, needs_ways, spread_place
from jobmatch.kernels.layout import (
    I32,
    U8,
    Patterns,
    People,
    Records,
    Scratch,
    Settings,
    Timetable,
    Vacancies,
)

FAIL, UNKNOWN, CONDITIONAL, OK = (int(v) for v in Verdict)
NO_LIMITS, NOT_RECORDED = int(CareState.NO_LIMITS), int(CareState.NOT_RECORDED)
FIXED, ANY_N, ROTA, ZERO_HOURS = (
    int(ShiftKind.FIXED),
    int(ShiftKind.ANY_N),
    int(ShiftKind.ROTA),
    int(ShiftKind.ZERO_HOURS),
)
POLICY_ALL, POLICY_CHOOSE, POLICY_PREFER = int(RotaPolicy.ALL), int(RotaPolicy.CHOOSE), int(RotaPolicy.PREFER)
ENOUGH_SPARE_MIN = 30
TERM, HOLIDAYS = 0, 1  # seasons
NOTHING, MODES_MASK, VERDICT_MASK = np.uint64(0), np.uint64(63), np.uint64(3)  # of a byte of `Scratch.modes`
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


class Found(NamedTuple):
    """What was found of a pair or of one season: a verdict, why, and the number or two that go with the reason."""

    verdict: int
    reason: int
    detail: int
    detail2: int
    spare_min: int  # of the day with least to spare


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


@kernel(part=True)
def is_out_of_reach(t: int, modes: np.uint64) -> bool:
    """Whether nobody gets to the shifts of a template in time; modes as in `Scratch.modes`."""
    return modes >> np.uint64(8 * t + 6) & VERDICT_MASK == NOTHING


@kernel(part=True)
def has_no_modes(modes: np.uint64, n_templates: int) -> bool:
    """Whether nobody knows by what to travel, in any template."""
    known = NOTHING
    for t in range(n_templates):
        known |= modes >> np.uint64(8 * t) & MODES_MASK
    return known == NOTHING


@kernel()
def paid_alone(
    paid: int, season: int, modes: np.uint64, n_templates: int, is_rota: bool, policy: int
) -> tuple[int, int]:
    """Verdict over the templates by their paid hours of childcare in one season only, and why."""
    n_fit, n_unknown = 0, 0
    for t in range(n_templates):
        if is_rota and is_out_of_reach(t, modes):
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
def by_paid_hours(verdict: int, paid: int, modes: np.uint64, pattern: Records, policy: int) -> tuple[int, int]:
    """Lowest verdict by the paid hours of childcare of both seasons, and why; ``verdict`` is that by the windows.

    More than can be paid in the holidays alone refuses nobody.
    """
    n_templates, is_rota = np.int64(pattern["template_stop"] - pattern["template_start"]), pattern["kind"] == ROTA
    lowest, why = paid_alone(paid, TERM, modes, n_templates, is_rota, policy)
    if pattern["term_only"] == 1 or min(verdict, lowest) < CONDITIONAL:
        return lowest, why
    in_holidays, why_then = paid_alone(paid, HOLIDAYS, modes, n_templates, is_rota, policy)
    if in_holidays < CONDITIONAL:
        in_holidays, why_then = CONDITIONAL, R_PAID_HOLIDAYS
    if in_holidays < min(verdict, lowest):
        return in_holidays, why_then
    return lowest, why


@kernel(part=True)
def why_untold(kind: int, has_times: bool, travel_unknown: bool) -> int:
    """Reason why the week cannot be judged at all; 0 where it can."""
    if travel_unknown:
        return R_TRAVEL
    if kind == ZERO_HOURS and not has_times:
        return R_VARY
    return R_TIMES if kind < FIXED or kind > ZERO_HOURS else 0


@kernel(part=True)
def begin_pair(pattern: Records, on_site: bool, far: int, near: int, column: int, week: Records) -> None:
    """Take up what a job asks, and how far it is from home."""
    week["kind"], week["duration_min"] = pattern["kind"], pattern["duration"]
    week["n_days"] = pattern["n_days"] if pattern["kind"] == ANY_N or pattern["kind"] == FLEX else 0
    week["on_site"] = on_site
    week["is_rough"] = on_site and far != near
    week["step"][FARTHER, 0], week["step"][NEARER, 0], week["column"][0] = far, near, column


@kernel(part=True)
def begin_season(week: Records) -> None:
    """Nothing is found yet."""
    week["clash_day"], week["split_day"] = NO_DAY, NO_DAY
    week["no_journey"], week["too_long_by"], week["borderline_by"] = 0, 0, 0


@kernel(part=True)
def begin_template(week: Records) -> None:
    """No day has a shift yet, and no way is known."""
    week["spare"][:] = NO_SHIFT
    week["ways_of"][:] = -1


@kernel(part=True)
def count_days(week: Records) -> None:
    """Count the days of a template that fit, and those that are needed; a day without a shift is none that fits."""
    n_with_shifts, n_fit, n_may_fit = 0, 0, 0
    for day in range(DAYS):
        spare = week["spare"][day]
        if spare == NO_SHIFT:
            week["spare"][day] = DOES_NOT_FIT
            continue
        n_with_shifts += 1
        n_fit += spare >= 0
        n_may_fit += spare == UNKNOWN_LEG
    week["n_fit"], week["n_may_fit"] = n_fit, n_may_fit
    week["n_needed"] = week["n_days"] if week["n_days"] > 0 else n_with_shifts


@kernel(part=True)
def of_season(
    n_fit: int,
    n_unknown: int,
    n_over: int,
    paid_unknown: bool,
    n_templates: int,
    spare_min: int,
    policy: int,
    paid_least: int,
    week: Records,
) -> Found:
    """Verdict of a season by how many of its templates fit, may fit, and would but for paid hours of childcare."""
    verdict = rota_verdict(n_fit, n_templates, policy)
    reason, detail, detail2 = R_FITS, spare_min, 0
    if verdict != rota_verdict(n_fit + n_unknown, n_templates, policy):
        verdict, detail = UNKNOWN, week["borderline_by"]
        reason = R_DETOUR_BORDERLINE if detail > 0 else R_PAID_NOT_KNOWN if paid_unknown else R_TRAVEL
    elif n_fit == 0 and week["kind"] == ZERO_HOURS:
        verdict, reason, detail = UNKNOWN, R_TRADING_HOURS, 0
    elif n_fit == 0 and n_over > 0:
        reason, detail = R_PAID_TOO_MANY, paid_least
    elif n_fit == 0:
        reason, detail, detail2 = why_none_fits(week)
    elif n_fit < n_templates:
        reason, detail = why_some_fit(policy), 0
    elif spare_min < ENOUGH_SPARE_MIN:
        reason = R_TIGHT
    return Found(verdict, reason, detail, detail2, spare_min)


@kernel()
def why_none_fits(week: Records) -> tuple[int, int, int]:
    """Reason and its numbers where no template fits: what is known of the season, and of its last template."""
    if week["no_journey"] == 1:
        return R_NO_JOURNEY, week["clash_day"], 0
    if week["too_long_by"] > 0:
        return R_DETOUR_TOO_LONG, week["too_long_by"], 0
    if week["split_day"] < NO_DAY:
        return R_SPLIT_GAP, week["split_day"], 0
    if (week["kind"] == ANY_N or week["kind"] == FLEX) and week["n_fit"] > 0:
        return R_TOO_FEW_DAYS, week["n_fit"], week["n_needed"]
    return R_CLASH, week["clash_day"], 0


@kernel()
def why_some_fit(policy: int) -> int:
    """Reason where some of the templates fit."""
    if policy == POLICY_CHOOSE:
        return R_SOME_CHOOSE
    if policy == POLICY_PREFER:
        return R_SOME_PREFER
    return R_SOME_ALL if policy == POLICY_ALL else R_SOME_NOT_STATED


@kernel(part=True)
def of_both(term: Found, holidays: Found) -> Found:
    """Verdict of both seasons: who is free in term only may still arrange something for the holidays."""
    if holidays.verdict < CONDITIONAL:
        by_money = holidays.reason == R_PAID_TOO_MANY or holidays.reason == R_PAID_NOT_KNOWN
        reason = R_PAID_HOLIDAYS if by_money else R_HOLIDAYS
        return Found(CONDITIONAL, reason, term.detail, term.detail2, term.spare_min)
    if holidays.verdict < term.verdict:
        return Found(holidays.verdict, holidays.reason, holidays.detail, term.detail2, term.spare_min)
    return term


@kernel(part=True)
def part_of(found: Found) -> int:
    """Thousandths of the part of the score."""
    if found.verdict == OK:
        return min(1000, 600 + 400 * found.spare_min // ENOUGH_SPARE_MIN)
    return 0 if found.verdict == FAIL else 500


@kernel(part=True)
def write_care(j: int, found: Found, keep_all: bool, scratch: Scratch) -> None:
    """Note what was found of a candidate; reasons only where all are kept."""
    scratch.verdict[4, j] = found.verdict
    scratch.part[3, j] = part_of(found)
    if keep_all:
        scratch.reason[4, j, 0] = found.reason
        scratch.reason[4, j, 1] = found.detail
        scratch.reason[4, j, 2] = found.detail2


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
    """Judge the week of each surviving candidate; return how many survive.

    All loops that need arrays stand here, and hand records on: to hand over arrays takes as long as the work.
    """
    person = people.row[p]
    state, is_capped = person["care_state"], person["paid_cap"] >= 0
    free = Found(OK, R_NO_LIMITS, 0, 0, WEEK_MIN)
    if state == NO_LIMITS and not is_capped:
        for a in range(n_alive):
            write_care(scratch.alive[a], free, keep_all, scratch)
        return n_alive
    places, place0 = people.place, np.int64(person["place_start"])
    windows, shifts, templates = people.window, patterns.shift, patterns.template
    layer, floor, rows = timetable.layer, timetable.floor, timetable.rows
    weeks = np.empty(1, WEEK)
    week = weeks[0]
    week["n_places"] = 1 + np.int64(person["place_stop"]) - place0
    week["longest_min"] = max(np.int64(person["limit_out"]), np.int64(person["limit_ret"]))
    week["count_detour"] = settings.count_care_detour
    for place in range(1, week["n_places"]):
        week["way"][place - 1] = places[place0 + place - 1]["way"]
    kept = 0
    for a in range(n_alive):
        j = scratch.alive[a]
        vacancy = vacancies.row[candidates[j]]
        pattern = patterns.pattern[vacancies.kind[vacancy["kind"]]["pattern"]]
        kind, first = pattern["kind"], np.int64(pattern["template_start"])
        n_templates = np.int64(pattern["template_stop"]) - first
        policy = np.int64(pattern["policy"]) if kind == ROTA else POLICY_ALL
        with_car, without = scratch.modes[0, j], scratch.modes[1, j]
        on_site = vacancy["on_site"] == 1
        found, is_judged = free, False
        if state == NOT_RECORDED:
            found = Found(UNKNOWN, R_WINDOWS, 0, 0, WEEK_MIN)
        elif state != NO_LIMITS:
            travel_unknown = on_site and (scratch.far[j] < 0 or has_no_modes(with_car | without, n_templates))
            has_times = templates[first + n_templates - 1]["shift_stop"] > templates[first]["shift_start"]
            untold = why_untold(kind, has_times, travel_unknown)
            is_judged = untold == 0
            if untold > 0:
                found = Found(UNKNOWN, untold, 0, 0, WEEK_MIN)
        if is_judged:
            begin_pair(pattern, on_site, scratch.far[j], scratch.near[j], scratch.column[j], week)
            for place in range(1, week["n_places"]):
                if scratch.site[j] >= 0:
                    spread_place(place, places[place0 + place - 1], vacancies.site[scratch.site[j]], week)
                else:
                    spread_place(place, places[place0 + place - 1], vacancy, week)
            # With zero hours the shifts are all that could be asked for in the hours of trade, where these are stated.
            asked_one_by_one = kind == FLEX or kind == ZERO_HOURS
            # Where windows are the same in holidays, fewer hours may be funded then all the same.
            as_in_term = pattern["term_only"] == 1 or (person["holiday_same"] == 1 and not is_capped)
            lo, hi = person["term_start"], person["holiday_start"]
            for season in range(2):
                if season == HOLIDAYS and (as_in_term or found.verdict < CONDITIONAL):
                    break
                if season == HOLIDAYS and person["holiday_same"] == 0:
                    lo, hi = person["holiday_start"], person["holiday_stop"]
                n_fit, n_unknown, n_over, paid_unknown, spare_min = 0, 0, 0, False, WEEK_MIN
                begin_season(week)
                for t in range(n_templates):
                    begin_template(week)
                    g0, stop = (
                        np.int64(templates[first + t]["shift_start"]),
                        np.int64(templates[first + t]["shift_stop"]),
                    )
                    while g0 < stop:
                        day = np.int64(shifts[g0]["day"])
                        modes = with_car if person["car_days"] >> day & 1 else without
                        week["modes"] = np.int64(modes >> np.uint64(8 * t) & MODES_MASK)
                        n_shifts = 0
                        while g0 < stop and shifts[g0]["day"] == day and (n_shifts == 0 or not asked_one_by_one):
                            lay_out_shift(n_shifts, shifts[g0], week)
                            if needs_ways(n_shifts, week):
                                fill_ways(n_shifts, person, minutes, layer, floor, rows, week)
                            n_shifts, g0 = n_shifts + 1, g0 + 1
                        judge_day(day, n_shifts, windows, lo, hi, week)
                    count_days(week)
                    if kind == ROTA and is_out_of_reach(t, with_car):
                        continue
                    paid = scratch.paid[j] >> (PAID_BITS * (2 * t + season)) & PAID_MASK if is_capped else OK
                    fits = week["n_fit"] >= week["n_needed"]
                    may_fit = week["n_fit"] + week["n_may_fit"] >= week["n_needed"]
                    if paid == FAIL:
                        n_over += may_fit
                    elif fits and paid != UNKNOWN:
                        n_fit += 1
                        spare_min = min(spare_min, nth_largest(week["spare"], week["n_needed"]))
                    elif may_fit:
                        n_unknown += 1
                        paid_unknown = paid_unknown or fits
                paid_least = np.int64(scratch.paid_least[j])
                this = of_season(
                    n_fit, n_unknown, n_over, paid_unknown, n_templates, spare_min, policy, paid_least, week
                )
                found = this if season == TERM else of_both(found, this)
        if is_capped:
            lowest, why = by_paid_hours(found.verdict, scratch.paid[j], with_car, pattern, policy)
            if lowest < found.verdict:
                found = Found(lowest, why, np.int64(scratch.paid_least[j]), 0, found.spare_min)
        write_care(j, found, keep_all, scratch)
        if keep_all or found.verdict != FAIL:
            scratch.alive[kept] = j
            kept += 1
    return kept
