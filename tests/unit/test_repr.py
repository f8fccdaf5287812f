"""What holds rows about people shows counts only."""

from __future__ import annotations

import datetime as dt
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
    "capacity_good_day": {"lift_carry": 4},
    "capacity_later": {"sitting": 6},
    "capacity_later_from": dt.date(2031, 7, 9),
    "phased_hours_max": 11.25,
    "phased_until": dt.date(2032, 7, 9),
    "access_to_work": ["lift_carry"],
    "capacity_review_date": dt.date(2033, 7, 9),
    "away_windows": "Mon-Fri 09:15-15:00 @creche",
    "care_places": [
        {
            "name": "creche",
            "postcode": "NP19 9ZZ",
            "latitude": 52.12345,
            "longitude": -2.54321,
            "minutes_from_home": 43,
        }
    ],
    "pay_wanted_gbp_per_hour": 13.37,
}
PERSONAL = ["somebody", "Baker", "NP20", "51.58", "2.99", "lift", "capacity", "09:15", "away", "13.37", "1337"]
PERSONAL += [
    "creche",
    "NP19",
    "52.12",
    "2.54",
    "43",
    "good",
    "later",
    "sitting",
    "2031",
    "2032",
    "2033",
    "11.25",
    "access",
]


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
