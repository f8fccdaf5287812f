"""The drivers: all stages over blocks of people and vacancies."""

from __future__ import annotations

import numpy as np

from jobmatch.codes import Verdict
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.care import care_stage
from jobmatch.kernels.health import health_stage
from jobmatch.kernels.layout import CHUNK, F32, I32, I64, U8, Patterns, People, Scratch, Settings, Timetable, Vacancies
from jobmatch.kernels.points import (
    pair_points,
    pair_verdict,
    shortlist_points,
    shortlist_unknown_points,
    unknown_points,
)
from jobmatch.kernels.skills import clear_credits, skills_stage, spread_credits
from jobmatch.kernels.terms import terms_stage
from jobmatch.kernels.texts import clear_text, spread_text, text_stage
from jobmatch.kernels.topk import make_key, push
from jobmatch.kernels.travel import spread_row, travel_stage

UNKNOWN = int(Verdict.UNKNOWN)


@kernel()
def begin_person(p: int, people: People, timetable: Timetable, scratch: Scratch) -> None:
    """Lay out what is looked up for one person; `end_person` must follow."""
    spread_row(people.row[p]["zone"], timetable)
    spread_credits(p, people, scratch.credit)
    spread_text(p, people, scratch)


@kernel()
def end_person(p: int, people: People, scratch: Scratch) -> None:
    """Undo `begin_person`."""
    clear_credits(p, people, scratch.credit)
    clear_text(p, people, scratch)


@kernel()
def judge_chunk(
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
    keep_far: bool,
    keep_blocked: bool,
) -> int:
    """Run every stage over some candidates of one person, no more than `Scratch` has room for; return how many survive.

    ``keep_far`` keeps what is out of reach, ``keep_blocked`` what another constraint rules out.
    """
    n = candidates.shape[0]
    for j in range(n):
        scratch.alive[j] = j
    n = travel_stage(p, people, vacancies, patterns, minutes, timetable, settings, candidates, n, scratch, keep_far)
    n = terms_stage(p, people, vacancies, candidates, n, scratch, keep_blocked)
    n = health_stage(p, people, vacancies, settings, candidates, n, scratch, keep_blocked)
    n = care_stage(p, people, vacancies, patterns, minutes, timetable, settings, candidates, n, scratch, keep_blocked)
    skills_stage(p, people, vacancies, candidates, n, scratch)
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
    keys: I64,
    best: I32,
    n_eligible: I64,
) -> None:
    """Find the k best vacancies of each person in a block.

    ``candidates`` has shape (1, n), the same for all, or (people in block, n); ``similarity`` (people in block, n).
    Results: ``keys`` and ``best`` (people, k), heaps with key -1 where there are fewer than k; ``n_eligible`` (people,)
    counts up the pairs that could be ranked. Blocks of candidates may follow one another.
    """
    n = candidates.shape[1]
    for i in range(rows.shape[0]):
        p = rows[i]
        own = candidates[i if candidates.shape[0] > 1 else 0]
        begin_person(p, people, timetable, scratch)
        for start in range(0, n, CHUNK):
            some = own[start : start + CHUNK]
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
                False,
            )
            for a in range(n_alive):
                j = scratch.alive[a]
                if settings.hide_unknown == 1 and pair_verdict(scratch, j) == UNKNOWN:
                    continue
                n_eligible[i] += 1
                v = some[j]
                key = make_key(pair_points(scratch, j, settings), vacancies.row[v]["tie_rank"])
                if key > keys[i, 0]:
                    push(keys[i], best[i], key, v)
        end_person(p, people, scratch)


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
    keys: I64,
    best: I32,
    n_eligible: I64,
) -> None:
    """Offer each person in a block to the k best lists of the block's vacancies, no more than `Scratch` has room for.

    ``similarity`` has shape (people in block, candidates); ``keys`` and ``best`` (candidates, k) are heaps that grow
    better from call to call; ``n_eligible`` (candidates,) counts up.
    """
    for i in range(rows.shape[0]):
        p = rows[i]
        begin_person(p, people, timetable, scratch)
        n_alive = judge_chunk(
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
            False,
            False,
        )
        end_person(p, people, scratch)
        for a in range(n_alive):
            j = scratch.alive[a]
            if settings.hide_unknown == 1 and pair_verdict(scratch, j) == UNKNOWN:
                continue
            n_eligible[j] += 1
            key = make_key(shortlist_points(scratch, j, settings), people.row[p]["tie_rank"])
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
        begin_person(person_rows[i], people, timetable, scratch)
        judge_chunk(
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
            True,
            True,
        )
        end_person(person_rows[i], people, scratch)
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
