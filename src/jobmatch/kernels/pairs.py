"""Judging pairs: all stages over the candidates of one person."""

from __future__ import annotations

import numpy as np

from jobmatch.codes import Constraint, Part, Verdict
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.care import care_stage
from jobmatch.kernels.childcare import childcare_stage, spread_cover
from jobmatch.kernels.health import health_stage
from jobmatch.kernels.layout import (
    I32,
    I64,
    NO_STEP,
    U8,
    Patterns,
    People,
    Records,
    Scratch,
    Settings,
    Timetable,
    Vacancies,
    Vectors,
)
from jobmatch.kernels.points import (
    FULL_PART,
    pair_points,
    shortlist_points,
    shortlist_unknown_points,
    unknown_points,
)
from jobmatch.kernels.skills import clear_credits, skills_stage, spread_credits
from jobmatch.kernels.terms import terms_stage
from jobmatch.kernels.texts import SHARES, clear_text, meaning_value, similarity_stage, spread_text, text_stage
from jobmatch.kernels.travel import step_of, travel_stage

FAIL, UNKNOWN = int(Verdict.FAIL), int(Verdict.UNKNOWN)
TRAVEL, LICENCE, HOURS = int(Constraint.TRAVEL), int(Constraint.LICENCE), int(Constraint.HOURS)
TEXT_PART, SKILLS_PART, TRAVEL_PART, PAY_PART = int(Part.TEXT), int(Part.SKILLS), int(Part.TRAVEL), int(Part.PAY)
CARE_PART, HEALTH_PART = int(Part.CARE), int(Part.HEALTH)
NO_FLOOR = -1


@kernel()
def begin_person(p: int, people: People, vectors: Vectors, scratch: Scratch) -> None:
    """Lay out what is looked up for one person; `end_person` must follow."""
    spread_credits(p, people, scratch.credit)
    spread_text(p, people, vectors, scratch)
    spread_cover(p, people, scratch)


@kernel()
def end_person(p: int, people: People, scratch: Scratch) -> None:
    """Undo `begin_person`."""
    clear_credits(p, people, scratch.credit)
    clear_text(p, people, scratch)


@kernel()
def drop_by_meaning(
    floor: int, vacancies: Vacancies, candidates: I32, settings: Settings, n_alive: int, scratch: Scratch
) -> int:
    """Drop what cannot score ``floor``, by `Scratch.most` and the likeness of vectors; return how many survive."""
    worth = settings.weights[TEXT_PART] * settings.text_weights[0]
    kept = 0
    for a in range(n_alive):
        j = scratch.alive[a]
        most = np.int64(scratch.most[j])
        if vacancies.row[candidates[j]]["has_text"] == 1:
            most -= worth * (FULL_PART - meaning_value(scratch.similarity[j], settings)) // SHARES
        if max(0, most) >= floor:
            scratch.most[j] = most
            scratch.alive[kept] = j
            kept += 1
    return kept


@kernel()
def drop_by_journey(
    person: Records, floor: int, timetable: Timetable, settings: Settings, n_alive: int, scratch: Scratch
) -> int:
    """Drop what cannot score ``floor``, by `Scratch.most` and the journey; return how many survive.

    What the bound took off for the journey is put back first, as the journey itself is known now. Where nothing was
    taken off, that only makes the bound higher.
    """
    is_located, whole = person["located"] == 1, settings.weights[TRAVEL_PART] * FULL_PART
    kept = 0
    for a in range(n_alive):
        j = scratch.alive[a]
        most = np.int64(scratch.most[j])
        step, column = step_of(scratch.key[0, j]), np.int64(scratch.column[j])
        if is_located and step != NO_STEP:
            # By the matrix no more was taken off than this: perhaps less, by what it may not know.
            taken_off = np.int64(scratch.by_distance[step] if column < 0 else timetable.cost[column])
            most += min(whole, taken_off)
        if scratch.verdict[TRAVEL, j] != FAIL:
            most -= settings.weights[TRAVEL_PART] * (FULL_PART - np.int64(scratch.part[TRAVEL_PART, j]))
            most -= settings.penalty * np.int64(scratch.verdict[TRAVEL, j] == UNKNOWN)
        if max(0, most) >= floor:
            scratch.alive[kept] = j
            kept += 1
    return kept


@kernel()
def drop_by_parts(floor: int, settings: Settings, n_alive: int, scratch: Scratch) -> int:
    """Drop what cannot score ``floor`` if care and health were worth all that they can be; return how many survive."""
    weights = settings.weights
    kept = 0
    for a in range(n_alive):
        j = scratch.alive[a]
        most = (weights[CARE_PART] + weights[HEALTH_PART]) * FULL_PART
        most += weights[TEXT_PART] * np.int64(scratch.part[TEXT_PART, j])
        most += weights[SKILLS_PART] * np.int64(scratch.part[SKILLS_PART, j])
        most += weights[PAY_PART] * np.int64(scratch.part[PAY_PART, j])
        # A journey that fails is kept only by those who ask what a pair is worth without that.
        if scratch.verdict[TRAVEL, j] == FAIL:
            most += weights[TRAVEL_PART] * FULL_PART
        else:
            most += weights[TRAVEL_PART] * np.int64(scratch.part[TRAVEL_PART, j])
        n_unknown = np.int64(scratch.verdict[TRAVEL, j] == UNKNOWN)
        n_unknown += np.int64(scratch.verdict[LICENCE, j] == UNKNOWN) + np.int64(scratch.verdict[HOURS, j] == UNKNOWN)
        n_unknown += np.int64(scratch.unknown[TEXT_PART, j]) + np.int64(scratch.unknown[SKILLS_PART, j])
        n_unknown += np.int64(scratch.unknown[PAY_PART, j])
        if max(0, most - n_unknown * settings.penalty) >= floor:
            scratch.alive[kept] = j
            kept += 1
    return kept


