from __future__ import annotations

import json
from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, strategies as st
from sklearn.metrics import ndcg_score

from jobmatch import frames, rank
from jobmatch.config import MatchConfig
from jobmatch.errors import ColumnMissingError, InputError, UsageError
from jobmatch.evaluation import Evaluation, check_exactness, evaluate, rank_pairs, rows_of_ids
from jobmatch.score import judge_pairs
from tests.market import Market, make_market
from tests.worlds import random_world

Id = int | str


def ranking(lists: dict[Any, list[Any]]) -> pl.DataFrame:
    rows = [(person, vacancy, rank) for person, ids in lists.items() for rank, vacancy in enumerate(ids, start=1)]
    return pl.DataFrame(rows, schema=["jobseeker_id", "vacancy_id", "rank"], orient="row")


def judgements(relevance: dict[Any, dict[Any, Any]]) -> pl.DataFrame:
    rows = [(person, vacancy, value) for person, of in relevance.items() for vacancy, value in of.items()]
    return pl.DataFrame(rows, schema=["jobseeker_id", "vacancy_id", "relevance"], orient="row")


def values(found: Evaluation) -> dict[str, float]:
    return {name: measure.value for name, measure in found.measures.items()}


# --- Judgements ------------------------------------------------------------------------


def test_measures_of_one_list_by_hand() -> None:
    """Relevance 1, unjudged, 3 is ranked; 3, 1 would be best.

    DCG = 1 / log2(2) + 3 / log2(4) = 2.5, best 3 / log2(2) + 1 / log2(3) = 3.63093. Precision at the two hits is
    1 / 1 and 2 / 3, so average precision is their mean, 5 / 6.
    """
    found = evaluate(ranking({1: ["c", "x", "a"]}), judgements({1: {"a": 3, "b": 0, "c": 1}}), k=3)
    assert values(found) == pytest.approx(
        {"ndcg": 2.5 / 3.63093, "map": 5 / 6, "mrr": 1, "recall": 1, "precision": 2 / 3}
    )
    assert found.share_judged == pytest.approx(2 / 3)


def test_lists_are_cut_at_k() -> None:
    """The only relevant vacancy is third."""
    lists, relevance = ranking({1: ["a", "b", "c"]}), judgements({1: {"c": 1}})
    assert set(values(evaluate(lists, relevance, k=2)).values()) == {0.0}
    at_three = values(evaluate(lists, relevance, k=3))
    assert at_three == pytest.approx({"ndcg": 0.5, "map": 1 / 3, "mrr": 1 / 3, "recall": 1, "precision": 1 / 3})


def test_relevant_vacancies_beyond_k_still_count_in_recall_and_map() -> None:
    found = values(evaluate(ranking({1: ["a"]}), judgements({1: {"a": 1, "b": 1, "c": 1, "d": 1}}), k=1))
    assert found == pytest.approx({"ndcg": 1, "map": 0.25, "mrr": 1, "recall": 0.25, "precision": 1})


def test_who_counts() -> None:
    """Of three people one has a perfect list, one no list (0), and one nothing relevant (left out)."""
    relevance = judgements({1: {"a": 1}, 2: {"a": 1}, 3: {"a": 0}})
    found = evaluate(ranking({1: ["a"], 3: ["a"], 4: ["a"]}), relevance, k=1)
    assert (found.n_jobseekers, found.n_without_list, found.n_without_relevant) == (2, 1, 1)
    assert found.measures["mrr"].value == pytest.approx(0.5)


