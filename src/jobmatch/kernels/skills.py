"""Skills: weighted cover of what a vacancy names by what a person can do, partial credit included."""

from __future__ import annotations

import numpy as np

from jobmatch.kernels._jit import kernel, prefetch
from jobmatch.kernels.layout import I32, NO_SKILL, U8, People, Scratch, Vacancies

FULL = 255
AHEAD = 8  # candidates whose skills are fetched in advance
NEUTRAL_PART = 500
WEIGHT_BITS, WEIGHT_MASK = np.uint32(8), np.uint32(255)


@kernel()
def spread_credits(p: int, people: People, credit: U8) -> None:
    """Write a person's best credit for every skill into the dense row ``credit``, all zero before."""
    person, credit_rows = people.row[p], people.credit
    for s in range(person["skill_start"], person["skill_stop"]):
        held = people.skill[s]["id"]
        credit[held] = FULL
        for e in range(people.credit_ptr[held], people.credit_ptr[held + 1]):
            asked = credit_rows[e]["asked"]
            credit[asked] = max(credit[asked], credit_rows[e]["value"])


@kernel()
def clear_credits(p: int, people: People, credit: U8) -> None:
    """Undo `spread_credits`."""
    person, credit_rows = people.row[p], people.credit
    for s in range(person["skill_start"], person["skill_stop"]):
        held = people.skill[s]["id"]
        credit[held] = 0
        for e in range(people.credit_ptr[held], people.credit_ptr[held + 1]):
            credit[credit_rows[e]["asked"]] = 0


@kernel()
def skills_stage(p: int, people: People, vacancies: Vacancies, candidates: I32, n_alive: int, scratch: Scratch) -> None:
    """Score the skills of each surviving candidate, 0 to 1000; unknown where either side names none.

    `Scratch.credit` holds what `spread_credits` wrote for this person.
    """
    person = people.row[p]
    person_known = person["skills_known"] == 1
    s0, s1 = person["skill_start"], person["skill_stop"]
    row, skill, skill_level = vacancies.row, vacancies.skill, vacancies.skill_level
    credit, held_skill, credit_rows, credit_ptr = scratch.credit, people.skill, people.credit, people.credit_ptr
    for a in range(n_alive):
        j = scratch.alive[a]
        v = candidates[j]
        if a + AHEAD < n_alive:
            prefetch(skill, candidates[scratch.alive[a + AHEAD]], 0)
        n = np.int64(row[v]["n_skills"])
        if n == 0 or not person_known:
            scratch.part[1, j] = NEUTRAL_PART
            scratch.unknown[1, j] = 1
            continue
        asks_levels = row[v]["asks_levels"] == 1
        total = 0
        for lane in range(n):
            word = skill[v, lane]
            asked = np.int64(word >> WEIGHT_BITS)
            if asked == NO_SKILL:
                continue
            gained = np.int64(credit[asked])
            if asks_levels and gained > 0 and skill_level[v, lane] > 0:
                # the level counts, so each skill held is looked at by itself
                least = np.int64(skill_level[v, lane])
                gained = 0
                for s in range(s0, s1):
                    held = np.int64(held_skill[s]["id"])
                    worth = np.int64(0)
                    if held == asked:
                        worth = np.int64(FULL)
                    else:
                        low, high = credit_ptr[held], credit_ptr[held + 1]
                        end = high
                        while low < high:
                            middle = (low + high) // 2
                            if credit_rows[middle]["asked"] < asked:
                                low = middle + 1
                            else:
                                high = middle
                        if low < end and credit_rows[low]["asked"] == asked:
                            worth = np.int64(credit_rows[low]["value"])
                    gained = max(gained, worth * min(np.int64(held_skill[s]["level"]), least) // least)
            total += np.int64(word & WEIGHT_MASK) * gained
        scratch.part[1, j] = 1000 * total // (FULL * FULL)
        scratch.unknown[1, j] = 0