@kernel()
def score_stage(
    p: int,
    people: People,
    vacancies: Vacancies,
    vectors: Vectors,
    settings: Settings,
    candidates: I32,
    n_alive: int,
    scratch: Scratch,
    needs_product: bool,
) -> int:
    """Score skills and texts; ``needs_product``: the products of the vectors are not there yet. Drops nothing."""
    if needs_product:  # who wants every finding wants the product of empty vectors, too
        similarity_stage(vectors, candidates, n_alive, scratch)
    skills_stage(p, people, vacancies, candidates, n_alive, scratch)
    text_stage(p, people, vacancies, candidates, settings, n_alive, scratch)
    return n_alive


@kernel()
def judge_chunk(
    p: int,
    people: People,
    vacancies: Vacancies,
    vectors: Vectors,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    candidates: I32,
    scratch: Scratch,
    keep_far: bool,
    keep_blocked: bool,
    floor: int,
    floor_from_bound: bool,
) -> int:
    """Run every stage over some candidates of one person, no more than `Scratch` has room for; return how many survive.

    ``keep_far`` keeps what is out of reach, ``keep_blocked`` what another constraint rules out. What surely scores less
    than ``floor`` is dropped without being judged to the end; ``floor_from_bound``: `Scratch.most` tells so, too.
    """
    n = candidates.shape[0]
    for j in range(n):
        scratch.alive[j] = j
    has_text = people.row[p]["has_text"] == 1
    if floor_from_bound and has_text:
        similarity_stage(vectors, candidates, n, scratch)
        n = drop_by_meaning(floor, vacancies, candidates, settings, n, scratch)
    n = terms_stage(p, people, vacancies, candidates, n, scratch, keep_blocked)
    n = travel_stage(p, people, vacancies, patterns, minutes, timetable, settings, candidates, n, scratch, keep_far)
    if floor_from_bound:
        n = drop_by_journey(people.row[p], floor, timetable, settings, n, scratch)
    needs_product = not floor_from_bound and (has_text or keep_far)
    if floor > 0:
        n = score_stage(p, people, vacancies, vectors, settings, candidates, n, scratch, needs_product)
        n = drop_by_parts(floor, settings, n, scratch)
    n = health_stage(p, people, vacancies, settings, candidates, n, scratch, keep_blocked)
    childcare_stage(p, people, vacancies, patterns, minutes, timetable, candidates, n, scratch)
    n = care_stage(p, people, vacancies, patterns, minutes, timetable, settings, candidates, n, scratch, keep_blocked)
    # Without a floor nothing but rules can drop a pair, so what only scores comes last.
    if floor <= 0:
        score_stage(p, people, vacancies, vectors, settings, candidates, n, scratch, needs_product)
    return n


@kernel(entry=True)
def detail_pairs(
    person_rows: I64,
    vacancy_rows: I32,
    people: People,
    vacancies: Vacancies,
    vectors: Vectors,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    scratch: Scratch,
    verdict: U8,
    reason: I32,
    part: I32,
    unknown: U8,
    in_reach: U8,
    points: I64,
    similarity: I32,
    site: I32,
) -> None:
    """Judge pairs with every reason kept.

    Results, one row a pair: ``verdict`` (n, 5), ``reason`` (n, 5, 4), ``part`` (n, 6), ``unknown`` (n, 6), ``in_reach``
    (n,), ``points`` (n, 4): full score, its unknown points, shortlist score, its unknown points; ``similarity`` and
    ``site`` (n,), number of the place of work that was judged.
    """
    n_pairs, room = person_rows.shape[0], scratch.alive.shape[0]
    start = 0
    while start < n_pairs:
        # Pairs of one person mostly follow one another, and what is laid out for a person serves all of them.
        p = person_rows[start]
        stop = start + 1
        while stop < min(n_pairs, start + room) and person_rows[stop] == p:
            stop += 1
        begin_person(p, people, vectors, scratch)
        judge_chunk(
            p,
            people,
            vacancies,
            vectors,
            patterns,
            minutes,
            timetable,
            settings,
            vacancy_rows[start:stop],
            scratch,
            True,
            True,
            NO_FLOOR,
            False,
        )
        end_person(p, people, scratch)
        for j in range(stop - start):
            i = start + j
            verdict[i] = scratch.verdict[:, j]
            reason[i] = scratch.reason[:, j]
            part[i] = scratch.part[:, j]
            unknown[i] = scratch.unknown[:, j]
            in_reach[i] = scratch.in_reach[j]
            similarity[i] = scratch.similarity[j]
            site[i] = 0 if scratch.site[j] < 0 else vacancies.site[scratch.site[j]]["number"]
            total = np.int64(0)
            for s in range(6):
                total += settings.weights[s] * np.int64(scratch.part[s, j])
            points[i, 0] = pair_points(scratch, j, settings)
            points[i, 1] = unknown_points(scratch, j, settings, total)
            total = settings.shortlist_weights[0] * np.int64(scratch.part[0, j])
            total += settings.shortlist_weights[1] * np.int64(scratch.part[1, j])
            points[i, 2] = shortlist_points(scratch, j, settings)
            points[i, 3] = shortlist_unknown_points(scratch, j, settings, total)
        start = stop
