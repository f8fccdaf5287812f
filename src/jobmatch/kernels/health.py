"""Functional capacity against demand: 32 dimensions, 16 compared by one subtraction."""

from __future__ import annotations

import numpy as np

from jobmatch.codes import Reason, Verdict
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import I32, People, Scratch, Vacancies

FAIL, UNKNOWN, CONDITIONAL, OK = (int(v) for v in Verdict)
# Each 4-bit lane is three bits of level and a guard bit. (c | H) - r leaves the guard set where c >= r.
H = np.uint64(0x8888888888888888)
NOTHING = np.uint64(0)
ONE = np.uint64(1)
SHORTFALL_PART = 150
R_NO_LIMITS, R_FITS = int(Reason.HEALTH_NO_LIMITS), int(Reason.HEALTH_FITS)
R_ADJUSTMENT, R_NOT_STATED, R_EXCEEDS = (
    int(Reason.HEALTH_ADJUSTMENT),
    int(Reason.HEALTH_NOT_STATED),
    int(Reason.HEALTH_EXCEEDS),
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
def health_stage(
    p: int, people: People, vacancies: Vacancies, candidates: I32, n_alive: int, scratch: Scratch, keep_all: bool
) -> int:
    """Judge demand against capacity, adjustments tried before refusal; return how many survive."""
    c0, c1 = people.capacity[p, 0] | H, people.capacity[p, 1] | H
    hard0, hard1 = people.hard[p, 0], people.hard[p, 1]
    soft0, soft1 = people.soft[p, 0], people.soft[p, 1]
    no_limits = (hard0 | hard1 | soft0 | soft1) == NOTHING
    kept = 0
    for a in range(n_alive):
        j = scratch.alive[a]
        verdict, part, reason, n = OK, 1000, R_NO_LIMITS, 0
        if not no_limits:
            v = candidates[j]
            known0, known1 = vacancies.demand_known[v, 0], vacancies.demand_known[v, 1]
            short0 = ~(c0 - vacancies.demand[v, 0]) & H & known0
            short1 = ~(c1 - vacancies.demand[v, 1]) & H & known1
            still0 = short0 & ~(c0 - vacancies.demand_adjusted[v, 0]) & hard0
            still1 = short1 & ~(c1 - vacancies.demand_adjusted[v, 1]) & hard1
            unknown0, unknown1 = hard0 & ~known0, hard1 & ~known1
            if (still0 | still1) != NOTHING:
                verdict, reason = FAIL, R_EXCEEDS
                n = count_lanes(still0) + count_lanes(still1)
            elif (unknown0 | unknown1) != NOTHING:
                verdict, reason = UNKNOWN, R_NOT_STATED
                n = count_lanes(unknown0) + count_lanes(unknown1)
            elif ((short0 & hard0) | (short1 & hard1)) != NOTHING:
                verdict, reason = CONDITIONAL, R_ADJUSTMENT
                n = count_lanes(short0 & hard0) + count_lanes(short1 & hard1)
            else:
                reason = R_FITS
            shortfalls = count_lanes(short0 & soft0) + count_lanes(short1 & soft1)
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
        if keep_all or verdict != FAIL:
            scratch.alive[kept] = j
            kept += 1
    return kept
