"""Paid childcare: the compiled rule equals minutes that are marked one by one, and sums that can be done by hand."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from jobmatch.codes import Constraint, Reason, Verdict
from tests import worlds
from tests.market import FULL, make_market
from tests.reference import bruteforce

CARE = Constraint.CARE
FAIL, UNKNOWN, CONDITIONAL, OK = (int(verdict) for verdict in Verdict)
PLACE: dict[str, Any] = {"latitude": 51.58, "longitude": -3.0}
AT_HOME: dict[str, Any] = {"remote": "full"}


def _limited(seed: int, n_people: int, n_jobs: int) -> tuple[list[Any], list[Any]]:
    """A world in which everybody has a limit, around what many weeks need, and most jobs are fixed or rotas."""
    jobseekers, vacancies = worlds.random_world(seed, n_people, n_jobs)
    rng = worlds.random_from(seed)
    for person in jobseekers:
        person["childcare_paid_hours_max"] = rng.choice((0.0, 7.5, 15.25, 25.0, 34.75, 45.0))
    for job in vacancies:
        if rng.random() < 0.5:
            kind, job["shifts"] = worlds.random_shifts(rng)
            job["shift_kind"] = kind
    return jobseekers, vacancies


@pytest.mark.parametrize("seed", range(50, 55))
def test_everybody_with_a_limit_is_judged_as_the_oracle_does(seed: int) -> None:
    jobseekers, vacancies = _limited(seed, 24, 30)
    market = make_market(jobseekers, vacancies, seed=seed)
    expected = bruteforce.judge_all(jobseekers, vacancies, market.similarities, one=FULL)
    by_id = {
        (person["jobseeker_id"], job["vacancy_id"]): pair
        for person, row in zip(jobseekers, expected, strict=True)
        for job, pair in zip(vacancies, row, strict=True)
    }
    person, vacancy, judged = market.judge_all()
    seen: Counter[int] = Counter()
    for i, (p, v) in enumerate(zip(person, vacancy, strict=True)):
        pair = by_id[market.person_ids[p], market.vacancy_ids[v]]
        assert judged.verdict[i, CARE] == pair.verdicts["care"]
        assert judged.part[i].tolist() == list(pair.parts.values())
        seen[int(judged.reason[i, CARE, 0])] += 1
    assert min(seen[Reason.CARE_PAID_TOO_MANY], seen[Reason.CARE_PAID_NOT_KNOWN]) > 0


def _care(person: dict[str, Any], job: dict[str, Any]) -> tuple[int, Reason, int]:
    people = [{"jobseeker_id": 1, **PLACE, **person}]
    market = make_market(people, [{"vacancy_id": 1, "title": "---", **PLACE, **AT_HOME, **job}])
    _, _, judged = market.judge_all()
    return int(judged.verdict[0, CARE]), Reason(judged.reason[0, CARE, 0]), int(judged.reason[0, CARE, 1])


@pytest.mark.parametrize(
    ("hours", "expected"),
    [(31.0, (OK, Reason.CARE_NO_LIMITS)), (30.75, (FAIL, Reason.CARE_PAID_TOO_MANY))],
)
def test_the_limit_itself_is_enough(hours: float, expected: tuple[int, Reason]) -> None:
    """Five times six hours, and ten minutes of handing over and fetching, are 30 h 50."""
    person = {"childcare_paid_hours_max": hours, "childcare_funded": "none"}
    assert _care(person, {"shifts": "Mon-Fri 09:30-15:30"})[:2] == expected


def test_what_others_cover_and_what_is_funded_is_not_paid_for() -> None:
    """School from 9 to 15 leaves 35 and 35 minutes of each day, 5 h 50 in all; 15 hours of 38 weeks fund them."""
    job = {"shifts": "Mon-Fri 08:30-15:30", "term_only": True}
    school = {"childcare_free_cover": "Mon-Fri 09:00-15:00", "childcare_paid_hours_max": 5.75}
    assert _care({**school, "childcare_funded": "none"}, job) == (FAIL, Reason.CARE_PAID_TOO_MANY, 24)
    assert _care({**school, "childcare_funded": "england_all_3_to_4"}, job)[0] == OK
    assert _care({**school, "childcare_funded": "wales"}, job)[:2] == (UNKNOWN, Reason.CARE_PAID_NOT_KNOWN)


def test_holidays_have_no_funded_hours_unless_all_weeks_have() -> None:
    person = {"childcare_funded": "england_all_3_to_4", "childcare_paid_hours_max": 12.0}
    job = {"shifts": "Mon-Wed 09:00-17:00"}  # 3 x 8 h 10, of which 15 hours are funded in term
    assert _care(person, job)[:2] == (CONDITIONAL, Reason.CARE_PAID_HOLIDAYS)
    assert _care(person, {**job, "term_only": True})[0] == OK
    # 570 hours over 52 weeks are 10 h 57 a week: 13 h 33 are left to pay for
    assert _care({**person, "childcare_funded_weeks": 52}, job)[:2] == (FAIL, Reason.CARE_PAID_TOO_MANY)
    assert _care({**person, "childcare_funded_weeks": 52, "childcare_paid_hours_max": 13.75}, job)[0] == OK


def test_a_night_over_the_end_of_the_week_counts_once_and_is_hardly_funded() -> None:
    """Sunday 22:00 to 06:00 with ten minutes more: from 21:55 to 06:05, of which five minutes can be funded."""
    job = {"shifts": "Sun 22:00-06:00", "term_only": True}
    funded = {"childcare_funded": "england_all_3_to_4"}
    assert _care({**funded, "childcare_paid_hours_max": 8.0}, job) == (FAIL, Reason.CARE_PAID_TOO_MANY, 33)
    assert _care({**funded, "childcare_paid_hours_max": 8.25}, job)[0] == OK


def test_shifts_that_touch_need_no_minute_twice() -> None:
    """8:00 to 12:00 and 12:05 to 16:00: from 7:55 to 16:05, 8 h 10."""
    person = {"childcare_funded": "none", "childcare_paid_hours_max": 8.25}
    assert _care(person, {"shifts": "Mon 08:00-12:00; Mon 12:05-16:00"})[0] == OK
    assert _care({**person, "childcare_paid_hours_max": 8.0}, {"shifts": "Mon 08:00-12:00; Mon 12:05-16:00"})[0] == FAIL


def test_where_people_choose_one_template_must_fit_both_windows_and_hours() -> None:
    """The early week fits the windows and needs too many hours; the late week needs few and does not fit."""
    person = {"childcare_funded": "none", "away_windows": "Mon-Fri 06:00-15:00", "childcare_paid_hours_max": 20.0}
    rota = {"shifts": "Mon-Fri 07:00-14:00 | Mon,Tue 14:00-22:00", "rota_policy": "choose"}
    assert _care(person, rota)[0] == FAIL
    assert _care({**person, "childcare_paid_hours_max": 40.0}, rota)[0] == OK


@pytest.mark.parametrize("shifts", ["3 of Mon-Fri 09:00-17:00", "8h within Mon-Fri 07:00-19:00", None])
def test_a_week_that_nobody_can_add_up_is_not_judged(shifts: str | None) -> None:
    assert _care({"childcare_paid_hours_max": 0.0}, {"shifts": shifts}) == (OK, Reason.CARE_NO_LIMITS, 0)


def test_who_says_that_caring_does_not_limit_them_is_not_limited() -> None:
    person = {"care_flag": False, "childcare_paid_hours_max": 0.0}
    assert _care(person, {"shifts": "Mon-Fri 09:00-17:00"}) == (OK, Reason.CARE_NO_LIMITS, 0)


def test_an_unknown_journey_refuses_only_what_the_shift_alone_refuses() -> None:
    nowhere = {"remote": "no", "latitude": None, "longitude": None, "shifts": "Mon 09:00-17:00"}
    person = {"childcare_funded": "none", "childcare_paid_hours_max": 9.0}
    assert _care(person, nowhere)[:2] == (UNKNOWN, Reason.CARE_PAID_NOT_KNOWN)
    assert _care({**person, "childcare_paid_hours_max": 8.0}, nowhere)[:2] == (FAIL, Reason.CARE_PAID_TOO_MANY)
