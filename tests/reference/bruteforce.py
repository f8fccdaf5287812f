"""Matching as nobody would do it: judge every pair, sort, cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from tests.reference.base import FAIL, UNKNOWN, Record, stated
from tests.reference.rules import Judged, document_frequencies, judge

Ranked = list[tuple[int | str, Judged]]
Similarities = Sequence[Sequence[int | None]]


def judge_all(
    jobseekers: Sequence[Record], vacancies: Sequence[Record], similarities: Similarities, **settings: Any
) -> list[list[Judged]]:
    """Judge every pair; ``settings`` go to `judge`, and need ``one``."""
    settings = {
        "n_vacancies": len(vacancies),
        "document_frequency": document_frequencies(vacancies),
        **settings,
    }
    return [
        [judge(jobseeker, vacancy, similarity=similarities[i][j], **settings) for j, vacancy in enumerate(vacancies)]
        for i, jobseeker in enumerate(jobseekers)
    ]


def match(
    jobseekers: Sequence[Record],
    vacancies: Sequence[Record],
    similarities: Similarities,
    k: int,
    *,
    unknown_policy: str = "show",
    as_of: dt.date | None = None,
    **settings: Any,
) -> list[Ranked]:
    """Return the k best vacancies for each jobseeker, as (vacancy id, pair)."""
    judged = judge_all(jobseekers, vacancies, similarities, as_of=as_of, **settings)
    return [
        _best(
            [(v["vacancy_id"], pair) for v, pair in zip(vacancies, row, strict=True) if _open(v, as_of)],
            k,
            "score",
            unknown_policy,
        )
        for row in judged
    ]


def shortlist(
    jobseekers: Sequence[Record],
    vacancies: Sequence[Record],
    similarities: Similarities,
    k: int,
    *,
    unknown_policy: str = "show",
    as_of: dt.date | None = None,
    **settings: Any,
) -> list[Ranked]:
    """Return the k best jobseekers for each vacancy, in the order an employer may see, as (jobseeker id, pair)."""
    judged = judge_all(jobseekers, vacancies, similarities, as_of=as_of, **settings)
    return [
        _best(
            [(p["jobseeker_id"], row[j]) for p, row in zip(jobseekers, judged, strict=True) if _open(vacancy, as_of)],
            k,
            "shortlist_score",
            unknown_policy,
        )
        for j, vacancy in enumerate(vacancies)
    ]


def _open(vacancy: Record, as_of: dt.date | None) -> bool:
    closing = stated(vacancy).get("closing_date")
    return as_of is None or closing is None or closing >= as_of


def _best(pairs: Ranked, k: int, score: str, unknown_policy: str) -> Ranked:
    kept = [
        (pair_id, pair)
        for pair_id, pair in pairs
        if pair.in_reach and pair.verdict != FAIL and not (unknown_policy == "hide" and pair.verdict == UNKNOWN)
    ]
    # Ids are all numbers or all text, so they compare as they are: numerically, or by code point.
    return sorted(kept, key=lambda ranked: (-getattr(ranked[1], score), ranked[0]))[:k]
