"""Limits on work tasks, case by case: what holds when, and every way to meet them before a refusal."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from jobmatch.codes import DIMENSIONS, Constraint, Reason, Verdict
from jobmatch.config import MatchConfig
from jobmatch.words import AIDS, DIMENSION_NAMES
from tests.market import make_market

FAIL, UNKNOWN, CONDITIONAL, OK = Verdict
MARCH, APRIL = dt.date(2026, 3, 1), dt.date(2026, 4, 1)
LIFT_2, LIFT_4, LIFT_6 = {"lift_carry": 2}, {"lift_carry": 4}, {"lift_carry": 6}


def _health(person: dict[str, Any], job: dict[str, Any], as_of: dt.date | None = None) -> tuple[Verdict, Reason]:
    market = make_market(
        [{"jobseeker_id": 1, **person}],
        [{"vacancy_id": 1, "title": "Cook", **job}],
        config=MatchConfig(threads=1, as_of=as_of),
    )
    _, _, judged = market.judge_all()
    return Verdict(int(judged.verdict[0, Constraint.HEALTH])), Reason(int(judged.reason[0, Constraint.HEALTH, 0]))


def test_there_are_two_words_of_sixteen_dimensions() -> None:
    words = (
        "lift_carry standing walking sitting bend_kneel reach_up dexterity grip_vibration steps_access heights driving "
        "pace_effort shift_length night_work time_without_break spare "
        "vision_detail hearing speech_phone reading_writing concentration pressure_targets learning_complexity change "
        "public_facing working_closely conflict noise dust_chemicals cold_heat_outdoors hazards lone_working"
    )
    assert tuple(words.split()) == DIMENSIONS
    assert set(AIDS) == set(DIMENSION_NAMES) == set(DIMENSIONS)


@pytest.mark.parametrize("dimension", DIMENSIONS)
@pytest.mark.parametrize("level", range(8))
def test_every_level_of_every_dimension(dimension: str, level: int) -> None:
    person = {"capacity": dict.fromkeys(DIMENSIONS, 7) | {dimension: level}}
    for demand in (max(0, level - 1), level, min(7, level + 1)):
        demands = dict.fromkeys(DIMENSIONS, 7) | {dimension: demand}
        assert _health(person, {"demands": demands})[0] == (OK if level >= demand else FAIL)


def test_access_to_work_is_for_those_who_agreed_only() -> None:
    job = {"demands": {**LIFT_4, "standing": 5}}
    person: dict[str, Any] = {"capacity": {**LIFT_2, "standing": 5}}
    assert _health(person, job) == (FAIL, Reason.HEALTH_EXCEEDS)
    assert _health({**person, "access_to_work": ["lift_carry"]}, job) == (CONDITIONAL, Reason.HEALTH_ACCESS_TO_WORK)
    assert _health({**person, "access_to_work": ["standing"]}, job)[0] == FAIL
    both_short = {"capacity": {**LIFT_2, "standing": 1}, "access_to_work": ["lift_carry"]}
    assert _health(both_short, job)[0] == FAIL


def test_adjustments_come_before_access_to_work() -> None:
    person = {"capacity": LIFT_2, "access_to_work": ["lift_carry"]}
    adjusted = {"demands": LIFT_4, "demands_adjusted": LIFT_2}
    assert _health(person, adjusted) == (CONDITIONAL, Reason.HEALTH_ADJUSTMENT)
    not_enough = {"demands": LIFT_6, "demands_adjusted": LIFT_4}
    assert _health(person, not_enough) == (CONDITIONAL, Reason.HEALTH_ACCESS_TO_WORK)


@pytest.mark.parametrize(
    ("job", "flexible"),
    [
        ({"remote": "hybrid"}, True),
        ({"remote": "full"}, True),
        ({"days_on_site": 0.0}, True),
        ({"shifts": "6h within Mon-Fri 07:00-19:00"}, True),
        ({"shifts": "6h within Mon-Fri 07:00-19:00", "inferred_fields": ["shifts"]}, False),
        ({"remote": "hybrid", "inferred_fields": ["remote"]}, False),
        ({"remote": "no", "shifts": "Mon-Fri 09:00-17:00"}, False),
        ({}, False),
    ],
)
def test_good_days_count_where_hours_or_place_are_flexible(job: dict[str, Any], flexible: bool) -> None:
    person = {"capacity": LIFT_2, "capacity_good_day": LIFT_4}
    expected = (CONDITIONAL, Reason.HEALTH_GOOD_DAYS) if flexible else (FAIL, Reason.HEALTH_EXCEEDS)
    assert _health(person, {"demands": LIFT_4, **job}) == expected
    assert _health(person, {"demands": LIFT_2, **job})[0] == OK
    assert _health(person, {"demands": LIFT_6, **job})[0] == FAIL


def test_what_holds_later_holds_for_jobs_that_start_then() -> None:
    person = {"capacity": LIFT_2, "capacity_later": LIFT_4, "capacity_later_from": MARCH}
    job = {"demands": LIFT_4}
    assert _health(person, {**job, "start_date": dt.date(2026, 2, 28)})[0] == FAIL
    assert _health(person, {**job, "start_date": MARCH})[0] == OK
    assert _health(person, job)[0] == FAIL
    assert _health(person, job, as_of=MARCH)[0] == OK
    assert _health(person, {**job, "start_date": dt.date(2026, 2, 28)}, as_of=APRIL)[0] == FAIL
    assert _health(person, {**job, "start_date": APRIL, "inferred_fields": ["start_date"]})[0] == FAIL


def test_a_limit_may_end() -> None:
    person = {"capacity": LIFT_2, "capacity_later": {}, "capacity_later_from": MARCH}
    assert _health(person, {"demands": LIFT_4, "start_date": APRIL}) == (OK, Reason.HEALTH_NO_LIMITS)


@pytest.mark.parametrize(
    ("job", "expected"),
    [
        ({"hours_per_week_min": 37.5}, (CONDITIONAL, Reason.HEALTH_PHASED_START)),
        ({"hours_per_week_min": 37.5, "phased_start": True}, (OK, Reason.HEALTH_NO_LIMITS)),
        ({"hours_per_week_min": 37.5, "phased_start": False}, (FAIL, Reason.HEALTH_PHASED_TOO_MANY)),
        ({"hours_per_week_min": 16, "hours_per_week_max": 40}, (OK, Reason.HEALTH_NO_LIMITS)),
        ({"hours_per_week_min": 16.25}, (CONDITIONAL, Reason.HEALTH_PHASED_START)),
        ({}, (UNKNOWN, Reason.HEALTH_PHASED_NOT_STATED)),
        ({"phased_start": True}, (OK, Reason.HEALTH_NO_LIMITS)),
        ({"hours_per_week_min": 37.5, "start_date": APRIL}, (OK, Reason.HEALTH_NO_LIMITS)),
        ({"hours_per_week_min": 37.5, "start_date": MARCH}, (CONDITIONAL, Reason.HEALTH_PHASED_START)),
    ],
)
def test_a_phased_return(job: dict[str, Any], expected: tuple[Verdict, Reason]) -> None:
    person = {"phased_hours_max": 16.0, "phased_until": APRIL}
    assert _health(person, job) == expected


def test_phased_hours_leave_the_hours_rule_alone() -> None:
    """An employer sees the verdict on hours, so nothing about health may move it."""
    job = {"vacancy_id": 1, "title": "Cook", "hours_per_week_min": 37.5, "hours_per_week_max": 37.5}
    wish = {"jobseeker_id": 1, "hours_per_week_min": 30.0, "hours_per_week_max": 40.0}
    for phased in ({}, {"phased_hours_max": 4.0, "phased_until": APRIL}):
        _, _, judged = make_market([{**wish, **phased}], [job]).judge_all()
        assert judged.verdict[0, Constraint.HOURS] == OK


def test_the_lesser_of_tasks_and_phased_hours_counts() -> None:
    person = {"capacity": LIFT_2, "phased_hours_max": 16.0, "phased_until": APRIL}
    job = {"hours_per_week_min": 37.5, "demands": LIFT_4}
    assert _health(person, job) == (FAIL, Reason.HEALTH_EXCEEDS)
    assert _health(person, {**job, "demands_adjusted": LIFT_2}) == (CONDITIONAL, Reason.HEALTH_ADJUSTMENT)
    assert _health(person, {**job, "demands": LIFT_2}) == (CONDITIONAL, Reason.HEALTH_PHASED_START)
