"""Paid childcare: whether a week asks for more paid hours than a person can buy.

For fixed shifts and the templates of a rota. Childcare lasts from handing over before a shift to fetching after it,
outside the times when somebody else looks after the children; part of it is funded. Journeys have two ends, as in
`jobmatch.kernels.care`: what is refused is over the limit on the shortest of them, what fits is within it on the
longest.
"""

from __future__ import annotations

import numpy as np

from jobmatch.codes import (
    DWELL_MIN,
    FUNDED_FROM_MIN,
    FUNDED_UNTIL_MIN,
    MAX_SHIFTS_A_DAY,
    MOST_FUNDED_MIN_A_DAY,
    Mode,
    ShiftKind,
    Verdict,
)
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.care import DAY_MIN, MODES_MASK, PAID_BITS, PLACES, WEEK_MIN, set_number, steps_from
from jobmatch.kernels.layout import (
    I32,
    I64,
    MODE_SETS,
    N_BANDS,
    N_MODES,
    NO_SERVICE,
    U8,
    UNKNOWN_TIME,
    Patterns,
    People,
    Records,
    Scratch,
    Timetable,
    Vacancies,
)
from jobmatch.kernels.travel import with_matrix

FAIL, UNKNOWN, _, OK = (int(v) for v in Verdict)
FIXED, ROTA = int(ShiftKind.FIXED), int(ShiftKind.ROTA)
WALK = int(Mode.WALK)
QUARTER_MIN = 15
DAYS = 7
MOST_STRETCHES = DAYS * MAX_SHIFTS_A_DAY


@kernel()
def spread_cover(p: int, people: People, scratch: Scratch) -> None:
    """Count up the minutes of the week that nobody else covers, and those of them that can be funded."""
    person = people.row[p]
    if person["paid_cap"] < 0 or scratch.cover_of[0] == p:
        return
    scratch.cover_of[0] = p
    open_min, fundable_min = scratch.childcare[0], scratch.childcare[1]
    open_min[:] = 1
    for w in range(person["cover_start"], person["cover_stop"]):
        window = people.window[w]
        for minute in range(window["start"], window["start"] + window["length"]):
            open_min[1 + minute % WEEK_MIN] = 0
    open_min[0], fundable_min[0] = 0, 0
    for minute in range(WEEK_MIN):
        can_be = FUNDED_FROM_MIN <= minute % DAY_MIN < FUNDED_UNTIL_MIN
        fundable_min[minute + 1] = fundable_min[minute] + (open_min[minute + 1] if can_be else 0)
        open_min[minute + 1] += open_min[minute]


@kernel()
def minutes_before(counted: I32, minute: int) -> int:
    """Counted minutes before a minute of this week or the next."""
    if minute > WEEK_MIN:
        return np.int64(counted[WEEK_MIN]) + np.int64(counted[minute - WEEK_MIN])
    return np.int64(counted[minute])


