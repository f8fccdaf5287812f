"""The evidence of vacancies the other way round: for each word, occupation and skill the vacancies that have it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from jobmatch.codes import Remote, Tri
from jobmatch.kernels.layout import (
    ASKS_SKILLS,
    BLOCK_ROWS,
    BY_DISTANCE,
    HAS_TEXT,
    I32,
    I64,
    NO_SKILL,
    STATES_HOURS,
    STATES_LICENCES,
    STATES_PAY,
    U8,
    U16,
    Bool,
    Postings,
    Vacancies,
)

_WEIGHT_BITS = 8
_WEIGHT_MASK = 255
_ALL_DAYS_X2 = 10  # NOT_STATED is more, and counts as all


def postings_of(vacancies: Vacancies, anywhere: Bool) -> Postings:
    """Turn the words, occupations and skills of vacancies round.

    Parameters
    ----------
    vacancies : Vacancies
        In the order in which they will be searched.
    anywhere : bool array, shape (n,)
        Which are candidates wherever people live.

    Returns
    -------
    Postings
    """
    skill = (vacancies.skill >> _WEIGHT_BITS).astype(np.int64)
    asked = skill != NO_SKILL
    n_words = _n_ids(vacancies.word_id, vacancies.word_weight > 0)
    n_occupations = _n_ids(vacancies.occupation, vacancies.occupation_weight > 0)
    n_skills = _n_ids(skill, asked)
    feature = np.concatenate(
        [
            vacancies.word_id.astype(np.int32),
            vacancies.occupation.astype(np.int32) + np.int32(n_words),
            np.where(asked, skill, 0).astype(np.int32) + np.int32(n_words + n_occupations),
        ],
        axis=1,
    )
    weight = np.concatenate(
        [
            vacancies.word_weight,
            vacancies.occupation_weight,
            np.where(asked, vacancies.skill & np.uint32(_WEIGHT_MASK), 0).astype(np.uint8),
        ],
        axis=1,
    )
    start, row, weight = _by_feature(feature, weight, n_words + n_occupations + n_skills)
    # Each axis by itself, as the search reads them; a stack of columns alone would lie vacancy by vacancy.
    place = np.ascontiguousarray(np.vstack([vacancies.xyz_m.T, vacancies.row["radius_m"]]))
    traits = _traits(vacancies, anywhere)
    return Postings(start, row, weight, traits, place, np.int64(n_words), np.int64(n_words + n_occupations))


def _n_ids(ids: NDArray[np.integer], used: Bool) -> int:
    return 1 + int(ids[used].max()) if used.any() else 0


def _by_feature(feature: I32, weight: U8, n_features: int) -> tuple[I64, U16, U8]:
    """Entries by block, feature and vacancy."""
    n_blocks = -(-len(feature) // BLOCK_ROWS)
    start = np.zeros((n_blocks, n_features + 1), np.int64)
    rows, weights = [np.empty(0, np.uint16)], [np.empty(0, np.uint8)]
    n = 0
    for block in range(n_blocks):
        some = slice(block * BLOCK_ROWS, (block + 1) * BLOCK_ROWS)
        used = weight[some] > 0
        ends = np.append(0, np.cumsum(used.sum(axis=1)))
        table = csr_array((weight[some][used], feature[some][used], ends), shape=(len(used), n_features)).tocsc()
        start[block] = n + table.indptr
        rows.append(table.indices.astype(np.uint16))
        weights.append(table.data)
        n += table.nnz
    return start, np.concatenate(rows), np.concatenate(weights)


def _traits(vacancies: Vacancies, anywhere: Bool) -> U8:
    row, days_x2 = vacancies.row, vacancies.of_kind("days_x2")
    all_on_site = np.isin(vacancies.of_kind("remote"), (Remote.NO, Remote.NOT_STATED)) & (days_x2 >= _ALL_DAYS_X2)
    one_place = row["site_stop"] == row["site_start"]
    own_way = vacancies.of_kind("employer_transport") != Tri.YES
    traits = np.zeros(len(row), np.uint8)
    for bit, has in (
        (HAS_TEXT, row["has_text"] == 1),
        (ASKS_SKILLS, row["n_skills"] > 0),
        (STATES_PAY, row["pay"] >= 0),
        (STATES_LICENCES, vacancies.of_kind("stated") == 1),
        (STATES_HOURS, (row["hours_low"] >= 0) | (row["peak_hours"] > 0)),
        (BY_DISTANCE, all_on_site & own_way & one_place & ~anywhere),
    ):
        traits[has] |= np.uint8(bit)
    return traits
