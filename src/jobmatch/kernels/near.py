"""Pairs that are kept apart by few constraints, and would be worth having without them."""

from __future__ import annotations

import numpy as np

from jobmatch.codes import Constraint, Part, Verdict
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import F32, I32, I64, U8, Patterns, People, Scratch, Settings, Timetable, Vacancies
from jobmatch.kernels.pairs import judge_person
from jobmatch.kernels.points import FULL_PART, unknown_points

FAIL = int(Verdict.FAIL)
TRAVEL, HEALTH, CARE = int(Constraint.TRAVEL), int(Constraint.HEALTH), int(Constraint.CARE)
TRAVEL_PART, HEALTH_PART, CARE_PART = int(Part.TRAVEL), int(Part.HEALTH), int(Part.CARE)


@kernel()
def collect_near(
    rows: I64,
    people: People,
    vacancies: Vacancies,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    candidates: I32,
    similarity: F32,
    scratch: Scratch,
    credit: U8,
    least: I64,
    n_blockers: int,
    person_found: I64,
    vacancy_found: I64,
) -> int:
    """Collect the pairs in reach that fail on just ``n_blockers`` constraints and could score ``least`` without them.

    ``similarity`` has shape (people in block, candidates), ``least`` (people in block,). What could be scored is never
    too low: the part of the constraint that fails counts in full. Rows are written to ``person_found`` and
    ``vacancy_found`` as long as there is room; the number found is returned, and may be more.
    """
    found = 0
    for i in range(rows.shape[0]):
        p = rows[i]
        n = judge_person(
            p,
            people,
            vacancies,
            patterns,
            minutes,
            timetable,
            settings,
            candidates,
            similarity[i],
            scratch,
            credit,
            False,
            n_blockers > 0,
        )
        for a in range(n):
            j = scratch.alive[a]
            n_fail = 0
            total = np.int64(0)
            for c in range(5):
                if scratch.verdict[c, j] == FAIL:
                    n_fail += 1
                    if c == TRAVEL:
                        total += settings.weights[TRAVEL_PART] * FULL_PART
                    elif c == HEALTH:
                        total += settings.weights[HEALTH_PART] * FULL_PART
                    elif c == CARE:
                        total += settings.weights[CARE_PART] * FULL_PART
            if n_fail != n_blockers:
                continue
            for part in range(6):
                total += settings.weights[part] * np.int64(scratch.part[part, j])
            if total + unknown_points(scratch, j, settings, total) < least[i]:
                continue
            if found < person_found.shape[0]:
                person_found[found] = p
                vacancy_found[found] = candidates[j]
            found += 1
    return found
