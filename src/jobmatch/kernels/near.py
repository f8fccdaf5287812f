"""Pairs that are kept apart by few constraints, and would be worth having without them."""

from __future__ import annotations

import numpy as np

from jobmatch.codes import Constraint, Part, Verdict
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.bound import bound_points
from jobmatch.kernels.layout import (
    CHUNK,
    I64,
    U8,
    Patterns,
    People,
    Postings,
    Scratch,
    Settings,
    Timetable,
    Vacancies,
    Vectors,
)
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


@kernel(entry=True)
def collect_near(
    rows: I64,
    people: People,
    vacancies: Vacancies,
    vectors: Vectors,
    postings: Postings,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    runs: I64,
    blocks: I64,
    scratch: Scratch,
    least: I64,
    n_blockers: int,
    person_found: I64,
    vacancy_found: I64,
) -> int:
    """Collect the pairs in reach that fail on just ``n_blockers`` constraints and could score ``least`` without them.

    ``runs`` and ``blocks`` are those of `jobmatch.index.Reach`: all candidates; ``least`` (people in block,). What
    could be scored is never too low: the part of the constraint that fails counts in full. Rows are written to
    ``person_found`` and ``vacancy_found`` as long as there is room; the number found is returned, and may be more.
    """
    found = 0
    for i in range(rows.shape[0]):
        p = rows[i]
        begin_person(p, people, vectors, scratch)
        bound_points(p, people, postings, minutes, timetable, runs, blocks, settings, scratch)
        n_chosen = 0
        after_last = runs[-1, 1] if len(runs) else 0
        for r in range(runs.shape[0]):
            shift = runs[r, 2] - runs[r, 0]
            for v in range(runs[r, 0], runs[r, 1]):
                most = scratch.bound[v + shift]
                if most >= least[i]:
                    scratch.chosen[n_chosen], scratch.most[n_chosen] = v, most
                    n_chosen += 1
                if n_chosen < CHUNK and (v + 1 < after_last or n_chosen == 0):
                    continue
                some = scratch.chosen[:n_chosen]
                n_chosen = 0
                n_alive = judge_chunk(
                    p,
                    people,
                    vacancies,
                    vectors,
                    patterns,
                    minutes,
                    timetable,
                    settings,
                    some,
                    scratch,
                    False,
                    n_blockers > 0,
                    least[i],
                    True,
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
