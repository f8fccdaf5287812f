"""Functional capacity against demand: 32 dimensions, 16 compared by one subtraction."""

from __future__ import annotations

import numpy as np

from jobmatch.codes import Reason, Tri, Verdict
from jobmatch.kernels._jit import kernel, prefetch
from jobmatch.kernels.layout import ADJUSTED, DEMAND, I32, KNOWN, People, Scratch, Settings, Vacancies

FAIL, UNKNOWN, CONDITIONAL, OK = (int(v) for v in Verdict)
# Each 4-bit lane is three bits of level and a guard bit. (c | H) - r leaves the guard set where c >= r.
H = np.uint64(0x8888888888888888)
NOTHING = np.uint64(0)
ONE = np.uint64(1)
SHORTFALL_PART = 150
AHEAD = 8  # candidates whose demands are fetched in advance
YES, NO = int(Tri.YES), int(Tri.NO)
R_NO_LIMITS, R_FITS = int(Reason.HEALTH_NO_LIMITS), int(Reason.HEALTH_FITS)
R_ADJUSTMENT, R_NOT_STATED, R_EXCEEDS = (
    int(Reason.HEALTH_ADJUSTMENT),
    int(Reason.HEALTH_NOT_STATED),
    int(Reason.HEALTH_EXCEEDS),
)
R_ACCESS_TO_WORK, R_GOOD_DAYS = int(Reason.HEALTH_ACCESS_TO_WORK), int(Reason.HEALTH_GOOD_DAYS)
R_PHASED_START, R_PHASED_TOO_MANY, R_PHASED_NOT_STATED = (
    int(Reason.HEALTH_PHASED_START),
    int(Reason.HEALTH_PHASED_TOO_MANY),
    int(Reason.HEALTH_PHASED_NOT_STATED),
)


@kernel()
def count_lanes(guards: np.uint64) -> int:
    """How many guard bits are set."""
    n = 0
    while guards != NOTHING:
        guards &= guards - ONE
        n += 1
    return n


@kernel()
def phased_reason(most: int, low: int, phased_start: int) -> int:
    """Why phased hours stand in the way of a job of at least ``low`` quarter hours (-1 not stated), or 0."""
    if phased_start == YES or 0 <= low <= most:
        return 0
    if low < 0:
        return R_PHASED_NOT_STATED
    return R_PHASED_TOO_MANY if phased_start == NO else R_PHASED_START


@kernel()
def phased_verdict(reason: int) -> int:
    """Verdict that goes with a reason of `phased_reason`."""
    if reason == 0:
        return OK
    if reason == R_PHASED_START:
        return CONDITIONAL
    return FAIL if reason == R_PHASED_TOO_MANY else UNKNOWN


@kernel()
def health_stage(
    p: int,
    people: People,
    vacancies: Vacancies,
    settings: Settings,
    candidates: I32,
    n_alive: int,
    scratch: Scratch,
    keep_all: bool,
) -> int:
    """Judge demand against capacity, every way to meet it tried before refusal; return how many survive.

    Tried in this order: the employer's adjustments, good days where hours or place are flexible, Access to Work where
    the person agreed to it. Phased hours, which come from a fit note, are judged here and not with the hours wanted,
    since an employer may see the latter.
    """
    person = people.row[p]
    capacity, capacity_good = person["capacity"], person["capacity_good"]
    hard, soft = person["hard"], person["soft"]
    access0, access1 = person["access_to_work"][0], person["access_to_work"][1]
    recorded = NOTHING
    for turn in range(2):
        for word in range(2):
            recorded |= hard[turn, word] | soft[turn, word]
    phased = np.int64(person["phased_hours"])
    row, demand = vacancies.row, vacancies.demand
    kept = 0
    for a in range(n_alive):
        j = scratch.alive[a]
        verdict, part, reason, n, why_phased = OK, 1000, R_NO_LIMITS, 0, 0
        if recorded != NOTHING and a + AHEAD < n_alive:
            prefetch(demand, candidates[scratch.alive[a + AHEAD]], 0)
        if recorded != NOTHING or phased >= 0:
            v = candidates[j]
            vacancy = row[v]
            start = np.int64(vacancy["start_day"])
            if start < 0:
                start = settings.as_of_day
            turn = 1 if start >= person["later_day"] else 0
            c0, c1 = capacity[turn, 0] | H, capacity[turn, 1] | H
            hard0, hard1 = hard[turn, 0], hard[turn, 1]
            soft0, soft1 = soft[turn, 0], soft[turn, 1]
            known0, known1 = demand[v, KNOWN, 0], demand[v, KNOWN, 1]
            adjusted0, adjusted1 = demand[v, ADJUSTED, 0], demand[v, ADJUSTED, 1]
            short0 = ~(c0 - demand[v, DEMAND, 0]) & H & known0
            short1 = ~(c1 - demand[v, DEMAND, 1]) & H & known1
            still0 = short0 & ~(c0 - adjusted0) & hard0
            still1 = short1 & ~(c1 - adjusted1) & hard1
            bad_days0, bad_days1 = still0, still1
            if vacancy["flexible"] == 1:
                still0 &= ~((capacity_good[turn, 0] | H) - adjusted0)
                still1 &= ~((capacity_good[turn, 1] | H) - adjusted1)
            unmet0, unmet1 = still0 & ~access0, still1 & ~access1
            unknown0, unknown1 = hard0 & ~known0, hard1 & ~known1
            if (unmet0 | unmet1) != NOTHING:
                verdict, reason = FAIL, R_EXCEEDS
                n = count_lanes(unmet0) + count_lanes(unmet1)
            elif (unknown0 | unknown1) != NOTHING:
                verdict, reason = UNKNOWN, R_NOT_STATED
                n = count_lanes(unknown0) + count_lanes(unknown1)
            elif ((short0 & hard0) | (short1 & hard1)) != NOTHING:
                verdict, reason = CONDITIONAL, R_ADJUSTMENT
                n = count_lanes(short0 & hard0) + count_lanes(short1 & hard1)
                if (still0 | still1) != NOTHING:
                    reason, n = R_ACCESS_TO_WORK, count_lanes(still0) + count_lanes(still1)
                elif (bad_days0 | bad_days1) != NOTHING:
                    reason, n = R_GOOD_DAYS, count_lanes(bad_days0) + count_lanes(bad_days1)
            elif (hard0 | hard1 | soft0 | soft1) != NOTHING:
                reason = R_FITS
            shortfalls = count_lanes(short0 & soft0) + count_lanes(short1 & soft1)
            if phased >= 0 and start < person["phased_day"]:
                why_phased = phased_reason(phased, np.int64(vacancy["hours_low"]), np.int64(vacancy["phased_start"]))
                if phased_verdict(why_phased) < verdict:
                    verdict, reason = phased_verdict(why_phased), why_phased
            if verdict == FAIL:
                part = 0
            elif verdict == UNKNOWN:
                part = 500
            else:
                part = max(0, 1000 - SHORTFALL_PART * shortfalls)
        scratch.verdict[3, j] = verdict
        scratch.part[4, j] = part
        if keep_all:
            scratch.reason[3, j, 0] = reason
            scratch.reason[3, j, 1] = n
            scratch.reason[3, j, 2] = why_phased
        if keep_all or verdict != FAIL:
            scratch.alive[kept] = j
            kept += 1
    return kept
