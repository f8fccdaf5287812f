"""Terms of the job: licences, hours and pay."""

from __future__ import annotations

import numpy as np

from jobmatch.codes import UNRECOGNISED_LICENCE_BIT, Reason, Verdict
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import I32, People, Scratch, Vacancies

FAIL, UNKNOWN, CONDITIONAL, OK = (int(v) for v in Verdict)
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
WHOLE_WEEK = 168 * 4  # quarter hours: no limit
UNRECOGNISED = np.uint64(1 << UNRECOGNISED_LICENCE_BIT)
NOTHING = np.uint64(0)


@kernel()
def terms_stage(
    p: int, people: People, vacancies: Vacancies, candidates: I32, n_alive: int, scratch: Scratch, keep_all: bool
) -> int:
    """Judge licences and hours, and score pay; return how many survive."""
    person = people.row[p]
    held, held_2 = person["licences"], person["licences_2"]
    maybe, maybe_2 = person["licences_maybe"], person["licences_maybe_2"]
    held_known = person["licences_known"] == 1
    wish_low, wish_high = np.int64(person["hours_low"]), np.int64(person["hours_high"])
    pay_wanted = np.int64(person["pay_wanted"])
    row, licences = vacancies.row, vacancies.licences
    kept = 0
    for a in range(n_alive):
        j = scratch.alive[a]
        vacancy = row[candidates[j]]

        asked = licences[vacancy["licences"]]
        needed, needed_2 = asked["needed"], asked["needed_2"]
        missing, missing_2 = needed & ~held & ~UNRECOGNISED, needed_2 & ~held_2
        unmet, unmet_2 = missing & ~asked["obtainable"], missing_2 & ~asked["obtainable_2"]
        if asked["stated"] == 0:
            licence, licence_reason = UNKNOWN, R_L_NOT_STATED
        elif needed | needed_2 == NOTHING:
            licence, licence_reason = OK, R_L_NONE
        elif not held_known:
            licence, licence_reason = UNKNOWN, R_L_PERSON
        elif unmet & ~maybe | unmet_2 & ~maybe_2 != NOTHING:
            licence, licence_reason = FAIL, R_L_MISSING
        elif needed & UNRECOGNISED != NOTHING:
            licence, licence_reason = UNKNOWN, R_L_UNRECOGNISED
        elif unmet | unmet_2 != NOTHING:
            licence, licence_reason = UNKNOWN, R_L_MAYBE
        elif missing | missing_2 != NOTHING:
            licence, licence_reason = CONDITIONAL, R_L_OBTAINABLE
        else:
            licence, licence_reason = OK, R_L_HELD

        low, high = np.int64(vacancy["hours_low"]), np.int64(vacancy["hours_high"])
        peak = np.int64(vacancy["peak_hours"])
        first, second = low, high
        if wish_low < 0:
            hours, hours_reason = OK, R_H_NO_LIMIT
        elif low >= 0 and high < wish_low:
            hours, hours_reason, first, second = FAIL, R_H_FEW, high, wish_low
        elif low > wish_high:
            hours, hours_reason, first, second = FAIL, R_H_MANY, low, wish_high
        elif peak > wish_high:
            hours, hours_reason, first, second = FAIL, R_H_PEAK_MANY, peak, wish_high
        elif low < 0:
            hours, hours_reason = UNKNOWN, R_H_NOT_STATED
        elif peak < 0 and wish_high < WHOLE_WEEK and low >= wish_low and high <= wish_high:
            hours, hours_reason = UNKNOWN, R_H_PEAK_NOT_STATED
        elif low >= wish_low and high <= wish_high:
            hours, hours_reason = OK, R_H_FIT
        else:
            hours, hours_reason, first, second = UNKNOWN, R_H_PARTLY, max(low, wish_low), min(high, wish_high)

        pay = np.int64(vacancy["pay"])
        pay_part, pay_unknown = 1000, 0
        if pay_wanted > 0:
            if pay < 0:
                pay_part, pay_unknown = 500, 1
            elif pay < pay_wanted:
                pay_part = max(0, 1000 - 4000 * (pay_wanted - pay) // pay_wanted)

        scratch.verdict[1, j] = licence
        scratch.verdict[2, j] = hours
        scratch.part[5, j] = pay_part
        scratch.unknown[5, j] = pay_unknown
        if keep_all:
            scratch.reason[1, j, 0] = licence_reason
            scratch.reason[2, j, 0] = hours_reason
            scratch.reason[2, j, 1] = first
            scratch.reason[2, j, 2] = second
        if keep_all or (licence != FAIL and hours != FAIL):
            scratch.alive[kept] = j
            kept += 1
    return kept
