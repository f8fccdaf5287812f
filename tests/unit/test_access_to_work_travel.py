"""Access to Work may pay for the journey of somebody whose health keeps them from public transport."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import jobmatch as jm
from jobmatch.codes import Constraint, Reason, Verdict
from tests.encoders import HashEncoder

NEWPORT: dict[str, Any] = {"latitude": 51.5842, "longitude": -2.9977}
JOB: dict[str, Any] = {"vacancy_id": "v", "title": "Cook", "remote": "no"}


def _matcher(person: dict[str, Any], job: dict[str, Any] | None = None, north_km: float = 8.0) -> jm.Matcher:
    place = {"latitude": NEWPORT["latitude"] + north_km / 111.2, "longitude": NEWPORT["longitude"]}
    people = jm.read_jobseekers([{"jobseeker_id": "p", **NEWPORT, "modes": ["walk"], **person}])
    jobs = jm.read_vacancies([{**JOB, **place, **(job or {})}], read_text="none", as_of=dt.date(2026, 5, 1))
    return jm.Matcher.build(jobs, people, jm.MatchConfig(cache_dir="", threads=1), encoder=HashEncoder())


AGREED = {"access_to_work_travel": True}


def test_what_does_not_fit_could_fit_with_access_to_work() -> None:
    assert _matcher({}).detail("p", "v").findings[Constraint.TRAVEL].verdict is Verdict.FAIL
    assert len(_matcher({}).match()) == 0
    matcher = _matcher(AGREED)
    finding = matcher.detail("p", "v").findings[Constraint.TRAVEL]
    assert (finding.verdict, finding.reason) == (Verdict.CONDITIONAL, Reason.TRAVEL_ACCESS_TO_WORK)
    by_car = _matcher({"modes": ["car"]}).detail("p", "v").findings[Constraint.TRAVEL]
    assert finding.numbers[:2] == by_car.numbers[:2]
    assert len(matcher.match()) == 1


def test_it_is_said_and_asked_but_not_to_an_employer() -> None:
    matcher = _matcher(AGREED)
    said = str(matcher.explain("p", "v", audience="jobseeker"))
    assert "each way by taxi (estimated)." in said or "back by taxi (estimated)." in said
    assert "It depends on Access to Work paying for it, which you agreed to have considered." in said
    assert "help to apply to Access to Work for this journey?" in said
    assert ("jobseeker", "access_to_work_travel") in matcher.match().questions().select("who", "field").rows()
    assert matcher.match().frame["travel_cost_gbp_per_week"].to_list() == [None]  # nobody knows the fare, or who pays
    employer = [m.explain("p", "v", audience="employer").to_dict() for m in (matcher, _matcher({}))]
    assert employer[0] == employer[1]


def test_it_brings_nobody_farther_than_their_limit() -> None:
    assert _matcher(AGREED, north_km=300).detail("p", "v").findings[Constraint.TRAVEL].verdict is Verdict.FAIL


def test_a_job_that_needs_an_own_vehicle_still_does() -> None:
    finding = _matcher(AGREED, {"needs_vehicle": True}).detail("p", "v").findings[Constraint.TRAVEL]
    assert finding.reason == Reason.TRAVEL_NEEDS_VEHICLE


def test_a_way_that_fits_by_itself_comes_first() -> None:
    finding = _matcher({**AGREED, "modes": ["walk"]}, north_km=1).detail("p", "v").findings[Constraint.TRAVEL]
    assert (finding.verdict, finding.reason) == (Verdict.OK, Reason.TRAVEL_FITS)


def test_a_lift_that_they_have_stays_a_lift() -> None:
    finding = _matcher({**AGREED, "modes": ["lift"]}).detail("p", "v").findings[Constraint.TRAVEL]
    assert finding.reason == Reason.TRAVEL_LIFT


@pytest.mark.parametrize("answer", [None, False])
def test_without_consent_there_is_no_taxi(answer: bool | None) -> None:
    assert _matcher({"access_to_work_travel": answer}).detail("p", "v").findings[0].verdict is Verdict.FAIL


def test_it_goes_with_all_else_about_health() -> None:
    taken, without = _matcher(AGREED).without_health(), _matcher({})
    assert taken.detail("p", "v") == without.detail("p", "v")
    assert len(taken.match()) == 0
