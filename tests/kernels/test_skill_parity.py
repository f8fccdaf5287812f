"""With a taxonomy, too, the compiled scorer equals the oracle, pair by pair."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest

from jobmatch.codes import PART_NAMES
from tests import worlds
from tests.market import FULL, make_market
from tests.reference import bruteforce, skills as oracle
from tests.taxonomies import random_taxonomy

_NAMES = ("skills", "required_skills", "desirable_skills")


def _as_meant(record: dict[str, Any], taxonomy: oracle.Skills) -> dict[str, Any]:
    """The record with each skill by what it means; a name there twice stays there twice."""
    meant = {
        column: [oracle.meant(taxonomy, name) for name in record[column]] for column in _NAMES if record.get(column)
    }
    return {**record, **meant}


@pytest.mark.parametrize("seed", range(4))
def test_skills_of_a_taxonomy_are_scored_as_the_oracle_does(seed: int) -> None:
    jobseekers, vacancies = worlds.random_world(seed, 25, 30)
    taxonomy, plain = random_taxonomy(seed, worlds.SKILLS)
    market = make_market(jobseekers, vacancies, seed=seed, taxonomy=taxonomy)
    pairs = product(plain.labels, repeat=2)
    worth = {(held, asked): oracle.credit(plain, held, asked)[0] for held, asked in pairs}
    judged = bruteforce.judge_all(
        [_as_meant(record, plain) for record in jobseekers],
        [_as_meant(record, plain) for record in vacancies],
        market.similarities,
        one=FULL,
        credits={pair: credit for pair, credit in worth.items() if credit},
    )
    expected = {
        (jobseeker["jobseeker_id"], vacancy["vacancy_id"]): pair
        for jobseeker, row in zip(jobseekers, judged, strict=True)
        for vacancy, pair in zip(vacancies, row, strict=True)
    }
    person, vacancy, found = market.judge_all()
    part = PART_NAMES.index("skills")
    values = set()
    for i, (p, v) in enumerate(zip(person, vacancy, strict=True)):
        pair = expected[market.person_ids[p], market.vacancy_ids[v]]
        assert int(found.part[i, part]) == pair.parts["skills"]
        assert int(found.points[i, 0]) == pair.score
        values.add(pair.parts["skills"])
    assert len(values) > 10
