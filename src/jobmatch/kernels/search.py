"""The k best of each person, and of each vacancy: exact, and mostly without judging a pair to the end."""

from __future__ import annotations

import numpy as np

from jobmatch.codes import Verdict
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.bound import bound_points, cut_for, greatest, n_from
from jobmatch.kernels.layout import (
    CHUNK,
    I32,
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
from jobmatch.kernels.pairs import NO_FLOOR, begin_person, end_person, judge_chunk
from jobmatch.kernels.points import pair_points, pair_verdict, shortlist_points
from jobmatch.kernels.topk import make_key, push

UNKNOWN = int(Verdict.UNKNOWN)
BEYOND = 1 << 30  # more than any score
# Times k: candidates that are judged first; how many times as many next; and how many times those may be left for all
# of them to be judged in one go.
FIRST_LOOK, FURTHER_LOOK, LAST_LOOK = 8, 8, 4
STRIP = 64  # candidates that are passed over at a time


@kernel()
def offer_chosen(
    p: int,
    n_chosen: int,
    people: People,
    vacancies: Vacancies,
    vectors: Vectors,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    scratch: Scratch,
    keys: I64,
    best: I32,
    count_all: bool,
) -> int:
    """Judge the candidates in `Scratch.chosen` and offer them to a person's heap; return how many could be listed.

    Without ``count_all`` those that cannot get into the heap are not judged to the end, and not counted.
    """
    some = scratch.chosen[:n_chosen]
    floor = NO_FLOOR if count_all else keys[0] >> 32
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
        False,
        floor,
        floor > 0,
    )
    n_eligible = 0
    for a in range(n_alive):
        j = scratch.alive[a]
        if settings.hide_unknown == 1 and pair_verdict(scratch, j) == UNKNOWN:
            continue
        n_eligible += 1
        v = some[j]
        key = make_key(pair_points(scratch, j, settings), vacancies.row[v]["tie_rank"])
        if key > keys[0]:
            push(keys, best, key, v)
    return n_eligible


@kernel(entry=True)
def match_block(
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
    keys: I64,
    best: I32,
    n_eligible: I64,
    left: I64,
    count_all: bool,
) -> tuple[int, int]:
    """Find the k best vacancies of each person in a block; return how many pairs were bounded, and how many judged.

    Candidates are visited from the greatest bound down, in rounds, until no other can get into the heap: what is left
    then could at most score less than the worst of the k best.

    ``runs`` and ``blocks`` are those of `jobmatch.index.Reach`: all candidates. Results: ``keys`` and ``best``
    (people, k), heaps with key -1 where there are fewer than k, which may hold some already; ``n_eligible`` (people,)
    counts up the pairs that could be ranked, all of them with ``count_all``, and otherwise of those that were judged to
    the end. Where `Settings.most_judged` stops a person's search, ``left`` (people,) is raised to points that none of
    the candidates left reaches.
    """
    n_bounded, n_judged = 0, 0
    for i in range(rows.shape[0]):
        p = rows[i]
        begin_person(p, people, vectors, scratch)
        n = bound_points(p, people, postings, minutes, timetable, runs, blocks, settings, scratch)
        n_bounded += n
        after_last = runs[-1, 1] if len(runs) else 0
        upper, wanted, n_looked_at = BEYOND, FIRST_LOOK * keys.shape[1], 0
        at_most = BEYOND if count_all or settings.most_judged == 0 else settings.most_judged
        while upper > 0:
            worst = keys[i, 0] >> 32
            if worst >= upper and not count_all:
                break
            if n_looked_at >= at_most:
                left[i] = max(left[i], upper)
                break
            wanted = min(wanted, at_most)
            lower = cut_for(wanted, scratch.bucket)
            n_hopeful = n_from(worst, scratch.bucket) if worst > 0 else BEYOND
            if count_all or n_hopeful < min(LAST_LOOK * wanted, at_most):
                lower = 0
            n_chosen = 0
            for r in range(runs.shape[0]):
                shift = runs[r, 2] - runs[r, 0]
                for start in range(runs[r, 0], runs[r, 1], STRIP):
                    stop = min(start + STRIP, runs[r, 1])
                    least = lower if count_all else max(lower, worst)
                    if stop != after_last and greatest(scratch.bound, start + shift, stop + shift) < least:
                        continue
                    for v in range(start, stop):
                        most = np.int64(scratch.bound[v + shift])
                        if least <= most < upper:
                            scratch.chosen[n_chosen], scratch.most[n_chosen] = v, most
                            n_chosen += 1
                    if n_chosen > CHUNK - STRIP or (stop == after_last and n_chosen > 0):
                        n_judged += n_chosen
                        n_eligible[i] += offer_chosen(
                            p,
                            n_chosen,
                            people,
                            vacancies,
                            vectors,
                            patterns,
                            minutes,
                            timetable,
                            settings,
                            scratch,
                            keys[i],
                            best[i],
                            count_all,
                        )
                        n_chosen, worst = 0, keys[i, 0] >> 32
            upper, wanted, n_looked_at = lower, wanted * FURTHER_LOOK, wanted
        end_person(p, people, scratch)
    return n_bounded, n_judged


@kernel(entry=True)
def shortlist_block(
    rows: I64,
    people: People,
    vacancies: Vacancies,
    vectors: Vectors,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    candidates: I32,
    scratch: Scratch,
    keys: I64,
    best: I32,
    n_eligible: I64,
) -> None:
    """Offer each person in a block to the k best lists of the block's vacancies, no more than `Scratch` has room for.

    ``keys`` and ``best`` (candidates, k) are heaps that grow better from call to call; ``n_eligible`` (candidates,)
    counts up.
    """
    for i in range(rows.shape[0]):
        p = rows[i]
        begin_person(p, people, vectors, scratch)
        n_alive = judge_chunk(
            p,
            people,
            vacancies,
            vectors,
            patterns,
            minutes,
            timetable,
            settings,
            candidates,
            scratch,
            False,
            False,
            NO_FLOOR,
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
