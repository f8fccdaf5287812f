"""What holds rows about people shows counts only."""

from __future__ import annotations

from typing import Any

import pytest

import jobmatch as jm
from tests.encoders import HashEncoder
from tests.market import make_market

PERSON: dict[str, Any] = {
    "jobseeker_id": "id-of-somebody",
    "cv_text": "Baker for seventeen years",
    "postcode": "NP20 1AA",
    "latitude": 51.58421,
    "longitude": -2.99771,
    "capacity": {"lift_carry": 2},
    "away_windows": "Mon-Fri 09:15-15:00",
    "pay_wanted_gbp_per_hour": 13.37,
}
PERSONAL = ["somebody", "Baker", "NP20", "51.58", "2.99", "lift", "capacity", "09:15", "away", "13.37", "1337"]


@pytest.fixture(scope="module")
def shown() -> dict[str, str]:
    vacancy = {"vacancy_id": 1, "title": "Baker", "latitude": 51.6, "longitude": -3.0}
    vacancies, jobseekers = jm.read_vacancies([vacancy]), jm.read_jobseekers([PERSON])
    config = jm.MatchConfig(cache_dir="", threads=1)
    matcher = jm.Matcher.build(vacancies, jobseekers, config=config, encoder=HashEncoder())
    market = make_market([PERSON], [vacancy])
    _, _, judged = market.judge_all()
    shortlist = matcher.shortlist()
    things = [
        jobseekers,
        matcher,
        matcher.match(),
        shortlist,
        shortlist.for_employer([PERSON["jobseeker_id"]]),
        matcher.explain(PERSON["jobseeker_id"], 1),
        matcher.detail(PERSON["jobseeker_id"], 1),
        jm.Jobseeker(**PERSON),
        market.people,
        market.people.arrays,
        market.jobs,
        market.jobs.arrays,
        judged,
    ]
    return {type(thing).__name__: repr(thing) for thing in things}


@pytest.mark.parametrize("value", PERSONAL)
def test_no_personal_value_is_shown(shown: dict[str, str], value: str) -> None:
    assert [name for name, text in shown.items() if value in text] == []