@kernel()
def week_of_childcare(start: I64, end: I64, n: int, by_day: I64, childcare: I32) -> tuple[int, int]:
    """Minutes of childcare in a week, and how many of them can be funded.

    ``start`` (a minute of the week) and ``end`` are brought into order; no minute counts twice.
    """
    latest = 0
    for i in range(n):
        first, last = start[i], end[i]
        latest = max(latest, last)
        at = i
        while at > 0 and start[at - 1] > first:
            start[at], end[at] = start[at - 1], end[at - 1]
            at -= 1
        start[at], end[at] = first, last
    by_day[:] = 0
    needed, done = 0, latest - WEEK_MIN  # what reaches into the next week is there at the start of this one
    for i in range(n):
        first = max(start[i], done)
        if end[i] <= first:
            continue
        done = end[i]
        needed += minutes_before(childcare[0], done) - minutes_before(childcare[0], first)
        while first < done:
            midnight = min(done, (first // DAY_MIN + 1) * DAY_MIN)
            by_day[first // DAY_MIN % DAYS] += minutes_before(childcare[1], midnight) - minutes_before(
                childcare[1], first
            )
            first = midnight
    fundable = 0
    for day in range(DAYS):
        fundable += min(MOST_FUNDED_MIN_A_DAY, by_day[day])
    return needed, fundable


@kernel()
def leg_min(
    modes: int,
    longest_walk: int,
    slot: int,
    leg: int,
    step: int,
    column: int,
    longest: int,
    minutes: U8,
    timetable: Timetable,
) -> int:
    """Minutes of one leg by the fastest of some modes; the matrix is asked where there is a column."""
    if step < 0:
        return UNKNOWN_TIME
    fastest = NO_SERVICE
    for mode in range(N_MODES):
        if modes >> mode & 1 == 0:
            continue
        here = np.int64(minutes[mode, slot % N_BANDS, step])
        layer = timetable.layer[mode, slot]
        if column >= 0 and layer >= 0:
            cell = np.int64(timetable.rows[leg, layer, column])
            here = with_matrix(cell, here, np.int64(timetable.floor[mode, slot]), longest)
        if not (mode == WALK and longest_walk < here < UNKNOWN_TIME):
            fastest = min(fastest, here)
    return fastest


@kernel()
def cap_verdict(cap: int, least: int, most: int, is_known: bool) -> int:
    """Verdict of paid minutes that are at least and at most so many; ``is_known``: there is a most."""
    if least > cap:
        return FAIL
    return OK if is_known and most <= cap else UNKNOWN


@kernel()
def paid_minutes(needed: int, fundable: int, entitled: int, if_unknown: int) -> int:
    """Minutes that are not funded; where nobody knows the entitlement (-1), ``if_unknown`` of them are."""
    return needed - (if_unknown if entitled < 0 else min(entitled, fundable))


@kernel()
def childcare_stage(
    p: int,
    people: People,
    vacancies: Vacancies,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    candidates: I32,
    n_alive: int,
    scratch: Scratch,
) -> None:
    """Judge the paid hours of each template for each surviving candidate, into `Scratch.paid` and `paid_least`.

    `Scratch.childcare` holds what `spread_cover` counted. Nothing is judged for those without such a limit.
    """
    person = people.row[p]
    cap = np.int64(person["paid_cap"])
    if cap < 0:
        return
    entitled, handed_over = np.int64(person["funded_entitled"]), np.int64(person["handed_over"])
    place0 = person["place_start"]
    n_places = 1 + np.int64(person["place_stop"] - place0)
    max_walk, person_modes = np.int64(person["max_walk"]), np.int64(person["modes"])
    longest = max(np.int64(person["limit_out"]), np.int64(person["limit_ret"]))
    car_days = np.int64(person["car_days"])
    places, shifts, sites = people.place, patterns.shift, vacancies.site
    steps, columns = np.empty((2, PLACES), np.int64), np.empty(PLACES, np.int64)
    start, end = np.empty(MOST_STRETCHES, np.int64), np.empty(MOST_STRETCHES, np.int64)
    by_day = np.empty(DAYS, np.int64)
    for a in range(n_alive):
        j = scratch.alive[a]
        vacancy = vacancies.row[candidates[j]]
        pattern = patterns.pattern[vacancies.kind[vacancy["kind"]]["pattern"]]
        first = np.int64(pattern["template_start"])
        n_templates = np.int64(pattern["template_stop"]) - first
        on_site = vacancy["on_site"] == 1
        is_judged = pattern["kind"] == FIXED or pattern["kind"] == ROTA
        steps[0, 0], steps[1, 0], columns[0] = scratch.far[j], scratch.near[j], scratch.column[j]
        for place in range(1, n_places):
            spot, site = places[place0 + place - 1], scratch.site[j]
            if site >= 0:
                found_steps = steps_from(spot, sites[site], on_site, columns[0])
            else:
                found_steps = steps_from(spot, vacancy, on_site, columns[0])
            steps[0, place], steps[1, place], columns[place] = found_steps
        found, paid_least = np.int64(0), np.int64(0)
        for t in range(n_templates):
            in_term, in_holidays = OK, OK
            template = patterns.template[first + t]
            e0, e1 = np.int64(template["shift_start"]), np.int64(template["shift_stop"])
            if is_judged and e1 > e0:
                is_known, needed_most, paid_most, needed_least, least = True, 0, 0, 0, 0
                for near in range(2):
                    for e in range(e0, e1):
                        one = shifts[e]
                        modes = scratch.modes[0 if car_days >> np.int64(one["day"]) & 1 else 1, j]
                        out, ret = way_to_hand_over(
                            near == 1,
                            np.int64(modes >> np.uint64(8 * t) & MODES_MASK),
                            person_modes,
                            max_walk,
                            handed_over,
                            n_places,
                            place0,
                            places,
                            on_site,
                            np.int64(one["out_slot"]),
                            np.int64(one["ret_slot"]),
                            steps,
                            columns,
                            longest,
                            minutes,
                            timetable,
                        )
                        is_known = is_known and max(out, ret) < UNKNOWN_TIME
                        length = out + ret + 2 * DWELL_MIN + np.int64(one["length"])
                        opens = DAY_MIN * np.int64(one["day"]) + np.int64(one["start"])
                        start[e - e0] = (opens - out - DWELL_MIN) % WEEK_MIN
                        end[e - e0] = start[e - e0] + min(WEEK_MIN, length)
                    needed, fundable = week_of_childcare(start, end, e1 - e0, by_day, scratch.childcare)
                    if near == 0:
                        needed_most, paid_most = needed, paid_minutes(needed, fundable, entitled, 0)
                    else:
                        needed_least, least = needed, paid_minutes(needed, fundable, entitled, fundable)
                in_term = cap_verdict(cap, least, paid_most, is_known)
                in_holidays = in_term
                if person["funded_all_year"] == 0:
                    in_holidays = cap_verdict(cap, needed_least, needed_most, is_known)
                paid_least = max(paid_least, least)
            found |= (in_term | in_holidays << PAID_BITS) << (2 * PAID_BITS * t)
        scratch.paid[j] = found
        scratch.paid_least[j] = (paid_least + QUARTER_MIN - 1) // QUARTER_MIN


@kernel()
def way_to_hand_over(
    shortest: bool,
    home_modes: int,
    person_modes: int,
    max_walk: int,
    handed_over: int,
    n_places: int,
    place0: int,
    places: Records,
    on_site: bool,
    out_slot: int,
    ret_slot: int,
    steps: I64,
    columns: I64,
    longest: int,
    minutes: U8,
    timetable: Timetable,
) -> tuple[int, int]:
    """Minutes from handing over to work and back: of the shortest or the longest way by the places for that.

    The shortest is 0 where some way is not known; the longest is then `UNKNOWN_TIME` or more.
    """
    out, ret = (UNKNOWN_TIME, UNKNOWN_TIME) if shortest else (0, 0)
    end = 1 if shortest else 0
    place_modes = person_modes & MODE_SETS[set_number(home_modes)]
    for place in range(n_places):
        if handed_over >> place & 1 == 0:
            continue
        here, back = 0, 0
        if not on_site:
            if place > 0:
                here, back = NO_SERVICE, NO_SERVICE
                for each in range(len(MODE_SETS)):
                    way = places[place0 + place - 1]["way"]
                    here = min(here, np.int64(way[end, 0, each, out_slot % N_BANDS]))
                    back = min(back, np.int64(way[end, 0, each, ret_slot % N_BANDS]))
        elif home_modes == 0:
            here, back = UNKNOWN_TIME, UNKNOWN_TIME
        else:
            modes, longest_walk = (home_modes, UNKNOWN_TIME) if place == 0 else (place_modes, max_walk)
            step, column = steps[end, place], columns[place]
            here = leg_min(modes, longest_walk, out_slot, 0, step, column, longest, minutes, timetable)
            back = leg_min(modes, longest_walk, ret_slot, 1, step, column, longest, minutes, timetable)
        if shortest:
            out, ret = min(out, here if here < UNKNOWN_TIME else 0), min(ret, back if back < UNKNOWN_TIME else 0)
        else:
            out, ret = max(out, here), max(ret, back)
    return out, ret
