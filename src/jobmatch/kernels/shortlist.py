"""The k best people of a vacancy, in the order that an employer may see: exact, and mostly without judging a person.

That order rests on text and skills alone, and these take no journey, shift or health to find: they are worked out for
everybody in reach. Whether somebody could do the job at all is asked from the best down, until the list is full.
"""

from __future__ import annotations

import numpy as np

from jobmatch.codes import Verdict
from jobmatch.kernels._jit import dot, kernel, prefetch
from jobmatch.kernels.bound import BUCKET_BITS, cut_for
from jobmatch.kernels.layout import (
    I32,
    I64,
    N_BUCKETS,
    N_OCCUPATION_LANES,
    N_PERSON_WORDS,
    N_SKILL_LANES,
    N_VACANCY_WORDS,
    NO_SKILL,
    U8,
    Patterns,
    People,
    Scratch,
    Settings,
    Timetable,
    Vacancies,
    Vectors,
)
from jobmatch.kernels.pairs import NO_FLOOR, begin_person, end_person, judge_chunk
from jobmatch.kernels.points import FULL_PART, pair_verdict, shortlist_points
from jobmatch.kernels.search import BEYOND, FIRST_LOOK, FURTHER_LOOK
from jobmatch.kernels.skills import FULL, NEUTRAL_PART, WEIGHT_BITS, WEIGHT_MASK
from jobmatch.kernels.texts import FULL_WEIGHT, SHARES, WORDS_IN_FULL, code_offset, lay_out_vector, meaning_value
from jobmatch.kernels.topk import make_key, push

UNKNOWN = int(Verdict.UNKNOWN)
NOT_ASKED = -1
AHEAD = 8  # people whose vectors are fetched in advance


@kernel()
def spread_vacancy(v: int, vacancies: Vacancies, words: I32, occupations: I32, lane_of: I32, asked: I64) -> None:
    """Write a vacancy's words, occupations and skills into dense rows; all zero, or NOT_ASKED, before.

    ``lane_of`` (skill ids,) and ``asked`` (N_SKILL_LANES,): where the weight of each skill that is asked for stands,
    and the weights.
    """
    # Added up where a text has a word twice: never less than what the pair itself is given.
    for lane in range(N_VACANCY_WORDS):
        words[vacancies.word_id[v, lane]] += np.int32(vacancies.word_weight[v, lane])
    for lane in range(N_OCCUPATION_LANES):
        occupations[vacancies.occupation[v, lane]] += np.int32(vacancies.occupation_weight[v, lane])
    asked[:] = 0
    for lane in range(np.int64(vacancies.row[v]["n_skills"])):
        word = vacancies.skill[v, lane]
        skill = np.int64(word >> WEIGHT_BITS)
        if skill != NO_SKILL:
            if lane_of[skill] == NOT_ASKED:
                lane_of[skill] = lane
            asked[lane_of[skill]] += np.int64(word & WEIGHT_MASK)


@kernel()
def clear_vacancy(v: int, vacancies: Vacancies, words: I32, occupations: I32, lane_of: I32) -> None:
    """Undo `spread_vacancy`."""
    for lane in range(N_VACANCY_WORDS):
        words[vacancies.word_id[v, lane]] = 0
    for lane in range(N_OCCUPATION_LANES):
        occupations[vacancies.occupation[v, lane]] = 0
    for lane in range(np.int64(vacancies.row[v]["n_skills"])):
        skill = np.int64(vacancies.skill[v, lane] >> WEIGHT_BITS)
        if skill != NO_SKILL:
            lane_of[skill] = NOT_ASKED


