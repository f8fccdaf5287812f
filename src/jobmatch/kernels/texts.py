"""Texts: likeness of vectors, rare words in common, and likeliest occupations in common."""

from __future__ import annotations

import numpy as np

from jobmatch.kernels._jit import dot, kernel, prefetch
from jobmatch.kernels.layout import (
    I8,
    I32,
    N_OCCUPATION_LANES,
    N_PERSON_WORDS,
    N_VACANCY_WORDS,
    U8,
    People,
    Scratch,
    Settings,
    Vacancies,
    Vectors,
)
from jobmatch.kernels.points import FULL_PART

FULL_WEIGHT = 255
# Texts of two kinds share half of their words at most, so that counts in full.
WORDS_IN_FULL = FULL_WEIGHT * FULL_WEIGHT // 2
SHARES = 100
CODE_ZERO = 128  # what stands for 0 in `Vectors`
AHEAD_WORDS = 8  # candidates whose words are fetched in advance
AHEAD, LINES = 4, 64  # candidates whose vectors are fetched in advance, and bytes fetched at a time


@kernel()
def lay_out_vector(codes: U8, row: int, query: I8) -> None:
    """Write a vector into ``query``, as the numbers that its codes stand for."""
    for k in range(query.shape[0]):
        query[k] = np.int64(codes[row, k]) - CODE_ZERO


@kernel()
def code_offset(query: I8) -> int:
    """How much too high a product of ``query`` with codes is against that with the numbers they stand for."""
    offset = np.int64(0)
    for k in range(query.shape[0]):
        offset += CODE_ZERO * np.int64(query[k])
    return offset


@kernel()
def spread_text(p: int, people: People, vectors: Vectors, scratch: Scratch) -> None:
    """Write a person's words and occupations into the dense rows, all zero before, and lay out the vector."""
    lay_out_vector(vectors.people, p, scratch.query)
    for lane in range(N_PERSON_WORDS):
        # An unused lane has weight 0, and comes after those in use, so it must not undo a word of id 0.
        if people.word_weight[p, lane] > 0:
            scratch.word_row[people.word_id[p, lane]] = people.word_weight[p, lane]
    for lane in range(N_OCCUPATION_LANES):
        if people.occupation_weight[p, lane] > 0:
            scratch.occupation_row[people.occupation[p, lane]] = people.occupation_weight[p, lane]


@kernel()
def clear_text(p: int, people: People, scratch: Scratch) -> None:
    """Undo `spread_text`."""
    for lane in range(N_PERSON_WORDS):
        scratch.word_row[people.word_id[p, lane]] = 0
    for lane in range(N_OCCUPATION_LANES):
        scratch.occupation_row[people.occupation[p, lane]] = 0


@kernel()
def meaning_value(similarity: int, settings: Settings) -> int:
    """Likeness of vectors, 0 to 1000."""
    return min(FULL_PART, max(0, FULL_PART * np.int64(similarity) // settings.one))


@kernel()
def words_value(v: int, vacancies: Vacancies, scratch: Scratch) -> int:
    """Words in common, by their weights, 0 to 1000."""
    total = np.int64(0)
    for lane in range(N_VACANCY_WORDS):
        total += np.int64(vacancies.word_weight[v, lane]) * np.int64(scratch.word_row[vacancies.word_id[v, lane]])
    return min(FULL_PART, FULL_PART * total // WORDS_IN_FULL)


@kernel()
def occupations_value(v: int, vacancies: Vacancies, scratch: Scratch) -> int:
    """Occupations in common, the lesser weight of each, 0 to 1000."""
    total = np.int64(0)
    for lane in range(N_OCCUPATION_LANES):
        weight = np.int64(vacancies.occupation_weight[v, lane])
        total += min(weight, np.int64(scratch.occupation_row[vacancies.occupation[v, lane]]))
    return FULL_PART * total // FULL_WEIGHT


@kernel()
def prefetch_vector(vectors: U8, row: int) -> None:
    """Begin to fetch all of a vector."""
    n_lines = (vectors.shape[1] + LINES - 1) // LINES
    for line in range(n_lines):
        prefetch(vectors, row, line * LINES)


@kernel()
def prefetch_words(vacancies: Vacancies, row: int) -> None:
    """Begin to fetch words and occupations; most lie on one cache line, ids of words on two."""
    prefetch(vacancies.word_id, row, 0)
    prefetch(vacancies.word_id, row, 2 * N_VACANCY_WORDS - 1)
    prefetch(vacancies.word_weight, row, 0)
    prefetch(vacancies.occupation, row, 0)
    prefetch(vacancies.occupation_weight, row, 0)


@kernel()
def similarity_stage(vectors: Vectors, candidates: I32, n_alive: int, scratch: Scratch) -> None:
    """Product of the person's vector with that of each candidate; `Scratch` holds what `spread_text` wrote."""
    query, alive = scratch.query, scratch.alive
    offset = code_offset(query)
    for a in range(n_alive):
        if a + AHEAD < n_alive:
            prefetch_vector(vectors.vacancies, candidates[alive[a + AHEAD]])
        j = alive[a]
        scratch.similarity[j] = dot(vectors.vacancies, candidates[j], query) - offset


@kernel()
def text_stage(
    p: int,
    people: People,
    vacancies: Vacancies,
    candidates: I32,
    settings: Settings,
    n_alive: int,
    scratch: Scratch,
) -> None:
    """Score the text of each surviving candidate; unknown, and worth nothing, where either side had none to compare.

    `Scratch` holds what `spread_text` and `similarity_stage` wrote for this person.
    """
    has_text = people.row[p]["has_text"] == 1
    meaning, words, occupations = settings.text_weights[0], settings.text_weights[1], settings.text_weights[2]
    row = vacancies.row
    for a in range(n_alive):
        j = scratch.alive[a]
        v = candidates[j]
        if words > 0 and a + AHEAD_WORDS < n_alive:
            prefetch_words(vacancies, candidates[scratch.alive[a + AHEAD_WORDS]])
        known = has_text and row[v]["has_text"] == 1
        total = np.int64(0)
        if known:
            total += meaning * meaning_value(scratch.similarity[j], settings)
            if words > 0:
                total += words * words_value(v, vacancies, scratch)
            if occupations > 0:
                total += occupations * occupations_value(v, vacancies, scratch)
        scratch.part[0, j] = total // SHARES
        scratch.unknown[0, j] = not known
