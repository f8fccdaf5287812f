"""The compiled scorer equals the oracle, pair by pair and list by list: over a hundred thousand random pairs.

Every field of the records is missing at random, on its own, and every combination of the missing fields that decide on
a rule occurs among these pairs.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from numba.core import config as numba_config

from jobmatch import rank
from jobmatch.codes import CONSTRAINT_NAMES, PART_NAMES, Mode, Reason, Verdict
from jobmatch.config import MatchConfig
from jobmatch.kernels.layout import BY_MATRIX_BIT, TABLE_STEPS, UNKNOWN_TIME
from jobmatch.score import judge_pairs
from jobmatch.travel import SIGMA, TravelTable, embedded_table
from tests import worlds
from tests.market import FULL, ONE, Market, make_market
from tests.matrices import random_matrix
from tests.reference import bruteforce, cases, rules
from tests.reference.matrix import Matrix
from tests.reference.travel import Fares

NO_JIT: bool = numba_config.DISABLE_JIT  # type: ignore[attr-defined] # Numba makes it when it is loaded
# Without the compiler a pair takes a thousand times as long.
N_PEOPLE, N_VACANCIES = (30, 40) if NO_JIT else (84, 100)
SEEDS, MATRIX_SEEDS = (0, 1, 2, 3, 4, 5), (40, 41, 43, 45, 47, 48)


def _world(seed: int) -> tuple[list[worlds.Record], list[worlds.Record]]:
    return worlds.random_world(seed, N_PEOPLE, N_VACANCIES)


def _expected(market: Market, matrix: Matrix | None = None) -> dict[tuple[Any, Any], rules.Judged]:
    judged = bruteforce.judge_all(
        market.jobseekers,
        market.vacancies,
        market.similarities,
        one=FULL,
        search_unstated_remote=market.config.search_unstated_remote,
        matrix=matrix,
        count_care_detour=market.config.count_care_detour,
        as_of=market.config.as_of,
        fares=_fares(market.config),
    )
    return {
        (jobseeker["jobseeker_id"], vacancy["vacancy_id"]): pair
        for jobseeker, row in zip(market.jobseekers, judged, strict=True)
        for vacancy, pair in zip(market.vacancies, row, strict=True)
    }


def _fares(config: MatchConfig) -> Fares:
    single, day_cap, week_cap = (
        None if gbp is None else round(100 * gbp)
        for gbp in (config.pt_single_gbp, config.pt_day_cap_gbp, config.pt_week_cap_gbp)
    )
    return Fares(Decimal(config.car_pence_per_mile), single, day_cap, week_cap)


@pytest.mark.skipif(NO_JIT, reason="the worlds are small without the compiler")
def test_every_combination_of_missing_fields_is_among_the_pairs() -> None:
    some = [_world(seed) for seed in (*SEEDS, *MATRIX_SEEDS)]
    assert sum(len(jobseekers) * len(vacancies) for jobseekers, vacancies in some) >= 100_000
    assert worlds.combinations_unseen(some) == {}


@pytest.mark.parametrize("seed", SEEDS)
def test_every_pair_is_judged_as_the_oracle_does(seed: int) -> None:
    config = MatchConfig(
        search_unstated_remote=seed % 2 == 1,
        count_care_detour=seed % 3 != 0,
        as_of=None if seed % 3 == 1 else dt.date(2025, 1, 31),
        pt_single_gbp=(None, 1.5, 2.0)[seed % 3],
        pt_day_cap_gbp=(None, 2.75)[seed % 2],
        pt_week_cap_gbp=(None, 12.0)[seed // 3],
    )
    market = make_market(*_world(seed), seed=seed, config=config)
    _assert_judged_alike(market, _expected(market))


@pytest.mark.parametrize("seed", MATRIX_SEEDS)
def test_every_pair_is_judged_as_the_oracle_does_by_a_matrix(seed: int) -> None:
    product, oracle = random_matrix(seed, towns=worlds.towns_of(seed))
    market = make_market(
        *_world(seed),
        seed=seed,
        config=MatchConfig(search_unstated_remote=seed % 2 == 1),
        table=replace(embedded_table(), matrix=product),
    )
    expected = _expected(market, oracle)
    assert NO_JIT or any(pair.by_matrix for pair in expected.values())
    _assert_judged_alike(market, expected)


def _assert_judged_alike(market: Market, expected: dict[tuple[Any, Any], rules.Judged]) -> None:
    person, vacancy, judged = market.judge_all()
    for i, (p, v) in enumerate(zip(person, vacancy, strict=True)):
        pair = expected[market.person_ids[p], market.vacancy_ids[v]]
        found = {
            "verdicts": dict(zip(CONSTRAINT_NAMES, judged.verdict[i].tolist(), strict=True)),
            "parts": dict(zip(PART_NAMES, judged.part[i].tolist(), strict=True)),
            "in_reach": bool(judged.in_reach[i]),
            "points": tuple(judged.points[i].tolist()),
            "by_matrix": bool(judged.reason[i, 0, 3] & BY_MATRIX_BIT),
        }
        assert found == {
            "verdicts": pair.verdicts,
            "parts": pair.parts,
            "in_reach": pair.in_reach,
            "points": (pair.score, pair.unknown_points, pair.shortlist_score, pair.shortlist_points[2]),
            "by_matrix": pair.by_matrix,
        }


@pytest.mark.parametrize("threads", [1, 3])
@pytest.mark.parametrize("with_matrix", [False, True])
def test_pairs_in_any_order_on_any_threads_are_judged_alike(
    threads: int, monkeypatch: pytest.MonkeyPatch, *, with_matrix: bool
) -> None:
    monkeypatch.setattr("jobmatch.score._MANY_PAIRS", 100)
    matrix = random_matrix(40)[0] if with_matrix else None
    market = make_market(*worlds.random_world(40, 60, 80), seed=40, table=replace(embedded_table(), matrix=matrix))
    person, vacancy, expected = market.judge_all()
    order = np.random.default_rng(5).permutation(len(person))
    found = judge_pairs(
        market.people, market.jobs, person[order], vacancy[order], market.settings, market.table, threads
    )
    for name in ("verdict", "reason", "part", "unknown", "in_reach", "points", "similarity", "site"):
        np.testing.assert_array_equal(getattr(found, name), getattr(expected, name)[order], err_msg=name)


@pytest.mark.parametrize(("seed", "k"), [(10, 1), (11, 3), (12, 10), (13, 1000)])
@pytest.mark.parametrize("unknown_policy", ["show", "hide"])
@pytest.mark.parametrize("with_matrix", [False, True])
def test_lists_equal_brute_force(seed: int, k: int, unknown_policy: Any, *, with_matrix: bool) -> None:
    config = MatchConfig(threads=1 + seed % 2, unknown_policy=unknown_policy)
    product, matrix = random_matrix(seed, towns=worlds.towns_of(seed)) if with_matrix else (None, None)
    market = make_market(
        *worlds.random_world(seed, 25, 35), seed=seed, config=config, table=replace(embedded_table(), matrix=product)
    )
    arguments = (market.jobseekers, market.vacancies, market.similarities, k)
    people, jobs = market.person_ids, market.vacancy_ids

    ranking = rank.match(market.people, market.jobs, k, config, market.table)
    found: dict[Any, list[Any]] = {jobseeker["jobseeker_id"]: [] for jobseeker in market.jobseekers}
    for p, v in zip(ranking.person, ranking.vacancy, strict=True):
        found[people[p]].append(jobs[v])
    expected = bruteforce.match(*arguments, one=FULL, unknown_policy=unknown_policy, matrix=matrix)
    assert list(found.values()) == [[vacancy for vacancy, _ in best] for best in expected]

    ranking = rank.shortlist(market.people, market.jobs, k, config, market.table)
    found = {vacancy["vacancy_id"]: [] for vacancy in market.vacancies}
    for p, v in zip(ranking.person, ranking.vacancy, strict=True):
        found[jobs[v]].append(people[p])
    expected = bruteforce.shortlist(*arguments, one=FULL, unknown_policy=unknown_policy, matrix=matrix)
    assert list(found.values()) == [[jobseeker for jobseeker, _ in best] for best in expected]


@pytest.mark.parametrize(("n_jobseekers", "n_vacancies"), [(0, 0), (0, 3), (3, 0), (1, 1)])
def test_empty_sides_give_empty_lists(n_jobseekers: int, n_vacancies: int) -> None:
    market = make_market(*worlds.random_world(1, n_jobseekers, n_vacancies))
    for direction in (rank.match, rank.shortlist):
        ranking = direction(market.people, market.jobs, 10, market.config, market.table)
        assert len(ranking.person) <= n_jobseekers * n_vacancies


@pytest.mark.parametrize("case", cases.CASES, ids=lambda case: case.id)
def test_edge_case_of_the_specification(case: cases.Case) -> None:
    similarity = None
    if case.similarity is not None:
        share, whole = case.similarity
        similarity = -(-share * ONE // whole)  # the least that earns the share
    market = make_market(
        [case.jobseeker],
        [case.vacancy],
        table=_table(case),
        credits_by_pair=dict(case.credits),
        similarity=similarity,
    )
    _, _, judged = market.judge_all()
    assert {what: _found(judged, what) for what in case.expected} == dict(case.expected)


def _table(case: cases.Case) -> TravelTable | None:
    by_band = case.minutes_by_band
    if by_band is None:
        return None
    minutes = np.empty((len(Mode), 6, TABLE_STEPS), np.uint8)
    for mode in Mode:
        minutes[mode] = np.array(by_band[mode.name.lower()], np.uint8)[:, None]
    return TravelTable(minutes, (cases.MATRIX_SIGMA,) * len(Mode) if case.matrix else SIGMA)


def _found(judged: Any, what: str) -> Any:
    verdicts = dict(zip(CONSTRAINT_NAMES, judged.verdict[0].tolist(), strict=True))
    if what in verdicts:
        return verdicts[what]
    if what.startswith("part:"):
        return int(judged.part[0, PART_NAMES.index(what.removeprefix("part:"))])
    _, out, ret, modes = judged.reason[0, 0].tolist()
    modes &= ~BY_MATRIX_BIT
    if what == "minutes":
        no_journey = judged.reason[0, 0, 0] in (
            Reason.TRAVEL_REMOTE,
            Reason.TRAVEL_NO_MODE,
            Reason.TRAVEL_NEEDS_VEHICLE,
        )
        return (None, None) if no_journey else tuple(None if t == UNKNOWN_TIME else t for t in (out, ret))
    if what == "mode_set":
        return {0: None, 1 << Mode.CAR: "car", 1 << Mode.CYCLE: "cycle", 1 << Mode.LIFT: "lift"}.get(modes, "pt/walk")
    return {
        "verdict": min(verdicts.values()),
        "blockers": [name for name, verdict in verdicts.items() if verdict == Verdict.FAIL],
        "in_reach": bool(judged.in_reach[0]),
        "unknown_parts": {name for part, name in enumerate(PART_NAMES) if judged.unknown[0, part]},
        "score": int(judged.points[0, 0]),
        "whole_points": (int(judged.points[0, 0]) + 500) // 1000,
    }[what]
