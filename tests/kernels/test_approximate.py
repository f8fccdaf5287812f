"""An approximate search says truly how much of each list is certain."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from numba.core import config as numba_config

import jobmatch as jm
from jobmatch import rank
from tests import worlds
from tests.market import Market, make_market

N_PEOPLE, N_VACANCIES = (6, 200) if numba_config.DISABLE_JIT else (60, 1500)  # type: ignore[attr-defined]
K = 10


@pytest.fixture(scope="module")
def market() -> Market:
    return make_market(*worlds.random_world(11, N_PEOPLE, N_VACANCIES), seed=11)


def _ranking(market: Market, **settings: object) -> rank.Ranking:
    config = market.config.model_copy(update=settings)
    return rank.match(market.people, market.jobs, K, config, market.table)


def _lists(ranking: rank.Ranking) -> list[list[int]]:
    return [ranking.vacancy[ranking.person == row].tolist() for row in range(len(ranking.n_certain))]


@pytest.mark.parametrize("judge_about", [1, 10, 40, 100, 400])
def test_what_is_certain_is_in_the_true_list_at_that_place(market: Market, judge_about: int) -> None:
    true = _lists(_ranking(market))
    found = _ranking(market, search="approximate", judge_about=judge_about)
    for row, (mine, best) in enumerate(zip(_lists(found), true, strict=True)):
        n_certain = int(found.n_certain[row])
        assert mine[:n_certain] == best[:n_certain]
        if not found.is_cut[row]:
            assert mine == best
            assert n_certain == len(mine)


def test_little_judged_leaves_doubt_and_much_leaves_none(market: Market) -> None:
    little = _ranking(market, search="approximate", judge_about=1)
    assert little.is_cut.any()
    assert little.n_certain.sum() < len(little.person)
    assert not little.certificate(0).exact
    assert (little.n_eligible[little.is_cut] == rank.NOT_COUNTED).all()
    much = _ranking(market, search="approximate", judge_about=10_000_000)
    assert not much.is_cut.any()
    assert much.certificate(0).exact
    assert _lists(much) == _lists(_ranking(market))


def test_a_list_as_long_as_all_vacancies_that_was_cut_is_not_counted(market: Market) -> None:
    config = market.config.model_copy(update={"search": "approximate", "judge_about": 1})
    found = rank.match(market.people, market.jobs, len(market.jobs), config, market.table)
    assert found.is_cut.any()
    assert (found.n_eligible[found.is_cut] == rank.NOT_COUNTED).all()
    assert found.certificate(0).n_pairs_eligible is None


def test_less_is_judged(market: Market) -> None:
    little, exact = _ranking(market, search="approximate", judge_about=40), _ranking(market)
    assert little.seen.n_judged < exact.seen.n_judged


def test_threads_change_nothing(market: Market) -> None:
    one, two = (_ranking(market, search="approximate", judge_about=20, threads=n) for n in (1, 2))
    assert _lists(one) == _lists(two)
    np.testing.assert_array_equal(one.n_certain, two.n_certain)


def test_counting_every_pair_is_exact(market: Market) -> None:
    config = market.config.model_copy(update={"search": "approximate", "judge_about": 1})
    counted = rank.match(market.people, market.jobs, K, config, market.table, count_eligible=True)
    assert not counted.is_cut.any()
    assert _lists(counted) == _lists(_ranking(market))


def test_a_user_sees_how_many_of_each_list_are_certain() -> None:
    vacancies = pl.DataFrame(
        {
            "vacancy_id": range(400),
            "title": ["Cleaner", "Driver", "Cook", "Nurse"] * 100,
            "remote": ["full"] * 400,
            "pay_min_gbp": [12.0 + i % 17 for i in range(400)],
            "pay_period": ["hour"] * 400,
        }
    )
    people = pl.DataFrame({"jobseeker_id": [1, 2], "cv_text": ["Cook in a school", "Nurse on a ward"]})
    jobs, seekers = jm.read_vacancies(vacancies), jm.read_jobseekers(people)
    results = {
        about: jm.Matcher.build(jobs, seekers, jm.MatchConfig(search="approximate", judge_about=about)).match(k=5)
        for about in (5, 100_000)
    }
    exact = jm.Matcher.build(jobs, seekers).match(k=5)
    assert exact.counts["n_certain"].to_list() == exact.counts["n_listed"].to_list() == [5, 5]
    assert results[100_000].certificate.exact
    assert results[100_000].frame.equals(exact.frame)
    found = results[5]
    assert not found.certificate.exact
    assert "approximate" in repr(found)
    assert (found.counts["n_certain"] <= found.counts["n_listed"]).all()
    assert found.certificate.n_certain == found.counts["n_certain"].sum() < found.certificate.n_listed
