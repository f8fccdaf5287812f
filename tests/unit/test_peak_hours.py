"""Hours that differ over the year: those of the busiest weeks must fit as well as those of an average one."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

import jobmatch as jm
from jobmatch.codes import Constraint, Reason, Verdict
from jobmatch.tables import VacancyTable
from tests.encoders import HashEncoder

HOURS = {"hours_per_week_min": 20, "hours_per_week_max": 20}
YEAR: dict[str, Any] = {"shift_kind": "annualised", **HOURS}


def _jobs(job: dict[str, Any]) -> VacancyTable:
    record = {"vacancy_id": "v", "title": "Cook", "remote": "full", **job}
    return jm.read_vacancies([record], read_text="none", as_of=dt.date(2026, 5, 1))


def _matcher(low: float | None, high: float | None, job: dict[str, Any]) -> jm.Matcher:
    people = jm.read_jobseekers([{"jobseeker_id": "p", "hours_per_week_min": low, "hours_per_week_max": high}])
    return jm.Matcher.build(_jobs(job), people, jm.MatchConfig(cache_dir="", threads=1), encoder=HashEncoder())


def _changes(matcher: jm.Matcher) -> list[tuple[str, int]]:
    (blocker,) = matcher.why_not("p", "v").blockers
    assert blocker.constraint == "hours"
    return [(change.kind, change.amount) for change in blocker.changes]


def test_a_busy_week_over_the_most_hours_is_refused_and_said() -> None:
    matcher = _matcher(16, 25, {**YEAR, "peak_hours_per_week": 30.5})
    finding = matcher.detail("p", "v").findings[Constraint.HOURS]
    assert (finding.verdict, finding.reason) == (Verdict.FAIL, Reason.HOURS_PEAK_TOO_MANY)
    assert len(matcher.match()) == 0
    said = "In the peak weeks the job is 30.5 hours. You asked for at most 25 hours a week."
    assert said in str(matcher.explain("p", "v", audience="jobseeker"))
    assert _changes(matcher) == [("hours_more", 6)]


def test_what_is_not_stated_is_asked() -> None:
    matcher = _matcher(16, 25, YEAR)
    finding = matcher.detail("p", "v").findings[Constraint.HOURS]
    assert (finding.verdict, finding.reason) == (Verdict.UNKNOWN, Reason.HOURS_PEAK_NOT_STATED)
    assert ("employer", "peak_hours_per_week") in matcher.match().questions().select("who", "field").rows()


def test_a_shortlist_heeds_it_too() -> None:
    assert len(_matcher(16, 25, {**YEAR, "peak_hours_per_week": 30}).shortlist()) == 0
    assert len(_matcher(16, 25, {**YEAR, "peak_hours_per_week": 25}).shortlist()) == 1


def test_hours_may_be_too_few_on_average_and_too_many_in_a_busy_week() -> None:
    matcher = _matcher(30, 35, {**YEAR, "peak_hours_per_week": 40})
    assert _changes(matcher) == [("hours_fewer", 10), ("hours_more", 5)]
    assert matcher.why_not("p", "v").verdict_after is not Verdict.FAIL


@pytest.mark.parametrize("name", list(HOURS))
def test_a_busy_week_cannot_have_fewer_hours_than_any_other(name: str) -> None:
    rejected = _jobs({name: 20, "peak_hours_per_week": 19.75}).rejected
    assert rejected["column"].to_list() == ["peak_hours_per_week"]