@kernel()
def text_most(p: int, similarity: int, people: People, words: I32, occupations: I32, settings: Settings) -> int:
    """What the texts of a pair are worth, 0 to 1000."""
    total = settings.text_weights[0] * meaning_value(similarity, settings)
    if settings.text_weights[1] > 0:
        common = np.int64(0)
        for lane in range(N_PERSON_WORDS):
            common += np.int64(people.word_weight[p, lane]) * np.int64(words[people.word_id[p, lane]])
        total += settings.text_weights[1] * min(FULL_PART, FULL_PART * common // WORDS_IN_FULL)
    if settings.text_weights[2] > 0:
        common = np.int64(0)
        for lane in range(N_OCCUPATION_LANES):
            weight = np.int64(people.occupation_weight[p, lane])
            common += min(weight, np.int64(occupations[people.occupation[p, lane]]))
        total += settings.text_weights[2] * (FULL_PART * common // FULL_WEIGHT)
    return total // SHARES


@kernel()
def skills_most(p: int, people: People, lane_of: I32, asked: I64, gained: I64) -> int:
    """What a person's skills are worth for a vacancy if its levels are met, 0 to 1000."""
    person, credit_rows = people.row[p], people.credit
    gained[:] = 0
    for s in range(person["skill_start"], person["skill_stop"]):
        held = np.int64(people.skill[s]["id"])
        if lane_of[held] != NOT_ASKED:
            gained[lane_of[held]] = FULL
        for e in range(people.credit_ptr[held], people.credit_ptr[held + 1]):
            lane = lane_of[credit_rows[e]["asked"]]
            if lane != NOT_ASKED:
                gained[lane] = max(gained[lane], np.int64(credit_rows[e]["value"]))
    total = np.int64(0)
    for lane in range(N_SKILL_LANES):
        total += asked[lane] * gained[lane]
    return min(FULL_PART, FULL_PART * total // (FULL * FULL))


@kernel()
def bound_people(
    v: int,
    people: People,
    vacancies: Vacancies,
    vectors: Vectors,
    runs: I64,
    settings: Settings,
    scratch: Scratch,
    rows: tuple[I32, I32, I32],
    bound: I32,
) -> int:
    """Write into ``bound`` what each person in the runs could score at most for a vacancy; return how many there are.

    ``rows`` are the dense rows of `spread_vacancy`; `Scratch.bucket` is a count of the bounds.
    """
    words, occupations, lane_of = rows
    asked, gained = np.zeros(N_SKILL_LANES, np.int64), np.zeros(N_SKILL_LANES, np.int64)
    spread_vacancy(v, vacancies, words, occupations, lane_of, asked)
    query, weights, bucket = scratch.query, settings.shortlist_weights, scratch.bucket
    lay_out_vector(vectors.vacancies, v, query)
    offset = code_offset(query)
    has_text, asks_skills = vacancies.row[v]["has_text"] == 1, vacancies.row[v]["n_skills"] > 0
    bucket[:] = 0
    n = 0
    for r in range(runs.shape[0]):
        for p in range(runs[r, 0], runs[r, 1]):
            if p + AHEAD < runs[r, 1]:
                prefetch(vectors.people, p + AHEAD, 0)
            total, n_unknown = np.int64(0), 0
            if has_text and people.row[p]["has_text"] == 1:
                similarity = dot(vectors.people, p, query) - offset
                total += weights[0] * text_most(p, similarity, people, words, occupations, settings)
            else:
                n_unknown += 1
            if asks_skills and people.row[p]["skills_known"] == 1:
                total += weights[1] * skills_most(p, people, lane_of, asked, gained)
            else:
                total += weights[1] * NEUTRAL_PART
                n_unknown += 1
            most = max(0, total - n_unknown * settings.penalty)
            bound[n] = most
            bucket[min(N_BUCKETS - 1, most >> BUCKET_BITS)] += 1
            n += 1
    clear_vacancy(v, vacancies, words, occupations, lane_of)
    return n


@kernel(entry=True)
def shortlist_best(
    first: int,
    last: int,
    people: People,
    vacancies: Vacancies,
    vectors: Vectors,
    patterns: Patterns,
    minutes: U8,
    timetable: Timetable,
    settings: Settings,
    runs: I64,
    scratch: Scratch,
    keys: I64,
    best: I32,
    n_eligible: I64,
) -> tuple[int, int]:
    """Find the k best people of the vacancies ``first`` to ``last``; return how many pairs were bounded, and judged.

    ``runs`` are those of `jobmatch.index.Reach`: all people in reach. Results: ``keys`` and ``best`` (vacancies, k) are
    heaps; ``n_eligible`` (vacancies,) counts, among the people who were judged, those who could be listed: that is
    everybody where a heap is not full.
    """
    n_people = 0
    for r in range(runs.shape[0]):
        n_people += runs[r, 1] - runs[r, 0]
    bound = np.empty(n_people, np.int32)
    n_ids = scratch.word_row.shape[0]
    rows = (np.zeros(n_ids, np.int32), np.zeros(n_ids, np.int32), np.full(scratch.credit.shape[0], NOT_ASKED, np.int32))
    one = np.empty(1, np.int32)
    n_bounded, n_judged = 0, 0
    for i in range(last - first):
        v = first + i
        one[0] = v
        n_bounded += bound_people(v, people, vacancies, vectors, runs, settings, scratch, rows, bound)
        upper, wanted = BEYOND, FIRST_LOOK * keys.shape[1]
        while upper > 0:
            worst = keys[i, 0] >> 32
            if worst >= upper:
                break
            lower = cut_for(wanted, scratch.bucket)
            n = 0
            for r in range(runs.shape[0]):
                for p in range(runs[r, 0], runs[r, 1]):
                    most = np.int64(bound[n])
                    n += 1
                    if most < lower or most < worst or most >= upper:
                        continue
                    n_judged += 1
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
                        one,
                        scratch,
                        False,
                        False,
                        NO_FLOOR,
                        False,
                    )
                    end_person(p, people, scratch)
                    if n_alive == 0 or (settings.hide_unknown == 1 and pair_verdict(scratch, 0) == UNKNOWN):
                        continue
                    n_eligible[i] += 1
                    key = make_key(shortlist_points(scratch, 0, settings), people.row[p]["tie_rank"])
                    if key > keys[i, 0]:
                        push(keys[i], best[i], key, np.int32(p))
                        worst = keys[i, 0] >> 32
            upper, wanted = lower, wanted * FURTHER_LOOK
    return n_bounded, n_judged
