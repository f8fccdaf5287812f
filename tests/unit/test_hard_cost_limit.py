"""A limit on what the journeys cost that the person said they cannot exceed."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import jobmatch as jm
from jobmatch.codes import Constraint, Mode, Reason, Verdict
from tests.encoders import HashEncoder

NEWPORT: dict[str, Any] = {"latitude": 51.5842, "longitude": -2.9977}
FARES: dict[str, Any] = {"pt_single_gbp": 3.0, "pt_day_cap_gbp": 5.0, "pt_week_cap_gbp": 20.0}
FIVE_DAYS = {"shifts": "Mon-Fri 09:00-17:00"}
BUS, CAR = {"modes": ["pt"]}, {"modes": ["car"]}


def _matcher(person: dict[str, Any], job: dict[str, Any], north_km: float, **settings: Any) -> jm.Matcher:
    place = {"latitude": NEWPORT["latitude"] + north_km / 111.2, "longitude": NEWPORT["longitude"]}
    hard = {"cost_limit_hard": True} if "cost_limit_gbp_per_week" in person else {}
    people = jm.read_jobseekers([{"jobseeker_id": "p", **NEWPORT, **hard, **person}])
    record = {"vacancy_id": "v", "title": "Cook", "remote": "no", **place, **job}
    jobs = jm.read_vacancies([record], read_text="none", as_of=dt.date(2026, 5, 1))
    return jm.Matcher.build(jobs, people, jm.MatchConfig(cache_dir="", threads=1, **settings), encoder=HashEncoder())


def _found(
    person: dict[str, Any], job: dict[str, Any], *, north_km: float = 5.0, **settings: Any
) -> tuple[Verdict, Reason, int]:
    finding = _matcher(person, job, north_km, **settings).detail("p", "v").findings[Constraint.TRAVEL]
    return finding.verdict, finding.reason, finding.numbers[2]


def _most(pounds: float) -> dict[str, float]:
    return {"cost_limit_gbp_per_week": pounds}


@pytest.mark.parametrize(
    ("most", "job", "reason"),
    [
        (20.0, FIVE_DAYS, Reason.TRAVEL_FITS),  # five days at 5 pounds, but no more than 20 a week
        (19.99, FIVE_DAYS, Reason.TRAVEL_COSTS_TOO_MUCH),
        (15.0, {"shifts": "Mon-Wed 09:00-17:00"}, Reason.TRAVEL_FITS),
        (14.99, {"shifts": "3 of Mon-Sun 09:00-17:00"}, Reason.TRAVEL_COSTS_TOO_MUCH),
        (12.5, {"days_on_site": 2.5}, Reason.TRAVEL_FITS),
        (12.49, {"days_on_site": 2.5}, Reason.TRAVEL_COSTS_TOO_MUCH),
        (0.0, {}, Reason.TRAVEL_COST_NOT_KNOWN),  # nobody knows how many days
    ],
)
def test_fares_are_counted_by_days(most: float, job: dict[str, Any], reason: Reason) -> None:
    verdict, found, _ = _found({**BUS, **_most(most)}, job, **FARES)
    assert found is reason
    expected = {
        Reason.TRAVEL_FITS: Verdict.OK,
        Reason.TRAVEL_COSTS_TOO_MUCH: Verdict.FAIL,
        Reason.TRAVEL_COST_NOT_KNOWN: Verdict.UNKNOWN,
    }
    assert verdict is expected[reason]


def test_an_unknown_fare_refuses_nobody() -> None:
    assert _found({**BUS, **_most(0)}, FIVE_DAYS)[:2] == (Verdict.UNKNOWN, Reason.TRAVEL_COST_NOT_KNOWN)


def test_a_limit_that_is_not_a_hard_one_decides_nothing() -> None:
    person = {**BUS, **_most(1), "cost_limit_hard": False}
    assert _found(person, FIVE_DAYS, **FARES)[0] is Verdict.OK


def test_a_car_costs_by_the_way_which_is_an_estimate() -> None:
    # 10 km are some 12.1 km by road at most: 5 days x 2 ways x 8 miles x 25 pence is about 20 pounds
    assert _found({**CAR, **_most(30)}, FIVE_DAYS, north_km=10)[0] is Verdict.OK
    assert _found({**CAR, **_most(20)}, FIVE_DAYS, north_km=10)[1] is Reason.TRAVEL_COST_NOT_KNOWN
    assert _found({**CAR, **_most(12)}, FIVE_DAYS, north_km=10)[1] is Reason.TRAVEL_COSTS_TOO_MUCH
    assert _found({**CAR, **_most(12)}, {"shifts": "Mon,Tue 09:00-17:00"}, north_km=10)[0] is Verdict.OK


def test_the_best_way_is_looked_for_among_those_that_can_be_paid() -> None:
    person = {"modes": ["car", "cycle"], **_most(1)}
    verdict, _, modes = _found(person, FIVE_DAYS)
    assert (verdict, modes) == (Verdict.OK, 1 << Mode.CYCLE)


def test_who_can_walk_needs_no_fare() -> None:
    assert _found({"modes": ["pt", "walk"], **_most(0)}, FIVE_DAYS, north_km=1, **FARES)[0] is Verdict.OK


def test_a_car_on_some_days_only_is_never_refused_for_its_cost() -> None:
    person = {"modes": ["car", "pt"], "car_days": ["mon"], **_most(1)}
    assert _found(person, FIVE_DAYS, **FARES)[:2] == (Verdict.UNKNOWN, Reason.TRAVEL_COST_NOT_KNOWN)


def test_it_is_said_to_the_jobseeker_and_hidden_from_an_employer() -> None:
    matcher = _matcher({**BUS, **_most(12)}, FIVE_DAYS, 5.0, **FARES)
    said = str(matcher.explain("p", "v", audience="jobseeker"))
    assert "It costs more than you can spend on travel. The journeys cost about £20.00 a week." in said
    assert "That is over the £12.00 a week that you told us." in said
    assert len(matcher.match()) == 0
    (blocker,) = matcher.why_not("p", "v").blockers
    assert blocker.way_out == "There has to be a cheaper way to get there, or help with the cost."
    free = _matcher(BUS, FIVE_DAYS, 5.0, **FARES)
    employer = [m.explain("p", "v", audience="employer").to_dict() for m in (matcher, free)]
    assert employer[0] == employer[1]


def test_what_is_not_known_is_asked() -> None:
    result = _matcher({**BUS, **_most(12)}, FIVE_DAYS, 5.0).match()
    assert ("jobseeker", "journey") in result.questions().select("who", "field").rows()


def test_a_hard_limit_needs_an_amount() -> None:
    rejected = jm.read_jobseekers([{"jobseeker_id": "p", "cost_limit_hard": True}]).rejected
    assert rejected["column"].to_list() == ["cost_limit_gbp_per_week"]