@given(seed=st.integers(0, 2**32 - 1), k=st.integers(1, 12))
def test_ndcg_agrees_with_scikit_learn(seed: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    relevance = rng.integers(0, 4, (3, 9))
    relevance[:, 0] = 1
    order = np.stack([rng.permutation(9) for _ in range(3)])
    scores = np.empty((3, 9))
    np.put_along_axis(scores, order, -np.arange(9.0)[None, :].repeat(3, axis=0), axis=1)
    found = evaluate(
        ranking({person: order[person].tolist() for person in range(3)}),
        judgements({person: dict(enumerate(relevance[person].tolist())) for person in range(3)}),
        k=k,
    )
    assert found.measures["ndcg"].value == pytest.approx(ndcg_score(relevance, scores, k=k))


def test_random_order_is_as_good_as_chance() -> None:
    """5 of 50 vacancies are relevant, 10 are shown: expect precision 5 / 50 and recall 10 / 50.

    Over 200 people and 10 orders the standard error of the precision is about 0.002, of the recall 0.004.
    """
    relevance = judgements({person: dict.fromkeys(range(5), 1) for person in range(200)})
    best = ranking({person: list(range(10)) for person in range(200)})
    found = evaluate(best, relevance, k=10, n_vacancies=50).measures
    assert found["precision"].random == pytest.approx(0.1, abs=0.01)
    assert found["recall"].random == pytest.approx(0.2, abs=0.02)
    assert found["ndcg"].random < 0.3
    assert (found["ndcg"].value, found["ndcg"].low, found["ndcg"].high) == (1, 1, 1)


def test_random_order_draws_from_all_vacancies() -> None:
    """A list as long as all vacancies finds everything, in whatever order."""
    found = evaluate(ranking({1: ["a"]}), judgements({1: {"a": 1, "b": 1}}), k=4, n_vacancies=4)
    assert found.n_vacancies == 4
    assert found.measures["recall"].random == 1
    assert evaluate(ranking({1: ["a", "c"]}), judgements({1: {"a": 1, "b": 1}})).n_vacancies == 3


def test_interval_holds_the_mean_and_narrows() -> None:
    def width(n_people: int) -> float:
        lists = ranking({person: ["a" if person % 2 else "b"] for person in range(n_people)})
        measure = evaluate(lists, judgements({person: {"a": 1} for person in range(n_people)}), k=1).measures["mrr"]
        assert measure.low is not None
        assert measure.high is not None
        assert measure.low <= measure.value <= measure.high
        return measure.high - measure.low

    assert 0 < width(400) < width(20)


def test_one_person_has_no_interval() -> None:
    measure = evaluate(ranking({1: ["a"]}), judgements({1: {"a": 1}})).measures["map"]
    assert (measure.low, measure.high) == (None, None)


def test_order_of_rows_and_type_of_ids_change_nothing() -> None:
    rng = np.random.default_rng(1)
    lists = ranking({person: rng.permutation(6).tolist() for person in range(5)})
    relevance = judgements({person: {vacancy: int(rng.integers(1, 3)) for vacancy in range(3)} for person in range(5)})
    expected = evaluate(lists, relevance, k=3)
    as_text = relevance.cast(pl.String).reverse()
    assert evaluate(lists.sample(fraction=1, shuffle=True, seed=2), as_text, k=3) == expected
    assert evaluate(lists, relevance, k=3, seed=7) != expected


def test_plain_values_are_json() -> None:
    found = evaluate(ranking({1: ["a"]}), judgements({1: {"a": 1}}))
    assert json.loads(json.dumps(found.to_dict()))["measures"]["ndcg"]["value"] == 1


@pytest.mark.parametrize(
    ("relevance", "message"),
    [
        ({1: {"a": 0.5}}, "1 row.*no usable relevance"),
        ({1: {"a": -1}}, "1 row.*no usable relevance"),
        ({1: {"a": 101}}, "from 0 to 100"),
        ({1: {"a": "high", "b": "2"}}, "1 row.*no usable relevance"),
        ({1: {"a": None, "b": 1}}, "1 row.*no usable relevance"),
        ({1: {None: 1}}, "lack jobseeker_id or vacancy_id"),
        ({1: {"a": 0}}, "nothing to measure against"),
    ],
)
def test_unusable_judgements(relevance: dict[Any, dict[Any, Any]], message: str) -> None:
    with pytest.raises(InputError, match=message):
        evaluate(ranking({1: ["a"]}), judgements(relevance))


def test_repeated_pair() -> None:
    twice = pl.concat([judgements({"secret": {"a": 1}})] * 2)
    with pytest.raises(InputError, match=r"1 row.*repeat") as error:
        evaluate(ranking({"secret": ["a"]}), twice)
    assert "secret" not in str(error.value)


def test_missing_column() -> None:
    with pytest.raises(ColumnMissingError, match="relevance"):
        evaluate(ranking({1: ["a"]}), judgements({1: {"a": 1}}).drop("relevance"))


def test_judged_only_asks_for_the_order_alone() -> None:
    """Without the unjudged x and y the list is b, a of the judged a, b; c is ruled out, so it is no miss.

    The relevant one of two is second: 1 / 2 for reciprocal rank, and in random order (1 + 1 / 2) / 2 on average.
    """
    lists = ranking({person: ["x", "b", "y", "a"] for person in range(300)})
    relevance = judgements({person: {"a": 1, "b": 0, "c": 1} for person in range(300)} | {300: {"c": 1}})
    found = evaluate(lists, relevance, k=2, judged_only=True)
    assert values(found) == pytest.approx(
        {"ndcg": 1 / np.log2(3), "map": 0.5, "mrr": 0.5, "recall": 1, "precision": 0.5}
    )
    assert found.measures["mrr"].random == pytest.approx(0.75, abs=0.03)
    assert (found.n_jobseekers, found.n_without_relevant) == (300, 1)
    assert (found.share_judged, found.n_vacancies) == (1, None)
    assert values(evaluate(lists, relevance, k=2))["recall"] == 0


@pytest.mark.parametrize("wrong", [{"k": 0}, {"n_vacancies": 1}, {"n_vacancies": 9, "judged_only": True}])
def test_wrong_call(wrong: dict[str, Any]) -> None:
    with pytest.raises(UsageError):
        evaluate(ranking({1: ["a"]}), judgements({1: {"a": 1, "b": 0}}), **wrong)


# --- Exactness -------------------------------------------------------------------------

K = 4


def matched(market: Market) -> pl.DataFrame:
    found = rank.match(market.people, market.jobs, K, market.config, market.table)
    judged = judge_pairs(market.people, market.jobs, found.person, found.vacancy, market.settings, market.table)
    return frames.match_frame(market.people, market.jobs, found, judged, market.config)


def test_pairs_by_id_are_ranked_as_in_the_search(market: Market) -> None:
    frame = matched(market)
    known = frame.select("jobseeker_id", "vacancy_id").cast(pl.String).sample(fraction=1, shuffle=True, seed=1)
    foreign = pl.DataFrame({"jobseeker_id": ["nobody"], "vacancy_id": known["vacancy_id"][:1]})
    rows = rows_of_ids(pl.concat([known, known, foreign]), market.people, market.jobs)
    again = rank_pairs(*rows, market.people, market.jobs, market.config, market.table)
    columns = ["jobseeker_id", "vacancy_id", "rank", "score"]
    assert again.sort(columns).equals(frame.select(columns).cast({"score": pl.Int64}).sort(columns))


def test_pairs_that_are_ruled_out_are_not_ranked(market: Market) -> None:
    person, vacancy, judged = market.judge_all()
    n_pairs = int((judged.in_reach * judged.verdict.min(axis=1) > 0).sum())
    assert rank_pairs(person, vacancy, market.people, market.jobs, market.config, market.table).height == n_pairs


@pytest.fixture(scope="module")
def market() -> Market:
    return make_market(*random_world(5, 12, 20))


def checked(market: Market, frame: pl.DataFrame, n_jobseekers: int = 12) -> tuple[int, int, int]:
    found = check_exactness(
        frame, market.people, market.jobs, market.config, market.table, k=K, n_jobseekers=n_jobseekers
    )
    return found.n_jobseekers, found.n_exact, found.n_pairs


@pytest.mark.parametrize("policy", ["show", "hide"])
def test_search_is_exact(policy: Any) -> None:
    market = make_market(*random_world(5, 30, 60), config=MatchConfig(threads=1, unknown_policy=policy))
    frame = matched(market)
    assert frame.height > K
    assert checked(market, frame, n_jobseekers=30) == (30, 30, 1800)


def test_a_lost_vacancy_is_noticed(market: Market) -> None:
    frame = matched(market)
    loser = frame.filter(pl.col("rank") == 2)["jobseeker_id"][0]
    without = frame.filter(~((pl.col("jobseeker_id") == loser) & (pl.col("rank") == 1)))
    assert checked(market, without) == (12, 11, 240)


def test_a_wrong_score_and_an_empty_list_are_noticed(market: Market) -> None:
    frame = matched(market)
    n_with = frame["jobseeker_id"].n_unique()
    assert checked(market, frame.with_columns(pl.col("score") - 1)) == (12, 12 - n_with, 240)
    assert checked(market, frame.clear()) == (12, 12 - n_with, 240)


def test_only_so_many_are_drawn(market: Market) -> None:
    assert checked(market, matched(market), n_jobseekers=3) == (3, 3, 60)
    assert checked(market, matched(market), n_jobseekers=99) == (12, 12, 240)
