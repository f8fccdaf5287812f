"""Three hundred thousand random pairs: what the search lists is what an explanation of the pair alone says.

Every field of the records is missing at random, on its own, and every combination of the missing fields that decide on
a rule occurs among the pairs. A third of them are explained in full, failing ones too: a hundred thousand.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from numba.core import config

from jobmatch import rank
from jobmatch.codes import CONSTRAINT_NAMES, Constraint, Reason, Verdict
from jobmatch.context import PairContext, pair_context
from jobmatch.evidence import pair_details
from jobmatch.explain import explain
from jobmatch.index import Reach
from jobmatch.kernels._jit import kernel
from jobmatch.kernels.bound import bound_points
from jobmatch.kernels.layout import I32, I64, U8, People, Postings, Scratch, Settings, Timetable, Vacancies, Vectors
from jobmatch.kernels.pairs import begin_person, end_person
from jobmatch.kernels.shortlist import NOT_ASKED, bound_people
from jobmatch.score import judge_pairs
from jobmatch.travel import embedded_table
from tests import worlds
from tests.market import Market, make_market
from tests.matrices import random_matrix

# Without the compiler a pair takes a thousand times as long.
N_PEOPLE, N_VACANCIES = (20, 25) if config.DISABLE_JIT else (350, 300)  # type: ignore[attr-defined]
SEEDS = (2, 3, 4)
EXPLAINED_EVERY = 3
# What a context has of the person; the rest is the vacancy's, or the same for all.
OF_PERSON = (
    *("jobseeker_id", "starting_point", "pay_wanted_pence", "limit_out_min", "limit_ret_min", "limit_source"),
    *("car_days", "away_windows", "away_windows_holiday", "care_places", "care_place_unknown", "phased_hours_quarters"),
    *("phased_until", "review_due", "cost_limit_pence", "paid_childcare_quarters", "skills_recorded"),
    "person_read_fields",
)


@pytest.mark.skipif(N_PEOPLE < 350, reason="the worlds are small without the compiler")
def test_every_combination_of_missing_fields_is_among_the_pairs() -> None:
    some = [worlds.random_world(seed, N_PEOPLE, N_VACANCIES) for seed in SEEDS]
    assert N_PEOPLE * N_VACANCIES * len(SEEDS) // EXPLAINED_EVERY >= 100_000
    assert worlds.combinations_unseen(some) == {}


@pytest.fixture(scope="module", params=[(2, False), (3, False), (4, True)], ids=["2", "3", "4 with a matrix"])
def market(request: pytest.FixtureRequest) -> Market:
    seed, with_matrix = request.param
    matrix = random_matrix(seed, 80, worlds.towns_of(seed))[0] if with_matrix else None
    return make_market(
        *worlds.random_world(seed, N_PEOPLE, N_VACANCIES),
        seed=seed,
        credits_by_pair=worlds.random_credits(seed),
        table=replace(embedded_table(), matrix=matrix),
    )


def test_listed_pairs_are_those_that_pass_and_score_alike(market: Market) -> None:
    ranking = rank.match(market.people, market.jobs, len(market.jobs), market.config, market.table)
    person, vacancy, judged = market.judge_all()
    assert len(person) == N_PEOPLE * N_VACANCIES
    listed = np.full((len(market.people), len(market.jobs)), -1)
    listed[ranking.person, ranking.vacancy] = ranking.rank
    passes = (judged.in_reach == 1) & (judged.verdict.min(axis=1) > Verdict.FAIL)
    assert np.array_equal(listed[person, vacancy] >= 0, passes)
    assert np.array_equal(ranking.n_eligible, np.bincount(person[passes], minlength=len(market.people)))
    assert ranking.seen.n_bounded == ranking.seen.n_due
    # best first by the points of the pair judged alone, ties to the lower id
    points = np.full(listed.shape, -1, np.int64)
    points[person, vacancy] = judged.points[:, 0]
    order = np.lexsort((ranking.rank, ranking.person))
    own, score = ranking.person[order], points[ranking.person, ranking.vacancy][order]
    tie = market.jobs.arrays.tie_rank[ranking.vacancy][order]
    same = own[1:] == own[:-1]
    assert (score[1:] <= score[:-1])[same].all()
    assert (tie[1:] > tie[:-1])[same & (score[1:] == score[:-1])].all()


def test_every_pair_adds_up_and_names_what_blocks_it(market: Market) -> None:
    person, vacancy, judged = market.judge_all()
    contexts = _Contexts(market)
    for p, v in [(1, 2), (3, 5), (len(market.people) - 1, len(market.jobs) - 1)]:
        assert contexts.of(p, v) == contexts.made(p, v)
    explained: Counter[tuple[str, Verdict]] = Counter()
    details = pair_details(judged, market.people, market.jobs, person, vacancy, market.space, market.settings)
    for i, detail in enumerate(details):
        assert detail.verdict == judged.verdict[i].min()
        assert sum(detail.points) + detail.unknown_points == detail.score == judged.points[i, 0]
        if detail.findings[Constraint.HEALTH].reason is Reason.HEALTH_EXCEEDS:
            assert detail.dimensions_short
        missing = set(detail.licences_missing)
        if detail.findings[Constraint.LICENCE].verdict is Verdict.FAIL:
            assert missing
        if i % EXPLAINED_EVERY:
            continue
        explanation = explain(detail, audience="work_coach", context=contexts.of(int(person[i]), int(vacancy[i])))
        assert (explanation.verdict, explanation.score) == (judged.verdict[i].min(), judged.points[i, 0])
        assert sum(line.points for line in explanation.parts) == explanation.score
        verdicts = dict(zip(CONSTRAINT_NAMES, map(Verdict, judged.verdict[i].tolist()), strict=True))
        assert explanation.blockers == tuple(name for name, one in verdicts.items() if one is Verdict.FAIL)
        explained.update(verdicts.items())
    if not config.DISABLE_JIT:  # type: ignore[attr-defined] # with few pairs not all occur
        possible = {(name, one) for name in CONSTRAINT_NAMES for one in Verdict}
        assert explained.keys() == possible - {("hours", Verdict.CONDITIONAL)}


class _Contexts:
    """Contexts of pairs, put together from one for each person and one for each vacancy."""

    def __init__(self, market: Market) -> None:
        self.market = market
        self.of_vacancy = [self.made(0, v) for v in range(len(market.jobs))]
        self.of_person = [
            {name: getattr(context, name) for name in OF_PERSON}
            for context in (self.made(p, 0) for p in range(len(market.people)))
        ]

    def made(self, person: int, vacancy: int) -> PairContext:
        """Return the context as it is made for a pair."""
        people, jobs = self.market.people, self.market.jobs
        return pair_context(
            people.frame, person, jobs.frame, vacancy, self.market.config, default_limit_min=people.default_limit_min
        )

    def of(self, person: int, vacancy: int) -> PairContext:
        """Return the same, sooner."""
        return replace(self.of_vacancy[vacancy], **self.of_person[person])


def test_each_listed_match_is_explained_by_the_same_numbers(market: Market) -> None:
    ranking = rank.match(market.people, market.jobs, 10, market.config, market.table)
    judged = judge_pairs(market.people, market.jobs, ranking.person, ranking.vacancy, market.settings, market.table)
    details = pair_details(
        judged, market.people, market.jobs, ranking.person, ranking.vacancy, market.space, market.settings
    )
    assert len(details) > N_PEOPLE
    for i, detail in enumerate(details):
        context = pair_context(
            market.people.frame,
            int(ranking.person[i]),
            market.jobs.frame,
            int(ranking.vacancy[i]),
            market.config,
            default_limit_min=market.people.default_limit_min,
        )
        explanation = explain(detail, audience="work_coach", context=context)
        assert (explanation.verdict, explanation.score) == (judged.verdict[i].min(), judged.points[i, 0])
        assert sum(line.points for line in explanation.parts) == explanation.score
        assert explanation.blockers == ()


@pytest.mark.parametrize("k", [1, 7])
def test_a_short_list_is_the_top_of_the_long_one_though_few_pairs_are_judged(market: Market, k: int) -> None:
    long = rank.match(market.people, market.jobs, len(market.jobs), market.config, market.table)
    short = rank.match(market.people, market.jobs, k, market.config, market.table)
    top = long.rank <= k
    for name in ("person", "vacancy", "rank"):
        assert np.array_equal(getattr(short, name), getattr(long, name)[top])
    assert short.seen.n_due == short.seen.n_bounded == long.seen.n_due
    if not config.DISABLE_JIT:  # type: ignore[attr-defined] # with few vacancies all are among the best
        assert short.seen.n_judged < long.seen.n_judged


@pytest.mark.parametrize("k", [1, 7])
def test_a_shortlist_is_that_of_judging_everybody(market: Market, k: int) -> None:
    counted = rank.shortlist(market.people, market.jobs, k, market.config, market.table, count_eligible=True)
    searched = rank.shortlist(market.people, market.jobs, k, market.config, market.table)
    for name in ("person", "vacancy", "rank"):
        assert np.array_equal(getattr(searched, name), getattr(counted, name))
    assert searched.seen.n_due == searched.seen.n_bounded == counted.seen.n_due
    n_listed = np.bincount(searched.vacancy, minlength=len(market.jobs))
    short = n_listed < k
    assert np.array_equal(searched.n_eligible[short], counted.n_eligible[short])
    assert (searched.n_eligible[~short] == rank.NOT_COUNTED).all()
    if not config.DISABLE_JIT:  # type: ignore[attr-defined] # with few people all are among the best
        assert searched.seen.n_judged < counted.seen.n_judged


def test_nobody_scores_more_on_a_shortlist_than_their_bound(market: Market) -> None:
    people, jobs = market.people, market.jobs
    desk = rank.Desks(people, jobs, market.table).own()
    _, _, judged = market.judge_all()
    points = judged.points[:, 2].reshape(len(people), len(jobs))
    rows = (
        np.zeros(len(desk.scratch.word_row), np.int32),
        np.zeros(len(desk.scratch.word_row), np.int32),
        np.full(len(desk.scratch.credit), NOT_ASKED, np.int32),
    )
    bound = np.empty(len(people), np.int32)
    everybody = Reach.of([(0, 3), (3, len(people))]).runs
    for v in range(len(jobs)):
        arrays = people.arrays, jobs.arrays, desk.vectors
        assert bound_vacancy(v, *arrays, everybody, market.settings, desk.scratch, rows, bound) == len(people)
        assert (bound >= points[:, v]).all()
    assert not any(row.any() for row in rows[:2])
    assert (rows[2] == NOT_ASKED).all()


@kernel(entry=True)
def bound_vacancy(
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
    """Bounds of everybody for one vacancy."""
    return bound_people(v, people, vacancies, vectors, runs, settings, scratch, rows, bound)


@kernel(entry=True)
def bound_person(
    p: int,
    people: People,
    vectors: Vectors,
    timetable: Timetable,
    postings: Postings,
    minutes: U8,
    runs: I64,
    blocks: I64,
    settings: Settings,
    scratch: Scratch,
) -> int:
    """Bounds of one person, all laid out and cleared up."""
    begin_person(p, people, vectors, scratch)
    n = bound_points(p, people, postings, minutes, timetable, runs, blocks, settings, scratch)
    end_person(p, people, scratch)
    return n


def test_no_pair_scores_more_than_its_bound(market: Market) -> None:
    people, jobs = market.people, market.jobs
    desk = rank.Desks(people, jobs, market.table).own()
    _, _, judged = market.judge_all()
    points = judged.points[:, 0].reshape(len(people), len(jobs))
    in_reach = (judged.in_reach == 1).reshape(points.shape)
    everywhere = Reach.of([(0, 10), (10, len(jobs))])
    for p in range(len(people)):
        n = bound_person(
            p,
            people.arrays,
            desk.vectors,
            desk.timetable,
            jobs.postings,
            desk.minutes,
            *everywhere,
            market.settings,
            desk.scratch,
        )
        assert n == len(jobs)
        bound = desk.scratch.bound[:n]
        assert (bound >= points[p])[in_reach[p]].all()
    assert not desk.scratch.told.any()
