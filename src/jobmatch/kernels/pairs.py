"""The drivers: all stages over blocks of people and vacancies."""

from __future__ import annotations

import numpy as np

from jobmatch.codes import Verdict
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.care import care_stage
from jobmatch.kernels.health import health_stage
from jobmatch.kernels.layout import F32, I32, I64, U8, Patterns, People, Scratch, Settings, Timetable, Vacancies
from jobmatch.kernels.points import (
    pair_points,
    pair_verdict,
    shortlist_points,
    shortlist_unknown_points,
    unknown_points,
)
from jobmatch.kernels.skills import clear_credits, skills_stage, spread_credits
from jobmatch.kernels.terms import terms_stage
from jobmatch.kernels.texts import text_stage
from jobmatch.kernels.topk import make_key, push
from jobmatch.kernels.travel import spread_row, travel_stage

UNKNOWN = int(Verdict.UNKNOWN)


@kernel()
def judge_person(
    p: int,
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
    keep_far: bool,
    keep_blocked: bool,
) -> int:
    """Run every stage over the candidates of one person; return how many survive.

    ``keep_far`` keeps what is out of reach, ``keep_blocked`` what another constraint rules out.
    """
    n = candidates.shape[0]
    for j in range(n):
        scratch.alive[j] = j
    spread_row(people.zone[p], timetable)
    n = travel_stage(p, people, vacancies, patterns, minutes, timetable, settings, candidates, n, scratch, keep_far)
    n = terms_stage(p, people, vacancies, candidates, n, scratch, keep_blocked)
    n = health_stage(p, people, vacancies, settings, candidates, n, scratch, keep_blocked)
    n = care_stage(p, people, vacancies, patterns, minutes, timetable, settings, candidates, n, scratch, keep_blocked)
    spread_credits(p, people, credit)
    skills_stage(p, people, vacancies, candidates, n, scratch, credit)
    clear_credits(p, people, credit)
    text_stage(p, people, vacancies, candidates, similarity, settings, n, scratch)
    return n


@kernel()
def match_block(
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
    keys: I64,
    best: I32,
    n_eligible: I64,
) -> None:
    """Find the k best vacancies of each person in a block.

    ``similarity`` has shape (people in block, candidates). Results: ``keys`` and ``best`` (people, k), heaps with
    key -1 where there are fewer than k; ``n_eligible`` (people,) counts up the pairs that could be ranked. Blocks of
    candidates may follow one another.
    """
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
            False,
        )
        eligible = 0
        for a in range(n):
            j = scratch.alive[a]
            if settings.hide_unknown == 1 and pair_verdict(scratch, j) == UNKNOWN:
                continue
            eligible += 1
            v = candidates[j]
            key = make_key(pair_points(scratch, j, settings), vacancies.tie_rank[v])
            if key > keys[i, 0]:
                push(keys[i], best[i], key, v)
        n_eligible[i] += eligible


@kernel()
def shortlist_block(
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
    keys: I64,
    best: I32,
    n_eligible: I64,
) -> None:
    """Offer each person in a block to the k best lists of the block's vacancies.

    ``similarity`` has shape (people in block, candidates); ``keys`` and ``best`` (candidates, k) are heaps that grow
    better from call to call; ``n_eligible`` (candidates,) counts up.
    """
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
            False,
        )
        for a in range(n):
            j = scratch.alive[a]
            if settings.hide_unknown == 1 and pair_verdict(scratch, j) == UNKNOWN:
                continue
            n_eligible[j] += 1
            key = make_key(shortlist_points(scratch, j, settings), people.tie_rank[p])
            if key > keys[j, 0]:
                push(keys[j], best[j], key, np.int32(p))


@kernel()
def detail_pairs(
    person_rows: I64,
    vacancy_rows: I32,
    people: People,
    vacancies: Vacancies,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    similarity: F32,
    scratch: Scratch,
    credit: U8,
    verdict: U8,
    reason: I32,
    part: I32,
    unknown: U8,
    in_reach: U8,
    points: I64,
) -> None:
    """Judge pairs one by one with every reason kept.

    Results, one row a pair: ``verdict`` (n, 5), ``reason`` (n, 5, 4), ``part`` (n, 6), ``unknown`` (n, 6), ``in_reach``
    (n,), ``points`` (n, 4): full score, its unknown points, shortlist score, its unknown points.
    """
    for i in range(person_rows.shape[0]):
        judge_person(
            person_rows[i],
            people,
            vacancies,
            patterns,
            minutes,
            timetable,
            settings,
            vacancy_rows[i : i + 1],
            similarity[i : i + 1],
            scratch,
            credit,
            True,
            True,
        )
        verdict[i] = scratch.verdict[:, 0]
        reason[i] = scratch.reason[:, 0]
        part[i] = scratch.part[:, 0]
        unknown[i] = scratch.unknown[:, 0]
        in_reach[i] = scratch.in_reach[0]
        total = np.int64(0)
        for s in range(6):
            total += settings.weights[s] * np.int64(scratch.part[s, 0])
        points[i, 0] = pair_points(scratch, 0, settings)
        points[i, 1] = unknown_points(scratch, 0, settings, total)
        total = settings.shortlist_weights[0] * np.int64(scratch.part[0, 0])
        total += settings.shortlist_weights[1] * np.int64(scratch.part[1, 0])
        points[i, 2] = shortlist_points(scratch, 0, settings)
        points[i, 3] = shortlist_unknown_points(scratch, 0, settings, total)
