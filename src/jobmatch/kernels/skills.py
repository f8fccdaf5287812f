"""Skills: weighted cover of what a vacancy names by what a person can do, partial credit included."""

from __future__ import annotations

import numpy as np

from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import I32, U8, People, Scratch, Vacancies

FULL = 255
NEUTRAL_PART = 500


@kernel()
def spread_credits(p: int, people: People, credit: U8) -> None:
    """Write a person's best credit for every skill into the dense row ``credit``, all zero before."""
    for s in range(people.skill_ptr[p], people.skill_ptr[p + 1]):
        held = people.skill_id[s]
        credit[held] = FULL
        for e in range(people.credit_ptr[held], people.credit_ptr[held + 1]):
            asked = people.credit_asked[e]
            credit[asked] = max(credit[asked], people.credit_value[e])


@kernel()
def clear_credits(p: int, people: People, credit: U8) -> None:
    """Undo `spread_credits`."""
    for s in range(people.skill_ptr[p], people.skill_ptr[p + 1]):
        held = people.skill_id[s]
        credit[held] = 0
        for e in range(people.credit_ptr[held], people.credit_ptr[held + 1]):
            credit[people.credit_asked[e]] = 0


@kernel()
def skills_stage(
    p: int, people: People, vacancies: Vacancies, candidates: I32, n_alive: int, scratch: Scratch, credit: U8
) -> None:
    """Score the skills of each surviving candidate, 0 to 1000; unknown where either side names none."""
    person_known = people.skills_known[p] == 1
    s0, s1 = people.skill_ptr[p], people.skill_ptr[p + 1]
    for a in range(n_alive):
        j = scratch.alive[a]
        v = candidates[j]
        n = np.int64(vacancies.n_skills[v])
        if n == 0 or not person_known:
            scratch.part[1, j] = NEUTRAL_PART
            scratch.unknown[1, j] = 1
            continue
        total = 0
        for lane in range(n):
            asked = vacancies.skill_id[v, lane]
            if asked < 0:  # a skill that nobody here holds
                continue
            gained = np.int64(credit[asked])
            least = np.int64(vacancies.skill_level[v, lane])
            if least > 0 and gained > 0:
                # the level counts, so each skill held is looked at by itself
                gained = 0
                for s in range(s0, s1):
                    held = people.skill_id[s]
                    worth = np.int64(0)
                    if held == asked:
                        worth = np.int64(FULL)
                    else:
                        low, high = people.credit_ptr[held], people.credit_ptr[held + 1]
                        end = high
                        while low < high:
                            middle = (low + high) // 2
                            if people.credit_asked[middle] < asked:
                                low = middle + 1
                            else:
                                high = middle
                        if low < end and people.credit_asked[low] == asked:
                            worth = np.int64(people.credit_value[low])
                    gained = max(gained, worth * min(np.int64(people.skill_level[s]), least) // least)
            total += np.int64(vacancies.skill_weight[v, lane]) * gained
        scratch.part[1, j] = 1000 * total // (FULL * FULL)
        scratch.unknown[1, j] = 0
