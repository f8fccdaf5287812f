"""Pairs that are kept apart by few constraints, and would be worth having without them."""

from __future__ import annotations

import numpy as np

from jobmatch.codes import Constraint, Part, Verdict
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.layout import CHUNK, F32, I32, I64, U8, Patterns, People, Scratch, Settings, Timetable, Vacancies
from jobmatch.kernels.pairs import begin_person, end_person, judge_chunk
from jobmatch.kernels.points import FULL_PART, unknown_points

FAIL = int(Verdict.FAIL)
TRAVEL, HEALTH, CARE = int(Constraint.TRAVEL), int(Constraint.HEALTH), int(Constraint.CARE)
NOT_NEAR = -(2**62)
TRAVEL_PART, HEALTH_PART, CARE_PART = int(Part.TRAVEL), int(Part.HEALTH), int(Part.CARE)


@kernel()
def could_score(scratch: Scratch, j: int, settings: Settings, n_blockers: int) -> int:
    """Points without the constraints that a pair fails on, never too low; NOT_NEAR if these are not so many."""
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
        return NOT_NEAR
    for part in range(6):
        total += settings.weights[part] * np.int64(scratch.part[part, j])
    return total + unknown_points(scratch, j, settings, total)


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
        begin_person(p, people, timetable, scratch)
        for start in range(0, candidates.shape[0], CHUNK):
            some = candidates[start : start + CHUNK]
            n_alive = judge_chunk(
                p,
                people,
                vacancies,
                patterns,
                minutes,
                timetable,
                settings,
                some,
                similarity[i, start : start + CHUNK],
                scratch,
                False,
                n_blockers > 0,
            )
            for a in range(n_alive):
                j = scratch.alive[a]
                if could_score(scratch, j, settings, n_blockers) < least[i]:
                    continue
                if found < person_found.shape[0]:
                    person_found[found] = p
                    vacancy_found[found] = some[j]
                found += 1
        end_person(p, people, scratch)
    return found
