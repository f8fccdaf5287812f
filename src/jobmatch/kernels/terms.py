"""Terms of the job: licences, hours and pay."""

from __future__ import annotations

import numpy as np

from jobmatch.codes import UNRECOGNISED_LICENCE_BIT, Reason, Verdict
from jobmatch.kernels._jit import kernel, prefetch
from jobmatch.kernels.layout import I32, People, Scratch, Vacancies

FAIL, UNKNOWN, _, OK = (int(v) for v in Verdict)
R_L_NONE, R_L_HELD, R_L_NOT_STATED = (
    int(Reason.LICENCE_NONE_NEEDED),
    int(Reason.LICENCE_HELD),
    int(Reason.LICENCE_NOT_STATED),
)
R_L_UNRECOGNISED, R_L_OBTAINABLE = int(Reason.LICENCE_UNRECOGNISED), int(Reason.LICENCE_OBTAINABLE)
R_L_MISSING, R_L_PERSON = int(Reason.LICENCE_MISSING), int(Reason.LICENCE_PERSON_NOT_STATED)
R_L_MAYBE = int(Reason.LICENCE_MAY_COUNT)
R_H_FIT, R_H_PARTLY, R_H_FEW = int(Reason.HOURS_FIT), int(Reason.HOURS_PARTLY), int(Reason.HOURS_TOO_FEW)
R_H_MANY, R_H_NOT_STATED, R_H_NO_LIMIT = (
    int(Reason.HOURS_TOO_MANY),
    int(Reason.HOURS_NOT_STATED),
    int(Reason.HOURS_NO_LIMIT),
)
R_H_PEAK_MANY, R_H_PEAK_NOT_STATED = int(Reason.HOURS_PEAK_TOO_MANY), int(Reason.HOURS_PEAK_NOT_STATED)
AHEAD = 12  # candidates whose records are fetched in advance
WHOLE_WEEK = 168 * 4  # quarter hours: no limit
UNRECOGNISED = np.uint64(1 << UNRECOGNISED_LICENCE_BIT)
NOTHING = np.uint64(0)


@kernel()
def licence_reason(
    is_stated: int, is_needed: int, held_known: int, fails: int, is_unrecognised: int, is_unmet: int, is_missing: int
) -> int:
    """Why licences came out as they did; each is 0 or 1."""
    if is_stated == 0:
        return R_L_NOT_STATED
    if is_needed == 0:
        return R_L_NONE
    if held_known == 0:
        return R_L_PERSON
    if fails:
        return R_L_MISSING
    if is_unrecognised:
        return R_L_UNRECOGNISED
    if is_unmet:
        return R_L_MAYBE
    return R_L_OBTAINABLE if is_missing else R_L_HELD


@kernel()
def hours_reason(low: int, high: int, peak: int, wish_low: int, wish_high: int) -> tuple[int, int, int]:
    """Why hours came out as they did, and its two numbers."""
    if wish_low < 0:
        return R_H_NO_LIMIT, low, high
    if low >= 0 and high < wish_low:
        return R_H_FEW, high, wish_low
    if low > wish_high:
        return R_H_MANY, low, wish_high
    if peak > wish_high:
        return R_H_PEAK_MANY, peak, wish_high
    if low < 0:
        return R_H_NOT_STATED, low, high
    if low >= wish_low and high <= wish_high:
        return R_H_PEAK_NOT_STATED if peak < 0 and wish_high < WHOLE_WEEK else R_H_FIT, low, high
    return R_H_PARTLY, max(low, wish_low), min(high, wish_high)


@kernel()
def terms_stage(
    p: int, people: People, vacancies: Vacancies, candidates: I32, n_alive: int, scratch: Scratch, keep_all: bool
) -> int:
    """Judge licences and hours, and score pay; return how many survive.

    This refuses more pairs than anything else at the least cost, so it comes first. Verdicts are sums of what is 0 or 1
    rather than branches, which nobody can foretell: a wrong guess of the machine costs more than all of it.
    """
    person = people.row[p]
    held, held_2 = person["licences"], person["licences_2"]
    maybe, maybe_2 = person["licences_maybe"], person["licences_maybe_2"]
    held_known = np.int64(person["licences_known"] == 1)
    wish_low, wish_high = np.int64(person["hours_low"]), np.int64(person["hours_high"])
    wishes, is_capped = np.int64(wish_low >= 0), np.int64(wish_high < WHOLE_WEEK)
    pay_wanted = np.int64(person["pay_wanted"])
    row, licences = vacancies.row, vacancies.licences
    kept = 0
    for a in range(n_alive):
        j = scratch.alive[a]
        if a + AHEAD < n_alive:
            prefetch(row, candidates[scratch.alive[a + AHEAD]], 0)
        vacancy = row[candidates[j]]

        asked = licences[vacancy["licences"]]
        needed, needed_2 = asked["needed"], asked["needed_2"]
        missing, missing_2 = needed & ~held & ~UNRECOGNISED, needed_2 & ~held_2
        unmet, unmet_2 = missing & ~asked["obtainable"], missing_2 & ~asked["obtainable_2"]
        is_stated, is_needed = np.int64(asked["stated"]), np.int64(needed | needed_2 != NOTHING)
        is_missing, is_unmet = np.int64(missing | missing_2 != NOTHING), np.int64(unmet | unmet_2 != NOTHING)
        is_unrecognised = np.int64(needed & UNRECOGNISED != NOTHING)
        fails = is_stated & held_known & np.int64(unmet & ~maybe | unmet_2 & ~maybe_2 != NOTHING)
        is_unknown = (1 - is_stated) | is_needed & ((1 - held_known) | is_unrecognised | is_unmet)
        licence = (1 - fails) * (UNKNOWN + (1 - is_unknown) * (OK - UNKNOWN - is_missing))

        low, high = np.int64(vacancy["hours_low"]), np.int64(vacancy["hours_high"])
        peak = np.int64(vacancy["peak_hours"])
        is_few, is_many = np.int64(low >= 0) & np.int64(high < wish_low), np.int64(max(low, peak) > wish_high)
        is_inside = np.int64(low >= wish_low) & np.int64(high <= wish_high)
        is_open = np.int64(low < 0) | (1 - is_inside) | np.int64(peak < 0) & is_capped
        hours = OK - wishes * (OK - (1 - (is_few | is_many)) * (OK - is_open * (OK - UNKNOWN)))

        scratch.verdict[1, j], scratch.verdict[2, j] = licence, hours
        if keep_all:
            scratch.reason[1, j, 0] = licence_reason(
                is_stated, is_needed, held_known, fails, is_unrecognised, is_unmet, is_missing
            )
            why, first, second = hours_reason(low, high, peak, wish_low, wish_high)
            scratch.reason[2, j, 0] = why
            scratch.reason[2, j, 1] = first
            scratch.reason[2, j, 2] = second
        scratch.alive[kept] = j  # written over by the next where this one is dropped
        kept += keep_all or min(licence, hours) > FAIL
    for a in range(kept):
        j = scratch.alive[a]
        pay = np.int64(row[candidates[j]]["pay"])
        pay_part, pay_unknown = 1000, 0
        if pay_wanted > 0:
            if pay < 0:
                pay_part, pay_unknown = 500, 1
            elif pay < pay_wanted:
                pay_part = max(0, 1000 - 4000 * (pay_wanted - pay) // pay_wanted)
        scratch.part[5, j] = pay_part
        scratch.unknown[5, j] = pay_unknown
    return kept
