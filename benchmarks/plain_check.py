"""Pairs of a benchmark's world judged once more by the plain rules of ``tests/reference``, which do not import us."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt
import polars as pl

from benchmarks.common import BenchmarkError
from jobmatch.codes import CONSTRAINT_NAMES, PART_NAMES
from jobmatch.config import MatchConfig
from jobmatch.encode import one
from jobmatch.kernels.layout import People, Vacancies
from jobmatch.schemas import JOBSEEKER, VACANCY
from jobmatch.score import judge_pairs, make_settings
from jobmatch.sides import PeopleSide, VacancySide
from jobmatch.travel import TravelTable
from tests.reference import rules, texts

I64 = npt.NDArray[np.int64]
Record = dict[str, Any]
_FULL = 1000
_OF_DIMENSIONS = {column.name for column in (*JOBSEEKER, *VACANCY) if column.kind == "dimensions"}


def check_by_plain_rules(
    people: PeopleSide, vacancies: VacancySide, person_row: I64, vacancy_row: I64, table: TravelTable
) -> None:
    """See to it that verdicts, parts and scores of pairs are those of the plain rules.

    Parameters
    ----------
    people, vacancies
        Sides of a world without a taxonomy, a matrix and known hours of funded childcare.
    person_row, vacancy_row
        Rows of the pairs; (n,).
    table
        Travel times.

    Raises
    ------
    BenchmarkError
        If a pair is judged otherwise.
    """
    config, dimensions = MatchConfig(), vacancies.index.dimensions
    judged = judge_pairs(people, vacancies, person_row, vacancy_row, make_settings(config, dimensions), table)
    n_naming = _document_frequencies(vacancies.frame)
    meaning = np.einsum(
        "ij,ij->i",
        people.index.vectors_at(person_row).astype(np.int64),
        vacancies.index.vectors_at(vacancy_row).astype(np.int64),
    )
    jobseekers = dict(zip(person_row.tolist(), _records(people.frame[person_row]), strict=True))
    adverts = dict(zip(vacancy_row.tolist(), _records(vacancies.frame[vacancy_row]), strict=True))
    for i, (p, v) in enumerate(zip(person_row.tolist(), vacancy_row.tolist(), strict=True)):
        mine, its = _text(people.arrays, p), _text(vacancies.arrays, v)
        similarity = None
        if mine is not None and its is not None:
            values = texts.values(int(meaning[i]), one(dimensions), mine, its)
            similarity = texts.text_part(values, config.text_weights.as_tuple())
        pair = rules.judge(
            jobseekers[p],
            adverts[v],
            similarity=similarity,
            one=_FULL,
            n_vacancies=len(vacancies),
            document_frequency=n_naming,
        )
        found = (
            dict(zip(CONSTRAINT_NAMES, judged.verdict[i].tolist(), strict=True)),
            dict(zip(PART_NAMES, judged.part[i].tolist(), strict=True)),
            bool(judged.in_reach[i]),
            int(judged.points[i][0]),
        )
        plainly = (pair.verdicts, pair.parts, pair.in_reach, pair.score)
        if found != plainly:
            raise BenchmarkError(f"Person {p} and vacancy {v} are judged {found}, but {plainly} by the plain rules.")


def _records(frame: pl.DataFrame) -> list[Record]:
    """Rows as the plain rules take them: functional dimensions by name."""
    rows = frame.to_dicts()
    for row in rows:
        for name in _OF_DIMENSIONS & row.keys():
            if row[name] is not None:
                row[name] = {entry["dimension"]: entry["level"] for entry in row[name]}
    return rows


def _document_frequencies(vacancies: pl.DataFrame) -> Mapping[str, int]:
    """How many vacancies name each skill."""
    named = pl.concat_list(pl.col("required_skills", "desirable_skills").fill_null(pl.lit([], pl.List(pl.String))))
    counts = vacancies.lazy().select(skill=named.list.unique()).explode("skill").drop_nulls().group_by("skill").len()
    return dict(counts.collect().iter_rows())


def _text(side: People | Vacancies, row: int) -> texts.Text | None:
    if not side.has_text[row]:
        return None
    return texts.Text.of(side.word_id[row], side.word_weight[row], side.occupation[row], side.occupation_weight[row])
