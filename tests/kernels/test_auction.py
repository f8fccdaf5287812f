"""Laws of an allocation, on small markets against slow oracles; compiled or not."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, strategies as st
from polars.testing import assert_frame_equal

from jobmatch.allocation import Allocation, AllocationSettings, allocate
from jobmatch.allocation.graph import read_graph
from jobmatch.allocation.solve import bid_for_all
from tests.reference.allocation import (
    Pair,
    best_objective,
    most_people_with_any,
    most_people_with_any_of_many,
    objective,
)

Market = tuple[list[Pair], list[int], AllocationSettings]


@st.composite
def markets(draw: st.DrawFn) -> Market:
    """Few vacancies for the people there, so that they are in each other's way."""
    n_people, n_vacancies = draw(st.integers(1, 7)), draw(st.integers(1, 5))
    scores = st.sampled_from([0, 1, 20_000, 50_000, 50_001, 73_000, 100_000])
    every = [(p, v) for p in range(n_people) for v in range(n_vacancies)]
    chosen = draw(st.lists(st.sampled_from(every), min_size=1, unique=True))
    pairs = [(p, v, draw(scores)) for p, v in chosen]
    openings = draw(st.lists(st.integers(1, 2), min_size=n_vacancies, max_size=n_vacancies))
    settings = AllocationSettings(
        k=draw(st.integers(1, 3)),
        introductions_per_opening=draw(st.integers(1, 2)),
        evenness_points=draw(st.sampled_from([0, 30, 100])),
        congestion_points=draw(st.sampled_from([0, 10, 100])),
        step_points=draw(st.sampled_from([1, 5])),
    )
    return pairs, openings, settings


def frames(market: Market) -> tuple[pl.DataFrame, pl.DataFrame]:
    pairs, openings, _ = market
    matches = pl.DataFrame(pairs, schema=["jobseeker_id", "vacancy_id", "score"], orient="row")
    return matches, pl.DataFrame({"vacancy_id": range(len(openings)), "openings": openings})


def run(market: Market) -> Allocation:
    return allocate(*frames(market), settings=market[2])


def capacities(market: Market) -> list[int]:
    people = len({p for p, _, _ in market[0]})
    return [min(people, o * market[2].introductions_per_opening) for o in market[1]]


@given(markets())
def test_caps_and_lengths_are_kept_and_only_matches_are_suggested(market: Market) -> None:
    found = run(market)
    rows = found.suggestions.select("jobseeker_id", "vacancy_id", "score").rows()
    assert set(rows) <= set(market[0])
    assert len(set(rows)) == len(rows)
    for vacancy, capacity in enumerate(capacities(market)):
        assert sum(v == vacancy for _, v, _ in rows) <= capacity
    for person in {p for p, _, _ in market[0]}:
        ranks = found.suggestions.filter(pl.col("jobseeker_id") == person)["rank"].to_list()
        assert ranks == list(range(1, len(ranks) + 1))
        assert len(ranks) <= market[2].k


@given(markets())
def test_as_many_people_as_possible_have_a_suggestion(market: Market) -> None:
    found = run(market)
    assert found.suggestions["jobseeker_id"].n_unique() == most_people_with_any(market[0], capacities(market))
    served = set(found.suggestions["jobseeker_id"])
    assert set(found.without["jobseeker_id"]) == {p for p, _, _ in market[0]} - served


@given(markets())
def test_nobody_has_a_short_list_beside_a_vacancy_with_room(market: Market) -> None:
    found = run(market)
    length = dict(found.suggestions.group_by("jobseeker_id").len().rows())
    have = set(found.suggestions.select("jobseeker_id", "vacancy_id").rows())
    room = set(found.vacancies.filter(pl.col("n_suggested") < pl.col("capacity"))["vacancy_id"])
    for person, vacancy, _ in market[0]:
        if length.get(person, 0) < market[2].k:
            assert vacancy not in room or (person, vacancy) in have


@given(markets())
def test_the_auction_is_within_a_step_a_suggestion_of_the_best_there_is(market: Market) -> None:
    settings = market[2]
    graph = read_graph(*frames(market), None)
    got = bid_for_all(graph, settings)
    n_people = len(graph.jobseeker_ids)
    person = np.repeat(np.arange(n_people), np.diff(graph.row_ptr))
    pairs = list(zip(person.tolist(), graph.vacancy.tolist(), graph.score.tolist(), strict=True))
    held = [pair for pair, h in zip(pairs, got.held.tolist(), strict=True) if h]
    weighed = (n_people, got.capacity.tolist(), settings.bonus().tolist(), settings.congestion_points * 1000)
    best, reached = best_objective(pairs, *weighed), objective(held, *weighed)
    n_slots = sum(min(settings.k, degree) for degree in np.diff(graph.row_ptr).tolist())
    assert best - n_slots * settings.step_points * 1000 - 0.5 <= reached <= best + 0.5


@given(markets(), st.randoms(use_true_random=False))
def test_the_order_of_rows_changes_nothing(market: Market, random: np.random.Generator) -> None:
    pairs, openings, settings = market
    shuffled = pairs.copy()
    random.shuffle(shuffled)
    one, other = run(market), run((shuffled, openings, settings))
    assert_frame_equal(one.suggestions, other.suggestions)
    assert one.report == other.report


@pytest.mark.parametrize("evenness_points", [0, 100])
@pytest.mark.parametrize(("n_people", "n_vacancies", "degree", "cap"), [(2000, 150, 4, 10), (2000, 400, 3, 4)])
def test_the_floor_of_a_crowded_market(
    n_people: int, n_vacancies: int, degree: int, cap: int, evenness_points: int
) -> None:
    """Where there is room for only some, long chains of moves are needed, and no one more could be served."""
    rng = np.random.default_rng(n_vacancies)
    appeal = rng.pareto(1.5, n_vacancies) + 1
    chosen = rng.choice(n_vacancies, (n_people, degree), p=appeal / appeal.sum())
    pairs = sorted({(p, int(v)) for p, row in enumerate(chosen) for v in row})
    matches = pl.DataFrame(pairs, schema=["jobseeker_id", "vacancy_id"], orient="row")
    matches = matches.with_columns(score=pl.Series(rng.integers(0, 100_000, len(pairs))))
    settings = AllocationSettings(k=3, introductions_per_opening=cap, evenness_points=evenness_points)
    found = allocate(matches, settings=settings)
    most = most_people_with_any_of_many(pairs, n_people, [cap] * n_vacancies)
    assert found.suggestions["jobseeker_id"].n_unique() == most < n_people
    assert found.report.allocated.largest_pile == cap
    assert found.report.n_all_full == n_people - most
